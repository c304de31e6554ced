internal import Diagnostics
internal import Languages

extension Diagnostic {
    static func lacks(_ what: Wording, at place: Place) -> Diagnostic {
        Diagnostic(
            .columnMissing, at: place, expected: what,
            message: Wording(zh: "问卷导出文件缺少“\(what.zh)”", en: "the export lacks \(what.en)"),
            remedy: Wording(
                zh: "请用问卷星“下载答卷数据”原样导出的文件", en: "use the export as the survey tool gives it"))
    }

    static func unmapped(_ what: Wording, at place: Place, file: String) -> Diagnostic {
        Diagnostic(
            .keyMissing, at: place, expected: Wording("survey.columns"),
            message: Wording(
                zh: "没有说明 \(file) 的哪一题是\(what.zh)",
                en: "nothing says which question of \(file) is \(what.en)"),
            remedy: Wording(
                zh: "请在 evaluation.yaml 的 survey.columns 中写明；quanjing survey-columns \(file) 会给出建议",
                en: "say so in survey.columns; quanjing survey-columns \(file) proposes it"))
    }

    static func unknownRole(_ line: WideColumns.Line, items: [String]) -> Diagnostic {
        let known = ["unit_id", "respondent_group"] + items
        return Diagnostic(
            .unknownReference, at: line.place.place, found: line.key,
            expected: Wording(known.joined(separator: "、")),
            message: Wording(
                zh: "“\(line.key): \(line.value)”两边都不是单位、评议主体或题号",
                en: "neither side of “\(line.key): \(line.value)” is the unit, the group or an item"
            ),
            remedy: (nearestName(to: line.key, among: known)
                ?? nearestName(to: line.value, among: known))
                .map(Wording.didYouMean)
                ?? Wording(zh: "请写 题号: 第几题，如 Q01: 3", en: "write item: question, as Q01: 3"))
    }

    static func mappedTwice(_ line: WideColumns.Line, _ column: String) -> Diagnostic {
        Diagnostic(
            .keyDuplicate, at: line.place.place, found: "\(line.key): \(line.value)",
            expected: Wording(zh: "一题一用", en: "each question once"),
            message: Wording(
                zh: "“\(line.key): \(line.value)”与另一行重复（“\(column)”）",
                en: "“\(line.key): \(line.value)” repeats another line (“\(column)”)"),
            remedy: Wording(zh: "请只保留一行", en: "keep one of the two"))
    }

    static func severalColumns(
        _ line: WideColumns.Line, _ question: String, _ names: [String], file: String
    ) -> Diagnostic {
        let list = names.joined(separator: "、")
        return Diagnostic(
            .valueInvalid, at: line.place.place, found: question,
            expected: Wording(zh: "其中一列：\(list)", en: "one of: \(list)"),
            message: Wording(
                zh: "“\(question)”在 \(file) 中有 \(names.count) 列",
                en: "“\(question)” has \(names.count) columns in \(file)"),
            remedy: Wording(
                zh: "请写整个列名，或写 题号.第几列，如 3.2",
                en: "write the whole name, or question.column, as 3.2"))
    }

    static func noColumn(
        _ line: WideColumns.Line, _ question: String, _ names: [String], file: String
    ) -> Diagnostic {
        Diagnostic(
            .unknownReference, at: line.place.place, found: question,
            expected: Wording(zh: "导出文件的题号或列名", en: "a question's number or name"),
            message: Wording(
                zh: "\(file) 中没有“\(question)”这一题", en: "\(file) has no question “\(question)”"),
            remedy: nearestName(to: question, among: names).map(Wording.didYouMean)
                ?? Wording(zh: "请核对题号", en: "check the number"))
    }

    /// A question at the place of another one in another export.
    static func otherQuestion(
        _ text: String, than known: String, at place: Place, _ other: Place
    ) -> Diagnostic {
        Diagnostic(
            .questionsDiffer, .warning, at: place, found: text, expected: Wording(known),
            message: Wording(
                zh: "这一题与 \(other) 的题目不同，survey.columns 把它们算作同一题",
                en: "the question isn't that of \(other), though survey.columns takes them for one"),
            remedy: Wording(
                zh: "请核对题目顺序；survey.columns 可以写题目文字代替题号；只是措辞不同则不必处理",
                en: "check the order of the questions; survey.columns may name them by their text; "
                    + "nothing, if only the wording differs"))
    }

    static func severalUnits(_ text: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .unknownReference, at: place, found: text,
            expected: Wording(zh: "单位编码", en: "a unit's code"),
            message: Wording(zh: "有几个单位都叫“\(text)”", en: "several units are called “\(text)”"),
            remedy: Wording(
                zh: "请在 survey.columns 的 options 中写明各选项的单位编码",
                en: "give the code of each option under options in survey.columns"))
    }

    static func noDuration(_ text: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .notANumber, at: place, found: text,
            expected: Wording(zh: "用时（如 125秒、2分5秒）", en: "a time taken such as 125秒 or 2:05"),
            message: Wording(zh: "“\(text)”不是用时", en: "“\(text)” is no time taken"),
            remedy: Wording(zh: "请填秒数，或几分几秒", en: "write seconds, or minutes:seconds"))
    }

    static func noQuestions(at place: Place) -> Diagnostic {
        Diagnostic(
            .columnMissing, at: place,
            expected: Wording(zh: "“1、…”“2、…”这样的题目列", en: "columns of questions such as “1、…”"),
            message: Wording(zh: "表头中没有题目", en: "the header has no questions"),
            remedy: Wording(
                zh: "请用问卷星“下载答卷数据”原样导出的文件", en: "use the export as the survey tool gives it"))
    }
}
