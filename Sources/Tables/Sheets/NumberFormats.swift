/// What the number formats of a workbook make of a number.
struct NumberFormats {
    enum Meaning: Equatable {
        case number
        /// A serial number of days.
        case date
        /// A part of a day.
        case time
        /// Shown as a fraction, such as 1/3, so every digit counts.
        case fraction
        /// A code with leading zeros, padded to so many digits.
        case padded(Int)
    }

    /// Bytes of the part, unpacked.
    static let partLimit = 32 << 20

    /// By the index that cells give as their style.
    private var meanings: [Meaning] = []

    init() {}

    init(_ part: ZipPart) throws(WorkbookProblem) {
        var scanner = try XMLScanner(part)
        var codes: [Int: Meaning] = [:]
        var isInCells = false
        while true {
            switch try scanner.next() {
            case .finish: return
            case .end:
                if scanner.isNamed("cellXfs") { isInCells = false }
            case .start:
                if scanner.isNamed("cellXfs") {
                    isInCells = true
                } else if scanner.isNamed("numFmt") {
                    if let id = scanner.attribute("numFmtId").flatMap(shortWhole),
                        let code = try scanner.text(ofAttribute: "formatCode")
                    {
                        codes[id] = NumberFormats.meaning(ofCode: code)
                    }
                } else if isInCells, scanner.isNamed("xf") {
                    let id = scanner.attribute("numFmtId").flatMap(shortWhole) ?? 0
                    meanings.append(codes[id] ?? NumberFormats.meaning(ofBuiltIn: id))
                }
            }
        }
    }

    /// The meaning of a cell's style; of no known style: a number.
    func meaning(_ style: Int) -> Meaning {
        meanings.indices.contains(style) ? meanings[style] : .number
    }

    /// Formats that workbooks don't spell out, those of Chinese Excel included.
    ///
    /// - Source: ECMA-376 part 1, § 18.8.30.
    private static func meaning(ofBuiltIn id: Int) -> Meaning {
        switch id {
        case 12, 13: .fraction
        case 14...17, 22, 27...31, 36, 50...54, 57, 58: .date
        case 18...21, 32...35, 45...47, 55, 56: .time
        default: .number
        }
    }

    /// The meaning of a spelled-out format, by its first section.
    static func meaning(ofCode code: String) -> Meaning {
        let letters = Array(plain(code))
        if letters.count > 1, letters.allSatisfy({ $0 == "0" }) { return .padded(letters.count) }
        if letters.contains("y") || letters.contains("d") { return .date }
        if letters.contains("h") || letters.contains("s") { return .time }
        if letters.contains("m") { return .date }
        if letters.contains("/"), letters.contains("?") || letters.contains("#") {
            return .fraction
        }
        return .number
    }

    /// The first section in lower case without quoted text, escaped characters and brackets.
    private static func plain(_ code: String) -> String {
        var plain = ""
        var rest = Substring(code.lowercased())
        while let letter = rest.popFirst() {
            switch letter {
            case ";": return plain
            case "\"":
                rest = rest.drop { $0 != "\"" }.dropFirst()
            case "[":
                let inside = rest.prefix { $0 != "]" }
                // [h] counts hours beyond a day.
                if ["h", "hh", "m", "mm", "s", "ss"].contains(inside) { plain += inside }
                rest = rest.dropFirst(inside.count + 1)
            case "\\", "_", "*": _ = rest.popFirst()
            default: plain.append(letter)
            }
        }
        return plain
    }
}
