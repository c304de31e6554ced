import Draws
import Testing

@testable import Documents

@Suite("A text in bytes")
struct ByteBufferTests {
    private func written(_ write: (inout ByteBuffer) -> Void) -> String {
        var bytes = ByteBuffer(capacity: 1)
        write(&bytes)
        return bytes.string
    }

    @Test("keeps what was written while it grows")
    func growth() {
        let text = written { bytes in
            for number in 0..<1000 {
                bytes.append(decimal: number)
                bytes.append(",")
            }
        }
        #expect(text == (0..<1000).map { "\($0)," }.joined())
    }

    @Test("is empty again and keeps its room")
    func forgetting() {
        var bytes = ByteBuffer()
        bytes.append("abc")
        #expect(bytes.count == 3 && bytes.last == UInt8(ascii: "c"))
        bytes.removeAll()
        #expect(bytes.array.isEmpty && bytes.last == nil)
    }

    @Test(
        "has whole numbers as Swift describes them",
        arguments: [
            0, 7, 9, 10, 99, 100, 12_345, -1, -10, -1_000, 1_048_576, 99_999_999, .max, .min,
        ])
    func wholeNumbers(number: Int) {
        #expect(written { $0.append(decimal: number) } == String(number))
    }

    @Test("holds pieces of any length that fits", arguments: [0, 1, 15, 16, 17, 32, 33, 48])
    func pieces(length: Int) {
        let text = String(repeating: "abcdefg", count: 7).prefix(length)
        let (piece, end) = (ByteBuffer.Piece(String(text)), ByteBuffer.Piece("|"))
        let all = written { bytes in
            for _ in 0..<100 {
                bytes.append(piece)
                bytes.append(end)
            }
        }
        #expect(all == String(repeating: text + "|", count: 100))
    }

    @Test("holds a number again", arguments: [0, 7, 10, 1_048_576, 99_999_999])
    func again(number: Int) {
        let text = written { bytes in
            let digits = bytes.append(digitsOf: number)
            for _ in 0..<100 { bytes.append(digits) }
        }
        #expect(text == String(repeating: String(number), count: 101))
    }

    /// Powers of two have a nearer neighbour below, powers of ten one digit; the limits are those
    /// between the ways to write.
    static func edges() -> [Double] {
        var powers: [Double] = (-12...54).map { Double(sign: .plus, exponent: $0, significand: 1) }
        var ten = 1.0
        for _ in 0..<17 {
            powers += [ten, 1 / ten]
            ten *= 10
        }
        let others: [Double] = [
            0, 0.001, 0.1 + 0.2, 1.0 / 3, 2.0 / 3, 66.25, 52.61098367959761, .leastNonzeroMagnitude,
            1e22,
        ]
        return others + powers + powers.map(\.nextUp) + powers.map(\.nextDown)
    }

    @Test("has numbers as Swift describes them, at the edges")
    func atTheEdges() {
        for edge in Self.edges() {
            for number in [edge, -edge] {
                #expect(written { $0.append(number: number) } == number.description)
            }
        }
    }

    @Test("has any number as Swift describes it", arguments: UInt64(0)..<40)
    func anyNumber(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        for _ in 0..<2_000 {
            let exponent = Int.random(in: -11...54, using: &generator)
            let significand = Double.random(in: 1..<2, using: &generator)
            let power = Double(sign: .plus, exponent: exponent, significand: significand)
            let decimals = Double(Int.random(in: 0..<1_000_000_000, using: &generator))
            let divisors = [3, 7, 1000, 65_536, 1e7]
            let share = decimals / divisors[Int.random(in: 0..<5, using: &generator)]
            for number in [power, share, Double(bitPattern: generator.next())]
            where number.isFinite {
                let text = written { $0.append(number: number) }
                if text != number.description { Issue.record("\(number): \(text)") }
            }
        }
    }

    @Test("finds what needs care wherever it stands", arguments: 0..<20)
    func care(place: Int) {
        for sign in ["\"", "\\", "\n", "\u{1}", "\u{85}", "\u{2028}", "“", "·"] {
            let around = (String(repeating: "a", count: place), String(repeating: "档", count: 5))
            let text = around.0 + sign + around.1
            let escaped = [
                "\"": "\\\"", "\\": "\\\\", "\n": "\\n", "\u{1}": "\\u0001",
                "\u{85}": "\\u0085", "\u{2028}": "\\u2028",
            ]
            let expected = "\"\(around.0)\(escaped[sign] ?? sign)\(around.1)\""
            #expect(written { $0.append(json: text) } == expected)
        }
    }

    @Test("is any text of any length", arguments: 0..<20)
    func lengths(length: Int) {
        let text =
            String("一a二b三c四d五e六f".utf8.prefix(length)) ?? String(repeating: "é", count: length)
        #expect(written { $0.append(json: text) } == "\"\(text)\"")
        #expect(written { $0.append(markup: text) } == text)
        #expect(written { $0.append(json: text + "\n") } == "\"\(text)\\n\"")
        #expect(written { $0.append(markup: text + "<") } == text + "&lt;")
    }

    @Test("is markup whose signs are escaped wherever they stand", arguments: 0..<20)
    func markup(place: Int) {
        let signs = [
            "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;", "\n": " ",
            "\u{1}": "\u{FFFD}", "\u{7F}": "\u{FFFD}", "\u{FFFE}": "\u{FFFD}",
            "\u{FFFF}": "\u{FFFD}", "\u{FFFD}": "\u{FFFD}", "，": "，", "=#?~": "=#?~",
            "\u{F7FE}": "\u{F7FE}",
        ]
        for (sign, escaped) in signs {
            for end in ["", "档", "档案档案档案"] {
                let start = String(repeating: "a", count: place)
                #expect(written { $0.append(markup: start + sign + end) } == start + escaped + end)
            }
        }
    }

    @Test(
        "rounds halves away from zero",
        arguments: [
            (0.0, 0), (0.5, 1), (-0.5, -1), (0.49999999999999994, 0), (2.5, 3), (-2.5, -3),
            (7.4, 7),
            (-7.6, -8), (4_503_599_627_370_495.5, 4_503_599_627_370_496),
        ])
    func nearest(number: Double, nearest: Int) {
        #expect(number.nearestInteger == nearest)
        #expect(nearest == Int(number.rounded()))
    }
}
