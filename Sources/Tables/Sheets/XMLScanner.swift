internal import Glibc

/// Walks through an XML part tag by tag, in constant memory.
///
/// Only what workbooks need: elements by local name, attributes, text. A document type declaration
/// is refused; tags that don't match, text outside the root and a missing end are found.
struct XMLScanner: ~Copyable {
    enum Token {
        case start, end
        /// The root has ended and nothing but blanks follows.
        case finish
    }

    /// Bytes of one tag or of one stretch of text.
    static let tokenLimit = 4 << 20
    static let depthLimit = 200

    private let text: PartText
    private var base: UnsafeMutablePointer<UInt8>
    private var capacity = 1 << 16
    private var position = 0
    private var end = 0
    private var isAtEnd = false
    private var name = 0..<0
    private var attributes = 0..<0
    /// An element without content has started; its end comes next.
    private var endsAtOnce = false
    /// Digests of the names of the elements that are open.
    private var open: [UInt64] = []
    private var hasRoot = false

    init(_ part: ZipPart) throws(WorkbookProblem) {
        text = PartText(part)
        base = .allocate(capacity: capacity)
        base.initialize(repeating: 0, count: capacity)
        _ = try more()
        if end >= 3, base[0] == 0xEF, base[1] == 0xBB, base[2] == 0xBF { position = 3 }
    }

    deinit { base.deallocate() }

    /// How many elements are open, the present one included.
    var depth: Int { open.count }

    var malformed: WorkbookProblem { .malformed(text.part.name) }

    /// Goes on to the next tag; text between tags is passed over.
    mutating func next() throws(WorkbookProblem) -> Token {
        if endsAtOnce {
            endsAtOnce = false
            open.removeLast()
            return .end
        }
        while try findTag() {
            switch try byte(1) {
            case 0x3F: try skip(to: [0x3F, 0x3E])
            case 0x21: try skipDeclaration()
            case 0x2F:
                try takeEnd()
                return .end
            default:
                try takeStart()
                return .start
            }
        }
        guard hasRoot, open.isEmpty else { throw malformed }
        return .finish
    }

    /// Whether the present element has this local name.
    func isNamed(_ wanted: StaticString) -> Bool {
        matches(name, wanted)
    }

    /// The value of the attribute with this local name, as it stands; nil if there is none.
    ///
    /// Valid until the scanner moves on.
    func attribute(_ wanted: StaticString, prefixed: Bool = false) -> UnsafeBufferPointer<UInt8>? {
        var rest = attributes
        while let found = nextAttribute(&rest) {
            let colon = found.name.first { base[$0] == 0x3A }
            let local = colon.map { $0 + 1..<found.name.upperBound } ?? found.name
            if (colon != nil) == prefixed, matches(local, wanted) {
                return UnsafeBufferPointer(
                    start: base + found.value.lowerBound, count: found.value.count)
            }
        }
        return nil
    }

