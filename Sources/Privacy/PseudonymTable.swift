package import Diagnostics
internal import Languages
package import Tables

/// What became of a table whose people got pseudonyms.
package struct PseudonymSummary: Sendable, Hashable {
    package struct Column: Sendable, Hashable {
        /// As it stands in the file.
        package let header: String
        /// Cells replaced.
        package let cells: Int
        /// Cells that were blank and stay so.
        package let blank: Int
        /// Different pseudonyms.
        package let pseudonyms: Int
    }

    /// Rows below the header.
    package let rows: Int
    package let columns: [Column]
    /// Different pseudonyms in all columns.
    package let pseudonyms: Int
}

/// Copies a table with pseudonyms in the place of people's codes.
///
/// All other cells stay as they are. One code has one pseudonym in every column, file and year under
/// the same key. An ID-card number that would be left anywhere is an error.
package struct PseudonymTable {
    private let source: TableSource
    private let names: [String]
    private let key: PseudonymKey

    /// - Parameter columns: Headers in Chinese or English; empty: the column of people's codes.
    package init(_ source: TableSource, columns: [String], key: PseudonymKey) {
        self.source = source
        self.names = columns
        self.key = key
    }

    /// Reads the table and writes its copy in UTF-8, in constant memory but for the codes.
    ///
    /// - Returns: Nil where the table could not be read. Where the log has an
    ///   error the copy is incomplete and of no use.
    package func copy(to file: WholeFile, into log: inout DiagnosticLog) throws(FileError)
        -> PseudonymSummary?
    {
        let style = TextStyle(copying: source)
        var writer = CSVWriter(mark: style?.mark ?? false, lineEnd: style?.lineEnd ?? .lf)
        var copy: RunningCopy?
        var failure: FileError?
        let summary = readRecords(source, into: &log) { record, log in
            guard failure == nil else { return }
            if copy == nil {
                let begun = RunningCopy(record, names: names, key: key, into: &log)
                writer.addRecord(begun.header)
                copy = begun
            } else {
                copy?.add(record, to: &writer, &log)
            }
            guard writer.bytes.count > 1 << 20 else { return }
            failure = PseudonymTable.hand(&writer, to: file)
        }
        failure = failure ?? PseudonymTable.hand(&writer, to: file)
        if let failure { throw failure }
        guard summary != nil, let copy else { return nil }
        copy.report(source.name, &log)
        return copy.summary
    }

    private static func hand(_ writer: inout CSVWriter, to file: WholeFile) -> FileError? {
        do throws(FileError) {
            try file.append(writer.bytes)
            writer.removeBytes()
            return nil
        } catch {
            return error
        }
    }
}

/// A copy between its records.
private struct RunningCopy {
    /// Cells of one field.
    private struct Tally {
        var cells = 0
        var blank = 0
        var people: Set<UInt64> = []
        /// Cells that look like pseudonyms already.
        var repeated = 0
    }

    let header: [String]
    private let fields: [Int]
    private let key: PseudonymKey
    private var rows = 0
    /// Per chosen field, in their order.
    private var tallies: [Tally]
    /// Whose pseudonym a number is.
    private var owners: [UInt64: String] = [:]
    /// What a text became, since people come back.
    private var known: [String: Pseudonym] = [:]
    /// Per field left as it is, its cells that are ID-card numbers, and the first of them.
    private var left: [Int: (count: Int, line: Int, number: String)] = [:]

    init(
        _ record: borrowing Record, names: [String], key: PseudonymKey,
        into log: inout DiagnosticLog
    ) {
        header = (0..<record.count).map { record.exactText($0) }
        self.key = key
        let texts = record.texts
        for field in texts.indices {
            guard let number = IdentityNumber.first(in: texts[field]) else { continue }
            log.report(.inHeader(number, at: record.place(field)))
        }
        fields = PersonColumns(names, header: texts, at: record.place, into: &log).fields
        tallies = Array(repeating: Tally(), count: fields.count)
    }

    mutating func add(
        _ record: borrowing Record, to writer: inout CSVWriter, _ log: inout DiagnosticLog
    ) {
        rows += 1
        var chosen = 0
        for field in 0..<record.count {
            if chosen < fields.count, fields[chosen] == field {
                writer.add(pseudonym(record, field, tally: chosen, &log))
                chosen += 1
            } else {
                lookForNumbers(record, field, &log)
                writer.add(record.exactBytes(field))
            }
        }
        writer.endRecord()
    }

    private mutating func pseudonym(
        _ record: borrowing Record, _ field: Int, tally: Int, _ log: inout DiagnosticLog
    ) -> String {
        let text = normalised(record.text(field))
        if text.isEmpty {
            tallies[tally].blank += 1
            return ""
        }
        if isRounded(text) { log.report(.rounded(header[field], at: record.place(field))) }
        if let number = IdentityNumber.first(in: text), !IdentityNumber.isWhole(text) {
            log.report(.moreThanNumber(number, header[field], at: record.place(field)))
        }
        let pseudonym = known[text] ?? key.pseudonym(of: text)
        if known.updateValue(pseudonym, forKey: text) == nil {
            let owner = owners.updateValue(text, forKey: pseudonym.number)
            if owner != nil { log.report(.collision(header[field], at: record.place(field))) }
        }
        tallies[tally].cells += 1
        tallies[tally].people.insert(pseudonym.number)
        if Pseudonym.isOne(text) { tallies[tally].repeated += 1 }
        return pseudonym.description
    }

