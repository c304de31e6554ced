internal import Calendars
internal import Indicators
internal import Institutions
internal import Languages
internal import Workbooks

/// The tables of a starter folder as Excel workbooks.
struct TemplateWorkbooks {
    let wishes: StarterFolder.Wishes
    let tree: IndicatorTree
    let example: Example

    init(_ wishes: StarterFolder.Wishes, tree: IndicatorTree, example: Example) {
        self.wishes = wishes
        self.tree = tree
        self.example = example
    }

    /// What is sent to the units: every form that a unit reports, in one workbook.
    static let unitFile = "下发表样/单位填报表.xlsx"

    /// Forms that units report about themselves; the others are the office's own.
    static let unitForms = [
        Unit.form, Duty.form, QuotaLine.form, LeaderQuota.form, Person.form, WorkItem.form,
        ResultsRow.form, TaskRow.form,
    ]

    var files: [StarterFolder.File] {
        var files = Form.all.map { file($0.file(in: .xlsx), workbook(of: $0)) }
        files.append(file(Self.unitFile, unitWorkbook))
        if !tree.comparedPairs.isEmpty {
            let sheets = JudgementSheets(tree: tree, isJudged: !wishes.isBlank).sheets
            files.append(file("experts/judgements.xlsx", workbook("专家判断表", sheets)))
        }
        return files
    }

    private func file(_ path: String, _ workbook: Spreadsheet) -> StarterFolder.File {
        StarterFolder.File(path: path, content: .workbook(workbook))
    }

    private func workbook(_ title: String, _ sheets: [Sheet]) -> Spreadsheet {
        Spreadsheet(sheets: sheets, title: title, created: Day(lastOf: wishes.year))
    }

    private func workbook(of form: Form) -> Spreadsheet {
        let rows = wishes.isBlank ? [] : example.rows(of: form)
        let notes = ["橙色表头的列必填。点选格子会显示该列的要求；有下拉列表的请从列表中选择。表头不可改动。"]
        return workbook(
            form.title.zh,
            [
                FormSheet(form: form, rows: rows).sheet,
                InstructionSheet(forms: [form], example: example, notes: notes).sheet,
            ])
    }

    private var unitWorkbook: Spreadsheet {
        let notes = [
            "本工作簿由各单位填报本单位的情况，每张表一页；橙色表头的列必填。没有的情况整张表留空即可。",
            "各表的“单位编码”都填本单位的编码，不得填其他单位的编码。",
            "点选格子会显示该列的要求；有下拉列表的请从列表中选择。表头不可改动。",
            "任何一格都不得填写身份证号；人员编码请用自编编号。",
            "填好后原样交回，收表的人把它放进评估文件夹的 forms/units/ 下（如 forms/units/单位名称/单位填报表.xlsx）。",
        ]
        let forms = Self.unitForms
        return workbook(
            "单位填报表",
            [InstructionSheet(forms: forms, example: example, notes: notes).sheet]
                + forms.map { FormSheet(form: $0, rows: []).sheet })
    }
}

extension Form {
    /// Its file in the folder, in a kind of file.
    func file(in format: StarterFolder.TableFormat) -> String {
        switch format {
        case .csv: file
        case .xlsx: String(file.dropLast(".csv".count)) + ".xlsx"
        }
    }
}
