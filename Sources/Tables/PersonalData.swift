package import Diagnostics
internal import Languages

extension RawRecord {
    /// Reports every cell that holds an ID-card number.
    ///
    /// - Parameters:
    ///   - table: The file, and the sheet of a workbook.
    ///   - header: Header cells by field.
    func reportIdentityNumbers(_ table: Place, _ header: [String], _ log: inout DiagnosticLog) {
        for field in 0..<count where source(field).count >= IdentityNumber.shortest {
            guard let number = IdentityNumber.first(in: trimmed(field)) else { continue }
            let place = table.at(line: line, column: field + 1)
            let column = field < header.count ? header[field] : ""
            log.report(.personalData(number, column: column, at: place))
        }
    }
}

extension Diagnostic {
    /// An ID-card number where there may be none.
    package static func personalData(
        _ number: String, column: String, at place: Place
    ) -> Diagnostic {
        Diagnostic(
            .personalData, at: place, found: IdentityNumber.masked(number),
            expected: Wording(zh: "化名编码，或没有证号的文字", en: "a pseudonym, or a text without it"),
            message: column.isEmpty
                ? Wording(zh: "单元格中有身份证号", en: "the cell holds an ID-card number")
                : Wording(zh: "“\(column)”中有身份证号", en: "“\(column)” holds an ID-card number"),
            remedy: Wording(
                zh: "整列是证号的，请用 quanjing pseudonym 换成化名（各表各年用同一密钥）；夹在文字中的请删去",
                en:
                    "for a column of them: quanjing pseudonym, with one key for all files and years; "
                    + "inside a text: delete it"))
    }
}
