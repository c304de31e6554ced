import Documents
import Draws
import Foundation
import Testing

@testable import Workbooks

@Suite("Bytes of a sheet")
struct CellBytesTests {
    private func written(_ write: (inout ByteBuffer) -> Void) -> String {
        var buffer = ByteBuffer(capacity: 64)
        write(&buffer)
        return buffer.string
    }

    @Test("hold numbers with the fewest digits up to ten decimals", arguments: 0..<200)
    func numbers(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        for _ in 0..<50 {
            let scale = Double.random(in: -12...12, using: &generator)
            let raw = Double.random(in: -1...1, using: &generator) * Foundation.pow(10, scale)
            let digits = Foundation.pow(10, Double(Int.random(in: 0...9, using: &generator)))
            for number in [raw, (raw * digits).rounded() / digits] {
                let kept = abs(number) < 1e5 ? (number * 1e10).rounded() / 1e10 : number
                let text = written { $0.append(value: number) }
                #expect(Double(text) == kept, "\(number)")
                let shortest = kept.description.replacing("e", with: "E")
                #expect(
                    text == (shortest.hasSuffix(".0") ? String(shortest.dropLast(2)) : shortest)
                        || kept == 0 && text == "0", "\(number)")
            }
        }
    }

    @Test("grow")
    func growth() {
        let text = String(repeating: "全景图", count: 100_000)
        #expect(
            written { buffer in
                var rest = Substring(text)
                while !rest.isEmpty {
                    buffer.append(content: String(rest.prefix(777)))
                    rest = rest.dropFirst(777)
                }
            } == text)
    }

    @Test("hold what XML keeps for itself as it asks, wherever it stands", arguments: 0..<20)
    func escapes(place: Int) {
        let (before, after) = (String(repeating: "a", count: place), "编制数")
        for (sign, escape) in [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "\"")] {
            #expect(
                written { $0.append(content: before + sign + after) } == before + escape + after)
        }
    }
}
