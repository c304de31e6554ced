package import Calendars
package import Diagnostics

/// Typed cells. Each gives nil where there is no value: without a word where an optional column is
/// absent or its cell blank, with `value-missing` where a required cell is blank, and with its own
/// diagnostic where the cell is something else.
extension Row {
    /// The cell as text without blanks around it; nil if blank.
    package func text(_ column: Int) -> String? {
        let bytes = bytes(column)
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }

    /// The cell as text; a blank required cell is reported, and the error of a formula that an
    /// export wrote for its value.
    package func text(_ column: Int, _ log: inout DiagnosticLog) -> String? {
        guard let text = text(column) else {
            reportBlank(column, &log)
            return nil
        }
        guard text.utf8.first == UInt8(ascii: "#"), isFormulaError(text) else { return text }
        log.report(.cellError(text, at: place(column)))
        return nil
    }

    /// A finite number of at least 0.
    @inlinable
    package func number(_ column: Int, _ log: inout DiagnosticLog) -> Double? {
        let bytes = bytes(column)
        if let number = parseNumber(bytes), number >= 0 { return number }
        reportNumber(column, bytes, mayBeNegative: false, &log)
        return nil
    }

    /// A finite number.
    @inlinable
    package func signedNumber(_ column: Int, _ log: inout DiagnosticLog) -> Double? {
        let bytes = bytes(column)
        if let number = parseNumber(bytes) { return number }
        reportNumber(column, bytes, mayBeNegative: true, &log)
        return nil
    }

    /// A whole number of at least 0.
    @inlinable
    package func whole(_ column: Int, _ log: inout DiagnosticLog) -> Int? {
        let bytes = bytes(column)
        if let number = parseWhole(bytes), number >= 0 { return number }
        reportWhole(column, bytes, &log)
        return nil
    }

    /// A day of the calendar.
    package func day(_ column: Int, _ log: inout DiagnosticLog) -> Day? {
        let bytes = bytes(column)
        if let day = parseDay(bytes) { return day }
        reportDay(column, bytes, &log)
        return nil
    }

    /// Yes or no.
    package func flag(_ column: Int, _ log: inout DiagnosticLog) -> Bool? {
        let bytes = bytes(column)
        if let flag = parseFlag(bytes) { return flag }
        reportFlag(column, bytes, &log)
        return nil
    }

    /// The index of the cell's text among the options.
    package func choice(_ column: Int, from options: [String], _ log: inout DiagnosticLog) -> Int? {
        let bytes = bytes(column)
        if let index = options.firstIndex(where: { isEqual(bytes, $0) }) { return index }
        reportChoice(column, bytes, options, &log)
        return nil
    }

    /// The index of the cell's text among the choices or their aliases.
    @inlinable
    package func choice(_ column: Int, from choices: Choices, _ log: inout DiagnosticLog) -> Int? {
        let bytes = bytes(column)
        if let index = choices.index(of: bytes) { return index }
        reportChoice(column, bytes, choices.names, &log)
        return nil
    }
}

/// Whether a text is what spreadsheets show for a formula without a value, or for a number that its
/// column is too narrow for.
private func isFormulaError(_ text: String) -> Bool {
    let errors = [
        "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!",
        "#FIELD!", "#BLOCKED!", "#CONNECT!", "#BUSY!", "#UNKNOWN!", "#GETTING_DATA",
    ]
    return errors.contains(text.uppercased())
        || text.utf8.count > 2 && text.utf8.allSatisfy { $0 == UInt8(ascii: "#") }
}
