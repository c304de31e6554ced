package import Diagnostics

/// The rows of one form as records, with what is needed to point at their cells.
package struct FormTable<Record: FormRecord>: Sendable {
    /// The tables that it was read from, in the order of reading.
    package let parts: [FormPart]
    /// In the order of reading.
    package let records: Record.Rows

    /// The cell of a record; its whole line where the table lacks the column.
    package func place(_ record: Record, _ key: String) -> Place {
        parts.place(record.line, key)
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
