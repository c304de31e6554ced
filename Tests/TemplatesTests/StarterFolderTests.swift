import Diagnostics
import FoundationEssentials
import Glibc
import Indicators
import Institutions
import Survey
import Tables
import Testing
import Weighting

@testable import Assessment
@testable import Templates

/// A starter folder on the disk, gone with the value.
final class WrittenFolder {
    let path: String
    let starter: StarterFolder

    init(
        _ wishes: StarterFolder.Wishes = .init(year: 2025, format: .csv),
        indicators: String = "puyang-style"
    ) throws {
        var log = DiagnosticLog()
        starter = StarterFolder(wishes, tree: try #require(TreeChoice.read(indicators, into: &log)))
        path =
            FileManager.default.temporaryDirectory.path
            + "/starter-\(getpid())-\(UInt64.random(in: 0...(.max)))"
        try starter.write(to: path)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func text(_ file: String) throws -> String {
        let data = try #require(FileManager.default.contents(atPath: "\(path)/\(file)"))
        return String(decoding: data, as: UTF8.self)
    }
}

/// The repository's folder of samples, found from this file.
let samples = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/Samples"

@Suite("The folder that an evaluation starts from")
struct StarterFolderTests {
    @Test("has no error and no warning, and evaluates", arguments: [2016, 2024, 2025, 2026])
    func evaluates(year: Int) throws {
        let folder = try WrittenFolder(.init(year: year, format: .csv))
        let check = try FolderCheck(folder.path)
        #expect(check.log.errorCount == 0 && check.log.warningCount == 0, "\(check.log.kept)")
        let result = try Evaluation(ofFolder: folder.path).result
        #expect(result.units.count == 2)
        #expect(result.units.allSatisfy { $0.score != nil })
        #expect(
            result.units.allSatisfy { unit in
                unit.indicators.count == 27 && unit.indicators.allSatisfy { $0.score != nil }
            })
    }

    @Test("comes as workbooks too, and evaluates to the same")
    func workbooks() throws {
        let texts = try WrittenFolder(.init(year: 2025, format: .csv))
        let sheets = try WrittenFolder(.init(year: 2025, format: .xlsx))
        let check = try FolderCheck(sheets.path)
        #expect(check.log.errorCount == 0 && check.log.warningCount == 0, "\(check.log.kept)")
        let (first, second) = (
            try Evaluation(ofFolder: texts.path).result,
            try Evaluation(ofFolder: sheets.path).result
        )
        #expect(first.units.map(\.score) == second.units.map(\.score))
        #expect(
            first.units.map { $0.indicators.map(\.raw) }
                == second.units.map { $0.indicators.map(\.raw) })
        #expect(
            first.classes.map { $0.weights.map(\.weights) }
                == second.classes.map { $0.weights.map(\.weights) })
    }

    @Test("of workbooks without examples names no unit, and nothing else is wrong")
    func blankWorkbooks() throws {
        let folder = try WrittenFolder(.init(year: 2025, isBlank: true, format: .xlsx))
        let blank = try WrittenFolder(.init(year: 2025, isBlank: true, format: .csv))
        let codes = try [folder, blank].map {
            Set(try FolderCheck($0.path).log.kept.filter { $0.severity == .error }.map(\.code))
        }
        #expect(codes[0] == codes[1])
    }

    @Test("has a header from the declarations of every form, after a byte order mark")
    func headers() throws {
        for isBlank in [true, false] {
            let folder = try WrittenFolder(.init(year: 2025, isBlank: isBlank, format: .csv))
            func header(_ file: String) throws -> String {
                try #require(folder.text(file).split(separator: "\r\n").first).description
            }
            for form in Form.all {
                let names = form.columns.map(\.name).joined(separator: ",")
                #expect(try header(form.file) == "\u{FEFF}" + names)
            }
            let survey = SurveyResult.columns.map(\.name).joined(separator: ",")
            #expect(try header("survey/responses.csv") == "\u{FEFF}" + survey)
            let judgements = Judgement.columns.map(\.name).joined(separator: ",")
            #expect(try header("experts/judgements.csv") == "\u{FEFF}" + judgements)
        }
    }

    @Test("has an example of every form that the bundled tree can use, in columns that exist")
    func examples() throws {
        var log = DiagnosticLog()
        let tree = try #require(TreeChoice.read("puyang-style", into: &log)).tree
        let example = Example(year: 2025, tree: tree)
        for form in Form.all {
            let rows = example.rows(of: form)
            #expect(!rows.isEmpty || form.name == KPIValue.form.name)
            let keys = Set(form.columns.map(\.key))
            #expect(rows.allSatisfy { keys.isSuperset(of: $0.keys) })
            let isRequired = form.columns.filter(\.isRequired).map(\.key)
            #expect(rows.allSatisfy { row in isRequired.allSatisfy { row[$0]?.isEmpty == false } })
        }
    }

    @Test("has nothing but headers when it is blank, and the pairs that experts compare")
    func blank() throws {
        let folder = try WrittenFolder(.init(year: 2025, isBlank: true, format: .csv))
        for file in Form.all.map(\.file) + ["survey/responses.csv"] {
            #expect(try folder.text(file).split(separator: "\r\n").count == 1)
        }
        let judgements = try folder.text("experts/judgements.csv").split(separator: "\r\n")
        // Per node n(n−1)/2: root 6; A, B, C, D 3, 3, 1, 1; the groups 3 3 3, 3 3 1, 3 1, 3 1.
        #expect(judgements.count == 1 + 6 + 8 + 24)
        #expect(judgements[1] == "专家一,root,A,B,,,")
    }

    @Test("says in its settings what is the default anyway")
    func settings() throws {
        let folder = try WrittenFolder(.init(year: 2025, format: .csv))
        var log = DiagnosticLog()
        let written = try #require(FolderReader.read(folder.path, into: &log).folder).settings
        let short = "title: \"示例市2025年度机构编制评估\"\nyear: 2025\nindicators: puyang-style\n"
        try writeWhole(Array(short.utf8), to: folder.path + "/evaluation.yaml")
        let standard = try #require(FolderReader.read(folder.path, into: &log).folder).settings
        #expect(written.title == standard.title)
        #expect(written.asOf == standard.asOf)
        #expect(written.workingTime == standard.workingTime)
        #expect(written.missing == standard.missing)
        #expect(written.survey == standard.survey)
        #expect(written.quota == standard.quota)
        let tree = try #require(FolderReader.read(folder.path, into: &log).folder).tree
        #expect(written.grades(over: tree.grades) == tree.grades)
        #expect(
            written.weights.rules(treeIndex: .saaty) == standard.weights.rules(treeIndex: .saaty))
    }

    @Test("takes any title", arguments: ["甲：\"乙\" # 丙", "a\\b\tc", "- x", "濮阳市\n评估"])
    func title(_ title: String) throws {
        let folder = try WrittenFolder(.init(year: 2025, title: title, format: .csv))
        #expect(try Evaluation(ofFolder: folder.path).result.run.title == title)
    }

    @Test("takes a tree of its own, which is copied into it")
    func ownTree() throws {
        let folder = try WrittenFolder(indicators: samples + "/second-tree/tree.yaml")
        #expect(try folder.text("evaluation.yaml").contains("indicators: \"tree.yaml\""))
        let check = try FolderCheck(folder.path)
        #expect(check.log.errorCount == 0, "\(check.log.kept)")
        #expect(try Evaluation(ofFolder: folder.path).result.units.count == 2)
    }

    @Test("is the same twice, byte for byte")
    func determinism() throws {
        for format in StarterFolder.TableFormat.allCases {
            let (first, second) = (
                try WrittenFolder(.init(year: 2025, format: format)),
                try WrittenFolder(.init(year: 2025, format: format))
            )
            #expect(first.starter.files.map(\.path) == second.starter.files.map(\.path))
            for file in first.starter.files.map(\.path) {
                #expect(
                    FileManager.default.contents(atPath: "\(first.path)/\(file)")
                        == FileManager.default.contents(atPath: "\(second.path)/\(file)"))
            }
        }
    }

    @Test("explains every column of every table")
    func guide() throws {
        let guide = try WrittenFolder().text("填表说明.md")
        for form in Form.all {
            #expect(guide.contains("### \(form.title.zh)\n`\(form.file)`"))
            for column in form.columns { #expect(guide.contains("| \(column.name) |")) }
        }
        for column in SurveyResult.columns + Judgement.columns {
            let line = guide.split(separator: "\n").first { $0.hasPrefix("| \(column.name) |") }
            #expect(line.map { !$0.hasSuffix("|  |") } == true, "\(column.name)")
        }
        for item in 1...12 { #expect(guide.contains("| Q\(item < 10 ? "0" : "")\(item) |")) }
    }

    @Test("never replaces anything")
    func refusal() throws {
        let folder = try WrittenFolder()
        let before = try folder.text("evaluation.yaml")
        try writeWhole(Array("mine".utf8), to: folder.path + "/mine.txt")
        let error = #expect(throws: FileError.self) { try folder.starter.write(to: folder.path) }
        #expect(error?.isInTheWay == true)
        #expect(try folder.text("evaluation.yaml") == before)
        #expect(try folder.text("mine.txt") == "mine")
    }

    @Test("is not made for a tree that isn't there or can't be read")
    func unknownTree() {
        var log = DiagnosticLog()
        #expect(TreeChoice.read("puyang-stile", into: &log) == nil)
        #expect(log.kept.map(\.code) == [.unknownReference])
        var missing = DiagnosticLog()
        #expect(TreeChoice.read("/nowhere/tree.yaml", into: &missing) == nil)
        #expect(missing.kept.map(\.code) == [.fileMissing])
    }
}
