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

    /// The survey of the smallest sample in parts, each with the header.
    private func parts(of files: SampleFiles, _ table: [[String]], _ starts: [Int]) -> [[[String]]]
    {
        zip(starts, starts.dropFirst() + [table.count]).map { [table[0]] + table[$0..<$1] }
    }

    private func csv(_ rows: [[String]]) -> [UInt8] {
        Array(CSVText(header: rows[0], rows: Array(rows.dropFirst())).text().utf8)
    }

    @Test(
        "a survey in several files, one response in two of them",
        arguments: [
            ["survey/responses.csv", "survey/responses-2.csv", "survey/responses-10.csv"],
            ["survey/responses1.csv", "survey/调查问卷（2）.csv", "survey/responses/甲区.csv"],
            ["survey/responses/1/a.csv", "survey/responses/2/a.csv", "survey/responses/2/b.csv"],
            ["survey/调查问卷.csv", "survey/调查问卷/西/答卷.csv", "survey/调查问卷/东.csv"],
        ])
    func severalFiles(paths: [String]) throws {
        let files = try SampleFiles(sample: "minimal")
        let table = rows(files, "survey/responses.csv")
        var changed = files
        changed.files["survey/responses.csv"] = nil
        for (path, part) in zip(paths, parts(of: files, table, [1, 151, 302])) {
            changed.files[path] = csv(part)
        }
        let (whole, parts) = (try files.evaluation(), try changed.evaluation())
        #expect(told(parts.result) == told(whole.result))
        #expect(parts.log.kept.count == whole.log.kept.count)
        #expect(parts.result.run.warnings == whole.result.run.warnings)
        let inputs = parts.result.run.inputs.filter { $0.file.hasPrefix("survey/") }
        #expect(inputs.map(\.file) == paths.sorted())
        #expect(Set(inputs.map(\.sha256)).count == 3)
        #expect(inputs.reduce(0) { $0 + ($1.rows ?? 0) } == table.count - 1)
        // What screening left out is where it was before, but for the file and its lines.
        let dropped = try #require(parts.result.survey?.droppedResponses?.first)
        let before = try #require(whole.result.survey?.droppedResponses?.first)
        #expect(before.file == "survey/responses.csv")
        let file = try #require(dropped.file)
        let row = CSVText(changed.text(file)).rows[dropped.line - 2]
        #expect(row == table[before.line - 1] && dropped.respondent == before.respondent)
        // Opinion rests on the files in which something was said of the unit.
        for unit in parts.result.units {
            let evidence = unit.indicators.filter { $0.code.hasPrefix("D1") }.flatMap(\.evidence)
            let own = paths.filter { path in
                CSVText(changed.text(path)).rows.contains { $0[1] == unit.unit }
            }
            #expect(!evidence.isEmpty && Set(evidence.map(\.file)).isSubset(of: own))
        }
    }

    @Test("a survey in files of several kinds: text, a workbook with two sheets, an export")
    func severalKinds() throws {
        let (files, settings) = try wideSettings()
        let table = rows(files, "survey/responses.csv")
        let export = wide(files)
        // The responses of the last unit come as an export.
        let units = rows(files, "forms/units.csv").dropFirst()
        let last = try #require(units.last)
        let long = [table[0]] + table.dropFirst().filter { $0[1] != last[0] }
        var changed = settings
        changed.files["survey/responses.csv"] = nil
        let cut = parts(of: files, long, [1, 100, 200])
        changed.files["survey/responses/甲.csv"] = csv(cut[0])
        changed.files["survey/responses/乙.xlsx"] = try workbook([("东", cut[1]), ("西", cut[2])])
        changed.files["survey/responses-1.xlsx"] = try workbook([
            ("Sheet1", [export[0]] + export.dropFirst().filter { $0[6] == last[1] })
        ])
        #expect(try evaluate(changed) == evaluate(files))
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
