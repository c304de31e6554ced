import BundledIndicators
import Calendars
import Diagnostics
import TestFolders
import Testing
import Weighting

@testable import Assessment
@testable import Indicators

/// What `evaluation.yaml` says, and what is wrong with it.
private struct Read {
    let settings: EvaluationSettings?
    /// `code line:column` of each diagnostic.
    let problems: [String]
    let log: DiagnosticLog

    init(_ yaml: String) throws {
        var log = DiagnosticLog()
        let bytes = try #require(bundledIndicator(named: "workdays-cn"))
        let days = try #require(WorkdayTable.read(bytes, file: "workdays-cn.yaml", into: &log))
        settings = EvaluationSettings(
            yaml: Array(yaml.utf8), file: "evaluation.yaml", workdays: days, into: &log)
        self.log = log
        problems = log.kept.map {
            "\($0.code.rawValue) \($0.place.line ?? 0):\($0.place.column ?? 0)"
        }
    }

    /// The least that must be there, and more.
    init(with more: String, year: Int = 2025) throws {
        try self.init("title: 甲\nyear: \(year)\nindicators: puyang-style\n\(more)\n")
    }
}

/// The block of `docs/formats.md`, as it stands there.
private let documented = """
    title: 示例市2025年度机构编制评估
    year: 2025                        # as-of date: 31 December, or as_of: yyyy-mm-dd
    indicators: puyang-style          # a bundled tree (Indicators/puyang-style.yaml) or a path
    working_time: { workdays: 248, hours_per_day: 8, allowance: 0, leave_days: 0, target: 0.90 }
    weights: { method: eigenvector, group: aij, random_index: saaty, max_cr: 0.10, inconsistent: warn, incomplete: completion }
    grades: { 优秀: 90, 良好: 80, 合格: 60, 较差: 0 }      # half-open bands, highest first
    missing: reweight                                     # or: reject
    survey:
      scale: { 很满意: 100, 满意: 80, 基本满意: 60, 不满意: 40, 很不满意: 20 }   # a number as an answer is the rank, best highest: 5 = 很满意
      no_answer: [不了解, ""]
      groups: { 服务对象: { minimum: 30 }, 本单位职工: { minimum: 60% }, 上级部门: { minimum: 5 }, 同级部门: { minimum: 5 }, 两代表一委员: { minimum: 5 } }
      screening: { seconds_floor: 45, seconds_per_item: 2, missing_share: 0.40, straight_line: { items: 4, share: 0.90, entropy_bits: 0.75 }, same_address_minutes: 5 }
      columns: {}                                         # a 问卷星 export: which question is what
    quota:
      red_lines: [{ group: { level: 市, quota_type: 行政 }, max: 1800 }, { group: {}, max: 5200 }]
      kappa: 0.15
      reserve: [{ pool: 市/全额/全额, minimum: 5 }]          # pool = level/quota type/funding
      arcs: []                                            # cross-level moves: { from, to, cap, cost }
      attrition: retirements                              # posts freed by retires_on within the year after as_of
      leadership: leadership-example                      # a table under Indicators/, or a path
    """

@Suite("The settings of an evaluation")
struct EvaluationSettingsTests {
    @Test("the block of the contract is accepted as it stands, and means what it says")
    func documentedBlock() throws {
        let read = try Read(documented)
        #expect(read.problems == [])
        let settings = try #require(read.settings)
        #expect(settings.title == "示例市2025年度机构编制评估")
        #expect(settings.asOf == Day(year: 2025, month: 12, day: 31))
        #expect(settings.workingTime.hoursPerPost == 1984)
        #expect(settings.workingTime.target == 0.9)
        #expect(settings.grades?.bands.map(\.lowest) == [90, 80, 60, 0])
        #expect(settings.missing == .reweight)
        #expect(settings.survey == .standard)
        #expect(settings.quota.redLines.map(\.maximum) == [1800, 5200])
        #expect(settings.quota.redLines[0].level == "市")
        #expect(settings.quota.redLines[0].quotaType == "行政")
        #expect(settings.quota.redLines[1].level == nil)
        #expect(settings.quota.reserves.map(\.pool) == ["市/全额/全额"])
        #expect(settings.quota.countsRetirements)
        #expect(settings.encoding == nil)
    }

