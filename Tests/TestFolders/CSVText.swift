/// A small table as fields, read and written the plain way.
package struct CSVText: Sendable {
    package var header: [String]
    package var rows: [[String]]

    package init(header: [String], rows: [[String]]) {
        self.header = header
        self.rows = rows
    }

    package init(_ text: String) {
        var records: [[String]] = []
        var (record, field, isQuoted) = ([String](), "", false)
        var characters = Array(text.unicodeScalars)[...]
        while let next = characters.popFirst() {
            switch next {
            case "\"" where isQuoted && characters.first == "\"":
                field.unicodeScalars.append("\"")
                characters.removeFirst()
            case "\"": isQuoted.toggle()
            case "," where !isQuoted:
                record.append(field)
                field = ""
            case "\n" where !isQuoted:
                records.append(record + [field])
                (record, field) = ([], "")
            case "\r" where !isQuoted && characters.first == "\n": break
            case "\u{FEFF}" where records.isEmpty && record.isEmpty && field.isEmpty: break
            default: field.unicodeScalars.append(next)
            }
        }
        if !field.isEmpty || !record.isEmpty { records.append(record + [field]) }
        header = records.first ?? []
        rows = Array(records.dropFirst())
    }

    package func text(lineEnd: String = "\n") -> String {
        ([header] + rows).map { $0.map(Self.quoted).joined(separator: ",") + lineEnd }.joined()
    }

    private static func quoted(_ field: String) -> String {
        let isSpecial = field.unicodeScalars.contains { "\",\n\r".unicodeScalars.contains($0) }
        return isSpecial ? "\"" + field.replacing("\"", with: "\"\"") + "\"" : field
    }

    /// The same table with its columns in another order.
    package func columns(in order: [Int]) -> CSVText {
        CSVText(
            header: order.map { header[$0] },
            rows: rows.map { row in order.map { $0 < row.count ? row[$0] : "" } })
    }
}
