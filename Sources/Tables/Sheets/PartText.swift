/// The text of an XML part as UTF-8, whether it is written so or, with a byte order mark or without
/// one, in UTF-16.
final class PartText {
    private enum Writing {
        case unknown, narrow
        case wide(isBigEndian: Bool)
    }

    let part: ZipPart
    private var writing = Writing.unknown
    /// Bytes of UTF-16 that wait to be converted.
    private var waiting: [UInt8] = []
    private var position = 0
    /// The first half of a character outside the basic plane.
    private var high: UInt32?
    /// Bytes of UTF-8 made from UTF-16.
    private var count = 0

    private static let blockSize = 1 << 15

    init(_ part: ZipPart) {
        self.part = part
    }

    /// Fills the block, at least 16 bytes, as far as there is text; 0 only at the end.
    func read(into block: UnsafeMutableRawBufferPointer) throws(WorkbookProblem) -> Int {
        if case .unknown = writing {
            let filled = try part.read(into: block)
            let start = UnsafeRawBufferPointer(rebasing: block[..<filled])
            writing = PartText.writing(of: start)
            if case .narrow = writing { return filled }
            waiting = Array(start)
        }
        guard case .wide(let isBigEndian) = writing else { return try part.read(into: block) }
        return try convert(isBigEndian, into: block)
    }

    /// By the byte order mark, else by the first `<` of the part.
    private static func writing(of start: UnsafeRawBufferPointer) -> Writing {
        let first = Array(start.prefix(2))
        if first == [0xFF, 0xFE] || first == [0x3C, 0] { return .wide(isBigEndian: false) }
        if first == [0xFE, 0xFF] || first == [0, 0x3C] { return .wide(isBigEndian: true) }
        return .narrow
    }

    private func convert(
        _ isBigEndian: Bool, into block: UnsafeMutableRawBufferPointer
    ) throws(WorkbookProblem) -> Int {
        var written = 0
        while written == 0 {
            if waiting.count - position < 2, try !readOn() { return 0 }
            while written + 4 <= block.count, position + 2 <= waiting.count {
                let (a, b) = (UInt32(waiting[position]), UInt32(waiting[position + 1]))
                position += 2
                guard let scalar = try scalar(isBigEndian ? a << 8 | b : b << 8 | a) else {
                    continue
                }
                for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
                    block[written] = byte
                    written += 1
                }
            }
        }
        count += written
        guard count <= part.limit else { throw .tooLarge }
        return written
    }

    /// The character that a unit ends; nil where it is the first half of one.
    private func scalar(_ unit: UInt32) throws(WorkbookProblem) -> Unicode.Scalar? {
        switch (high, unit) {
        case (nil, 0xD800...0xDBFF):
            high = unit
            return nil
        case (let lead?, 0xDC00...0xDFFF):
            high = nil
            return Unicode.Scalar(0x10000 + (lead - 0xD800) << 10 + (unit - 0xDC00))
        case (nil, _):
            guard let scalar = Unicode.Scalar(unit) else { throw .malformed(part.name) }
            return scalar
        default: throw .malformed(part.name)
        }
    }

    /// Reads the next bytes behind those that wait; false at the end.
    private func readOn() throws(WorkbookProblem) -> Bool {
        waiting.removeFirst(position)
        position = 0
        let held = waiting.count
        let block = UnsafeMutableRawBufferPointer.allocate(
            byteCount: PartText.blockSize, alignment: 16)
        defer { block.deallocate() }
        let filled = try part.read(into: block)
        waiting.append(contentsOf: block[..<filled])
        if filled > 0 { return waiting.count > 1 ? true : try readOn() }
        guard held == 0, high == nil else { throw .malformed(part.name) }
        return false
    }
}
