package import Institutions
package import Languages

/// A work item as its unit reports it.
package struct ReportedWork: Sendable, Hashable {
    package var item: String
    package var name: String
    /// Times a year.
    package var frequency: Double
    /// Hours per time and person.
    package var hours: Double
    package var people: Double
    package var difficulty: Double
    package var kind: WorkKind
    package var body: String?
    package var duty: String?
    /// What bears it out; nil where the form does not say.
    package var evidence: WorkEvidence?
    /// Cases that a system counted in the year.
    package var systemCount: Double?
    /// Frequency of the year before; nil where the form does not say.
    package var frequencyPrevious1: Double?
    /// Frequency of the year before that.
    package var frequencyPrevious2: Double?
    /// Physical line of the record in the work log.
    package var line: Int

    package init(
        item: String, name: String, frequency: Double, hours: Double, people: Double = 1,
        difficulty: Double = 1, kind: WorkKind = .recurrent, body: String? = nil,
        duty: String? = nil, evidence: WorkEvidence? = nil, systemCount: Double? = nil,
        frequencyPrevious1: Double? = nil, frequencyPrevious2: Double? = nil, line: Int
    ) {
        self.item = item
        self.name = name
        self.frequency = frequency
        self.hours = hours
        self.people = people
        self.difficulty = difficulty
        self.kind = kind
        self.body = body
        self.duty = duty
        self.evidence = evidence
        self.systemCount = systemCount
        self.frequencyPrevious1 = frequencyPrevious1
        self.frequencyPrevious2 = frequencyPrevious2
        self.line = line
    }

    /// Whether a system or a register bears it out; nil where the form does not say.
    package var hasEvidence: Bool? { evidence.map { $0 != .none } }

    /// Physical hours a year: frequency × hours × people.
    package var annualHours: Double { frequency * hours * people }

    /// The same with the difficulty of the work: for the staffing need only.
    package var difficultyHours: Double { annualHours * difficulty }
}

extension WorkKind {
    /// The kind in both languages.
    package var name: Wording {
        switch self {
        case .recurrent: Wording(zh: rawValue, en: "recurrent")
        case .project: Wording(zh: rawValue, en: "project")
        case .temporary: Wording(zh: rawValue, en: "temporary")
        }
    }
}
