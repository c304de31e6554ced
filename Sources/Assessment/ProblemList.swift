package import Diagnostics
internal import Institutions
internal import LinearAlgebra
internal import Survey
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
        /// Nil: no row of a unit, such as the settings, the answers or a file as a whole.
        package let unit: String?
        /// As the form of units has it; nil where that can't be read.
        package let name: String?
        /// In order of the files.
        package let tables: [Table]
    }

    /// The problems of one file, or one sheet of a workbook.
    package struct Table: Sendable {
        package let file: String
        /// Nil in a text file, and for a workbook as a whole.
        package let sheet: String?
        /// Column names as the file has them; empty where it is no table.
        package let header: [String]
        /// Problems of the file as a whole.
        package let whole: [Diagnostic]
        /// In order of their lines.
        package let rows: [Row]

        /// The file, and the sheet of a workbook.
        package var name: String { Place(file: file, sheet: sheet).description }
    }

    /// A row with what is wrong in it.
    package struct Row: Sendable {
        /// Physical line, from 1.
        package let line: Int
        /// As they stand in the file, ID-card numbers masked, addresses and comments of respondents
        /// left out; empty where they can't be read.
        package let cells: [String]
        package let problems: [Diagnostic]
    }

    /// - Parameters:
    ///   - log: What a check of the folder told.
    ///   - folder: Read again for the rows in which the problems stand.
    package init(_ log: DiagnosticLog, folder: String) {
        let byTable = Dictionary(grouping: log.kept) { $0.place.at(line: nil) }
        var tables: [String?: [Table]] = [:]
        let reporters = Reporters(of: folder)
        for place in byTable.keys.sorted() {
            let context = FileContext(
                place, in: folder, reporters, problems: byTable[place] ?? [])
            for (unit, table) in context.tables { tables[unit, default: []].append(table) }
        }
        let units = tables.keys.sorted { ($0 ?? "") < ($1 ?? "") }
        groups = units.map { unit in
            Group(
                unit: unit, name: unit.flatMap { reporters.names[$0] }, tables: tables[unit] ?? [])
        }
        errorCount = log.errorCount
        warningCount = log.warningCount
        omittedCount = log.omittedCount
    }
}

/// Who handed in what, as far as it can be read.
private struct Reporters {
    /// Names of the units by their codes.
    let names: [String: String]
    /// Where people's answers stand.
    private let surveys: Set<Place>
    private let owners: [String: DeliveryOwner]

    init(of folder: String) {
        // What is wrong with the forms has been told.
        var ignored = DiagnosticLog(limit: 0)
        let (forms, others, owners) = FormsReader.readAll(folder, into: &ignored)
        names = Dictionary(
            (forms?.units ?? []).map { ($0.unitID, $0.name) },
            uniquingKeysWith: { first, _ in first })
        surveys = Set((others[.survey] ?? []).map { Place(file: $0.file, sheet: $0.sheet) })
        self.owners = owners
    }

    /// Whether these are answers of people who were promised that nobody sees them.
    func isSurvey(_ table: Place) -> Bool {
        table.file.hasPrefix(FolderTable.survey.folder + "/") || surveys.contains(table)
    }

    /// The unit that delivered a file by itself: its folder or, of several workbooks, the file.
    func owner(of file: String) -> String? {
        let folder = file.split(separator: "/").dropLast().joined(separator: "/")
        let stem = file.lastIndex(of: ".").map { String(file[..<$0]) }
        return (stem.flatMap { owners[$0] } ?? owners[folder])?.unit
    }
}

/// The rows of one file that have problems.
private struct FileContext {
    let place: Place
    let problems: [Diagnostic]
    private let isSurvey: Bool
    /// Who delivered the file by itself.
    private let owner: String?
    private var header: [String] = []
    private var cells: [Int: [String]] = [:]

    /// Headers of all forms.
    private static let knownHeaders = Set(
        Form.all.flatMap(\.columns).flatMap { [$0.key, $0.name] + $0.otherNames })

    /// Headers of the column that says whose row it is.
    private static let unitHeaders: Set<String> = {
        let columns = Form.all.flatMap(\.columns).filter { $0.key == "unit_id" }
        return Set(columns.flatMap { [$0.key, $0.name] + $0.otherNames })
    }()

    init(_ place: Place, in folder: String, _ reporters: Reporters, problems: [Diagnostic]) {
        self.place = place
        self.problems = problems
        isSurvey = reporters.isSurvey(place)
        owner = reporters.owner(of: place.file)
        let lines = Set(problems.compactMap(\.place.line))
        guard !lines.isEmpty else { return }
        let path = folder.hasSuffix("/") ? folder + place.file : folder + "/" + place.file
        place.file.hasSuffix(".yaml") ? readText(path, lines) : readTable(path, lines)
    }

    private mutating func readTable(_ path: String, _ lines: Set<Int>) {
        var (header, cells): ([String], [Int: [String]]) = ([], [:])
        // What is wrong with the file has been told.
        var ignored = DiagnosticLog(limit: 0)
        var source = TableSource(path: path, name: place.file)
        source.sheet = place.sheet
        // The header of a sheet may stand under a title.
        let depth = source.isWorkbook ? 20 : 1
        var (count, best) = (0, -1)
        _ = readRecords(source, fieldCount: .any, into: &ignored) { record, _ in
            count += 1
            if count <= depth {
                let known = record.texts.count { Self.knownHeaders.contains($0) }
                if known > best { (header, best) = (record.texts, known) }
            }
            if lines.contains(record.line) { cells[record.line] = record.texts }
        }
        let confidential = isSurvey ? confidentialFields(header) : []
        self.header = header.map(IdentityNumber.masking)
        self.cells = cells.mapValues { texts in
            texts.enumerated().map { field, text in
                confidential.contains(field) ? "" : IdentityNumber.masking(text)
            }
        }
    }

    private func confidentialFields(_ header: [String]) -> Set<Int> {
        let known = Set(SurveyResult.confidentialHeaders.map { $0.lowercased() })
        return Set(
            header.indices.filter { field in
                // A header that isn't known may stand over anything.
                known.contains(header[field].lowercased())
                    || !SurveyResult.columns.contains {
                        ([$0.key, $0.name] + $0.otherNames).contains(header[field])
                    }
            })
    }

    private mutating func readText(_ path: String, _ lines: Set<Int>) {
        var ignored = DiagnosticLog(limit: 0)
        guard let text = Tables.readText(path: path, name: place.file, into: &ignored)?.text else {
            return
        }
        let all = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for line in lines where (1...all.count).contains(line) {
            cells[line] = [IdentityNumber.masking(String(all[line - 1]))]
        }
    }

    /// A table for each unit that has a row among the problems; of what a unit delivered by itself,
    /// one for that unit; of answers, one for the folder.
    var tables: [(unit: String?, table: ProblemList.Table)] {
        if let owner { return [(owner, table(problems))] }
        // What people answered about a unit isn't sent to the unit.
        let unitColumn =
            isSurvey ? nil : header.firstIndex { Self.unitHeaders.contains($0) }
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
            file: place.file, sheet: place.sheet, header: header, whole: byLine[nil] ?? [],
            rows: rows)
    }
}
