package import Diagnostics
package import Languages
internal import Tables

/// A table of a form: a text file, or a sheet of a workbook.
struct FormSource {
    /// Path inside the evaluation folder.
    let file: String
    /// nil in a text file.
    let sheet: String?
    /// The unit's delivery under `forms/units/` that it is part of; nil outside.
    let delivery: String?
    /// The sheet stands among those of other forms, so an empty one says nothing.
    var isOneOfMany = false

    var place: Place { Place(file: file, sheet: sheet) }
}

/// Finds the tables of the forms in an evaluation: each in a text file or workbook of its own, or a
/// sheet of a workbook with several, of the whole round or of one unit under `forms/units/`.
struct FormsFolder {
    private let files: FolderFiles
    /// By the name of a form or another table, in the order of reading: of the whole round first,
    /// then by path.
    private(set) var sources: [String: [FormSource]] = [:]
    /// Forms whose file is there but of no use, which was reported.
    private(set) var brokenForms: Set<String> = []
    /// What the sheets of the workbooks share.
    let memory = WorkbookMemory()
    /// Folders and files of units under `forms/units/`, in path order.
    private(set) var deliveries: [String] = []

    static let unitsFolder = "forms/units"

    private struct File {
        let path: String
        let delivery: String?
        let table: NamedTable?
        let isWorkbook: Bool

        var isOfUnit: Bool { delivery != nil }
    }

    init(path: String, into log: inout DiagnosticLog) {
        files = FolderFiles(path)
        for folder in ["forms", "ledgers"] {
            take(tables(in: folder, &log), delivery: nil, &log)
        }
        for (folder, names) in files.folders(from: Self.unitsFolder, into: &log) {
            takeUnits(names, of: folder, &log)
        }
        deliveries.sort()
    }

    func path(of file: String) -> String { files.path(of: file) }

    // MARK: Files

    /// Tables right in a folder; warns of files that nobody reads.
    private func tables(in folder: String, _ log: inout DiagnosticLog) -> [File] {
        files.names(in: folder).compactMap { name in
            let file = folder + "/" + name
            if file == Self.unitsFolder, files.isFolder(file) { return nil }
            guard let (stem, isWorkbook) = Self.stem(name) else {
                log.report(.unknown(file, nearest: nearestFile(to: file)))
                return nil
            }
            let table = FormNaming.table(ofFile: stem, folder: folder)
            guard table != nil || isWorkbook else {
                log.report(.unknown(file, nearest: nearestFile(to: file)))
                return nil
            }
            return File(path: file, delivery: nil, table: table, isWorkbook: isWorkbook)
        }
    }

    private func nearestFile(to file: String) -> String? {
        nearestName(to: file, among: Form.all.map(\.file) + [FolderTable.timeLog.file])
    }

    /// A file's name without the ending of a table, and whether it is a workbook's.
    private static func stem(_ name: String) -> (String, isWorkbook: Bool)? {
        let lower = name.lowercased()
        if lower.hasSuffix(".csv") { return (String(name.dropLast(4)), false) }
        let ending = TableSource.workbookEndings.first { lower.hasSuffix($0) }
        return ending.map { (String(name.dropLast($0.count)), true) }
    }

    /// Files named as forms are one unit's; of several workbooks of other names each is a unit's.
    private mutating func takeUnits(
        _ names: [String], of folder: String, _ log: inout DiagnosticLog
    ) {
        let tables = names.compactMap { name in Self.stem(name).map { (name, $0.0, $0.isWorkbook) }
        }
        let named = tables.map { FormNaming.table(ofFile: $0.1, folder: nil) }
        let isRoot = folder == Self.unitsFolder
        let strangers = named.count { $0 == nil }
        var groups: [String: [File]] = [:]
        for ((name, stem, isWorkbook), table) in zip(tables, named) {
            let path = folder + "/" + name
            if table == nil, !isWorkbook {
                log.report(.unknown(path, nearest: nil))
                continue
            }
            let isOwn = isRoot || (table == nil && strangers > 1)
            let delivery = isOwn ? folder + "/" + stem : folder
            groups[delivery, default: []].append(
                File(path: path, delivery: delivery, table: table, isWorkbook: isWorkbook))
        }
        for delivery in groups.keys.sorted() {
            deliveries.append(delivery)
            take(groups[delivery] ?? [], delivery: delivery, &log)
        }
    }

