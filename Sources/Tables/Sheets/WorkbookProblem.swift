internal import Diagnostics
package import Languages

/// Why a workbook, or a part of it, can't be read on.
package enum WorkbookProblem: Error {
    case file(FileError)
    /// The bytes contradict the format; what is wrong, in words.
    case damaged(Wording)
    /// The file means harm or is of no use: what it holds that isn't accepted.
    case refused(Wording)
    /// A file of another kind, and what to do with it.
    case foreign(Wording, remedy: Wording)
}

extension WorkbookProblem {
    static let truncated = damaged(
        Wording(zh: "文件不完整，末尾缺失", en: "the file is cut off"))
    static let wrongDirectory = damaged(
        Wording(zh: "压缩目录与内容不符", en: "the ZIP directory contradicts the content"))
    static let wrongContent = damaged(
        Wording(
            zh: "解压后的内容与登记的长度或校验码不符",
            en: "the unpacked content has another length or checksum than is written"))
    static let tooLarge = refused(
        Wording(
            zh: "解压后过大（疑为压缩炸弹，或误把整列设成了格式）",
            en: "it is too large when unpacked"))
    static let documentType = refused(
        Wording(
            zh: "含有文档类型声明（DOCTYPE），工作簿中不应有",
            en: "it has a document type declaration (DOCTYPE), which no workbook may have"))

    static func malformed(_ part: String) -> WorkbookProblem {
        .damaged(
            Wording(zh: "部件 \(part) 不是完好的 XML", en: "part \(part) is no well-formed XML"))
    }

    static func missing(_ part: String) -> WorkbookProblem {
        .damaged(Wording(zh: "缺少部件 \(part)", en: "part \(part) is missing"))
    }

    func diagnostic(at place: Place) -> Diagnostic {
        switch self {
        case .file(let error): .unreadable(error, at: place)
        case .damaged(let what):
            Diagnostic(
                .workbookDamaged, at: place, found: what.en,
                expected: Wording(zh: "完好的 XLSX 工作簿", en: "an intact XLSX workbook"),
                message: Wording(
                    zh: "工作簿已损坏：\(what.zh)", en: "the workbook is damaged: \(what.en)"),
                remedy: Wording(
                    zh: "请重新传送该文件；或用 Excel、WPS 打开后另存为 .xlsx",
                    en: "transfer the file again, or open it in Excel or WPS and save it as .xlsx"))
        case .refused(let what):
            Diagnostic(
                .workbookRefused, at: place, found: what.en,
                expected: Wording(zh: "普通的 XLSX 工作簿", en: "a plain XLSX workbook"),
                message: Wording(
                    zh: "不接受该工作簿：\(what.zh)", en: "the workbook is refused: \(what.en)"),
                remedy: Wording(
                    zh: "请把数据复制到新建的工作簿（只粘贴值），保存后重新提交",
                    en: "copy the data into a new workbook (values only), save it and supply that"))
        case .foreign(let kind, let remedy):
            Diagnostic(
                .formatUnsupported, at: place, found: kind.en,
                expected: Wording(zh: "XLSX 工作簿", en: "an XLSX workbook"),
                message: Wording(
                    zh: "这不是 XLSX 工作簿，而是\(kind.zh)",
                    en: "this is no XLSX workbook but \(kind.en)"),
                remedy: remedy)
        }
    }
}
