internal import Indicators
internal import Institutions
internal import Languages
internal import Survey
internal import Tables
internal import Weighting

/// 填表说明: what every column of every table means, written from their declarations.
struct FillingGuide {
    let tree: IndicatorTree
    let year: Int
    let format: StarterFolder.TableFormat

    var text: String {
        let parts = [head, rules, commands, forms, survey, judgements, indicators]
        return parts.compactMap(\.self).joined(separator: "\n")
    }

    private var head: String {
        let optional = Form.all.dropFirst().map {
            "| `\($0.file(in: format))` | \($0.title.zh) | |"
        }
        let survey =
            tree.questionnaire.map { "\n| `\(SurveyGuide.file)` | \($0.title.zh) | |" } ?? ""
        let judgements =
            tree.comparedPairs.isEmpty
            ? "" : "\n| `\(JudgementGuide.file(in: format))` | 专家两两比较判断 | |"
        return """
            # 填表说明

            一个文件夹就是一次评估。\(kinds)示例单位和示例数字均为虚构，请全部改成本地的，或删去。

            | 文件 | 内容 | 必需 |
            |---|---|---|
            | `evaluation.yaml` | 评估设置，每一项都有说明 | 是 |
            | `\(Unit.form.file(in: format))` | \(Unit.form.title.zh) | 是 |
            \(optional.joined(separator: "\n"))\(survey)\(judgements)

            其余各表没有数据的可以不填，也可以删去；缺了某张表或某一列，用到它的指标就是“无法评价”，权重分给同级指标，不按零分计。

            """
    }

    private var kinds: String {
        switch format {
        case .csv: "各表都是 CSV，可以直接用 Excel 或 WPS 打开、填写、保存；"
        case .xlsx:
            "各表都是 Excel 工作簿，带下拉列表和填写检查，用 Excel 或 WPS 填写、保存；也可以改用同名的 CSV（二者只留其一）。"
                + "请各单位自行填报的，把 `\(TemplateWorkbooks.unitFile)` 发给单位，收回后放进 `forms/units/`；"
        }
    }

    private var rules: String {
        """
        ## 填写规则

        - 表头用中文列名或英文键名都可以，列的顺序不限；多出来的列会提示，不读入。
        - 标 ⋆ 的列必须有，且每格必填；其余的列可以不要，格子可以空着。
        - 保存为 UTF-8 或 GB 18030（GBK）都可以，程序自动识别；在 Excel 中请选“CSV UTF-8（逗号分隔）”。
        - 数字不小于 0，可以带千分位逗号和百分号；人数、编制数须为整数；不要写“约”“余”等字，也不要写中文数字。
        - 日期写成 \(year)-12-31 或 \(year)/12/31；是、否写“是”“否”，或 1、0。
        - 单位编码、人员编码等在各表中要写得完全一样。人员编码请用化名或自编编号，任何一格都不得出现身份证号；手头只有身份证号的，用 quanjing pseudonym 换成化名。
        - 空白就是“没有填”，不等于 0；确实为零的请填 0。

        """
    }

    private var commands: String {
        """
        ## 怎样运行

        在终端中进入本文件夹的上一级文件夹，把“文件夹”换成本文件夹的名称：

        ```
        quanjing check 文件夹        检查全部文件，一次列出所有问题：哪个文件、第几行、第几列、怎样改
        quanjing weights 文件夹      看专家判断得出的权重和一致性
        quanjing saturation 文件夹   看各单位的工作饱满度
        quanjing evaluate 文件夹     评估；结果在“文件夹/output”中，先打开 round.html
        ```

        有错误时不会生成任何结果，改正后再运行即可；警告不影响评估。每条命令加 `--help` 看用法。

        """
    }

    private var forms: String {
        "## 各表各列\n\n"
            + Form.all.map { FormGuide(form: $0, format: format).text }.joined(separator: "\n")
    }

