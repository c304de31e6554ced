package import Diagnostics

/// One row of a table while it is being read: its cells by declared column, each with its place.
///
/// Valid only during the call that it was handed to. A column is named by its index among the
/// declared columns.
package struct Row: ~Copyable {
    @usableFromInline let record: RawRecord
    /// Per declared column, the 0-based field; -1 where the file hasn't the column.
    @usableFromInline let positions: UnsafeMutablePointer<Int>
    /// Not counted as an owner, since whoever reads the table holds it.
    private let shared: Unmanaged<RowSchema>

    init(_ record: RawRecord, _ schema: RowSchema) {
        self.record = record
        positions = schema.positions
        shared = .passUnretained(schema)
    }

    var schema: RowSchema { shared.takeUnretainedValue() }

    /// Physical line of the row's first byte, from 1.
    @inlinable package var line: Int { record.line }

    /// Whether the file has the column.
    @inlinable
    package func has(_ column: Int) -> Bool { positions[column] >= 0 }

    /// The cell as UTF-8 without blanks around it; empty if the column is absent.
    @inlinable
    package func bytes(_ column: Int) -> UnsafeBufferPointer<UInt8> {
        let field = positions[column]
        return field < 0 ? UnsafeBufferPointer(start: nil, count: 0) : record.trimmed(field)
    }

    /// The cell as UTF-8 with the blanks around it; empty if the column is absent.
    @inlinable
    package func exactBytes(_ column: Int) -> UnsafeBufferPointer<UInt8> {
        let field = positions[column]
        return field < 0 ? UnsafeBufferPointer(start: nil, count: 0) : record.value(field)
    }

    /// The cell is empty or only blanks, or the column is absent.
    @inlinable
    package func isBlank(_ column: Int) -> Bool { bytes(column).isEmpty }

    /// The cell's place; the whole line's if the column is absent.
    package func place(_ column: Int) -> Place {
        let field = positions[column]
        return schema.place.at(line: record.line, column: field < 0 ? nil : field + 1)
    }

    /// The row's place.
    package var place: Place { schema.place.at(line: record.line) }

    /// The declared column, as messages name it.
    package func column(_ column: Int) -> Column { schema.columns[column] }
}

/// What all rows of a table share.
final class RowSchema {
    let columns: [Column]
    /// The file, and the sheet of a workbook.
    var place: Place
    /// Per declared column, the 0-based field; -1 where the file hasn't the column.
    let positions: UnsafeMutablePointer<Int>

    init(columns: [Column], file: String) {
        self.columns = columns
        place = Place(file: file)
        positions = .allocate(capacity: max(columns.count, 1))
        positions.initialize(repeating: -1, count: max(columns.count, 1))
    }

    deinit { positions.deallocate() }
}
