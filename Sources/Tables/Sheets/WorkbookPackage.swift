internal import Languages

/// The parts of a workbook: its sheets, its shared texts and its number formats.
struct WorkbookPackage {
    struct Sheet {
        let name: String
        let isHidden: Bool
        fileprivate let part: String
    }

    /// Bytes of the parts that say what is where.
    private static let smallPartLimit = 16 << 20
    /// Bytes of a sheet, unpacked.
    private static let sheetLimit = 768 << 20
    private static let sheetCountLimit = 1000

    private let archive: ZipArchive
    /// Sheets with cells, in the workbook's order; charts are left out.
    private(set) var sheets: [Sheet] = []
    /// Days count from 1904.
    private(set) var from1904 = false
    private var stringsPart: String?
    private var stylesPart: String?

    init(_ source: ByteSource) throws(WorkbookProblem) {
        try WorkbookPackage.checkKind(source)
        archive = try ZipArchive(source)
        if let kind = WorkbookPackage.otherKind(archive) { throw kind }
        let root = try WorkbookPackage.relationships(of: "", in: archive)
        let main = root.first { $0.kind == "officeDocument" }?.target ?? "xl/workbook.xml"
        guard archive.entry(main) != nil else {
            throw .foreign(
                Wording(zh: "ZIP 压缩文件", en: "a ZIP file"),
                remedy: Wording(
                    zh: "请先解压，再提交其中的 .xlsx 文件", en: "unpack it and supply the .xlsx in it"))
        }
        let relationships = try WorkbookPackage.relationships(of: main, in: archive)
        stringsPart = relationships.first { $0.kind == "sharedStrings" }?.target
        stylesPart = relationships.first { $0.kind == "styles" }?.target
        try readSheets(main, relationships)
    }

