import CZlib
import Draws
import Testing

@testable import Workbooks

@Suite("Packed sections")
struct PackerTests {
    /// What zlib makes of a raw stream; nil where it is none.
    private func unpacked(_ packed: [UInt8], size: Int) -> [UInt8]? {
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

    /// A section of some text, given piece by piece.
    private func section(
        _ text: [UInt8], _ packer: Packer, isLast: Bool, _ generator: inout SplitMix64
    ) -> (bytes: [UInt8], extent: PackedExtent) {
        var bytes: [UInt8] = []
        func take(_ packed: UnsafeRawBufferPointer) { bytes += packed }
        var place = 0
        while place < text.count {
            let end = min(text.count, place + .random(in: 1...100_000, using: &generator))
            text[place..<end].withUnsafeBytes { packer.append($0, take) }
            place = end
        }
        let extent = packer.end(isLast: isLast, take)
        return (bytes, extent)
    }

    @Test("come back as they were in the order in which they are joined", arguments: 0..<40)
    func joined(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let packer = Packer()
        let texts = (0..<Int.random(in: 1...4, using: &generator)).map { _ -> [UInt8] in
            // Of any bytes, which grow when packed, or of few.
            let most: UInt8 = Bool.random(using: &generator) ? .max : 1
            return (0..<Int.random(in: 0...200_000, using: &generator)).map { _ in
                UInt8.random(in: 0...most, using: &generator)
            }
        }
        let sections = texts.map { section($0, packer, isLast: false, &generator) }
        let order = texts.indices.shuffled(using: &generator)
        let end = section([], packer, isLast: true, &generator)
        var (packed, extent): ([UInt8], PackedExtent) = ([], PackedExtent())
        for section in order.map({ sections[$0] }) + [end] {
            #expect(section.bytes.count == section.extent.packedSize)
            packed += section.bytes
            extent.append(section.extent)
        }
        let all = order.flatMap { texts[$0] }
        let isEqual = unpacked(packed, size: all.count) == all
        #expect(isEqual)
        #expect(extent.size == all.count && extent.packedSize == packed.count)
        #expect(extent.checksum == UInt32(crc32(0, all, UInt32(all.count))))
    }
}
