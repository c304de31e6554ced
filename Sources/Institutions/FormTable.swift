package import Diagnostics

/// The rows of one form as records, with what is needed to point at their cells.
package struct FormTable<Record: FormRecord>: Sendable {
    /// Path inside the evaluation folder.
    package let file: String
    /// In file order.
    package let records: [Record]
    /// Field numbers, from 1, of the columns that the file has, by English key.
    package let fieldNumbers: [String: Int]

    /// The cell of a record; its whole line where the file lacks the column.
    package func place(_ record: Record, _ key: String) -> Place {
        Place(file: file, line: record.line, column: fieldNumbers[key])
    }
}

/// What was read of one file.
package struct FormSummary: Sendable, Hashable {
    /// Path inside the evaluation folder.
    package let file: String
    package let rows: Int
    /// Lower-case hexadecimal digest of the file's bytes.
    package let sha256: String
}