    @Test("what isn't said takes the default of the contract")
    func defaults() throws {
        let read = try Read(with: "")
        #expect(read.problems == [])
        let settings = try #require(read.settings)
        #expect(settings.asOf == Day(lastOf: 2025))
        #expect(settings.workingTime == .init(workdays: 248))
        #expect(settings.survey == .standard)
        #expect(settings.quota == .none)
        #expect(settings.quota.kappa == 0.15)
        #expect(settings.missing == .reweight)
        #expect(settings.grades == nil)
        let rules = settings.weights.rules(treeIndex: .saaty)
        #expect(rules.method == .eigenvector)
        #expect(rules.group == .aij)
        #expect(rules.randomIndex == .saaty)
        #expect(rules.maximumRatio == 0.10)
        #expect(rules.inconsistent == .warn)
        #expect(rules.incomplete == .completion)
        #expect(settings.weights.rules(treeIndex: nil).randomIndex == .alonsoLamata)
    }

    @Test(
        "working days follow the year",
        arguments: [(2008, 250), (2024, 250), (2025, 248), (2030, 248)])
    func workdays(year: Int, days: Double) throws {
        #expect(try Read(with: "", year: year).settings?.workingTime.workdays == days)
        let partly = try Read(with: "working_time: { hours_per_day: 7 }", year: year)
        #expect(partly.settings?.workingTime.hoursPerPost == days * 7)
    }

    @Test("every setting changes what it names")
    func values() throws {
        let read = try Read(
            with: """
                as_of: 2025-06-30
                encoding: gbk
                missing: reject
                grades: { 甲: 85, 乙: 0 }
                working_time: { workdays: 250, allowance: 0.1, leave_days: 10, target: 1 }
                weights: { method: geometric-mean, group: aip, random_index: textbook, max_cr: 0.2, inconsistent: exclude, incomplete: harker }
                quota:
                  red_lines: [{ group: { funding: 差额 }, max: 7 }]
                  attrition: none
                  arcs: [{ from: 市/行政/全额, to: 县/行政/全额, cap: 3, cost: 0.5 }]
                """)
        #expect(read.problems == [])
        let settings = try #require(read.settings)
        #expect(settings.asOf == Day(year: 2025, month: 6, day: 30))
        #expect(settings.encoding != nil)
        #expect(settings.missing == .reject)
        #expect(settings.grades?.bands.map(\.name.zh) == ["甲", "乙"])
        #expect(abs(settings.workingTime.hoursPerPost - 240 * 8 * 0.9) < 1e-9)
        let rules = settings.weights.rules(treeIndex: .saaty)
        #expect(rules.method == .geometricMean)
        #expect(rules.group == .aip)
        #expect(rules.randomIndex == .textbook)
        #expect(rules.maximumRatio == 0.2)
        #expect(rules.inconsistent == .exclude)
        #expect(rules.incomplete == .harker)
        #expect(settings.quota.redLines[0].funding == "差额")
        #expect(!settings.quota.countsRetirements)
        #expect(settings.quota.arcs[0].to == "县/行政/全额")
        #expect(settings.quota.arcs[0].cost == 0.5)
    }