    private mutating func lookForNumbers(
        _ record: borrowing Record, _ field: Int, _ log: inout DiagnosticLog
    ) {
        let bytes = record.bytes(field)
        guard bytes.count >= IdentityNumber.shortest,
            let number = IdentityNumber.first(in: bytes)
        else { return }
        if IdentityNumber.isWhole(record.text(field)) {
            let before = left[field] ?? (0, record.line, number)
            left[field] = (before.count + 1, before.line, before.number)
        } else {
            log.report(.personalData(number, column: header[field], at: record.place(field)))
        }
    }

    /// What can be said only once all rows are known.
    func report(_ file: String, _ log: inout DiagnosticLog) {
        for (field, found) in left.sorted(by: { $0.key < $1.key }) {
            let place = Place(file: file, line: found.line, column: field + 1)
            log.report(.columnLeft(header[field], found.number, found.count, at: place))
        }
        for (field, tally) in zip(fields, tallies)
        where tally.cells > 0 && tally.repeated == tally.cells {
            let place = Place(file: file, line: 1, column: field + 1)
            log.report(.repeated(header[field], at: place))
        }
    }

    var summary: PseudonymSummary {
        PseudonymSummary(
            rows: rows,
            columns: zip(fields, tallies).map { field, tally in
                .init(
                    header: header[field], cells: tally.cells, blank: tally.blank,
                    pseudonyms: tally.people.count)
            }, pseudonyms: owners.count)
    }
}

extension Diagnostic {
    fileprivate static func inHeader(_ number: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .personalData, at: place, found: number,
            expected: Wording(zh: "表头", en: "a header"),
            message: Wording(
                zh: "第一行有身份证号，应为表头", en: "the first line holds an ID-card number, not a header"),
            remedy: Wording(
                zh: "请在第一行写上各列名称，如“人员编码”",
                en: "give the columns names in the first line, such as person_id"))
    }

    fileprivate static func columnLeft(
        _ column: String, _ number: String, _ count: Int, at place: Place
    ) -> Diagnostic {
        Diagnostic(
            .personalData, at: place, found: number,
            expected: Wording(
                zh: "--column 中列出“\(column)”", en: "“\(column)” among the columns of --column"),
            message: Wording(
                zh: "未选的“\(column)”列有 \(count) 格是身份证号，这是第一格",
                en: "“\(column)”, not chosen, has \(count) ID-card numbers; this is the first"),
            remedy: Wording(
                zh: "请加上 --column \(column)，或删去该列",
                en: "add --column \(column), or delete the column"))
    }

    fileprivate static func moreThanNumber(
        _ number: String, _ column: String, at place: Place
    ) -> Diagnostic {
        Diagnostic(
            .personalData, at: place, found: number,
            expected: Wording(zh: "只有编码或证号的格", en: "a cell with the code alone"),
            message: Wording(
                zh: "“\(column)”的格中除证号外还有别的文字，化名会与其他表对不上",
                en:
                    "“\(column)” has more than the number here; its pseudonym would fit no other file"
            ),
            remedy: Wording(zh: "请只留编码或证号", en: "leave the code or number alone in the cell"))
    }

    fileprivate static func rounded(_ column: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .numberRounded, at: place,
            expected: Wording(zh: "完整的编码", en: "the whole code"),
            message: Wording(
                zh: "“\(column)”的长编码已被电子表格四舍五入，几个人会变成同一个人",
                en:
                    "a spreadsheet has rounded the long code in “\(column)”; people would become one"
            ),
            remedy: Wording(
                zh: "请从原表重新导出，导出前把该列设为“文本”格式",
                en: "export it again from the original, with the column formatted as text"))
    }

    fileprivate static func collision(_ column: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .pseudonymCollision, at: place,
            expected: Wording(zh: "各人化名不同", en: "different pseudonyms for different people"),
            message: Wording(
                zh: "“\(column)”的这一格与另一个人得到同一个化名",
                en: "this cell of “\(column)” gets the pseudonym of somebody else"),
            remedy: Wording(
                zh: "请用 --new-key 另建密钥，各表各年都改用它",
                en: "make another key with --new-key and use it for all files and years"))
    }

    fileprivate static func repeated(_ column: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .pseudonymRepeated, .warning, at: place,
            expected: Wording(zh: "原编码", en: "original codes"),
            message: Wording(
                zh: "“\(column)”列看来已经是化名，再换一次就与其他表对不上",
                en: "“\(column)” seems to hold pseudonyms; those of these fit no other file"),
            remedy: Wording(
                zh: "若已换过，请直接使用原来的结果", en: "if it was done before, use the earlier result"))
    }
}
