public import Calendars

/// One unit over the archived rounds: its dossier (一单位一档案).
public struct UnitHistory: Sendable, Hashable, Codable {
    public let unit: String
    /// By year; rounds of one year in the order in which they were archived. Of several versions
    /// of a round only the newest is among them.
    public let rounds: [PastResult]

    package init(unit: String, rounds: [PastResult]) {
        self.unit = unit
        self.rounds = rounds
    }

    /// The newest result of an earlier year.
    public func result(before year: Int) -> PastResult? {
        rounds.last { $0.year < year }
    }
}

/// What one archived round said of one unit.
public struct PastResult: Sendable, Hashable, Codable {
    public let title: String
    public let year: Int
    public let asOf: Day
    /// Identifier of the indicator tree.
    public let indicators: String
    /// Version of the engine.
    public let version: String
    /// Name of the unit at that time.
    public let name: String
    public let `class`: String
    /// Units in the class: what the rank is out of.
    public let classUnitCount: Int?
    /// 0…100.
    public let score: Double?
    public let grade: String?
    /// Competition rank within the class, from 1.
    public let rank: Int?
    public let compliance: Double?
    public let benefit: Double?
    /// Nominal weight of the leaves that were measured, 0…1.
    public let coverage: Double
    public let saturation: BasesRecord?
    /// Posts needed at the target saturation.
    public let requiredStaff: Double?
    public let quotas: [QuotaRecord]
    /// Scores of the inner nodes in tree order, the root included.
    public let nodes: [NodeScoreRecord]
    /// The leaves in tree order.
    public let leaves: [PastLeaf]

    package init(
        title: String, year: Int, asOf: Day, indicators: String, version: String, name: String,
        `class`: String, classUnitCount: Int?, score: Double?, grade: String?, rank: Int?,
        compliance: Double?, benefit: Double?, coverage: Double, saturation: BasesRecord?,
        requiredStaff: Double?, quotas: [QuotaRecord], nodes: [NodeScoreRecord], leaves: [PastLeaf]
    ) {
        self.title = title
        self.year = year
        self.asOf = asOf
        self.indicators = indicators
        self.version = version
        self.name = name
        self.class = `class`
        self.classUnitCount = classUnitCount
        self.score = score
        self.grade = grade
        self.rank = rank
        self.compliance = compliance
        self.benefit = benefit
        self.coverage = coverage
        self.saturation = saturation
        self.requiredStaff = requiredStaff
        self.quotas = quotas
        self.nodes = nodes
        self.leaves = leaves
    }
}

/// One leaf of one unit in an archived round.
public struct PastLeaf: Sendable, Hashable, Codable {
    public let code: String
    /// In the unit of the leaf.
    public let raw: Double?
    /// 0…100; nil where it was 无法评价.
    public let score: Double?

    package init(code: String, raw: Double?, score: Double?) {
        self.code = code
        self.raw = raw
        self.score = score
    }
}
