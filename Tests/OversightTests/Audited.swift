import BundledIndicators
import Calendars
import Diagnostics
import FoundationEssentials
import Institutions
import Languages
import Testing

@testable import Oversight

/// What the bundled rules find in some forms at the end of 2025.
struct Audited {
    let rules: AuditRules
    let units: [UnitAudit]

    init(_ files: [String: String], units unitRows: String = Audited.twoUnits) throws {
        rules = try Audited.bundledRules()
        let forms = try Audited.forms(
            files.merging(["forms/units.csv": unitRows]) { own, _ in own })
        let limits = rules.leaveLimits(calendar: WorkCalendar())
        units = forms.dossiers.map { [rules] dossier in
            rules.audit(AuditCase(dossier, asOf: Day(lastOf: 2025), limits: limits))
        }
    }

    /// `severity detail` in Chinese of what one unit has under a rule.
    func told(_ rule: String, unit: Int = 0) -> [String] {
        units[unit].findings(under: [rule]).map { "\($0.severity.rawValue) \($0.detail.zh)" }
    }

    /// Codes of the people touched under a rule.
    func touched(_ rule: String, unit: Int = 0) -> [String] { units[unit].touched(under: [rule]) }

    func applies(_ rule: String, unit: Int = 0) -> Bool { units[unit].applied.contains(rule) }

    static let twoUnits = """
        unit_id,name,level,category,funding,class
        U1,甲局,市,行政,全额,综合保障
        U2,乙中心,市,公益一类,全额,社会民生
        """

    static func bundledRules() throws -> AuditRules {
        let bytes = try #require(bundledIndicator(named: "audit-rules"))
        var log = DiagnosticLog()
        let rules = AuditRules.read(bytes, file: "audit-rules.yaml", into: &log)
        #expect(log.kept == [])
        return try #require(rules)
    }

    static func forms(_ files: [String: String]) throws -> EvaluationForms {
        let path = FileManager.default.temporaryDirectory.path + "/audit-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: path) }
        for folder in ["forms", "ledgers"] {
            try FileManager.default.createDirectory(
                atPath: path + "/" + folder, withIntermediateDirectories: true)
        }
        for (file, text) in files {
            try Data(text.utf8).write(to: URL(filePath: path + "/" + file))
        }
        var log = DiagnosticLog()
        let forms = FormsReader.read(path, into: &log)
        #expect(log.kept.filter { $0.severity == .error } == [])
        return try #require(forms)
    }
}

/// The staff form with some rows.
func staff(_ columns: String, _ rows: String...) -> [String: String] {
    [
        "forms/staff.csv": (["person_id,unit_id,quota_type,\(columns)"] + rows).joined(
            separator: "\n")
    ]
}

extension [String: String] {
    static func + (a: Self, b: Self) -> Self { a.merging(b) { _, new in new } }
}
