import CZlib
import Draws
import Testing

@testable import Packing

@Suite("A stream by itself")
struct UnpackingTests {
    private func unpack(_ packed: [UInt8], _ size: Int) -> [UInt8]? {
        packed.withUnsafeBytes { unpacked($0, size: size) }
    }

    @Test(
        "comes back as it was, whatever its packer has packed before",
        arguments: [0, 1, 3, 258, 9_000, 32_768, 70_000, 200_000])
    func roundTrip(length: Int) {
        var generator = SplitMix64(seed: UInt64(length))
        let packer = Packer(.zlib)
        for text in Texts.kinds(length, &generator) {
            let packed = text.withUnsafeBytes { packer.packed($0) }
            #expect(unpack(packed, length) == text)
            #expect(packed == text.withUnsafeBytes { Packer(.zlib).packed($0) })
            #expect(packed.first == 0x78)
        }
    }

    @Test("of zlib's own comes back too, and as small as can be", arguments: [Int32(1), 9])
    func zlibs(level: Int32) {
        let text = [UInt8](repeating: 7, count: 5_000_000)
        var packed = [UInt8](repeating: 0, count: 100_000)
        var count = UInt(packed.count)
        #expect(compress2(&packed, &count, text, UInt(text.count), level) == Z_OK)
        #expect(unpack(Array(packed.prefix(Int(count))), text.count) == text)
    }

    @Test("is none where it has another size, is cut off or goes on")
    func sizes() {
        let text = Array(String(repeating: "单位 ", count: 900).utf8)
        let packed = text.withUnsafeBytes { Packer(.zlib).packed($0) }
        for size in [-1, 0, text.count - 1, text.count + 1, 1 << 40, .max, .min] {
            #expect(unpack(packed, size) == nil)
        }
        #expect(unpack(Array(packed.dropLast()), text.count) == nil)
        #expect(unpack(packed + [0], text.count) == nil)
        #expect(unpack([], 0) == nil)
        #expect(unpack([], 3) == nil)
    }

    @Test("is none, or what it was, with any bit changed")
    func damage() {
        let text = Array(String(repeating: "单位 ", count: 90).utf8)
        let packed = text.withUnsafeBytes { Packer(.zlib).packed($0) }
        for bit in 0..<packed.count * 8 {
            var damaged = packed
            damaged[bit / 8] ^= 1 << (bit % 8)
            let result = unpack(damaged, text.count)
            #expect(result == nil || result == text)
        }
    }
}
