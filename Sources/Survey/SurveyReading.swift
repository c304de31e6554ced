package import Diagnostics
package import Tables

/// What the tables of an evaluation's survey brought, which together are one survey.
package struct SurveyReading: Sendable {
    /// A table that could be read.
    package struct Table: Sendable {
        /// The file, and the sheet of a workbook.
        package let place: Place
        /// Rows of a long table, responses of an export.
        package let rows: Int
        package let sha256: String

        fileprivate init(_ table: TableSummary) {
            (place, rows, sha256) = (table.place, table.rows, table.sha256)
        }

        fileprivate init(_ records: RecordsSummary) {
            (place, rows, sha256) = (records.place, records.records - 1, records.sha256)
        }
    }

    /// The responses; nil where a table could not be read, or had an error.
    package let book: SurveyBook?
    /// What they say; nil with the book.
    package let result: SurveyResult?
    /// One per source; nil for what could not be read as a table.
    package let tables: [Table?]

    /// Reads, screens and aggregates the answers of an evaluation, whatever their order and the
    /// tables in which they stand: long ones, with an answer a row, and exports, with a response a
    /// row.
    ///
    /// Memory grows with the responses, not with their answers beyond four bits each; comments are
    /// not looked at.
    /// - Parameter unitNames: Names of the units with their codes, in any order.
    package static func read(
        _ sources: [TableSource], frame: SurveyFrame,
        unitNames: [(code: String, name: String)] = [], into log: inout DiagnosticLog
    ) -> SurveyReading {
        let errorsBefore = log.errorCount
        let reader = SurveyReader(sources, frame, unitNames)
        var plainLog = DiagnosticLog()
        var read = reader.read(quickly: true, into: &plainLog)
        if read != nil { log.merge(plainLog) }
        read = read ?? reader.read(quickly: false, into: &log)
        let tables = read?.tables ?? []
        guard let book = read?.book, log.errorCount == errorsBefore,
            !tables.contains(where: { $0 == nil })
        else { return SurveyReading(book: nil, result: nil, tables: tables) }
        return SurveyReading(
            book: SurveyBook(responses: book, frame: frame),
            result: Aggregation(book, frame: frame).result(), tables: tables)
    }

    /// Checks tables by themselves, where it isn't known who is asked what.
    ///
    /// - Returns: One per source; nil for what could not be read as a table.
    package static func check(
        _ sources: [TableSource], into log: inout DiagnosticLog
    ) -> [Table?] {
        sources.map { source in
            isExport(source)
                ? readRecords(source, into: &log) { _, _ in }.map(Table.init)
                : readTable(source, columns: SurveyResult.columns, into: &log) { _, _ in }
                    .map(Table.init)
        }
    }

    fileprivate static func isExport(_ source: TableSource) -> Bool {
        firstRecord(of: source).map { WideHeader($0).isWide } ?? false
    }
}

/// Reads the tables of a survey into one book, each behind those before it.
private struct SurveyReader {
    private enum Kind {
        /// An answer a row: most likely to be read the fast way, or a sheet.
        case text, sheet
        /// A response a row.
        case export
    }

    private let tables: [(source: TableSource, kind: Kind)]
    private let frame: SurveyFrame
    private let unitNames: [(code: String, name: String)]

    init(
        _ sources: [TableSource], _ frame: SurveyFrame,
        _ unitNames: [(code: String, name: String)]
    ) {
        let kinds = inParallel(sources.count) { number -> Kind in
            if SurveyReading.isExport(sources[number]) { return .export }
            return sources[number].isWorkbook ? .sheet : .text
        }
        tables = zip(sources, kinds).map { ($0, $1) }
        (self.frame, self.unitNames) = (frame, unitNames)
    }

    /// - Parameter quickly: Texts are read the fast way, which tells no defect.
    /// - Returns: Nil where that met one.
    func read(
        quickly: Bool, into log: inout DiagnosticLog
    ) -> (book: ResponseBook, tables: [SurveyReading.Table?])? {
        let plain = ResponseReader(
            names: .init(frame), scale: frame.settings.scale, isTolerant: false)
        let addresses = plain.names.addresses
        var answers = AnswerReader(frame: frame, isTolerant: false, addresses: addresses)
        var exports = WideExport(frame: frame, unitNames: unitNames, addresses: addresses)
        var found: [SurveyReading.Table?] = []
        var rest = tables[...]
        while let (source, kind) = rest.first {
            let texts = quickly ? rest.prefix { $0.kind == .text }.map(\.source) : []
            if !texts.isEmpty {
                guard let readings = plain.read(texts, into: &log) else { return nil }
                found += readings.map { SurveyReading.Table($0.table) }
                rest = rest.dropFirst(texts.count)
                continue
            }
            var book = plain.takeBook()
            found.append(
                kind == .export
                    ? exports.read(source, into: &book, &log).map(SurveyReading.Table.init)
                    : answers.read(source, into: &book, &log).map(SurveyReading.Table.init))
            plain.put(book)
            rest = rest.dropFirst()
        }
        var book = plain.takeBook()
        book.finish(into: &log)
        return (book, found)
    }
}
