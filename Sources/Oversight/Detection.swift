internal import Institutions
internal import Languages

/// What a detector found in one unit, before it is a finding under a rule.
struct Detection: Sendable {
    /// nil: the rule's.
    var severity: Severity?
    /// With its numbers.
    let detail: Wording
    /// Codes of the people it touches.
    var persons: [String] = []
    let evidence: [Evidence]
}

/// A way to find one kind of violation in the forms.
protocol Detector: Sendable {
    /// What there is to object to; nil where the forms don't say enough to judge.
    func detections(in audit: AuditCase) -> [Detection]?
}

extension Wording {
    /// Up to five people by code and line: «P1（第 5 行）、P2（第 9 行）等 7 人».
    init(people: [Person]) {
        self.init(named: people.map { ($0.personID, $0.line) }, one: "人", "people")
    }

    /// Up to five rows by name and line of their file, then how many there are.
    init(named rows: [(name: String, line: Int)], one zh: String, _ en: String) {
        let shown = rows.prefix(5)
        let isAll = rows.count <= 5
        self.init(
            zh: shown.map { "\($0.name)（第 \(RowAddress($0.line).line) 行）" }.joined(separator: "、")
                + (isAll ? "" : " 等 \(rows.count) \(zh)"),
            en: shown.map { "\($0.name) (line \(RowAddress($0.line).line))" }.joined(
                separator: ", ")
                + (isAll ? "" : " … \(rows.count) \(en) in all"))
    }

    /// Both sentences, one after the other.
    static func + (a: Wording, b: Wording) -> Wording {
        Wording(zh: a.zh + b.zh, en: a.en + b.en)
    }
}

/// `1 person`, `2 people`.
func peopleCount(_ count: Int) -> String { count == 1 ? "1 person" : "\(count) people" }
/// `1 post`, `2 posts`.
func postCount(_ count: Int) -> String { count == 1 ? "1 post" : "\(count) posts" }