    // MARK: Tables

    /// Takes the tables of one delivery, in which each may stand once.
    private mutating func take(
        _ files: [File], delivery: String?, _ log: inout DiagnosticLog
    ) {
        var first: [String: FormSource] = [:]
        for file in files where !file.isWorkbook {
            guard let table = file.table else { continue }
            let source = FormSource(file: file.path, sheet: nil, delivery: delivery)
            add(source, of: table, &first, &log)
        }
        for file in files where file.isWorkbook {
            if let table = file.table, let other = first[table.name], other.sheet == nil {
                log.report(.twice(table.title, Place(file: file.path), other.place))
                continue
            }
            takeSheets(of: file, &first, &log)
        }
        for (name, source) in first { sources[name, default: []].append(source) }
    }

    private func add(
        _ source: FormSource, of table: NamedTable, _ first: inout [String: FormSource],
        _ log: inout DiagnosticLog
    ) {
        if let other = first[table.name] {
            log.report(.twice(table.title, source.place, other.place))
        } else {
            first[table.name] = source
        }
    }

    private mutating func takeSheets(
        of file: File, _ first: inout [String: FormSource], _ log: inout DiagnosticLog
    ) {
        var source = TableSource(path: path(of: file.path), name: file.path)
        source.memory = memory
        guard let outline = readOutline(source, into: &log) else {
            if let table = file.table { brokenForms.insert(table.name) }
            return
        }
        reportHidden(outline, file, &log)
        let sheets = outline.sheets.filter { !$0.isHidden && !$0.isBlank }
        var tables = sheets.map { FormNaming.table(ofSheet: $0.name, isOfUnit: file.isOfUnit) }
        assignByFile(file, sheets, &tables)
        let isOneOfMany = tables.count { $0 != nil } > 1
        for (sheet, table) in zip(sheets, tables) {
            let place = Place(file: file.path, sheet: sheet.name)
            guard let table else {
                if !FormNaming.isExplanation(sheet.name) {
                    log.report(.unknownSheet(at: place))
                }
                continue
            }
            // A form's own reader tells whether it holds rows.
            if case .other = table, isOneOfMany, sheet.rows.count == 1 { continue }
            add(
                FormSource(
                    file: file.path, sheet: sheet.name, delivery: file.delivery,
                    isOneOfMany: isOneOfMany), of: table, &first, &log)
        }
        guard tables.allSatisfy({ $0 == nil }) else { return }
        if let table = file.table {
            brokenForms.insert(table.name)
            log.report(
                .noSheet(of: table, isBlank: sheets.isEmpty, at: Place(file: file.path)))
        } else if sheets.isEmpty || file.delivery != nil {
            log.report(.noForm(at: Place(file: file.path)))
        }
    }

    /// A workbook named as a table holds it in its only sheet, or in the only one with its header.
    private func assignByFile(
        _ file: File, _ sheets: [SheetOutline], _ tables: inout [NamedTable?]
    ) {
        guard let table = file.table, !tables.contains(where: { $0?.name == table.name }) else {
            return
        }
        let free = tables.indices.filter { tables[$0] == nil }
        if sheets.count == 1, free.count == 1 {
            tables[0] = table
            return
        }
        let columns = table.columns
        for index in free where sheets[index].isTable(of: columns) { tables[index] = table }
    }

