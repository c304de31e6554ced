import BundledIndicators
import Calendars
import Diagnostics
import FoundationEssentials
import Institutions
import Oversight
import Survey
import Tables
import Testing
import Workload

@testable import Indicators
@testable import Scoring

/// The first unit of some forms, its leaves measured as the bundled tree asks.
struct MeasuredUnit {
    private let measurer: Measurer
    private let tree: IndicatorTree

    /// - Parameter files: Texts of the forms by path; a units form is added where there is none.
    init(_ files: [String: String], asOf: Day = Day(lastOf: 2025), year: Int = 2025) throws {
        let tree = try bundledTree()
        let folder = try Folder(
            files.merging(["forms/units.csv": Self.plainUnit]) { own, _ in own })
        var log = DiagnosticLog()
        let forms = try #require(FormsReader.read(folder.path, into: &log))
        try #require(log.kept.filter { $0.severity == .error } == [])
        let dossier = try #require(forms.dossiers.first)
        let calendar = try Self.bundledCalendar()
        let rules = try Self.bundledRules()
        let audited = AuditCase(
            dossier, asOf: asOf, limits: rules.leaveLimits(calendar: calendar))
        measurer = Measurer(
            UnitMaterial(
                dossier: dossier, headcount: audited.headcount, audit: rules.audit(audited),
                workload: UnitWorkload(
                    Workplace(dossier, headcount: audited.headcount),
                    time: WorkingTime(workdays: 248)),
                opinion: try Self.opinion(in: folder, forms: forms, tree: tree), asOf: asOf,
                year: year, calendar: calendar))
        self.tree = tree
    }

    static let plainUnit = """
        unit_id,name,level,category,funding,class,post_structure
        U1,甲中心,市,公益一类,全额,社会民生,管理型
        """

    func measurement(_ code: String) throws -> Measurement {
        let node = tree.nodes[try #require(tree.position(of: code))]
        return measurer.measurement(of: try #require(node.indicator), code: code)
    }

    func scored(_ code: String) throws -> LeafScore {
        let node = tree.nodes[try #require(tree.position(of: code))]
        let indicator = try #require(node.indicator)
        let rule = try #require(indicator.scoring.rule(forColumn: measurer.unitColumn))
        return score(try measurement(code), by: rule)
    }

    /// What a measure declared on the spot says.
    func measurement(of measure: MeasureDeclaration) -> Measurement {
        measurer.measurement(of: measure, code: "X")
    }

    private static func opinion(
        in folder: Folder, forms: EvaluationForms, tree: IndicatorTree
    ) throws -> UnitOpinion? {
        let file = "survey/responses.csv"
        guard folder.files.contains(file) else { return nil }
        let frame = SurveyFrame(
            units: forms.units.map(\.unitID),
            staff: forms.dossiers.map { $0.staff.count { $0.isEstablished || $0.isOutside } },
            questionnaire: try #require(tree.questionnaire), settings: .standard,
            leaves: SurveyFrame.Leaf.all(of: tree))
        var log = DiagnosticLog()
        let source = TableSource(path: folder.path + "/" + file, name: file)
        let read = SurveyReading.read([source], frame: frame, into: &log)
        try log.check()
        return try #require(read.result).units.first
    }

    private static func bundledCalendar() throws -> WorkCalendar {
        var log = DiagnosticLog()
        let bytes = try #require(bundledIndicator(named: "workdays-cn"))
        return try #require(WorkdayTable.read(bytes, file: "workdays-cn.yaml", into: &log)).calendar
    }

    private static func bundledRules() throws -> AuditRules {
        var log = DiagnosticLog()
        let bytes = try #require(bundledIndicator(named: "audit-rules"))
        return try #require(AuditRules.read(bytes, file: "audit-rules.yaml", into: &log))
    }
}

/// An evaluation folder that lives as long as the value.
final class Folder {
    let path: String
    let files: [String]

    init(_ files: [String: String]) throws {
        path = FileManager.default.temporaryDirectory.path + "/measured-" + UUID().uuidString
        self.files = files.keys.sorted()
        for folder in ["forms", "ledgers", "survey"] {
            try FileManager.default.createDirectory(
                atPath: path + "/" + folder, withIntermediateDirectories: true)
        }
        for (file, text) in files {
            try Data(text.utf8).write(to: URL(filePath: path + "/" + file))
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// One form as CSV text.
func form(_ name: String, _ header: String, _ rows: [String]) -> [String: String] {
    let file = name == "problems" ? "ledgers/problems.csv" : "forms/\(name).csv"
    return [file: ([header] + rows).joined(separator: "\n") + "\n"]
}

/// The staff form with so many alike people, then some of their own.
func staff(_ columns: String, alike count: Int = 0, _ cells: String = "", _ rows: [String] = [])
    -> [String: String]
{
    let people = (0..<count).map { "P\($0),U1,全额" + (columns.isEmpty ? "" : ",\(cells)") }
    let header = "person_id,unit_id,quota_type" + (columns.isEmpty ? "" : ",\(columns)")
    return form("staff", header, people + rows)
}

extension [String: String] {
    static func + (first: Self, second: Self) -> Self {
        first.merging(second) { _, later in later }
    }
}

/// Equal but for the rounding of a few operations in `Double`.
func isClose(_ value: Double?, _ expected: Double?) -> Bool {
    guard let value, let expected else { return value == nil && expected == nil }
    return abs(value - expected) <= 1e-9 * max(1, abs(expected))
}