    @Test(
        "a wrong value is told at its place",
        arguments: [
            ("as_of: 2025-02-30", "not-a-date 4:8"),
            ("encoding: latin-9", "value-invalid 4:11"),
            ("missing: ignore", "not-in-list 4:10"),
            ("grades: { 合格: 60, 优秀: 90, 较差: 0 }", "value-invalid 4:9"),
            ("grades: { 优秀: 90 }", "value-invalid 4:9"),
            ("grades: { 优秀: 九十, 较差: 0 }", "value-invalid 4:15"),
            ("grades: { 优秀: 120, 较差: 0 }", "value-invalid 4:15"),
            ("grades: {}", "value-invalid 4:9"),
            ("working_time: 248", "value-invalid 4:15"),
            ("working_time: { workdays: 400 }", "value-invalid 4:27"),
            ("working_time: { workdays: 0 }", "value-invalid 4:27"),
            ("working_time: { hours_per_day: 25 }", "value-invalid 4:32"),
            ("working_time: { allowance: 1 }", "value-invalid 4:28"),
            ("working_time: { allowance: -0.1 }", "value-invalid 4:28"),
            ("working_time: { leave_days: 248 }", "out-of-range 4:29"),
            ("working_time: { target: 0 }", "value-invalid 4:25"),
            ("working_time: { target: NaN }", "value-invalid 4:25"),
            ("weights: { method: eigen }", "not-in-list 4:20"),
            ("weights: { group: aia }", "not-in-list 4:19"),
            ("weights: { random_index: satty }", "not-in-list 4:26"),
            ("weights: { max_cr: 0 }", "value-invalid 4:20"),
            ("weights: { max_cr: 10% }", "value-invalid 4:20"),
            ("weights: { inconsistent: ignore }", "not-in-list 4:26"),
            ("weights: { incomplete: guess }", "not-in-list 4:24"),
            ("survey: { scale: { 好: 100 } }", "value-invalid 4:18"),
            ("survey: { scale: { 好: 101, 差: 0 } }", "value-invalid 4:23"),
            ("survey: { groups: { 服务对象: 30 } }", "value-invalid 4:27"),
            ("survey: { groups: { 服务对象: { minimum: -1 } } }", "value-invalid 4:38"),
            ("survey: { groups: { 服务对象: { minimum: 101% } } }", "value-invalid 4:38"),
            ("survey: { screening: { seconds_floor: -1 } }", "value-invalid 4:39"),
            ("survey: { screening: { missing_share: 2 } }", "value-invalid 4:39"),
            ("survey: { screening: { straight_line: { items: 0 } } }", "value-invalid 4:48"),
            ("survey: { screening: { straight_line: { entropy_bits: x } } }", "value-invalid 4:55"),
            ("quota: { kappa: -1 }", "value-invalid 4:17"),
            ("quota: { attrition: deaths }", "not-in-list 4:21"),
            ("quota: { red_lines: 5 }", "value-invalid 4:21"),
            ("quota: { red_lines: [{ max: 5 }] }", "key-missing 4:22"),
            ("quota: { red_lines: [{ group: {}, max: 1.5 }] }", "value-invalid 4:40"),
            ("quota: { red_lines: [{ group: { level: 区 }, max: 5 }] }", "not-in-list 4:40"),
            ("quota: { red_lines: [{ group: { quota_type: 编外 }, max: 5 }] }", "not-in-list 4:45"),
            ("quota: { red_lines: [{ group: { funding: 无 }, max: 5 }] }", "not-in-list 4:42"),
            ("quota: { reserve: [{ pool: 市/全额, minimum: 5 }] }", "value-invalid 4:28"),
            ("quota: { reserve: [{ pool: 市/编外/全额, minimum: 5 }] }", "value-invalid 4:28"),
            ("quota: { reserve: [{ pool: 市/全额/全额 }] }", "key-missing 4:20"),
            ("quota: { arcs: [{ from: 市/行政/全额, to: 市/行政/全额, cap: 1 }] }", "value-invalid 4:17"),
            ("quota: { arcs: [{ from: 甲, to: 市/行政/全额, cap: 1 }] }", "value-invalid 4:25"),
        ])
    func wrongValues(line: String, problem: String) throws {
        let read = try Read(with: line)
        #expect(read.problems == [problem])
        #expect(read.log.hasErrors)
    }

    @Test(
        "an unknown key is told with the nearest known one",
        arguments: [
            ("titel: 甲", "title"), ("weigths: {}", "weights"),
            ("working_time: { workday: 248 }", "workdays"),
            ("weights: { maxcr: 0.1 }", "max_cr"), ("survey: { scales: {} }", "scale"),
            ("survey: { groups: { 服务对象: { minimun: 30 } } }", "minimum"),
            ("survey: { screening: { second_floor: 45 } }", "seconds_floor"),
            ("survey: { screening: { straight_line: { item: 4 } } }", "items"),
            ("quota: { kapa: 0.1 }", "kappa"), ("quota: { red_line: [] }", "red_lines"),
            ("quota: { red_lines: [{ group: { levl: 市 }, max: 5 }] }", "level"),
            ("quota: { reserve: [{ pool: 市/全额/全额, minimun: 5 }] }", "minimum"),
            ("quota: { arcs: [{ form: 市/行政/全额, to: 县/行政/全额, cap: 1 }] }", "from"),
        ])
    func unknownKeys(line: String, nearest: String) throws {
        let read = try Read(with: line)
        let unknown = read.log.kept.filter { $0.code == .keyUnknown }
        #expect(unknown.count == 1)
        #expect(unknown.first?.remedy.zh.contains("\(nearest)") == true)
        #expect(unknown.first?.place.line == 4)
    }

    @Test("title, year and indicators must be there; several problems are told at once")
    func required() throws {
        #expect(try Read("missing: reweight\n").problems.count == 3)
        let read = try Read("title: ''\nyear: 25\nindicators: []\nencodings: x\n")
        #expect(
            read.problems == [
                "value-invalid 1:8", "value-invalid 2:7", "value-invalid 3:13", "key-unknown 4:1",
            ])
    }

    @Test(
        "what YAML allows and settings don't",
        arguments: [
            "title: &a 甲", "title: *a", "title: !!str 甲", "title: 甲\ntitle: 乙", "title:\t甲", "- 甲",
            "甲", "", "title: [", "--- \ntitle: 甲\n---\nyear: 2025",
        ])
    func refused(text: String) throws {
        let read = try Read(text)
        #expect(read.log.hasErrors)
        #expect(read.log.kept.allSatisfy { $0.place.file == "evaluation.yaml" })
    }
}

