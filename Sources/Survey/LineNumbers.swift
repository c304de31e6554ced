internal import Diagnostics

/// Lines of several tables in one row of numbers, table behind table in the order of reading.
struct LineNumbers: Sendable {
    private struct Table: Sendable {
        let place: Place
        /// The file, and the sheet of a workbook.
        let name: String
        /// Lines of the tables before it.
        let before: Int
        /// Its respondents are numbered by the tool that made it, from 1 in every table.
        let isExport: Bool
    }

    private var tables: [Table] = []
    private var last = 0

    var tableCount: Int { tables.count }

    /// Goes on with another table.
    mutating func begin(_ place: Place, isExport: Bool = false) {
        tables.append(
            Table(place: place, name: place.description, before: last, isExport: isExport))
    }

    /// The number of a physical line of the table in hand.
    mutating func number(ofLine line: Int) -> Int {
        let number = (tables.last?.before ?? 0) + line
        last = max(last, number)
        return number
    }

    /// Position of the table that a line stands in.
    func table(of number: Int) -> Int {
        var (low, high) = (0, tables.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if tables[middle].before < number { low = middle } else { high = middle }
        }
        return low
    }

    func isExport(_ number: Int) -> Bool {
        let table = table(of: number)
        return tables.indices.contains(table) && tables[table].isExport
    }

    func place(of number: Int) -> Place {
        let position = table(of: number)
        guard tables.indices.contains(position) else { return Place(file: "", line: number) }
        return tables[position].place.at(line: number - tables[position].before)
    }

    /// The file, with the sheet of a workbook, and the physical line in it.
    func address(of number: Int) -> (file: String, line: Int) {
        let position = table(of: number)
        guard tables.indices.contains(position) else { return ("", number) }
        return (tables[position].name, number - tables[position].before)
    }
}
