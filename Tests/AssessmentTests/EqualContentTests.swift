import Assessment
import Diagnostics
import TestFolders
import TestWorkbooks
import Testing

/// The numbers of a result as text, without where in the files they were read.
private func told(_ result: RoundResult) -> [String] {
    result.units.map { unit in
        let leaves = unit.indicators.map { leaf in
            "\(leaf.code) \(leaf.raw ?? -1) \(leaf.score ?? -1) \(leaf.contribution)"
        }
        let opinions = unit.opinion.map { "\($0.received) \($0.valid) \($0.mean ?? -1)" }
        let findings = unit.findings.map { "\($0.rule) \($0.severity) \($0.detail.zh)" }
        return
            ([unit.unit, unit.name, "\(unit.score ?? -1)", unit.grade ?? "", "\(unit.rank ?? 0)"]
            + leaves + opinions + findings.sorted()).joined(separator: "\n")
    }
}

@Suite("Equal content gives equal results, whatever it comes in")
struct EqualContentTests {
    private static let titles = [
        "forms/units.csv": "单位基本情况表", "forms/duties.csv": "职责任务清单表",
        "forms/establishment.csv": "内设机构编制职数表", "forms/leaders.csv": "领导职数表",
        "forms/staff.csv": "人员信息表", "forms/worklog.csv": "工作事项与工时表",
        "forms/results.csv": "履职成效与经费表", "forms/tasks.csv": "重点任务表",
        "forms/spotchecks.csv": "跟班实测表", "forms/payroll.csv": "财政供养人员表", "forms/kpi.csv": "指标值表",
    ]

    private func evaluate(_ files: SampleFiles) throws -> [String] {
        let folder = try files.folder()
        return try withExtendedLifetime(folder) {
            told(try Evaluation(ofFolder: folder.path).result)
        }
    }

    private func rows(_ files: SampleFiles, _ path: String) -> [[String]] {
        let table = CSVText(files.text(path))
        return [table.header] + table.rows
    }

    /// The bytes of a workbook.
    private func workbook(
        _ sheets: [(name: String, rows: [[String]])], isText: Bool = false
    ) throws -> [UInt8] {
        let folder = try TemporaryFolder()
        writeWorkbook(folder.path + "/a.xlsx", sheets, isText: isText)
        return try folder.read("a.xlsx")
    }

    /// The answers as 问卷星 exports them: a response in each row.
    private func wide(_ files: SampleFiles) -> [[String]] {
        let units = Dictionary(
            uniqueKeysWithValues: rows(files, "forms/units.csv").dropFirst().map { ($0[0], $0[1]) })
        var responses: [[String]: [String: String]] = [:]
        var order: [[String]] = []
        // respondent, unit, group, item, answer, seconds, submitted, ip
        for row in rows(files, "survey/responses.csv").dropFirst() {
            let key = [row[0], row[1], row[2], row[5], row[6], row[7]]
            if responses[key] == nil { order.append(key) }
            responses[key, default: [:]][row[3]] = row[4]
        }
        let items = (1...12).map { "Q" + String(100 + $0).dropFirst() }
        let header =
            ["序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP", "1、您评价的单位", "2、您的身份"]
            + items.enumerated().map { "\($0 + 3)、\($1)" } + ["15、您的意见"]
        return [header]
            + order.map { key in
                let answers = items.map { item in
                    responses[key]?[item].map { $0.isEmpty ? "(空)" : $0 } ?? "(跳过)"
                }
                let place = key[5].isEmpty ? "" : "\(key[5])(本地)"
                let taken = key[3].isEmpty ? "" : "\(key[3])秒"
                return [key[0], key[4], taken, "手机提交", "", place, units[key[1]] ?? "", key[2]]
                    + answers + ["很好"]
            }
    }

    /// The smallest sample, and the same with settings that read `wide`.
    private func wideSettings() throws -> (files: SampleFiles, settings: SampleFiles) {
        let files = try SampleFiles(sample: "minimal")
        let items = (1...12).map { "Q\(String(100 + $0).dropFirst()): \($0 + 2)" }
        let columns =
            "  columns: { unit_id: 1, respondent_group: 2, \(items.joined(separator: ", ")) }"
        let settings = files.changing("evaluation.yaml") { text in
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
                .filter { !$0.hasPrefix("  columns:") }.map(String.init)
            guard let start = lines.firstIndex(where: { $0.hasPrefix("survey:") }) else {
                return text + "\nsurvey:\n\(columns)\n"
            }
            return (lines[...start] + [columns] + lines[(start + 1)...]).joined(separator: "\n")
        }
        return (files, settings)
    }

