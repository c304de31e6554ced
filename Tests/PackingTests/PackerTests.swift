import CZlib
import Draws
import Testing

@testable import Packing

@Suite("Packed sections")
struct PackerTests {
    /// What zlib makes of a raw stream; nil where it is none.
    private func inflated(_ packed: [UInt8], size: Int) -> [UInt8]? {
        var stream = z_stream()
        guard zlib_inflate_start(&stream) == Z_OK else { return nil }
        defer { inflateEnd(&stream) }
        var packed = packed
        var result = [UInt8](repeating: 0, count: size + 1)
        let status = packed.withUnsafeMutableBufferPointer { input in
            result.withUnsafeMutableBufferPointer { output in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(output.count)
                return inflate(&stream, Z_FINISH)
            }
        }
        guard status == Z_STREAM_END, stream.avail_in == 0 else { return nil }
        return Array(result.prefix(Int(stream.total_out)))
    }

    private struct Section {
        var bytes: [UInt8] = []
        var extent = PackedExtent()
    }

    /// A section of some text, given in pieces of at most so many bytes.
    private func section(
        _ text: [UInt8], _ packer: Packer, isLast: Bool = false, piece: Int,
        _ generator: inout SplitMix64
    ) -> Section {
        var section = Section()
        func take(_ packed: UnsafeRawBufferPointer) { section.bytes += packed }
        var place = 0
        while place < text.count {
            let end = min(text.count, place + .random(in: 1...piece, using: &generator))
            text[place..<end].withUnsafeBytes { packer.append($0, take) }
            place = end
        }
        section.extent = packer.end(isLast: isLast, take)
        return section
    }

    /// That what sections hold comes back from zlib when they are joined, with what ZIP says of it.
    private func expectBack(_ texts: [[UInt8]], _ sections: [Section]) {
        var (packed, extent): ([UInt8], PackedExtent) = ([], PackedExtent())
        for section in sections {
            #expect(section.bytes.count == section.extent.packedSize)
            packed += section.bytes
            extent.append(section.extent)
        }
        let all = Array(texts.joined())
        let isEqual = inflated(packed, size: all.count) == all
        #expect(isEqual)
        #expect(extent.size == all.count && extent.packedSize == packed.count)
        #expect(extent.checksum == UInt32(crc32(0, all, UInt32(all.count))))
    }

    @Test("come back as they were in the order in which they are joined", arguments: 0..<40)
    func joined(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let packer = Packer(.sections)
        let texts = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
            Texts.random(.random(in: 0...200_000, using: &generator), &generator)
        }
        let sections = texts.map { section($0, packer, piece: 100_000, &generator) }
        let order = texts.indices.shuffled(using: &generator)
        let end = section([], packer, isLast: true, piece: 1, &generator)
        expectBack(order.map { texts[$0] }, order.map { sections[$0] } + [end])
    }

    @Test(
        "may have any length, given in any pieces",
        arguments: [0, 1, 2, 3, 258, 32_767, 32_768, 32_769, 65_536, 300_001], [3, 4_000, 65_536])
    func lengths(length: Int, piece: Int) {
        var generator = SplitMix64(seed: UInt64(length))
        for text in Texts.kinds(length, &generator) {
            let only = section(text, Packer(.sections), isLast: true, piece: piece, &generator)
            expectBack([text], [only])
        }
    }

    @Test("may be many, and empty ones among them")
    func many() {
        var generator = SplitMix64(seed: 1)
        let packer = Packer(.sections)
        let texts = (0..<5_000).map { number in
            [UInt8](repeating: UInt8(number % 7), count: number % 40)
        }
        let sections = texts.map { section($0, packer, piece: 40, &generator) }
        expectBack(texts, sections + [section([], packer, isLast: true, piece: 1, &generator)])
    }

    @Test("don't depend on what their packer has packed before", arguments: 0..<20)
    func fresh(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let used = Packer(.sections)
        for _ in 0..<3 {
            let text = Texts.random(.random(in: 0...100_000, using: &generator), &generator)
            var same = generator
            let first = section(text, used, piece: 30_000, &generator)
            let second = section(text, Packer(.sections), piece: 30_000, &same)
            #expect(first.bytes == second.bytes)
            #expect(first.extent == second.extent)
        }
    }

    @Test("of text that repeats itself are small, of noise hardly larger than it")
    func sizes() {
        var generator = SplitMix64(seed: 5)
        let text = Array(String(repeating: "<c r=\"A1\" s=\"2\"><v>1</v></c>", count: 10_000).utf8)
        let noise = (0..<300_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
        for (bytes, most) in [(text, text.count / 50), (noise, noise.count + 100)] {
            let packed = section(bytes, Packer(.sections), piece: 65_536, &generator)
            #expect(packed.extent.packedSize <= most)
        }
    }
}

/// Bytes to pack.
enum Texts {
    /// Of any bytes, which grow when packed, or of few.
    static func random(_ count: Int, _ generator: inout SplitMix64) -> [UInt8] {
        let most: UInt8 = Bool.random(using: &generator) ? .max : 1
        return (0..<count).map { _ in UInt8.random(in: 0...most, using: &generator) }
    }

    /// The same byte, a text that repeats itself, and noise.
    static func kinds(_ count: Int, _ generator: inout SplitMix64) -> [[UInt8]] {
        [
            [UInt8](repeating: 0, count: count),
            (0..<count).map { UInt8(truncatingIfNeeded: $0 % 251 + $0 / 40_000) },
            (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) },
        ]
    }
}
