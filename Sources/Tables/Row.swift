package import Diagnostics

/// One row of a table while it is being read: its cells by declared column, each with its place.
///
/// Valid only during the call that it was handed to. A column is named by its index among the
/// declared columns.
package struct Row: ~Copyable {
    @usableFromInline let record: RawRecord
    @usableFromInline let schema: RowSchema

    @usableFromInline
    init(_ record: RawRecord, _ schema: RowSchema) {
        self.record = record
        self.schema = schema
    }

    /// Physical line of the row's first byte, from 1.
    @inlinable package var line: Int { record.line }

    /// Whether the file has the column.
    @inlinable
    package func has(_ column: Int) -> Bool { schema.positions[column] >= 0 }

    /// The cell as UTF-8 without blanks around it; empty if the column is absent.
    @inlinable
    package func bytes(_ column: Int) -> UnsafeBufferPointer<UInt8> {
        let field = schema.positions[column]
        return field < 0 ? UnsafeBufferPointer(start: nil, count: 0) : record.trimmed(field)
    }

    /// The cell as UTF-8 with the blanks around it; empty if the column is absent.
    @inlinable
    package func exactBytes(_ column: Int) -> UnsafeBufferPointer<UInt8> {
        let field = schema.positions[column]
        return field < 0 ? UnsafeBufferPointer(start: nil, count: 0) : record.value(field)
    }

    /// The cell is empty or only blanks, or the column is absent.
    @inlinable
    package func isBlank(_ column: Int) -> Bool { bytes(column).isEmpty }

    /// The cell's place; the whole line's if the column is absent.
    package func place(_ column: Int) -> Place {
        let field = schema.positions[column]
        return Place(file: schema.file, line: record.line, column: field < 0 ? nil : field + 1)
    }

    /// The row's place.
    package var place: Place { Place(file: schema.file, line: record.line) }

    /// The declared column, as messages name it.
    package func column(_ column: Int) -> Column { schema.columns[column] }
}

/// What all rows of a table share.
@usableFromInline
final class RowSchema {
    let columns: [Column]
    let file: String
    /// Per declared column, the 0-based field; -1 where the file hasn't the column.
    @usableFromInline let positions: UnsafeMutablePointer<Int>

    init(columns: [Column], positions found: [Int?], file: String) {
        self.columns = columns
        self.file = file
        positions = .allocate(capacity: max(columns.count, 1))
        for (index, field) in found.enumerated() {
            (positions + index).initialize(to: field ?? -1)
        }
    }

    deinit { positions.deallocate() }
}
