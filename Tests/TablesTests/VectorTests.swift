import CBytes
import Draws
import Testing

#if arch(x86_64)
    /// One way to do it: with which vectors, and whether the processor has them.
    private struct Way: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let isThere: Bool
        let classify:
            @Sendable (
                UnsafePointer<UInt8>, Int32, UnsafePointer<UInt8>?,
                UnsafeMutablePointer<bytes_of_text>
            ) -> Void
        let places:
            @Sendable (
                UnsafePointer<UInt64>, Int32, UInt32, UnsafeMutablePointer<UInt32>
            ) -> Int32

        static let all = [
            Way(
                testDescription: "AVX2", isThere: bytes_has_avx2() != 0,
                classify: { bytes_classify_avx2($0, $1, $2, $3) },
                places: { bytes_places_avx2($0, $1, $2, $3) }),
            Way(
                testDescription: "AVX-512", isThere: bytes_has_avx512() != 0,
                classify: { bytes_classify_avx512($0, $1, $2, $3) },
                places: { bytes_places_avx512($0, $1, $2, $3) }),
        ].filter(\.isThere)
    }

    @Suite("Vectors of every width")
    struct VectorTests {
        private static let pieces: [[UInt8]] = [
            [0x22], [0x2C], [0x0A], [0x0D], [0], Array("abc".utf8), Array("编制".utf8),
            Array("é𠮷".utf8), Array("plain".utf8), [0x80], [0xE7], [0xE7, 0xBC], [0xC0, 0x80],
            [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF],
        ]

        private func text(_ generator: inout SplitMix64) -> [UInt8] {
            let kinds = Int.random(in: 1...Self.pieces.count, using: &generator)
            var bytes: [UInt8] = []
            while bytes.count < 64 * 9 {
                bytes += Self.pieces[..<kinds].randomElement(using: &generator) ?? []
            }
            return bytes
        }

        @Test(
            "say of each byte what it is, and whether the text is UTF-8", arguments: Way.all,
            UInt64(0)..<100)
        fileprivate func classes(way: Way, seed: UInt64) {
            var generator = SplitMix64(seed: seed)
            var bytes = text(&generator)
            // Then nothing bad stands before what is looked at.
            if seed % 2 == 0 { bytes.replaceSubrange(0..<64, with: repeatElement(0x61, count: 64)) }
            var found = [bytes_of_text](repeating: bytes_of_text(), count: 8)
            bytes.withUnsafeBufferPointer { text in
                guard let base = text.baseAddress else { return }
                way.classify(base + 64, 8, base + 32, &found)
                var (isSound, first) = (true, 64)
                while first > 0, text[first] & 0xC0 == 0x80 { first -= 1 }
                for chunk in 0..<8 {
                    let start = 64 + chunk * 64
                    let plain = bytes_classify(base + start)
                    #expect(found[chunk].quote == plain.quote)
                    #expect(found[chunk].comma == plain.comma)
                    #expect(found[chunk].line_feed == plain.line_feed)
                    #expect(found[chunk].carriage_return == plain.carriage_return)
                    #expect(found[chunk].nul == plain.nul)
                    isSound = isSound && found[chunk].bad == 0
                }
                // A character that goes on behind the end is not yet bad.
                let whole = UnsafeBufferPointer(rebasing: text[first..<64 * 9])
                let isText = (0...3).contains { cut in
                    String(validating: whole.dropLast(cut), as: UTF8.self) != nil
                }
                if isText || seed % 2 == 0 { #expect(isSound == isText) }
            }
        }

        @Test("say where the bits are", arguments: Way.all, UInt64(0)..<100)
        fileprivate func places(way: Way, seed: UInt64) {
            var generator = SplitMix64(seed: seed)
            let words = (0..<8).map { _ in
                switch Int.random(in: 0...4, using: &generator) {
                case 0: UInt64(0)
                case 1: UInt64.max
                case 2: generator.next()
                default: generator.next() & generator.next() & generator.next()
                }
            }
            var (plain, own) = (
                [UInt32](repeating: 0, count: 540), [UInt32](repeating: 0, count: 540)
            )
            let expected = bytes_places_plain(words, 8, 100, &plain)
            #expect(way.places(words, 8, 100, &own) == expected)
            #expect(own[..<Int(expected)] == plain[..<Int(expected)])
            #expect(words.reduce(0) { $0 + $1.nonzeroBitCount } == Int(expected))
        }
    }
#endif

@Suite("Bytes side by side")
struct BytesTests {
    @Test("are the same as far as they are counted", arguments: UInt64(0)..<50)
    func same(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let one = (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
        var other = one
        let place = Int.random(in: 0..<32, using: &generator)
        other[place] ^= 1
        for count in 0...32 {
            #expect((bytes_same_32(one, other, UInt32(count)) != 0) == (count <= place))
        }
    }

    @Test("are a key without what lies behind them", arguments: 0...24)
    func key(count: Int) {
        let bytes = (1...24).map { UInt8($0) }
        let key = bytes_key(bytes, UInt32(count))
        let expected = (0..<3).map { word in
            (0..<8).reversed().reduce(UInt64(0)) { sum, offset in
                let place = word * 8 + offset
                return sum << 8 | (place < count ? UInt64(bytes[place]) : 0)
            }
        }
        #expect([key.low, key.middle, key.high] == expected)
    }

    @Test("are a number of one to six digits, or none", arguments: UInt64(0)..<50)
    func whole(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        for _ in 0..<200 {
            let count = Int.random(in: 1...6, using: &generator)
            let digits = (0..<count).map { _ in UInt8.random(in: 0x30...0x39, using: &generator) }
            var bytes = digits + Array(repeating: seed % 2 == 0 ? 0x2C : 0xFF, count: 8)
            let text = String(decoding: digits, as: UTF8.self)
            #expect(bytes_whole(bytes, UInt32(count)) == Int32(text))
            let place = Int.random(in: 0..<count, using: &generator)
            bytes[place] =
                [0x2F, 0x3A, 0x00, 0xFF, 0x2D, 0x20, 0x80, 0xB0, 0xB9].randomElement(
                    using: &generator) ?? 0
            #expect(bytes_whole(bytes, UInt32(count)) == -1)
        }
    }

    @Test("have gaps or none", arguments: 0...40)
    func gaps(place: Int) {
        // The first place may be just before 0, wrapped around.
        var places = (0...41).map { UInt32(truncatingIfNeeded: $0 * 15 - 1) }
        #expect(bytes_has_gap(places, Int64(places.count), 15) == 0)
        for later in place + 1..<places.count { places[later] += 1 }
        #expect(bytes_has_gap(places, Int64(places.count), 15) == 1)
    }

    @Test("stand an odd number of times or not", arguments: UInt64(0)..<50)
    func odd(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let bytes = (0..<Int.random(in: 1...300, using: &generator)).map { _ in
            UInt8.random(in: 0x21...0x24, using: &generator)
        }
        let count = bytes.count { $0 == 0x22 }
        #expect((bytes_odd(bytes, bytes.count, 0x22) != 0) == (count % 2 == 1))
    }
}
