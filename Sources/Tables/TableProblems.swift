internal import Diagnostics
internal import Languages

/// What can be wrong with a file before its cells are looked at, in words an official understands.
extension Diagnostic {
    static func unreadable(_ error: FileError, at place: Place) -> Diagnostic {
        if error.isMissing {
            return Diagnostic(
                .fileMissing, at: place,
                message: Wording(zh: "文件不存在", en: "there is no such file"),
                remedy: Wording(
                    zh: "请补交该文件，或检查文件名和路径", en: "supply the file, or check its name and path"))
        }
        return Diagnostic(
            .fileUnreadable, at: place, found: error.reason,
            message: Wording(
                zh: "文件无法读取（\(error.reason)）", en: "the file can't be read (\(error.reason))"),
            remedy: Wording(
                zh: "请检查文件是否完好、是否有读取权限", en: "check that the file is intact and may be read"))
    }

    static func fileEmpty(at place: Place) -> Diagnostic {
        Diagnostic(
            .fileEmpty, at: place, expected: Wording(zh: "一行表头和各行数据", en: "a header line and rows"),
            message: Wording(zh: "文件是空的", en: "the file is empty"),
            remedy: Wording(
                zh: "请重新导出该表；确无数据时保留表头一行",
                en: "export the table again; where there is no data, keep the header line"))
    }

    static func formatUnsupported(_ kind: Wording, at place: Place) -> Diagnostic {
        Diagnostic(
            .formatUnsupported, at: place, found: kind.en,
            expected: Wording(zh: "CSV 文本", en: "CSV text"),
            message: Wording(
                zh: "这不是 CSV 文本，而是\(kind.zh)", en: "this is no CSV text but \(kind.en)"),
            remedy: Wording(
                zh: "XLSX 工作簿请把扩展名改为 .xlsx；其他的请在 Excel 或 WPS 中另存为 .xlsx 或“CSV UTF-8（逗号分隔）”",
                en:
                    "rename an XLSX workbook to .xlsx; save others from Excel or WPS as .xlsx or as “CSV UTF-8 (comma delimited)”"
            ))
    }

    static func encodingInvalid(byte: UInt8, at place: Place) -> Diagnostic {
        let digits = String(byte, radix: 16, uppercase: true)
        let found = "0x" + (digits.count < 2 ? "0" : "") + digits
        return Diagnostic(
            .encodingInvalid, at: place, found: found,
            expected: Wording(
                zh: "UTF-8、UTF-16（带 BOM）或 GB 18030/GBK 文字",
                en: "text in UTF-8, UTF-16 (with BOM) or GB 18030/GBK"),
            message: Wording(
                zh: "字节 \(found) 在该文件的编码中不是文字",
                en: "byte \(found) is no character in this file's encoding"),
            remedy: Wording(
                zh: "请重新录入该格；或将文件另存为 UTF-8，或在 evaluation.yaml 中用 encoding 指明编码",
                en:
                    "type the cell again, save the file as UTF-8, or name its encoding as `encoding` in evaluation.yaml"
            ))
    }

    static func nulByte(at place: Place) -> Diagnostic {
        Diagnostic(
            .nulByte, at: place, found: "0x00",
            message: Wording(zh: "文字中有空字节（NUL）", en: "there is a NUL byte in the text"),
            remedy: Wording(
                zh: "文件已损坏，或是没有 BOM 的 UTF-16；请另存为 UTF-8",
                en: "the file is damaged or UTF-16 without a mark; save it as UTF-8"))
    }

    static func quoteUnclosed(at place: Place) -> Diagnostic {
        Diagnostic(
            .quoteUnclosed, at: place, found: "\"",
            expected: Wording(zh: "字段末尾有配对的双引号", en: "a closing quote at the field's end"),
            message: Wording(zh: "此处的双引号始终没有闭合", en: "the quote opened here is never closed"),
            remedy: Wording(
                zh: "请补上闭合的双引号；内容中的双引号写两遍（\"\"）",
                en: "close the quote; write a quote inside the text twice (\"\")"))
    }

    static func quoteMisplaced(at place: Place) -> Diagnostic {
        Diagnostic(
            .quoteMisplaced, at: place, found: "\"",
            expected: Wording(
                zh: "双引号只包住整个字段，内容中的双引号写两遍",
                en: "quotes around the whole field only, and doubled inside it"),
            message: Wording(
                zh: "双引号的位置不对：字段中间有单个双引号，或闭合之后还有文字",
                en: "a quote is misplaced: inside an unquoted field, or followed by more text"),
            remedy: Wording(
                zh: "请用双引号包住整个字段，内容中的双引号写两遍（\"\"），或改用中文引号“”",
                en: "quote the whole field and double the quotes inside it (\"\")"))
    }

    static func fieldTooLong(at place: Place) -> Diagnostic {
        Diagnostic(
            .fieldTooLong, at: place,
            expected: Wording(zh: "每格不超过 1 MiB", en: "at most 1 MiB per cell"),
            message: Wording(zh: "该格内容超过 1 MiB", en: "the cell is longer than 1 MiB"),
            remedy: Wording(
                zh: "请缩短该格内容；也可能是前面缺了换行或双引号",
                en: "shorten the cell; perhaps a line break or a quote is missing before it"))
    }

    static func tooManyColumns(_ count: Int, at place: Place) -> Diagnostic {
        Diagnostic(
            .tooManyColumns, at: place, found: String(count),
            expected: Wording(zh: "不超过 4,096 列", en: "at most 4,096 columns"),
            message: Wording(zh: "该行有 \(count) 列", en: "the line has \(count) columns"),
            remedy: Wording(zh: "请检查该行是否缺少换行", en: "check whether a line break is missing"))
    }

    /// Told at the first field that is missing or too many.
    static func fieldCount(_ count: Int, expected: Int, at place: Place) -> Diagnostic {
        Diagnostic(
            .fieldCount, at: place.at(line: place.line, column: min(count, expected) + 1),
            found: String(count),
            expected: Wording(
                zh: "\(expected) 个字段，与表头相同", en: "\(expected) fields, as in the header"),
            message: Wording(
                zh: "该行有 \(count) 个字段，表头有 \(expected) 个",
                en: "the line has \(count) fields, the header \(expected)"),
            remedy: count > expected
                ? Wording(
                    zh: "请用双引号包住含有逗号的内容", en: "put quotes around text that contains commas")
                : Wording(
                    zh: "请补齐缺少的逗号，删去中间的空行，或用双引号包住含换行的内容",
                    en: "add the missing commas, delete blank lines, or quote text with line breaks"
                ))
    }

    static func cellWithoutHeader(_ found: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .fieldCount, at: place, found: found,
            expected: Wording(zh: "表头以外没有内容", en: "nothing beyond the header"),
            message: Wording(
                zh: "该格在表头之外，不知属于哪一列",
                en: "the cell stands beyond the header; which column it is of isn't known"),
            remedy: Wording(
                zh: "请删去该格，或在表头行给这一列加上列名",
                en: "delete the cell, or give the column a header"))
    }
}