    private func reportHidden(
        _ outline: WorkbookOutline, _ file: File, _ log: inout DiagnosticLog
    ) {
        for sheet in outline.sheets where sheet.isHidden && !sheet.isBlank {
            let isNamed =
                FormNaming.table(ofSheet: sheet.name, isOfUnit: file.isOfUnit) != nil
            let isTable = file.table.map { sheet.isTable(of: $0.columns) } ?? false
            guard isNamed || isTable else { continue }
            log.report(.sheetHidden(at: Place(file: file.path, sheet: sheet.name)))
        }
    }
}

/// A table that files and sheets are named after.
enum NamedTable {
    case form(Form)
    case other(FolderTable)

    /// Stable name.
    var name: String {
        switch self {
        case .form(let form): form.name
        case .other(let table): table.rawValue
        }
    }

    var title: Wording {
        switch self {
        case .form(let form): form.title
        case .other(let table): table.title
        }
    }

    /// By which its header is known.
    var columns: [Column] {
        switch self {
        case .form(let form): FormSchema(form).columns
        case .other(let table): table.columns
        }
    }
}

extension FolderTable {
    /// The columns that tell the table from others; its own room knows them all.
    fileprivate var columns: [Column] {
        switch self {
        case .timeLog:
            [
                .required("unit_id", "单位编码"), .required("person_id", "人员编码"),
                .required("date", "日期"), .required("minutes", "分钟"),
            ]
        case .survey: [.required("respondent_id", "答卷编号"), .required("answer", "答案")]
        case .judgements: [.required("expert", "专家"), .required("left", "指标甲")]
        }
    }
}

/// Which table a file or a sheet means by its name.
enum FormNaming {
    /// The table of a file's name without its ending, in a folder of the evaluation or, where that
    /// is nil, in one of a unit.
    static func table(ofFile stem: String, folder: String?) -> NamedTable? {
        let plain = plain(stem)
        let form = Form.all.first { form in
            guard folder == nil || form.file.hasPrefix((folder ?? "") + "/") else { return false }
            return names(of: form).contains(plain)
        }
        if let form { return .form(form) }
        let isLog =
            (folder ?? FolderTable.timeLog.folder) == FolderTable.timeLog.folder
            && FolderTable.timeLog.sheetNames.contains(plain)
        return isLog ? .other(.timeLog) : nil
    }

    /// The table of a sheet's name; units deliver neither answers nor judgements.
    static func table(ofSheet name: String, isOfUnit: Bool) -> NamedTable? {
        if let table = table(ofFile: name, folder: nil) { return table }
        let plain = plain(name)
        let others: [FolderTable] = isOfUnit ? [.timeLog] : FolderTable.allCases
        return others.first { $0.sheetNames.contains(plain) }.map { .other($0) }
    }

    /// Sheets that explain and aren't filled.
    static func isExplanation(_ name: String) -> Bool {
        let marks = [
            "说明", "封面", "目录", "须知", "样例", "示例", "字典", "选项", "下拉", "代码表", "instruction",
            "readme", "example",
        ]
        let lower = name.lowercased()
        return marks.contains { lower.contains($0) }
    }

    private static func names(of form: Form) -> [String] {
        [form.name, plain(form.title.zh), plain(form.title.en)]
    }

    /// A name without numbering, brackets, blanks and the last 表, in lower case: «F4 人员信息表»,
    /// «4．人员信息表（2025）» and «人员信息» are the same.
    private static func plain(_ name: String) -> String {
        var depth = 0
        var plain = ""
        for letter in name.lowercased() {
            if "（([【".contains(letter) { depth += 1 }
            if depth == 0, !letter.isWhitespace { plain.append(letter) }
            if "）)]】".contains(letter) { depth = max(0, depth - 1) }
        }
        let numbering = plain.prefix { letter in
            letter.isNumber || ".．、-_—:：".contains(letter)
        }
        if let first = plain.first, first == "f" || first == "表",
            plain.dropFirst().first?.isNumber == true
        {
            plain.removeFirst()
            let rest = plain.drop { $0.isNumber || ".．、-_—:：".contains($0) }
            plain = String(rest)
        } else if numbering.count < plain.count {
            plain.removeFirst(numbering.count)
        }
        if plain.count > 2, plain.last == "表" { plain.removeLast() }
        return plain
    }
}