    private var survey: String? {
        tree.questionnaire.map { SurveyGuide(questionnaire: $0, tree: tree).text }
    }

    private var judgements: String? {
        tree.comparedPairs.isEmpty ? nil : JudgementGuide(tree: tree, format: format).text
    }

    private var indicators: String {
        let rows = tree.leaves.compactMap { position -> String? in
            let node = tree.nodes[position]
            guard let leaf = node.indicator else { return nil }
            return row([
                node.code, node.name.zh, leaf.unit.zh, leaf.elements.zh, leaf.standard.zh,
            ])
        }
        return """
            ## 指标

            \(tree.title.zh)，共 \(rows.count) 项。\(tree.note?.zh ?? "")

            | 编码 | 指标 | 单位 | 评估要素 | 评分标准 |
            |---|---|---|---|---|
            \(rows.joined(separator: "\n"))

            """
    }
}

/// The section of one form.
private struct FormGuide {
    let form: Form
    let format: StarterFolder.TableFormat

    var text: String {
        let rows = form.columns.map { column in
            row([
                column.name, column.isRequired ? "⋆" : "", column.valuesWording.zh,
                column.unit?.zh ?? "", meaning(of: column),
            ])
        }
        return """
            ### \(form.title.zh)
            `\(form.file(in: format))`\(rules)

            | 列名 | 必填 | 可填的值 | 单位 | 说明 |
            |---|---|---|---|---|
            \(rows.joined(separator: "\n"))

            """
    }

    private func meaning(of column: FormColumn) -> String {
        let others =
            column.otherNames.isEmpty
            ? "" : "；也可写作“\(column.otherNames.joined(separator: "”“"))”"
        return column.note.zh + column.fallbackWords + others
    }

    /// What must hold between cells, in sentences.
    private var rules: String {
        func name(_ key: String) -> String { "“\(form.column(key)?.name ?? key)”" }
        var rules: [String] = []
        if !form.keys.isEmpty { rules.append(form.keys.map(name).joined(separator: "和") + "不得重复") }
        rules += form.parts.map { "\(name($0.part))不大于\(name($0.whole))" }
        rules += form.orders.map { "\(name($0.later))不早于\(name($0.earlier))" }
        return rules.isEmpty ? "" : "　" + rules.joined(separator: "；") + "。"
    }
}

/// The section of the questionnaire.
private struct SurveyGuide {
    static let file = "survey/responses.csv"

    let questionnaire: Questionnaire
    let tree: IndicatorTree

    private static let notes = [
        "respondent_id": "一份答卷一个编号，由收卷系统或人工编定，不写答卷人姓名",
        "unit_id": "被评议单位的编码，同单位基本情况表；一人评几个单位，按单位分行填",
        "respondent_group": "答卷人属于哪一类，见下表",
        "item": "题号，见下表；一题一行",
        "answer": "选项文字，或选项的数字（最好的数字最大）；未作答留空",
        "seconds": "整份答卷用时，秒；同一份答卷各行相同；用于筛查答题过快的",
        "submitted": "提交时间，如 2025-11-03 08:07:13；同一份答卷各行相同",
        "ip": "来源地址，只用于筛查重复答卷，不进入结果",
        "comment": "文字意见；程序不读",
    ]

    var text: String {
        let scale = SurveySettings.standard.scale.labels.map { "\($0.text) \(plain($0.value))" }
        return """
            ### \(questionnaire.title.zh)
            `\(Self.file)`　一题一行的长表。选项及分值在 evaluation.yaml 中设定，默认为\(scale.joined(separator: "、"))。

            \(columnTable(SurveyResult.columns, notes: Self.notes))

            ### 评议主体

            | 评议主体 | 最低有效份数（默认） | 题号 |
            |---|---|---|
            \(groups.joined(separator: "\n"))

            答卷分几个文件的（分区县、分批导出），放在 `survey/responses/` 下，一个区县或一批一个文件，文件名不限，也可再分文件夹；合起来是一份问卷。

            有效份数不足的，该主体的意见不计入（样本不足）。最低份数在 evaluation.yaml 中可改。

            ### 题目

            | 题号 | 名称 | 问题 | 评议主体 | 用于指标 |
            |---|---|---|---|---|
            \(items.joined(separator: "\n"))

            """
    }

