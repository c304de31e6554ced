internal import Diagnostics
internal import Languages

/// A cell of a sheet between its element and its text.
struct SheetCell {
    private enum Kind {
        case number, sharedText, text, flag, error, moment, unknown
    }

    private var kind = Kind.number
    private var style = 0
    private var hasFormula = false
    private var hasValue = false
    private var value: [UInt8] = []
    /// The cell as a CSV would have it, once resolved.
    private(set) var text: [UInt8] = []

    /// There is something in the cell, be it a formula without a result.
    var hasContent: Bool { hasFormula || !value.isEmpty }

    /// Reads the `c` element, which has started, to its end.
    mutating func read(_ scanner: inout XMLScanner) throws(WorkbookProblem) {
        value.removeAll(keepingCapacity: true)
        (hasFormula, hasValue) = (false, false)
        kind = scanner.attribute("t").map(SheetCell.kind) ?? .number
        style = scanner.attribute("s").flatMap(shortWhole) ?? 0
        let depth = scanner.depth
        while true {
            switch try scanner.next() {
            case .finish: throw scanner.malformed
            case .end where scanner.depth < depth: return
            case .start where scanner.isNamed("v"):
                guard !hasValue else { throw scanner.malformed }
                hasValue = true
                try scanner.appendText(to: &value)
                if kind == .text { resolveEscapes(in: &value, from: 0) }
            case .start where scanner.isNamed("is"):
                guard !hasValue else { throw scanner.malformed }
                hasValue = true
                kind = .text
                try appendRichText(of: &scanner, to: &value)
            case .start where scanner.isNamed("f"):
                hasFormula = true
                try scanner.skipElement()
            case .start: try scanner.skipElement()
            case .end: break
            }
        }
    }

    private static func kind(_ name: UnsafeBufferPointer<UInt8>) -> Kind {
        switch name.count {
        case 1:
            switch name[0] {
            case 0x73: .sharedText
            case 0x6E: .number
            case 0x62: .flag
            case 0x65: .error
            case 0x64: .moment
            default: .unknown
            }
        default: isEqual(name, "str") || isEqual(name, "inlineStr") ? .text : .unknown
        }
    }

    /// Makes the text; what keeps it from being one is returned.
    mutating func resolve(
        _ strings: SharedStrings, _ formats: NumberFormats, from1904: Bool, at place: Place
    ) -> Diagnostic? {
        text.removeAll(keepingCapacity: true)
        if hasFormula, value.isEmpty, kind != .text || !hasValue {
            return .formulaUncalculated(at: place)
        }
        switch kind {
        case .text: text.append(contentsOf: value)
        case .sharedText:
            guard let index = value.withUnsafeBufferPointer({ shortWhole($0) }),
                index < strings.count
            else { return unreadable(at: place) }
            guard strings.length(index) <= RecordScanner.fieldLimit else {
                return .fieldTooLong(at: place)
            }
            strings.append(index, to: &text)
        case .flag:
            guard value == [0x30] || value == [0x31] else { return unreadable(at: place) }
            text.append(contentsOf: (value == [0x31] ? "TRUE" : "FALSE").utf8)
        case .error: return .cellError(shown(value), at: place)
        case .moment: text = SheetCell.plainMoment(value)
        case .number:
            let meaning = formats.meaning(style)
            if let number = CellNumber.value(value), abs(number) >= CellNumber.digitLimit {
                return .digitsLost(shown(value), at: place)
            }
            guard CellNumber.append(value, as: meaning, from1904: from1904, to: &text) else {
                return unreadable(at: place)
            }
        case .unknown: return unreadable(at: place)
        }
        return problemOfText(at: place)
    }

    private func problemOfText(at place: Place) -> Diagnostic? {
        if text.count > RecordScanner.fieldLimit { return .fieldTooLong(at: place) }
        return text.withUnsafeBufferPointer { text in
            guard text.contains(where: { $0 >= 0x80 || $0 == 0 }),
                let offset = firstBadCharacter(text)
            else { return nil }
            return text[offset] == 0
                ? .nulByte(at: place) : .encodingInvalid(byte: text[offset], at: place)
        }
    }

    private func unreadable(at place: Place) -> Diagnostic {
        .cellError(shown(value), at: place)
    }

    private func shown(_ bytes: [UInt8]) -> String {
        String(String(decoding: bytes, as: UTF8.self).prefix(60))
    }

    /// `2024-02-29T13:30:15.500Z` as `2024-02-29 13:30:15`, and midnight as the day alone.
    private static func plainMoment(_ value: [UInt8]) -> [UInt8] {
        guard let mark = value.firstIndex(of: 0x54) else { return value }
        let clock = value[(mark + 1)...].prefix { isDigit($0) || $0 == 0x3A }
        if clock.allSatisfy({ $0 == 0x30 || $0 == 0x3A }) { return Array(value[..<mark]) }
        return value[..<mark] + [0x20] + clock
    }
}

extension Diagnostic {
    /// A cell in which a spreadsheet shows that a formula has no value.
    static func cellError(_ found: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .cellError, at: place, found: found,
            expected: Wording(zh: "数字、文字或日期", en: "a number, a text or a date"),
            message: Wording(
                zh: "单元格的内容是“\(found)”，没有可用的值",
                en: "the cell holds “\(found)”, which is no usable value"),
            remedy: Wording(
                zh: "请改正公式，或直接填写数值", en: "mend the formula, or type the value"))
    }

    fileprivate static func formulaUncalculated(at place: Place) -> Diagnostic {
        Diagnostic(
            .formulaUncalculated, at: place,
            expected: Wording(zh: "公式的计算结果", en: "the result of the formula"),
            message: Wording(
                zh: "公式没有保存计算结果", en: "the formula is stored without its result"),
            remedy: Wording(
                zh: "请用 Excel 或 WPS 打开并保存一次，或把公式改为数值",
                en: "open the file in Excel or WPS and save it, or replace the formula by its value"
            ))
    }

    fileprivate static func digitsLost(_ found: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .digitsLost, at: place, found: found,
            expected: Wording(
                zh: "不超过 15 位的数字，或文本格式的编码", en: "at most 15 digits, or a code as text"),
            message: Wording(
                zh: "数字超过 15 位，电子表格已丢失后面的数位",
                en: "the number has over 15 digits, of which the spreadsheet dropped the last ones"),
            remedy: Wording(
                zh: "请先把该列设为“文本”格式，再重新填写编码",
                en: "format the column as text, then type the code again"))
    }
}
