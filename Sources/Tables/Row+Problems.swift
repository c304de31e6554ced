package import Diagnostics
package import Languages

/// Telling what is wrong with a cell.
extension Row {
    /// Reports a problem of the cell, with its text as what was found.
    package func report(
        _ code: DiagnosticCode, _ column: Int, severity: Diagnostic.Severity = .error,
        expected: Wording? = nil, message: Wording, remedy: Wording,
        into log: inout DiagnosticLog
    ) {
        log.report(
            Diagnostic(
                code, severity, at: place(column), found: excerpt(bytes(column)),
                expected: expected, message: message, remedy: remedy))
    }

    @usableFromInline
    func reportBlank(_ column: Int, _ log: inout DiagnosticLog) {
        let declared = schema.columns[column]
        guard declared.isRequired, has(column), !record.isCondemned(positions[column]) else {
            return
        }
        log.report(
            Diagnostic(
                .valueMissing, at: place(column),
                expected: Wording(zh: declared.name, en: declared.key),
                message: Wording(
                    zh: "必填项“\(declared.name)”为空", en: "required cell “\(declared.key)” is empty"),
                remedy: Wording(zh: "请填写该格", en: "fill in the cell")))
    }

    /// Reports a cell that is no value of its kind; a blank one as blank.
    private func reportCell(
        _ code: DiagnosticCode, _ column: Int, _ bytes: UnsafeBufferPointer<UInt8>,
        expected: Wording, remedy: Wording, _ log: inout DiagnosticLog
    ) {
        if bytes.isEmpty { return reportBlank(column, &log) }
        let (declared, found) = (schema.columns[column], excerpt(bytes))
        report(
            code, column, expected: expected,
            message: Wording(
                zh: "“\(declared.name)”填的是“\(found)”，应为\(expected.zh)",
                en: "“\(declared.key)” has “\(found)”; expected: \(expected.en)"),
            remedy: remedy, into: &log)
    }

    @usableFromInline
    func reportNumber(
        _ column: Int, _ bytes: UnsafeBufferPointer<UInt8>, mayBeNegative: Bool,
        _ log: inout DiagnosticLog
    ) {
        let isNegative = parseNumber(bytes) != nil
        reportCell(
            isNegative ? .outOfRange : .notANumber, column, bytes,
            expected: mayBeNegative
                ? Wording(zh: "数字", en: "a number")
                : Wording(zh: "不小于 0 的数字", en: "a number of at least 0"),
            remedy: isNegative
                ? Wording(zh: "请核对后改为不小于 0 的数", en: "check it and enter a number of at least 0")
                : Wording(
                    zh: "请填阿拉伯数字，不带单位，例如 1234.5、1,234 或 12.5%",
                    en: "enter digits without a unit, such as 1234.5, 1,234 or 12.5%"),
            &log)
    }

    @usableFromInline
    func reportWhole(
        _ column: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ log: inout DiagnosticLog
    ) {
        let number = parseNumber(bytes)
        let code: DiagnosticCode =
            switch number {
            case nil: .notANumber
            case .some(let value): value < 0 ? .outOfRange : .notWhole
            }
        reportCell(
            code, column, bytes,
            expected: Wording(zh: "不小于 0 的整数", en: "a whole number of at least 0"),
            remedy: Wording(
                zh: "请填整数，不带单位，例如 12", en: "enter a whole number without a unit, such as 12"),
            &log)
    }

    @usableFromInline
    func reportDay(
        _ column: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ log: inout DiagnosticLog
    ) {
        reportCell(
            .notADate, column, bytes,
            expected: Wording(zh: "日期（如 2025-03-01）", en: "a date such as 2025-03-01"),
            remedy: Wording(
                zh: "请按 年-月-日 填写真实存在的日期，例如 2025-03-01 或 2025/3/1",
                en: "enter a day that exists as yyyy-mm-dd or yyyy/m/d"),
            &log)
    }

    @usableFromInline
    func reportFlag(
        _ column: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ log: inout DiagnosticLog
    ) {
        reportCell(
            .notAFlag, column, bytes,
            expected: Wording(zh: "“是”或“否”", en: "“是” (yes) or “否” (no)"),
            remedy: Wording(
                zh: "请填 是 或 否（也可填 1/0、true/false）", en: "enter 是 or 否 (or 1/0, true/false)"),
            &log)
    }

    @usableFromInline
    func reportChoice(
        _ column: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ options: [String],
        _ log: inout DiagnosticLog
    ) {
        if bytes.isEmpty { return reportBlank(column, &log) }
        let nearest = nearestName(to: excerpt(bytes), among: options)
        let list = options.joined(separator: "/")
        reportCell(
            .notInList, column, bytes, expected: Wording(zh: list, en: "one of \(list)"),
            remedy: nearest.map {
                Wording(
                    zh: "是否应为“\($0)”？请改为所列之一", en: "did you mean “\($0)”? enter one of the list")
            } ?? Wording(zh: "请改为所列之一", en: "enter one of the list"),
            &log)
    }
}

/// The text of a cell for a message: at most 60 characters, ID-card numbers masked before one is cut.
func excerpt(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    let text = IdentityNumber.masking(String(decoding: bytes.prefix(1024), as: UTF8.self))
    return text.count <= 60 ? text : String(text.prefix(60)) + "…"
}
