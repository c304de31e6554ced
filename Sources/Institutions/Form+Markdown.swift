package import Languages

extension Form {
    /// The page that documents every form, as `docs/forms.md` holds it.
    package static var reference: String {
        let head = """
            # 表格 · Forms

            This page is written from the declarations of the forms; a test compares the two.
            本页由表格的声明生成，与程序读取所用的是同一份。

            ⋆ = 该列必须有，且每格必填 the column must be there and its cells filled. Headers may be Chinese or English, in any order. \
            表头中英文均可，列序不限。What one row may not repeat and what must hold between cells stands under each table.


            """
        return head + all.map(\.reference).joined(separator: "\n")
    }

    private var reference: String {
        let rows = columns.map { column in
            "| \(column.isRequired ? "⋆" : "")`\(column.key)` | "
                + ([column.name] + column.otherNames).joined(separator: "、") + " | "
                + column.kindWording.zh + " | \(column.note.zh) \(column.note.en)"
                + (column.fallback.map { "；空白 blank：\($0)" } ?? "") + " |"
        }
        return """
            ## \(title.zh) · \(title.en)
            `\(file)`

            | key | 列名 | 取值 values | 说明 meaning |
            |---|---|---|---|
            \(rows.joined(separator: "\n"))

            \(rules.joined(separator: "\n"))

            """
    }

    private var rules: [String] {
        var rules: [String] = []
        if !keys.isEmpty {
            let list = keys.map { "`\($0)`" }.joined(separator: " + ")
            rules.append("- 不得重复 no two rows with the same \(list)")
        }
        rules += columns.compactMap { column in
            column.reference.map {
                "- `\(column.key)` → `\($0.form.file)`（\($0.wording.zh) \($0.wording.en)）"
            }
        }
        rules += parts.map { "- `\($0.part)` ≤ `\($0.whole)`" }
        rules += orders.map { "- `\($0.earlier)` ≤ `\($0.later)`" }
        rules += derived.map { "- 派生 derived `\($0.key)`：\($0.note.zh) \($0.note.en)" }
        if concernsPersons { rules.append("- 不得出现身份证号 no ID-card numbers") }
        return rules
    }
}

extension FormColumn {
    /// What a cell may hold, in words for the person who fills it, with the unit of a number.
    package var kindWording: Wording {
        let unit = unit.map { Wording(zh: "（\($0.zh)）", en: " (\($0.en))") } ?? Wording("")
        let values = valuesWording
        return Wording(zh: values.zh + unit.zh, en: values.en + unit.en)
    }

    /// What a cell may hold, in words for the person who fills it, without the unit.
    package var valuesWording: Wording {
        switch kind {
        case .text: Wording(zh: "文字", en: "text")
        case .code: Wording(zh: "编码", en: "code")
        case .number(let range): Self.wording(range, zh: "数", en: "number")
        case .whole(let range):
            Self.wording(
                Double(range.lowerBound)...Double(range.upperBound), zh: "整数",
                en: "whole number")
        case .day: Wording(zh: "日期 yyyy-mm-dd", en: "date yyyy-mm-dd")
        case .flag: Wording(zh: "是/否", en: "是 or 否")
        case .choice(let names): Wording(names.joined(separator: "/"))
        }
    }

    private static func wording(_ range: ClosedRange<Double>, zh: String, en: String) -> Wording {
        // The upper bounds of counts and amounts only keep out nonsense.
        let limits =
            range.upperBound >= 1e6
            ? "≥ \(numeral(range.lowerBound))"
            : "\(numeral(range.lowerBound))…\(numeral(range.upperBound))".replacing(",", with: "")
        return Wording(zh: "\(zh) \(limits)", en: "\(en) \(limits)")
    }
}
