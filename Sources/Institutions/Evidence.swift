/// Cells of one input file on which a finding or a measured value rests.
package struct Evidence: Sendable, Hashable {
    /// The form's path inside the evaluation folder where it is one text file; where it isn't,
    /// `EvaluationForms.origins(of:)` tells the files.
    package let file: String
    /// Addresses of rows, ascending: in a form of one file physical lines.
    package let lines: [Int]
    /// English keys of the columns.
    package let columns: [String]
    /// Positions of tables on which it rests as a whole, where the file stands for several.
    package let tables: [Int]

    /// - Parameters:
    ///   - lines: In any order; rows that only a scenario has stand on no line.
    ///   - tables: In their order.
    package init(file: String, lines: [Int], columns: [String], tables: [Int] = []) {
        self.tables = tables
        self.file = file
        self.lines = lines.isAscendingFromOne ? lines : lines.filter { $0 > 0 }.sorted()
        self.columns = columns
    }

    /// Cells of some rows of a form.
    package init<Rows: Sequence>(_ rows: Rows, _ columns: String...)
    where Rows.Element: FormRecord {
        self.init(
            file: Rows.Element.form.file, lines: rows.map(\.line), columns: columns)
    }
}

extension [Int] {
    /// As the lines of a file are found as a rule.
    fileprivate var isAscendingFromOne: Bool {
        var last = 1
        for number in self {
            if number < last { return false }
            last = number
        }
        return true
    }
}