    private var groups: [String] {
        questionnaire.groups.map { group in
            let minimum = SurveySettings.standard.groups.first { $0.name == group.name.zh }?.minimum
            let words =
                switch minimum {
                case .count(let count): "\(count) 份"
                case .shareOfStaff(let share): "本单位编内、编外总人数的 \(plain(100 * share))%"
                case nil: "5 份"
                }
            let items = questionnaire.items.filter { $0.groups.contains(group.name.zh) }
            return row([group.name.zh, words, items.map(\.code).joined(separator: "、")])
        }
    }

    private var items: [String] {
        questionnaire.items.map { item in
            let leaves = item.feeds.map { feed in
                let name = tree.position(of: feed.leaf).map { tree.nodes[$0].name.zh } ?? ""
                return "\(feed.leaf) \(name)（权重 \(plain(feed.weight))）"
            }
            return row([
                item.code, item.name.zh, item.question.zh, item.groups.joined(separator: "、"),
                leaves.joined(separator: "；"),
            ])
        }
    }
}

/// The section of the experts' judgements.
private struct JudgementGuide {
    static func file(in format: StarterFolder.TableFormat) -> String {
        "experts/judgements.\(format.rawValue)"
    }

    let tree: IndicatorTree
    let format: StarterFolder.TableFormat

    private static let notes = [
        "expert": "专家的代号；每位专家把表中各行复制一遍，填自己的代号和判断",
        "node": "被比较的两项指标的上级；最上一级写 root",
        "left": "被比较的指标编码",
        "right": "与之比较的指标编码",
        "value": "甲比乙重要多少：1 至 9 或其倒数，如 3、0.5、1/3；没有判断则留空",
        "class": "这一判断只用于哪个评估序列；空白即用于全部",
        "weight": "该专家的权重；空白即 1",
    ]

    private var workbookNote: String {
        format == .xlsx
            ? "工作簿中每个上级指标一张表，专家在首页写一次姓名，在下拉列表中选择判断；每位专家一份，都放在 experts 中。" : ""
    }

    var text: String {
        let pairs = tree.comparedPairs.map { pair in
            row([
                "\(pair.node.code) \(pair.node.name.zh)", "\(pair.left.code) \(pair.left.name.zh)",
                "\(pair.right.code) \(pair.right.name.zh)",
            ])
        }
        return """
            ### 专家两两比较判断
            `\(Self.file(in: format))`　一次比较一行，每位专家 \(pairs.count) 行。\(workbookNote)

            \(columnTable(Judgement.columns, notes: Self.notes))

            判断值：1 同等重要；3 稍重要；5 明显重要；7 强烈重要；9 极端重要；2、4、6、8 介于其间；乙比甲重要的填倒数。

            | 上级指标 | 指标甲 | 指标乙 |
            |---|---|---|
            \(pairs.joined(separator: "\n"))

            """
    }
}

private func columnTable(_ columns: [Column], notes: [String: String]) -> String {
    let rows = columns.map { column in
        let others =
            column.otherNames.isEmpty
            ? "" : "；也可写作“\(column.otherNames.joined(separator: "”“"))”"
        return row([
            column.name, column.isRequired ? "⋆" : "", (notes[column.key] ?? "") + others,
        ])
    }
    return "| 列名 | 必填 | 说明 |\n|---|---|---|\n" + rows.joined(separator: "\n")
}

/// A row of a Markdown table.
private func row(_ cells: [String]) -> String {
    let cells = cells.map { cell in
        cell.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
            .split(separator: "\n").joined(separator: " ")
    }
    return "| " + cells.joined(separator: " | ") + " |"
}
