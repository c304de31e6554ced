/// The parts of a small zip file, read without a library: enough for what a test wrote itself.
package struct ZipParts {
    private let bytes: [UInt8]

    package init(_ bytes: [UInt8]) { self.bytes = bytes }

    private func number(_ place: Int, _ size: Int) -> Int {
        (0..<size).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
    }

    /// Contents by name, from the central directory; nil where the file is no zip.
    package func contents() -> [String: [UInt8]]? {
        let end = bytes.count - 22
        guard end >= 0, number(end, 4) == 0x0605_4B50 else { return nil }
        var place = number(end + 16, 4)
        var parts: [String: [UInt8]] = [:]
        for _ in 0..<number(end + 10, 2) {
            guard number(place, 4) == 0x0201_4B50 else { return nil }
            let nameLength = number(place + 28, 2)
            let name = String(
                decoding: bytes[(place + 46)..<(place + 46 + nameLength)], as: UTF8.self)
            let local = number(place + 42, 4)
            let data = local + 30 + number(local + 26, 2) + number(local + 28, 2)
            let packed = bytes[data..<(data + number(place + 20, 4))]
            var inflater = Inflater(packed)
            let unpacked = number(place + 10, 2) == 0 ? Array(packed) : inflater.output()
            guard unpacked.count == number(place + 24, 4) else { return nil }
            parts[name] = unpacked
            place += 46 + nameLength + number(place + 30, 2) + number(place + 32, 2)
        }
        return parts
    }
}

/// RFC 1951, after M. Adler's «puff».
private struct Inflater {
    private let input: ArraySlice<UInt8>
    private var place: Int
    private var held = 0
    private var heldCount = 0
    private var out: [UInt8] = []

    private static let lengthBases = [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115,
        131,
        163, 195, 227, 258,
    ]
    private static let distanceBases = [
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537,
        2049, 3073, 4097, 6145, 8193, 12_289, 16_385, 24_577,
    ]

    init(_ input: ArraySlice<UInt8>) {
        self.input = input
        place = input.startIndex
    }

    private mutating func bits(_ count: Int) -> Int {
        while heldCount < count {
            held |= Int(place < input.endIndex ? input[place] : 0) << heldCount
            place += 1
            heldCount += 8
        }
        defer {
            held >>= count
            heldCount -= count
        }
        return held & (1 << count - 1)
    }

    private struct Codes {
        var counts = [Int](repeating: 0, count: 16)
        var symbols: [Int]

        init(_ lengths: [Int]) {
            for length in lengths { counts[length] += 1 }
            counts[0] = 0
            var offsets = [Int](repeating: 0, count: 17)
            for length in 1..<16 { offsets[length + 1] = offsets[length] + counts[length] }
            symbols = [Int](repeating: 0, count: lengths.count)
            for (symbol, length) in lengths.enumerated() where length > 0 {
                symbols[offsets[length]] = symbol
                offsets[length] += 1
            }
        }
    }

    private mutating func symbol(_ codes: Codes) -> Int {
        var (code, first, index) = (0, 0, 0)
        for length in 1..<16 {
            code |= bits(1)
            let count = codes.counts[length]
            if code - count < first { return codes.symbols[index + code - first] }
            index += count
            first = (first + count) << 1
            code <<= 1
        }
        return 256
    }

    mutating func output() -> [UInt8] {
        var isLast = false
        while !isLast, place <= input.endIndex {
            isLast = bits(1) == 1
            switch bits(2) {
            case 0: stored()
            case 1:
                let lengths = (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 }
                block(Codes(lengths), Codes([Int](repeating: 5, count: 30)))
            case 2: dynamic()
            default: return out
            }
        }
        return out
    }

    private mutating func stored() {
        (held, heldCount) = (0, 0)
        let length = Int(input[place]) | Int(input[place + 1]) << 8
        out += input[(place + 4)..<(place + 4 + length)]
        place += 4 + length
    }

    private mutating func dynamic() {
        let (literals, distances, codes) = (bits(5) + 257, bits(5) + 1, bits(4) + 4)
        var lengths = [Int](repeating: 0, count: 19)
        let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
        for index in 0..<codes { lengths[order[index]] = bits(3) }
        let lengthCodes = Codes(lengths)
        var all: [Int] = []
        while all.count < literals + distances {
            let next = symbol(lengthCodes)
            switch next {
            case 0..<16: all.append(next)
            case 16: all += [Int](repeating: all.last ?? 0, count: 3 + bits(2))
            case 17: all += [Int](repeating: 0, count: 3 + bits(3))
            default: all += [Int](repeating: 0, count: 11 + bits(7))
            }
        }
        block(
            Codes(Array(all[..<literals])), Codes(Array(all[literals..<(literals + distances)])))
    }

    private mutating func block(_ literals: Codes, _ distances: Codes) {
        while place <= input.endIndex + 8 {
            let next = symbol(literals)
            if next < 256 {
                out.append(UInt8(next))
            } else if next == 256 {
                return
            } else {
                let index = next - 257
                let extra = index < 8 || index == 28 ? 0 : (index - 4) / 4
                let length = Self.lengthBases[index] + bits(extra)
                let far = symbol(distances)
                let distance = Self.distanceBases[far] + bits(far < 4 ? 0 : (far - 2) / 2)
                guard distance <= out.count else { return }
                for _ in 0..<length { out.append(out[out.count - distance]) }
            }
        }
    }
}
