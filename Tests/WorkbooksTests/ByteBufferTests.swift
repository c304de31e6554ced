import Draws
import Foundation
import Testing

@testable import Workbooks

@Suite("Bytes of a sheet")
struct ByteBufferTests {
    private func written(_ write: (inout ByteBuffer) -> Void) -> String {
        var buffer = ByteBuffer(capacity: 64)
        write(&buffer)
        return String(decoding: buffer.bytes, as: UTF8.self)
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
                let text = written {
                    $0.reserve(64)
                    $0.append(number)
                }
                #expect(Double(text) == kept, "\(number)")
                let shortest = kept.description.replacing("e", with: "E")
                #expect(
                    text == (shortest.hasSuffix(".0") ? String(shortest.dropLast(2)) : shortest)
                        || kept == 0 && text == "0", "\(number)")
            }
        }
    }

    @Test(
        "hold whole numbers",
        arguments: [0, 7, 10, 99, 100, -1, -10, 1_048_576, 99_999_999, .max, .min])
    func whole(number: Int) {
        #expect(
            written {
                $0.reserve(64)
                $0.append(number)
            } == String(number))
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

    @Test("hold pieces of any length that fits", arguments: [0, 1, 15, 16, 17, 32, 33, 48])
    func pieces(length: Int) {
        let text = String(repeating: "abcdefg", count: 7).prefix(length)
        #expect(
            written {
                $0.reserve(64)
                $0.append(.init(String(text)))
                $0.append(.init("|"))
            } == text + "|")
    }
}
