package import Diagnostics

/// Where a row stands among the tables of its form, in one number that sorts as the rows are read:
/// the table's position times 2³², plus the physical line there.
///
/// A form in one file, as most are, has its lines for addresses.
package struct RowAddress: Sendable, Hashable {
    /// Position among the tables of the form, from 0.
    package let table: Int
    /// Physical line, from 1.
    package let line: Int

    package init(table: Int, line: Int) {
        (self.table, self.line) = (table, line)
    }

    package init(_ number: Int) {
        self.init(table: number >> 32, line: number & 0xFFFF_FFFF)
    }

    package var number: Int { table << 32 | line }
}

/// One table that a form was read from.
package struct FormPart: Sendable, Hashable {
    /// The file, and the sheet of a workbook.
    package let place: Place
    /// How the place is told.
    let name: String
    /// Field numbers, from 1, of the columns that the table has, by English key.
    package let fieldNumbers: [String: Int]

    init(place: Place, fieldNumbers: [String: Int]) {
        self.place = place
        name = place.description
        self.fieldNumbers = fieldNumbers
    }
}

extension [FormPart] {
    /// The cell of a row; its whole line where the table lacks the column.
    func place(_ number: Int, _ key: String) -> Place {
        let address = RowAddress(number)
        let part = self[address.table]
        // A row of a scenario stands in no file.
        guard address.line > 0 else { return part.place }
        return part.place.at(line: address.line, column: part.fieldNumbers[key])
    }
}
