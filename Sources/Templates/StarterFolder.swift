internal import Glibc
internal import Indicators
internal import Institutions
internal import Survey
package import Tables
internal import Weighting
package import Workbooks

/// The folder that an evaluation starts from: settings, every form, and how to fill them.
package struct StarterFolder: Sendable {
    /// A file of the folder: its path inside and what it holds.
    package struct File: Sendable {
        package let path: String
        package let content: Content
    }

    package enum Content: Sendable {
        case bytes([UInt8])
        case workbook(Spreadsheet)
    }

    /// In which kind of file the tables stand.
    package enum TableFormat: String, Sendable, CaseIterable {
        /// Excel workbooks with lists, checks and hints.
        case xlsx
        case csv
    }

    /// What the folder is made for.
    package struct Wishes: Sendable {
        package let year: Int
        /// Nil: a title is made from the year.
        package let title: String?
        /// Headers only; otherwise with example rows of two fictional units.
        package let isBlank: Bool
        package let format: TableFormat

        package init(
            year: Int, title: String? = nil, isBlank: Bool = false, format: TableFormat = .xlsx
        ) {
            self.year = year
            self.title = title
            self.isBlank = isBlank
            self.format = format
        }
    }

    /// In path order.
    package let files: [File]

    package init(_ wishes: Wishes, tree: TreeChoice) {
        let example = Example(year: wishes.year, tree: tree.tree)
        var files = [
            File("evaluation.yaml", SettingsTemplate(wishes, tree: tree).text),
            File(
                "填表说明.md",
                FillingGuide(tree: tree.tree, year: wishes.year, format: wishes.format).text),
        ]
        if let questionnaire = tree.tree.questionnaire {
            let answers = wishes.isBlank ? [] : example.answers(to: questionnaire)
            files.append(
                File("survey/responses.csv", csv(SurveyResult.columns, rows: answers)))
        }
        switch wishes.format {
        case .csv: files += Self.csvFiles(wishes, tree.tree, example)
        case .xlsx: files += TemplateWorkbooks(wishes, tree: tree.tree, example: example).files
        }
        if let file = tree.file { files.append(File(tree.name, bytes: file)) }
        self.files = files.sorted { $0.path < $1.path }
    }

    private static func csvFiles(
        _ wishes: Wishes, _ tree: IndicatorTree, _ example: Example
    ) -> [File] {
        var files = Form.all.map { form in
            File(form.file, form.template(rows: wishes.isBlank ? [] : example.rows(of: form)))
        }
        let pairs = tree.comparedPairs
        if !pairs.isEmpty {
            let rows = pairs.map { $0.row(judged: !wishes.isBlank) }
            files.append(File("experts/judgements.csv", csv(Judgement.columns, rows: rows)))
        }
        return files
    }

    /// Writes the folder, which appears whole or not at all and never replaces anything.
    ///
    /// - Throws: A `FileError`, with `isInTheWay` where something stands at the path already.
    package func write(to path: String) throws(FileError) {
        let folder = NewFolder(path)
        let subfolders = Set(files.compactMap(\.folder)).sorted()
        do throws(FileError) {
            try folder.make(subfolders: subfolders)
            for file in files { try file.write(into: folder.temporaryPath) }
            try folder.publish()
        } catch {
            folder.discard()
            throw error
        }
    }
}

extension StarterFolder.File {
    fileprivate init(_ path: String, _ text: String) {
        self.init(path: path, content: .bytes(Array(text.utf8)))
    }

    fileprivate init(_ path: String, bytes: [UInt8]) {
        self.init(path: path, content: .bytes(bytes))
    }

    fileprivate init(_ path: String, _ bytes: [UInt8]) {
        self.init(path: path, content: .bytes(bytes))
    }

    fileprivate func write(into folder: String) throws(FileError) {
        let path = "\(folder)/\(self.path)"
        switch content {
        case .bytes(let bytes): try writeWhole(bytes, to: path)
        case .workbook(let workbook):
            do throws(SpreadsheetError) {
                try workbook.write(to: path, scratch: folder)
            } catch {
                throw FileError(action: .write, path: path, number: EIO)
            }
            try flush(file: path)
        }
    }

    /// The folder it lies in; nil at the top.
    fileprivate var folder: String? {
        path.lastIndex(of: "/").map { String(path[..<$0]) }
    }
}

/// A row of a table by the English keys of its columns; what it leaves out is blank.
typealias TemplateRow = [String: String]

/// A table with Chinese headers, in the encoding by which Excel reads Chinese.
func csv(_ columns: [Column], rows: [TemplateRow]) -> [UInt8] {
    var writer = CSVWriter(mark: true, lineEnd: .crlf)
    writer.addRecord(columns.map(\.name))
    for row in rows {
        writer.addRecord(columns.map { row[$0.key] ?? "" })
    }
    return writer.bytes
}

extension Form {
    fileprivate func template(rows: [TemplateRow]) -> [UInt8] {
        let columns = columns.map {
            Column(
                key: $0.key, name: $0.name, otherNames: $0.otherNames, isRequired: $0.isRequired)
        }
        return csv(columns, rows: rows)
    }
}
