/// The texts that the cells of a workbook share, one behind the other.
struct SharedStrings {
    /// Bytes of the part, unpacked.
    static let partLimit = 96 << 20

    private var bytes: [UInt8] = []
    /// Where each text ends in `bytes`.
    private var ends: [Int32] = []

    init() {}

    init(_ part: ZipPart) throws(WorkbookProblem) {
        var scanner = try XMLScanner(part)
        while true {
            switch try scanner.next() {
            case .finish: return
            case .start where scanner.isNamed("si") && scanner.depth == 2:
                try appendRichText(of: &scanner, to: &bytes)
                ends.append(Int32(bytes.count))
            case .start, .end: break
            }
        }
    }

    var count: Int { ends.count }

    /// Bytes that they take.
    var size: Int { bytes.count + ends.count * MemoryLayout<Int32>.size }

    /// Adds the text to what is there.
    func append(_ index: Int, to target: inout [UInt8]) {
        let start = index == 0 ? 0 : Int(ends[index - 1])
        target.append(contentsOf: bytes[start..<Int(ends[index])])
    }

    func length(_ index: Int) -> Int {
        Int(ends[index]) - (index == 0 ? 0 : Int(ends[index - 1]))
    }
}

/// Adds the text of an `si` or `is` element, which has started: that of its `t` and of its runs,
/// without phonetic hints.
func appendRichText(of scanner: inout XMLScanner, to target: inout [UInt8])
    throws(WorkbookProblem)
{
    let (depth, start) = (scanner.depth, target.count)
    while true {
        switch try scanner.next() {
        case .start where scanner.isNamed("t"): try scanner.appendText(to: &target)
        case .start where scanner.isNamed("rPh"): try scanner.skipElement()
        case .start: break
        case .end where scanner.depth < depth:
            resolveEscapes(in: &target, from: start)
            return
        case .end: break
        case .finish: throw scanner.malformed
        }
    }
}

/// Resolves `_xHHHH_`, by which workbooks write characters that XML can't hold.
func resolveEscapes(in text: inout [UInt8], from start: Int) {
    guard let first = firstEscape(text, start) else { return }
    var plain = Array(text[start..<first])
    var position = first
    var high: UInt32?
    while position < text.count {
        guard let unit = escape(text, position) else {
            if high != nil {
                plain += Array("\u{FFFD}".utf8)
                high = nil
            }
            plain.append(text[position])
            position += 1
            continue
        }
        position += 7
        if let lead = high, (0xDC00...0xDFFF).contains(unit) {
            append(0x10000 + (lead - 0xD800) << 10 + (unit - 0xDC00), to: &plain)
            high = nil
        } else {
            if high != nil { plain += Array("\u{FFFD}".utf8) }
            high = (0xD800...0xDBFF).contains(unit) ? unit : nil
            if high == nil { append(unit, to: &plain) }
        }
    }
    if high != nil { plain += Array("\u{FFFD}".utf8) }
    text.replaceSubrange(start..., with: plain)
}

private func append(_ value: UInt32, to text: inout [UInt8]) {
    let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
    text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
}

private func firstEscape(_ text: [UInt8], _ start: Int) -> Int? {
    var position = start
    while position + 7 <= text.count {
        if text[position] == 0x5F, escape(text, position) != nil { return position }
        position += 1
    }
    return nil
}

/// The UTF-16 unit that the seven bytes from the position stand for.
private func escape(_ text: [UInt8], _ position: Int) -> UInt32? {
    guard position + 7 <= text.count, text[position] == 0x5F, text[position + 1] == 0x78,
        text[position + 6] == 0x5F
    else { return nil }
    var unit: UInt32 = 0
    for byte in text[position + 2..<position + 6] {
        switch byte {
        case 0x30...0x39: unit = unit << 4 | UInt32(byte - 0x30)
        case 0x41...0x46: unit = unit << 4 | UInt32(byte - 0x37)
        case 0x61...0x66: unit = unit << 4 | UInt32(byte - 0x57)
        default: return nil
        }
    }
    return unit
}