@Suite("Settings that other files must bear out")
struct SettingReferencesTests {
    private func problems(_ change: (String) -> String) throws -> [String] {
        try SampleFiles(sample: "minimal").changing("evaluation.yaml", change).check().log.kept.map
        {
            "\($0.severity) \($0.code.rawValue) \($0.place)"
        }
    }

    @Test("a tree that isn't there is told where it is named")
    func tree() throws {
        let found = try problems {
            $0.replacing("indicators: puyang-style", with: "indicators: puyang-stlye")
        }
        #expect(found == ["error unknown-reference evaluation.yaml:\(try line("indicators")):13"])
    }

    @Test("a leadership table that isn't there is told where it is named")
    func leadership() throws {
        func problems(_ name: String) throws -> [Diagnostic] {
            try SampleFiles(sample: "second-tree").changing("evaluation.yaml") {
                $0 + "quota: { leadership: \(name) }\n"
            }.check().log.kept.filter { $0.severity == .error }
        }
        let found = try problems("leadership-exmaple")
        #expect(found.map(\.code) == [.unknownReference])
        #expect(found.first?.place.column == 22)
        #expect(try problems("leadership-example") == [])
        // A bundled file of another kind is no leadership table.
        #expect(try problems("workdays-cn") != [])
    }

    @Test("a respondent group that nobody asks is told where it is named")
    func groups() throws {
        let files = try SampleFiles(sample: "second-tree").changing("evaluation.yaml") {
            $0.replacing("居民: {", with: "居名: {")
        }
        let found = try files.check().log.kept.filter { $0.severity == .error }
        #expect(found.map(\.code) == [.unknownReference])
        #expect(found.first?.remedy.zh.contains("居民") == true)
        #expect(found.first?.place.line != nil)
    }

    @Test("a class that the tree isn't made for earns a warning at its cell")
    func unitClass() throws {
        let files = try SampleFiles(sample: "minimal").changing("forms/units.csv") {
            var table = CSVText($0)
            let column = table.header.firstIndex(of: "评估序列") ?? 0
            table.rows[1][column] += "类"
            return table.text()
        }
        let found = try files.check().log.kept
        #expect(found.map(\.code) == [.notInList])
        #expect(found.map(\.severity) == [.warning])
        #expect(found.first?.place.line == 3)
    }

    private func line(_ key: String) throws -> Int {
        let lines = try SampleFiles(sample: "minimal").text("evaluation.yaml")
            .split(separator: "\n", omittingEmptySubsequences: false)
        return (lines.firstIndex { $0.hasPrefix(key) } ?? 0) + 1
    }
}

@Suite("All problems of all files in one pass")
struct OnePassTests {
    @Test("one error in each file: each is told, whatever the others hide")
    func everyFile() throws {
        var files = try SampleFiles(sample: "minimal")
        for path in files.tables {
            files = files.changing(path) { text in
                var table = CSVText(text)
                table.rows[0].append("多")
                return table.text()
            }
        }
        files = files.changing("evaluation.yaml") { $0 + "\nkapa: 1\n" }
        let check = try files.check()
        let told = Set(check.log.kept.filter { $0.severity == .error }.map(\.place.file))
        #expect(told == Set(files.files.keys))
    }

    @Test("without settings the tables are still checked")
    func noSettings() throws {
        var files = try SampleFiles(sample: "minimal")
        files.files["evaluation.yaml"] = nil
        files = files.changing("survey/responses.csv") { $0 + "a,b\n" }
        files = files.changing("forms/staff.csv") { $0 + "a,b\n" }
        let codes = try files.check().log.kept.map {
            "\($0.code.rawValue) \($0.place.file)"
        }
        #expect(codes.contains("file-missing evaluation.yaml"))
        #expect(codes.contains("field-count survey/responses.csv"))
        #expect(codes.contains("field-count forms/staff.csv"))
    }

    @Test("a judgement of an unknown node is told beside an error in the staff form")
    func judgements() throws {
        var files = try SampleFiles(sample: "minimal")
        files = files.changing("forms/staff.csv") { $0 + "a,b\n" }
        files = files.changing("experts/judgements.csv") { text in
            var table = CSVText(text)
            let column = table.header.firstIndex(of: "上级指标") ?? 1
            table.rows[0][column] = "Z9"
            return table.text()
        }
        let told = try files.check().log.kept.map(\.place.file)
        #expect(told.contains("experts/judgements.csv"))
        #expect(told.contains("forms/staff.csv"))
    }
}