    @Test("answers as a wide export, in text and in a workbook")
    func wideExport() throws {
        let (files, settings) = try wideSettings()
        let table = wide(files)
        let expected = try evaluate(files)
        var text = settings
        let csv = table.map { $0.map { "\"\($0)\"" }.joined(separator: ",") }
        text.files["survey/responses.csv"] = Array(csv.joined(separator: "\r\n").utf8)
        #expect(try evaluate(text) == expected)
        var book = settings
        book.files["survey/responses.csv"] = nil
        book.files["survey/responses.xlsx"] = try workbook([("Sheet1", table)])
        #expect(try evaluate(book) == expected)
    }

    @Test("every table as a workbook of its own", arguments: [false, true])
    func oneEach(isText: Bool) throws {
        let files = try SampleFiles(sample: "minimal")
        var changed = files
        for path in files.tables {
            changed.files[path] = nil
            changed.files[path.replacing(".csv", with: ".xlsx")] = try workbook(
                [("Sheet1", rows(files, path))], isText: isText)
        }
        #expect(try evaluate(changed) == evaluate(files))
    }

    @Test("all forms as the sheets of one workbook")
    func oneOfAll() throws {
        let files = try SampleFiles(sample: "minimal")
        var changed = files
        let forms = files.tables.filter { $0.hasPrefix("forms/") && Self.titles[$0] != nil }
        for path in forms { changed.files[path] = nil }
        changed.files["forms/2025年报表.xlsx"] = try workbook(
            forms.map { (Self.titles[$0] ?? "", rows(files, $0)) })
        #expect(try evaluate(changed) == evaluate(files))
    }

    @Test("all tables of an evaluation as the sheets of one workbook")
    func allTables() throws {
        let files = try SampleFiles(sample: "minimal")
        var changed = files
        let titles = Self.titles.merging([
            "forms/timelog.csv": "每日工时", "survey/responses.csv": "调查问卷",
            "experts/judgements.csv": "专家两两比较判断表", "ledgers/problems.csv": "机构编制问题台账",
        ]) { first, _ in first }
        for path in files.tables { changed.files[path] = nil }
        changed.files["forms/全部.xlsx"] = try workbook(
            files.tables.map { (titles[$0] ?? "", rows(files, $0)) })
        #expect(try evaluate(changed) == evaluate(files))
        // One of them in a file too is there twice.
        changed.files["survey/responses.csv"] = files.files["survey/responses.csv"]
        let folder = try changed.folder()
        let refusal = #expect(throws: InvalidInput.self) {
            try Evaluation(ofFolder: folder.path)
        }
        #expect(
            refusal?.log.kept.map { "\($0.code.rawValue) \($0.place)" } == [
                "file-duplicate forms/全部.xlsx · 调查问卷"
            ])
    }

    @Test("answers as a wide export on a sheet among the forms")
    func wideSheet() throws {
        let (files, settings) = try wideSettings()
        var book = settings
        book.files["survey/responses.csv"] = nil
        book.files["forms/units.csv"] = nil
        book.files["forms/全部.xlsx"] = try workbook([
            ("单位基本情况表", rows(files, "forms/units.csv")), ("填表说明", [["说明"]]),
            ("问卷", wide(files)),
        ])
        #expect(try evaluate(book) == evaluate(files))
    }

    @Test("one workbook per unit", arguments: ["minimal", "city-2024"])
    func onePerUnit(sample: String) throws {
        let files = try SampleFiles(sample: sample)
        let titles = Self.titles.merging(["forms/timelog.csv": "每日工时"]) { first, _ in first }
        let forms = files.tables.filter { $0.hasPrefix("forms/") && titles[$0] != nil }
        var changed = files
        for path in forms where path != "forms/units.csv" { changed.files[path] = nil }
        let units = CSVText(files.text("forms/units.csv")).rows.map { $0[0] }
        for unit in units {
            let sheets = forms.filter { $0 != "forms/units.csv" }.map { path in
                let table = CSVText(files.text(path))
                let column = table.header.firstIndex { ["单位编码", "占编单位"].contains($0) } ?? 0
                return (
                    titles[path] ?? "",
                    [table.header] + table.rows.filter { $0[column] == unit }
                )
            }
            changed.files["forms/units/\(unit)/报表.xlsx"] = try workbook(sheets)
        }
        let (whole, parts) = (try evaluate(files), try evaluate(changed))
        // Lines are those of other files.
        func withoutLines(_ text: String) -> String {
            text.replacing(/（第 \d+ 行）/, with: "")
        }
        #expect(parts.map(withoutLines) == whole.map(withoutLines))
    }
}