    /// The value of the attribute with this local name as text, references resolved.
    func text(ofAttribute wanted: StaticString, prefixed: Bool = false) throws(WorkbookProblem)
        -> String?
    {
        guard let value = attribute(wanted, prefixed: prefixed) else { return nil }
        var bytes: [UInt8] = []
        guard appendXMLText(value, to: &bytes) else { throw malformed }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Adds the text of the present element, which has started, and goes on to its end.
    ///
    /// Text of elements inside it is left out.
    mutating func appendText(to target: inout [UInt8]) throws(WorkbookProblem) {
        if endsAtOnce {
            _ = try next()
            return
        }
        let depth = open.count
        while true {
            try appendRun(to: &target, isWanted: open.count == depth)
            switch try byte(1) {
            case 0x21 where try byte(2) == 0x5B:
                try appendLiteral(to: &target, isWanted: open.count == depth)
            case 0x21: try skipDeclaration()
            case 0x3F: try skip(to: [0x3F, 0x3E])
            default:
                switch try next() {
                case .end where open.count < depth: return
                case .finish: throw malformed
                case .start, .end: break
                }
            }
        }
    }

    /// Passes over the present element, which has started, to its end.
    mutating func skipElement() throws(WorkbookProblem) {
        let depth = open.count
        repeat {
            if case .finish = try next() { throw malformed }
        } while open.count >= depth
    }

    // MARK: Tags

    /// Puts the position on the next `<`; false at the end.
    private mutating func findTag() throws(WorkbookProblem) -> Bool {
        while true {
            let found = memchr(base + position, 0x3C, end - position)
            let stop = found.map { $0 - UnsafeMutableRawPointer(base) } ?? end
            if open.isEmpty {
                for offset in position..<stop where !isXMLBlank(base[offset]) { throw malformed }
            }
            position = stop
            if found != nil { return true }
            if try !more() { return false }
        }
    }

    /// The byte so far behind the position.
    private mutating func byte(_ offset: Int) throws(WorkbookProblem) -> UInt8 {
        while position + offset >= end {
            if try !more() { throw malformed }
        }
        return base[position + offset]
    }

    private mutating func takeEnd() throws(WorkbookProblem) {
        let stop = try findClose()
        var last = stop
        while last > position + 2 && isXMLBlank(base[last - 1]) { last -= 1 }
        guard let opened = open.popLast(), opened == digest(position + 2..<last) else {
            throw malformed
        }
        name = local(position + 2..<last)
        position = stop + 1
    }

    private mutating func takeStart() throws(WorkbookProblem) {
        let stop = try findClose()
        let isEmpty = base[stop - 1] == 0x2F
        let last = isEmpty ? stop - 1 : stop
        var nameEnd = position + 1
        while nameEnd < last && !isXMLBlank(base[nameEnd]) { nameEnd += 1 }
        guard nameEnd > position + 1, open.count < XMLScanner.depthLimit,
            !open.isEmpty || !hasRoot
        else { throw malformed }
        hasRoot = true
        open.append(digest(position + 1..<nameEnd))
        name = local(position + 1..<nameEnd)
        attributes = nameEnd..<last
        endsAtOnce = isEmpty
        position = stop + 1
    }

    /// The offset of the `>` that closes the tag at the position; quoted ones don't.
    private mutating func findClose() throws(WorkbookProblem) -> Int {
        var offset = 1
        var quoted: UInt8 = 0
        while true {
            while position + offset < end {
                let byte = base[position + offset]
                if quoted != 0 {
                    if byte == quoted { quoted = 0 }
                } else if byte == 0x3E {
                    return position + offset
                } else if byte == 0x22 || byte == 0x27 {
                    quoted = byte
                } else if byte == 0x3C {
                    throw malformed
                }
                offset += 1
            }
            if try !more() { throw malformed }
        }
    }

    /// Comments and literal text; whatever else starts with `<!` declares a document type.
    private mutating func skipDeclaration() throws(WorkbookProblem) {
        if try byte(2) == 0x2D, try byte(3) == 0x2D {
            position += 4
            try skip(to: [0x2D, 0x2D, 0x3E])
        } else if try byte(2) == 0x5B, !open.isEmpty {
            try skip(to: [0x5D, 0x5D, 0x3E])
        } else {
            throw .documentType
        }
    }

    private mutating func skip(to mark: [UInt8]) throws(WorkbookProblem) {
        position = try find(mark) + mark.count
    }

    /// The offset of the next occurrence of the bytes.
    private mutating func find(_ mark: [UInt8]) throws(WorkbookProblem) -> Int {
        var offset = 0
        while true {
            while position + offset + mark.count <= end {
                if mark.indices.allSatisfy({ base[position + offset + $0] == mark[$0] }) {
                    return position + offset
                }
                offset += 1
            }
            if try !more() { throw malformed }
        }
    }

    // MARK: Text

    /// Adds the text up to the next `<`, on which the position comes to stand.
    private mutating func appendRun(to target: inout [UInt8], isWanted: Bool)
        throws(WorkbookProblem)
    {
        let stop = try find([0x3C])
        let run = UnsafeBufferPointer(start: base + position, count: stop - position)
        if isWanted, !appendXMLText(run, to: &target) { throw malformed }
        position = stop
    }

    /// Adds a `<![CDATA[` section, on which the position stands.
    private mutating func appendLiteral(to target: inout [UInt8], isWanted: Bool)
        throws(WorkbookProblem)
    {
        let start: [UInt8] = Array("<![CDATA[".utf8)
        for offset in start.indices {
            guard try byte(offset) == start[offset] else { throw malformed }
        }
        position += start.count
        let stop = try find([0x5D, 0x5D, 0x3E])
        if isWanted {
            target.append(
                contentsOf: UnsafeBufferPointer(start: base + position, count: stop - position))
        }
        position = stop + 3
    }

    // MARK: Names and attributes

    private func local(_ name: Range<Int>) -> Range<Int> {
        var start = name.upperBound
        while start > name.lowerBound && base[start - 1] != 0x3A { start -= 1 }
        return start..<name.upperBound
    }

    private func matches(_ range: Range<Int>, _ wanted: StaticString) -> Bool {
        range.count == wanted.utf8CodeUnitCount
            && memcmp(base + range.lowerBound, wanted.utf8Start, range.count) == 0
    }

    /// FNV-1a of the bytes.
    private func digest(_ range: Range<Int>) -> UInt64 {
        var digest: UInt64 = 0xCBF2_9CE4_8422_2325
        for offset in range { digest = (digest ^ UInt64(base[offset])) &* 0x100_0000_01B3 }
        return digest
    }

    private func nextAttribute(_ rest: inout Range<Int>)
        -> (name: Range<Int>, value: Range<Int>)?
    {
        var offset = rest.lowerBound
        func skipBlanks() {
            while offset < rest.upperBound && isXMLBlank(base[offset]) { offset += 1 }
        }
        skipBlanks()
        let nameStart = offset
        while offset < rest.upperBound && base[offset] != 0x3D && !isXMLBlank(base[offset]) {
            offset += 1
        }
        let nameEnd = offset
        skipBlanks()
        guard offset < rest.upperBound, base[offset] == 0x3D else { return nil }
        offset += 1
        skipBlanks()
        guard offset < rest.upperBound, base[offset] == 0x22 || base[offset] == 0x27 else {
            return nil
        }
        let quoted = base[offset]
        offset += 1
        let valueStart = offset
        while offset < rest.upperBound && base[offset] != quoted { offset += 1 }
        guard offset < rest.upperBound else { return nil }
        rest = offset + 1..<rest.upperBound
        return (nameStart..<nameEnd, valueStart..<offset)
    }

    // MARK: Bytes

    /// Moves what is left to the front and reads on; false at the end of the part.
    private mutating func more() throws(WorkbookProblem) -> Bool {
        if isAtEnd { return false }
        let kept = end - position
        if kept > capacity / 2 {
            guard capacity < XMLScanner.tokenLimit else { throw .tooLarge }
            let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2)
            larger.update(from: base + position, count: kept)
            (larger + kept).initialize(repeating: 0, count: capacity * 2 - kept)
            base.deallocate()
            (base, capacity) = (larger, capacity * 2)
        } else {
            base.update(from: base + position, count: kept)
        }
        (position, end) = (0, kept)
        let count = try text.read(
            into: UnsafeMutableRawBufferPointer(start: base + kept, count: capacity - kept))
        end += count
        isAtEnd = count == 0
        return count > 0
    }
}

func isXMLBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
}

/// Adds text with its references resolved and its line ends made line feeds.
///
/// - Returns: False where a reference means no character.
func appendXMLText(_ text: UnsafeBufferPointer<UInt8>, to target: inout [UInt8]) -> Bool {
    guard let base = text.baseAddress else { return true }
    if memchr(base, 0x26, text.count) == nil, memchr(base, 0x0D, text.count) == nil {
        target.append(contentsOf: text)
        return true
    }
    var position = 0
    while position < text.count {
        let byte = text[position]
        position += 1
        switch byte {
        case 0x26:
            guard let length = appendReference(text[position...].prefix(12), to: &target) else {
                return false
            }
            position += length
        case 0x0D:
            if position == text.count || text[position] != 0x0A { target.append(0x0A) }
        default: target.append(byte)
        }
    }
    return true
}

/// Adds the character of a reference whose `&` has gone before; nil where it means none.
private func appendReference(
    _ text: Slice<UnsafeBufferPointer<UInt8>>, to target: inout [UInt8]
) -> Int? {
    guard let stop = text.firstIndex(of: 0x3B) else { return nil }
    let name = text[..<stop]
    let length = name.count + 1
    if name.first == 0x23 {
        let isHexadecimal = name.dropFirst().first == 0x78
        let digits = String(
            decoding: name.dropFirst(isHexadecimal ? 2 : 1), as: UTF8.self)
        guard digits.first != "+", digits.first != "-",
            let value = UInt32(digits, radix: isHexadecimal ? 16 : 10), value > 0,
            let scalar = Unicode.Scalar(value)
        else { return nil }
        target.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        return length
    }
    switch String(decoding: name, as: UTF8.self) {
    case "amp": target.append(0x26)
    case "lt": target.append(0x3C)
    case "gt": target.append(0x3E)
    case "quot": target.append(0x22)
    case "apos": target.append(0x27)
    default: return nil
    }
    return length
}
