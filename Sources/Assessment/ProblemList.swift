package import Diagnostics
internal import Institutions
internal import LinearAlgebra
internal import Tables

/// The problems of a folder as they go back to those who reported: by unit and file, each with the
/// row in which it stands.
package struct ProblemList: Sendable {
    /// Of the whole folder first, then by unit code.
    package let groups: [Group]
    package let errorCount: Int
    package let warningCount: Int
    /// Problems that were counted but are not listed.
    package let omittedCount: Int

    /// What concerns one unit.
    package struct Group: Sendable {
        /// Nil: no row of a unit, such as the settings or a file as a whole.
        package let unit: String?
        /// As the form of units has it; nil where that can't be read.
        package let name: String?
        /// In order of the files.
        package let tables: [Table]
    }

    /// The problems of one file, or one sheet of a workbook.
    package struct Table: Sendable {
        package let file: String
        /// Column names as the file has them; empty where it is no table.
        package let header: [String]
        /// Problems of the file as a whole.
        package let whole: [Diagnostic]
        /// In order of their lines.
        package let rows: [Row]
    }

    /// A row with what is wrong in it.
    package struct Row: Sendable {
        /// Physical line, from 1.
        package let line: Int
        /// As they stand in the file; empty where they can't be read.
        package let cells: [String]
        package let problems: [Diagnostic]
    }

    /// - Parameters:
    ///   - log: What a check of the folder told.
    ///   - folder: Read again for the rows in which the problems stand.
    package init(_ log: DiagnosticLog, folder: String) {
        let byFile = Dictionary(grouping: log.kept, by: \.place.file)
        var tables: [String?: [Table]] = [:]
        for file in byFile.keys.sorted() {
            let context = FileContext(file, in: folder, problems: byFile[file] ?? [])
            for (unit, table) in context.tables { tables[unit, default: []].append(table) }
        }
        let units = tables.keys.sorted { ($0 ?? "") < ($1 ?? "") }
        let names = unitNames(in: folder)
        groups = units.map { unit in
            Group(unit: unit, name: unit.flatMap { names[$0] }, tables: tables[unit] ?? [])
        }
        errorCount = log.errorCount
        warningCount = log.warningCount
        omittedCount = log.omittedCount
    }
}

/// Names of the units by their codes, as far as they can be read.
private func unitNames(in folder: String) -> [String: String] {
    // What is wrong with the form has been told.
    var ignored = DiagnosticLog(limit: 0)
    let forms = FormsReader.read(folder, into: &ignored)
    return Dictionary(
        (forms?.units ?? []).map { ($0.unitID, $0.name) }, uniquingKeysWith: { first, _ in first })
}

/// The rows of one file that have problems.
private struct FileContext {
    let file: String
    let problems: [Diagnostic]
    private var header: [String] = []
    private var cells: [Int: [String]] = [:]

    /// Headers of the column that says whose row it is.
    private static let unitHeaders: Set<String> = {
        let columns = Form.all.flatMap(\.columns).filter { $0.key == "unit_id" }
        return Set(columns.flatMap { [$0.key, $0.name] + $0.otherNames })
    }()

    init(_ file: String, in folder: String, problems: [Diagnostic]) {
        self.file = file
        self.problems = problems
        let lines = Set(problems.compactMap(\.place.line))
        guard !lines.isEmpty else { return }
        let path = folder.hasSuffix("/") ? folder + file : folder + "/" + file
        file.hasSuffix(".yaml") ? readText(path, lines) : readTable(path, lines)
    }

    private mutating func readTable(_ path: String, _ lines: Set<Int>) {
        var (header, cells): ([String], [Int: [String]]) = ([], [:])
        // What is wrong with the file has been told.
        var ignored = DiagnosticLog(limit: 0)
        var isFirst = true
        _ = readRecords(
            TableSource(path: path, name: file), fieldCount: .any, into: &ignored
        ) { record, _ in
            if isFirst {
                header = record.texts
            } else if lines.contains(record.line) {
                cells[record.line] = record.texts
            }
            isFirst = false
        }
        (self.header, self.cells) = (header, cells)
    }

    private mutating func readText(_ path: String, _ lines: Set<Int>) {
        var ignored = DiagnosticLog(limit: 0)
        guard let text = Tables.readText(path: path, name: file, into: &ignored)?.text else {
            return
        }
        let all = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for line in lines where (1...all.count).contains(line) {
            cells[line] = [String(all[line - 1])]
        }
    }

    /// A table for each unit that has a row among the problems.
    var tables: [(unit: String?, table: ProblemList.Table)] {
        let unitColumn = header.firstIndex { Self.unitHeaders.contains($0) }
        func unit(_ line: Int?) -> String? {
            guard let line, let unitColumn, let row = cells[line], unitColumn < row.count,
                !row[unitColumn].isEmpty
            else { return nil }
            return row[unitColumn]
        }
        let byUnit = Dictionary(grouping: problems) { unit($0.place.line) }
        return byUnit.keys.sorted { ($0 ?? "") < ($1 ?? "") }.map { ($0, table(byUnit[$0] ?? [])) }
    }

    private func table(_ problems: [Diagnostic]) -> ProblemList.Table {
        let byLine = Dictionary(grouping: problems, by: \.place.line)
        let rows = byLine.keys.compactMap(\.self).sorted().map { line in
            ProblemList.Row(
                line: line, cells: cells[line] ?? [],
                problems: (byLine[line] ?? []).sorted { $0.place < $1.place })
        }
        return ProblemList.Table(
            file: file, header: header, whole: byLine[nil] ?? [], rows: rows)
    }
}
