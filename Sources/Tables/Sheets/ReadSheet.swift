package import Diagnostics
internal import Languages

/// A sheet of a workbook before its rows are read.
package struct SheetOutline: Sendable, Hashable {
    package let name: String
    package let isHidden: Bool
    /// Texts of its first rows that aren't blank, at most 20; empty for a blank sheet.
    package let rows: [[String]]

    package var isBlank: Bool { rows.isEmpty }

    /// Whether one of the first rows names every required column, perhaps with its neighbour.
    package func isTable(of columns: [Column]) -> Bool {
        guard !rows.isEmpty else { return false }
        let rows = rows.map { texts in
            var row = SheetRow()
            for text in texts { row.add(Array(text.utf8)) }
            return row
        }
        let found = HeaderSearch(rows, columns).found
        return columns.indices.allSatisfy { !columns[$0].isRequired || found.contains($0) }
    }
}

/// A workbook before its sheets are read.
package struct WorkbookOutline: Sendable, Hashable {
    /// Sheets with cells, in the workbook's order.
    package let sheets: [SheetOutline]
}

/// Looks into a workbook; nil where it is none or is damaged, which was reported then.
package func readOutline(_ source: TableSource, into log: inout DiagnosticLog) -> WorkbookOutline? {
    let place = Place(file: source.name)
    do throws(WorkbookProblem) {
        guard let (_, package) = try source.openPackage(at: place, into: &log) else {
            return nil
        }
        return WorkbookOutline(sheets: try package.outlines(package.texts(source)))
    } catch {
        log.report(error.diagnostic(at: place))
        return nil
    }
}

extension TableSource {
    /// The workbook; nil for an empty file, which was reported then.
    fileprivate func openPackage(
        at place: Place, into log: inout DiagnosticLog
    ) throws(WorkbookProblem) -> (bytes: ByteSource, package: WorkbookPackage)? {
        let bytes = try openWorkbook()
        if bytes.size == 0 {
            log.report(.fileEmpty(at: place))
            return nil
        }
        return (bytes, try WorkbookPackage(bytes))
    }
}

extension WorkbookPackage {
    /// What its sheets share.
    fileprivate func texts(_ source: TableSource) throws(WorkbookProblem) -> WorkbookTexts {
        if let known = source.memory?.texts(of: source.name) { return known }
        let texts = WorkbookTexts(strings: try strings(), formats: try formats())
        source.memory?.keep(texts, of: source.name)
        return texts
    }

    /// What stands in the first rows of each sheet.
    fileprivate func outlines(_ texts: WorkbookTexts) throws(WorkbookProblem) -> [SheetOutline] {
        var outlines: [SheetOutline] = []
        for sheet in sheets {
            var rows: [[String]] = []
            var unheard = DiagnosticLog(limit: 0)
            var reader = try SheetReader(self, sheet, texts, at: Place(file: ""))
            try reader.read(into: &unheard) { row, _ in
                rows.append(row.texts)
                return rows.count < HeaderSearch.depth
            }
            outlines.append(SheetOutline(name: sheet.name, isHidden: sheet.isHidden, rows: rows))
        }
        return outlines
    }

    /// The sheet that a source means; what keeps it from being found is reported.
    fileprivate func sheet(
        _ source: TableSource, _ columns: [Column]?, _ texts: WorkbookTexts,
        into log: inout DiagnosticLog
    ) throws(WorkbookProblem) -> Sheet? {
        if let name = source.sheet {
            if let sheet = sheets.first(where: { $0.name == name }) { return sheet }
            log.report(.sheetMissing(among: sheets.map(\.name), at: Place(file: source.name)))
            return nil
        }
        let visible = sheets.indices.filter { !sheets[$0].isHidden }
        if visible.count == 1, sheets.count == 1 { return sheets[visible[0]] }
        let outlines = try outlines(texts)
        for outline in outlines where outline.isHidden {
            guard let columns, outline.isTable(of: columns) else { continue }
            log.report(.sheetHidden(at: Place(file: source.name, sheet: outline.name)))
        }
        let filled = visible.filter { !outlines[$0].isBlank }
        let tables = columns.map { columns in filled.filter { outlines[$0].isTable(of: columns) } }
        let candidates = filled.count > 1 ? tables ?? filled : filled
        switch candidates.count {
        case 1: return sheets[candidates[0]]
        case 0 where filled.isEmpty:
            log.report(.fileEmpty(at: Place(file: source.name)))
        case 0:
            log.report(
                .sheetMissing(among: filled.map { sheets[$0].name }, at: Place(file: source.name)))
        default:
            log.report(
                .sheetDuplicate(
                    sheets[candidates[1]].name, sheets[candidates[0]].name,
                    at: Place(file: source.name, sheet: sheets[candidates[1]].name)))
        }
        return nil
    }
}

/// What was read of a sheet.
struct SheetSummary {
    let text: TextSummary
    let place: Place
}