    private mutating func readSheets(_ main: String, _ relationships: [Relationship])
        throws(WorkbookProblem)
    {
        let targets = Dictionary(
            relationships.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var scanner = try XMLScanner(part(main, limit: Self.smallPartLimit))
        while true {
            switch try scanner.next() {
            case .finish: return
            case .start where scanner.isNamed("workbookPr"):
                let flag = try scanner.text(ofAttribute: "date1904")
                from1904 = flag == "1" || flag == "true"
            case .start where scanner.isNamed("sheet") && scanner.depth == 3:
                guard let name = try scanner.text(ofAttribute: "name"),
                    let id = try scanner.text(ofAttribute: "id", prefixed: true),
                    let target = targets[id]
                else { throw .malformed(main) }
                guard target.kind == "worksheet" else { break }
                let state = try scanner.text(ofAttribute: "state")
                sheets.append(
                    Sheet(
                        name: name, isHidden: state == "hidden" || state == "veryHidden",
                        part: target.target))
                guard sheets.count <= Self.sheetCountLimit else { throw .tooLarge }
            case .start, .end: break
            }
        }
    }

    func strings() throws(WorkbookProblem) -> SharedStrings {
        guard let stringsPart else { return SharedStrings() }
        return try SharedStrings(part(stringsPart, limit: SharedStrings.partLimit))
    }

    func formats() throws(WorkbookProblem) -> NumberFormats {
        guard let stylesPart else { return NumberFormats() }
        return try NumberFormats(part(stylesPart, limit: NumberFormats.partLimit))
    }

    func scanner(of sheet: Sheet) throws(WorkbookProblem) -> XMLScanner {
        try XMLScanner(part(sheet.part, limit: Self.sheetLimit))
    }

    private func part(_ name: String, limit: Int) throws(WorkbookProblem) -> ZipPart {
        guard let entry = archive.entry(name) else { throw .missing(name) }
        return try ZipPart(archive, entry, limit: limit)
    }

    // MARK: Relationships

    private struct Relationship {
        let id: String
        /// The last part of the type, which is the same in the transitional and strict forms.
        let kind: String
        let target: String
    }

    /// What a part refers to; nothing where it has no list of relationships.
    private static func relationships(of part: String, in archive: ZipArchive)
        throws(WorkbookProblem) -> [Relationship]
    {
        let slash = part.lastIndex(of: "/")
        let folder = slash.map { String(part[..<$0]) } ?? ""
        let name = slash.map { part[part.index(after: $0)...] } ?? part[...]
        let list = (folder.isEmpty ? "" : folder + "/") + "_rels/\(name).rels"
        guard let entry = archive.entry(list) else { return [] }
        var scanner = try XMLScanner(ZipPart(archive, entry, limit: smallPartLimit))
        var found: [Relationship] = []
        while true {
            switch try scanner.next() {
            case .finish: return found
            case .start where scanner.isNamed("Relationship"):
                let isOutside = try scanner.text(ofAttribute: "TargetMode") == "External"
                if isOutside { break }
                guard let id = try scanner.text(ofAttribute: "Id"),
                    let type = try scanner.text(ofAttribute: "Type"),
                    let target = try scanner.text(ofAttribute: "Target")
                else { throw scanner.malformed }
                let kind = type.split(separator: "/").last ?? ""
                found.append(
                    Relationship(id: id, kind: String(kind), target: path(target, from: folder)))
            case .start, .end: break
            }
        }
    }

    /// A part's name as a reference from a folder of the package gives it.
    private static func path(_ target: String, from folder: String) -> String {
        var steps = target.hasPrefix("/") ? [] : folder.split(separator: "/")
        for step in target.split(separator: "/") where step != "." {
            if step == ".." { _ = steps.popLast() } else { steps.append(step) }
        }
        return steps.joined(separator: "/")
    }

    // MARK: Other kinds of files

    private static let saveAgain = Wording(
        zh: "请在 Excel 或 WPS 中打开，另存为“Excel 工作簿（.xlsx）”",
        en: "open it in Excel or WPS and save it as an Excel workbook (.xlsx)")

    private static func checkKind(_ source: ByteSource) throws(WorkbookProblem) {
        let start = try source.bytes(0..<min(source.size, 8))
        if start.starts(with: [0x50, 0x4B, 3, 4]) { return }
        if start.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            if try contains("EncryptedPackage", source) { throw .encrypted }
            throw .foreign(
                Wording(zh: "旧版 Excel 或 WPS（.xls、.et）工作簿", en: "an old workbook (.xls or .et)"),
                remedy: saveAgain)
        }
        if start.starts(with: [0x50, 0x4B]) || source.size < 4 { throw .truncated }
        throw .foreign(
            Wording(zh: "文本或网页", en: "text or a web page"),
            remedy: Wording(
                zh: "若是 CSV，请把扩展名改为 .csv；否则在 Excel 或 WPS 中打开，另存为 .xlsx",
                en:
                    "rename it to .csv if it is one; otherwise open it in Excel or WPS and save it as .xlsx"
            ))
    }

    /// Whether a text stands in the file as UTF-16, as compound files name their streams.
    private static func contains(_ name: String, _ source: ByteSource) throws(WorkbookProblem)
        -> Bool
    {
        let wanted = name.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let step = 1 << 20
        for start in stride(from: 0, to: min(source.size, 64 << 20), by: step) {
            let bytes = try source.bytes(start..<min(source.size, start + step + wanted.count))
            var position = 0
            while position + wanted.count <= bytes.count {
                if bytes[position] == wanted[0],
                    bytes[position..<position + wanted.count].elementsEqual(wanted)
                {
                    return true
                }
                position += 1
            }
        }
        return false
    }

    private static func otherKind(_ archive: ZipArchive) -> WorkbookProblem? {
        if archive.entry("xl/workbook.bin") != nil {
            return .foreign(
                Wording(zh: "二进制工作簿（.xlsb）", en: "a binary workbook (.xlsb)"),
                remedy: saveAgain)
        }
        if archive.entry("mimetype") != nil, archive.entry("content.xml") != nil {
            return .foreign(
                Wording(zh: "OpenDocument 表格（.ods）", en: "an OpenDocument sheet (.ods)"),
                remedy: saveAgain)
        }
        if archive.entry("word/document.xml") != nil || archive.entry("ppt/presentation.xml") != nil
        {
            return .foreign(
                Wording(zh: "Word 或 PowerPoint 文件", en: "a Word or PowerPoint file"),
                remedy: Wording(
                    zh: "请把表格复制到 Excel 或 WPS 工作簿中，保存为 .xlsx",
                    en: "copy the table into a workbook and save it as .xlsx"))
        }
        return nil
    }
}
