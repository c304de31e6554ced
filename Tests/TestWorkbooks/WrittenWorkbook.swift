internal import CXlsxWriter

/// Writes sheets of texts as people's programs write them: numbers as numbers, days as dated cells,
/// everything else as text.
///
/// - Parameter isText: Every cell is text.
package func writeWorkbook(
    _ path: String, _ sheets: [(name: String, rows: [[String]])], isText: Bool = false
) {
    guard let workbook = workbook_new(path) else { preconditionFailure("a workbook starts") }
    let dated = workbook_add_format(workbook)
    format_set_num_format(dated, "yyyy/m/d")
    let percent = workbook_add_format(workbook)
    format_set_num_format(percent, "0%")
    for (name, rows) in sheets {
        guard let sheet = workbook_add_worksheet(workbook, name) else {
            preconditionFailure("a workbook takes the sheet \(name)")
        }
        for (row, texts) in rows.enumerated() {
            for (column, text) in texts.enumerated() where !text.isEmpty {
                let (row, column) = (UInt32(row), UInt16(column))
                if !isText, row > 0, var moment = day(text) {
                    worksheet_write_datetime(sheet, row, column, &moment, dated)
                } else if !isText, row > 0, text.hasSuffix("%"), let value = number(text.dropLast())
                {
                    worksheet_write_number(sheet, row, column, value / 100, percent)
                } else if !isText, row > 0, let value = number(text[...]) {
                    worksheet_write_number(sheet, row, column, value, nil)
                } else {
                    worksheet_write_string(sheet, row, column, text, nil)
                }
            }
        }
    }
    let status = workbook_close(workbook)
    precondition(status == LXW_NO_ERROR, "a workbook is written to \(path)")
}

/// A number that a person would type as one: without leading zeros.
private func number(_ text: Substring) -> Double? {
    guard text.allSatisfy({ $0.isASCII && $0.isNumber || $0 == "." || $0 == "-" }),
        !text.hasPrefix("0") || text == "0" || text.hasPrefix("0."), text.count <= 15
    else { return nil }
    return Double(text)
}

private func day(_ text: String) -> lxw_datetime? {
    let parts = text.split(separator: "-")
    guard text.count == 10, parts.count == 3, let year = Int32(parts[0]),
        let month = Int32(parts[1]), let day = Int32(parts[2]), year > 1900
    else { return nil }
    return lxw_datetime(year: year, month: month, day: day, hour: 0, min: 0, sec: 0)
}