/// Reads the rows of a workbook's sheet as records, the header first; nil where that isn't possible,
/// which was reported then.
///
/// - Parameter columns: By which the header is found and, among several, the sheet; nil: the first
///   row that isn't blank is the first record.
func readSheet(
    _ source: TableSource, columns: [Column]?, into log: inout DiagnosticLog,
    start: (Place) -> Void, record: (RawRecord, inout DiagnosticLog) -> Void
) -> TextSummary? {
    var place = Place(file: source.name)
    do throws(WorkbookProblem) {
        guard let (bytes, package) = try source.openPackage(at: place, into: &log) else {
            return nil
        }
        let texts = try package.texts(source)
        guard let sheet = try package.sheet(source, columns, texts, into: &log) else { return nil }
        place = Place(file: source.name, sheet: sheet.name)
        start(place)
        var reader = try SheetReader(package, sheet, texts, at: place)
        var records = SheetRecords(columns)
        try reader.read(into: &log) { row, log in
            records.take(&row, &log, record)
            return true
        }
        records.finish(&log, record)
        return TextSummary(
            sha256: source.wantsDigest ? try bytes.digest() : "", byteCount: bytes.size,
            encoding: .utf8)
    } catch {
        log.report(error.diagnostic(at: place))
        return nil
    }
}

/// Turns rows of a sheet into records as wide as the header.
private struct SheetRecords {
    private let columns: [Column]?
    private var waiting: [SheetRow] = []
    private var width = -1
    private let scratch = Scratch()

    init(_ columns: [Column]?) {
        self.columns = columns
    }

    mutating func take(
        _ row: inout SheetRow, _ log: inout DiagnosticLog,
        _ record: (RawRecord, inout DiagnosticLog) -> Void
    ) {
        if width >= 0 || columns == nil {
            hand(&row, &log, record)
            return
        }
        waiting.append(row)
        if waiting.count == HeaderSearch.depth { finish(&log, record) }
    }

    /// Settles on the header and hands on the rows that waited for it.
    mutating func finish(
        _ log: inout DiagnosticLog, _ record: (RawRecord, inout DiagnosticLog) -> Void
    ) {
        guard let columns, !waiting.isEmpty else { return }
        let search = HeaderSearch(waiting, columns)
        var header = search.header
        hand(&header, &log, record)
        var rest = waiting[search.next...]
        waiting = []
        for index in rest.indices { hand(&rest[index], &log, record) }
    }

    private mutating func hand(
        _ row: inout SheetRow, _ log: inout DiagnosticLog,
        _ record: (RawRecord, inout DiagnosticLog) -> Void
    ) {
        if width < 0 { width = row.count }
        row.fill(to: width)
        scratch.condemned = row.condemned
        row.bytes.withUnsafeBufferPointer { bytes in
            row.ends.withUnsafeBufferPointer { ends in
                guard let base = bytes.baseAddress, let first = ends.baseAddress else { return }
                record(
                    RawRecord(
                        base: base, ends: first + 1, count: ends.count - 1, line: row.line,
                        scratch: .passUnretained(scratch)), &log)
            }
        }
        if scratch.isUsed { scratch.reset() }
    }
}

extension TableSource {
    /// The bytes of a workbook.
    fileprivate func openWorkbook() throws(WorkbookProblem) -> ByteSource {
        do throws(FileError) {
            return try bytes()
        } catch {
            throw .file(error)
        }
    }
}

extension ByteSource {
    fileprivate func digest() throws(WorkbookProblem) -> String {
        var digest = SHA256()
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 64)
        defer { block.deallocate() }
        var position = 0
        while position < size {
            let part = UnsafeMutableRawBufferPointer(
                rebasing: block[..<min(block.count, size - position)])
            try read(at: position, into: part)
            digest.update(UnsafeRawBufferPointer(part))
            position += part.count
        }
        return digest.hexadecimal()
    }
}

extension Diagnostic {
    private static func list(_ names: [String]) -> Wording {
        let shown = names.prefix(12).map { "“\($0)”" }.joined(separator: "、")
        return Wording(names.count > 12 ? shown + "…" : shown)
    }

    fileprivate static func sheetMissing(among names: [String], at place: Place) -> Diagnostic {
        Diagnostic(
            .sheetMissing, at: place, found: names.joined(separator: "、"),
            expected: Wording(zh: "含有该表表头的工作表", en: "a sheet with the header of the table"),
            message: Wording(
                zh: "工作簿的各工作表（\(list(names).zh)）都不是所需的表",
                en: "none of the sheets (\(list(names).en)) is the table that is wanted"),
            remedy: Wording(
                zh: "请只保留该表的工作表，或更正表头、工作表名称",
                en: "keep only the sheet of the table, or correct its header or name"))
    }

    fileprivate static func sheetDuplicate(_ name: String, _ first: String, at place: Place)
        -> Diagnostic
    {
        Diagnostic(
            .sheetDuplicate, at: place, found: name,
            expected: Wording(zh: "只有一张该表的工作表", en: "one sheet of the table"),
            message: Wording(
                zh: "工作表“\(name)”与“\(first)”是同一种表，不知应读哪一张",
                en:
                    "sheets “\(name)” and “\(first)” hold the same table; which is meant isn't known"
            ),
            remedy: Wording(
                zh: "请只保留一张，其余删除或移到别的工作簿",
                en: "keep one and delete the other, or move it to another workbook"))
    }

    package static func sheetHidden(at place: Place) -> Diagnostic {
        Diagnostic(
            .sheetHidden, .warning, at: place, found: place.sheet,
            expected: Wording(zh: "可见的工作表", en: "a sheet that isn't hidden"),
            message: Wording(
                zh: "隐藏的工作表像是要填报的表，未读入",
                en: "the hidden sheet looks like a form and is left out"),
            remedy: Wording(
                zh: "如需读入，请取消隐藏；否则不必处理", en: "unhide it if it is meant; otherwise nothing"))
    }
}