extension Diagnostic {
    package static func twice(_ title: Wording, _ place: Place, _ other: Place) -> Diagnostic {
        Diagnostic(
            .fileDuplicate, at: place, found: place.description,
            expected: Wording(other.description),
            message: Wording(
                zh: "\(title.zh)既有 \(other) 又有 \(place)",
                en: "both \(other) and \(place) are there"),
            remedy: Wording(zh: "请只保留一个", en: "keep one of the two"))
    }

    /// A file that nobody reads.
    package static func unknown(_ file: String, nearest: String?) -> Diagnostic {
        Diagnostic(
            .fileUnknown, .warning, at: Place(file: file), found: file,
            expected: nearest.map { Wording($0) },
            message: Wording(
                zh: "不认识的文件，未读入", en: "the file is not known and left out"),
            remedy: nearest.map {
                Wording(
                    zh: "若是指 \($0)，请改名；否则不必处理",
                    en: "if you meant \($0), rename it; otherwise nothing")
            } ?? Wording(zh: "不需要该文件则不必处理", en: "nothing, if the file isn't needed"))
    }

    fileprivate static func unknownSheet(at place: Place) -> Diagnostic {
        let name = place.sheet ?? ""
        let names = Form.all.flatMap { [$0.title.zh, $0.name] }
        let near = nearestName(
            to: name, among: names + FolderTable.allCases.flatMap { [$0.title.zh, $0.rawValue] })
        return Diagnostic(
            .sheetUnknown, .warning, at: place, found: name,
            expected: near.map { Wording($0) }
                ?? Wording(zh: "表格的名称，如“人员信息表”", en: "the name of a form, such as “staff”"),
            message: Wording(
                zh: "工作表“\(name)”不是任何一张表的名称，未读入",
                en: "“\(name)” is the name of no form; the sheet is left out"),
            remedy: near.map {
                Wording(
                    zh: "若是指“\($0)”，请改工作表名称；否则不必处理",
                    en: "if you meant “\($0)”, rename the sheet; otherwise nothing")
            }
                ?? Wording(
                    zh: "如需读入，请把工作表改为表格的名称；否则不必处理",
                    en: "name the sheet after its form if it is meant; otherwise nothing"))
    }

    fileprivate static func noSheet(of table: NamedTable, isBlank: Bool, at place: Place)
        -> Diagnostic
    {
        Diagnostic(
            isBlank ? .fileEmpty : .sheetMissing, at: place,
            expected: Wording(
                zh: "名为“\(table.title.zh)”的工作表", en: "a sheet of the name “\(table.name)”"),
            message: isBlank
                ? Wording(zh: "工作簿是空的", en: "the workbook is empty")
                : Wording(
                    zh: "工作簿有几张工作表，没有一张是\(table.title.zh)",
                    en: "the workbook has several sheets and none is the form"),
            remedy: Wording(
                zh: "请把该表所在的工作表命名为“\(table.title.zh)”",
                en: "name the sheet of the form “\(table.name)”"))
    }

    fileprivate static func noForm(at place: Place) -> Diagnostic {
        Diagnostic(
            .sheetMissing, at: place,
            expected: Wording(
                zh: "以表格名称命名的工作表，如“人员信息表”",
                en: "sheets named after forms, such as “staff”"),
            message: Wording(
                zh: "工作簿中没有任何一张表", en: "the workbook holds none of the forms"),
            remedy: Wording(
                zh: "请用表格名称命名工作表；不需要该文件则移走",
                en: "name its sheets after their forms, or take the file away"))
    }
}
