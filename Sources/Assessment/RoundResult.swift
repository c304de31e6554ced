public import Calendars
public import Languages

/// One evaluated round: all that an archive keeps and a report may say, and nothing else.
///
/// It holds values only: equal input gives an equal result, whoever evaluates it and when.
public struct RoundResult: Sendable, Hashable, Codable {
    public let run: RunRecord
    /// The indicator tree in pre-order, root first.
    public let nodes: [NodeRecord]
    /// What was measured at the leaves, in tree order.
    public let leaves: [LeafRecord]
    /// Unit classes (评估序列) in the order of the tree, then of first appearance.
    public let classes: [ClassRecord]
    /// Grade bands, highest first.
    public let grades: [GradeRecord]
    /// Bands of saturation, lowest first.
    public let bands: [BandRecord]
    /// Units in the order of the units form.
    public let units: UnitResults
    /// Totals per level, quota type and funding, ordered by these keys.
    public let pools: [PoolRecord]
    /// Answer sheets of the whole round.
    public let survey: SurveyRecord?
}

/// What was evaluated, from which bytes, under which rules.
public struct RunRecord: Sendable, Hashable, Codable {
    public let title: String
    public let year: Int
    public let asOf: Day
    /// Version of the engine.
    public let version: String
    /// Identifier of the indicator tree, such as `puyang-style`.
    public let indicators: String
    public let indicatorsTitle: Wording
    /// Input files in path order.
    public let inputs: [InputRecord]
    /// Settings in force, in the order of `evaluation.yaml`.
    public let parameters: [ParameterRecord]
    /// Warnings that the input earned.
    public let warnings: Int
}

public struct InputRecord: Sendable, Hashable, Codable {
    /// Path relative to the evaluation folder.
    public let file: String
    /// Lower-case hexadecimal digest of the file's bytes.
    public let sha256: String
    /// Records below the header; nil for a file that is not a table.
    public let rows: Int?
}

public struct ParameterRecord: Sendable, Hashable, Codable {
    /// Dotted path in `evaluation.yaml`, such as `working_time.workdays`.
    public let key: String
    public let name: Wording
    public let value: String
}

/// A node of the tree as readers meet it.
public struct NodeRecord: Sendable, Hashable, Codable {
    /// `root` for the root.
    public let code: String
    public let name: Wording
    /// Nil for the root.
    public let parent: String?
    /// 0 for the root, 1 for a dimension.
    public let level: Int
    public let isLeaf: Bool
    public let isGeometric: Bool
}

/// An indicator's meaning.
public struct LeafRecord: Sendable, Hashable, Codable {
    public let code: String
    public let name: Wording
    /// Unit of the raw value, such as `%`.
    public let unit: Wording
    public let direction: LeafDirection
    /// 评估要素.
    public let element: Wording
    /// 评分标准, in words.
    public let standard: Wording
    public let basis: Wording
    public let subIndex: SubIndexKind
}

public enum LeafDirection: String, Sendable, Hashable, Codable {
    case higher, lower, band
}

/// The two readings that are never merged silently.
public enum SubIndexKind: String, Sendable, Hashable, Codable {
    /// 执行情况.
    case compliance
    /// 使用效益.
    case benefit
}

/// A class of units: weighted and ranked within itself.
public struct ClassRecord: Sendable, Hashable, Codable {
    public let `class`: String
    public let unitCount: Int
    /// Weights of every inner node, in tree order.
    public let weights: [NodeWeightsRecord]
    /// Global weight of every leaf, in tree order; sum 1.
    public let leafWeights: [Double]
}

/// Local weights below one node and how consistent the judgements behind them are.
public struct NodeWeightsRecord: Sendable, Hashable, Codable {
    public let node: String
    public let children: [String]
    /// In the order of the children; sum 1.
    public let weights: [Double]
    /// How they came about: `eigenvector`, `geometric-mean`, `column-mean`, `written` or `single`.
    public let method: String
    public let randomIndex: String?
    public let lambdaMax: Double?
    public let ci: Double?
    public let cr: Double?
    public let experts: [ExpertRecord]
}

public struct ExpertRecord: Sendable, Hashable, Codable {
    public let expert: String
    public let weights: [Double]
    public let lambdaMax: Double
    public let cr: Double?
    /// Left out of the group by the rule for inconsistent experts.
    public let excluded: Bool
}

public struct GradeRecord: Sendable, Hashable, Codable {
    public let grade: String
    /// Lowest score of the band.
    public let from: Double
}

/// A band of working-time saturation.
public struct BandRecord: Sendable, Hashable, Codable {
    public let name: Wording
    /// Lowest saturation of the band; half-open, 0 for the first.
    public let from: Double
    public let load: BandLoad
}

/// What a band of saturation says of the load.
public enum BandLoad: String, Sendable, Hashable, Codable {
    /// Below what the posts are there for.
    case idle
    /// As it should be.
    case full
    /// Above what people can keep up.
    case heavy
}

/// Everything that is known of one unit in one round.
public struct UnitResult: Sendable, Hashable, Codable {
    public let unit: String
    public let name: String
    public let `class`: String
    public let level: String
    public let category: String
    public let funding: String
    public let department: String?
    public let gradeLevel: String?
    /// 0…100; nil where nothing could be measured.
    public let score: Double?
    public let grade: String?
    /// The grade that the score alone would earn, where an open major finding caps it.
    public let uncappedGrade: String?
    /// Competition rank within the class, from 1.
    public internal(set) var rank: Int?
    /// Nil until ranks carry their uncertainty.
    public let rankInterval: [Int]?
    /// Score with every missing leaf at worst and at best.
    public let scoreBounds: [Double]?
    /// 执行情况, 0…100.
    public let compliance: Double?
    /// 使用效益, 0…100.
    public let benefit: Double?
    /// Nominal weight of the leaves that were measured, 0…1.
    public let coverage: Double
    /// Scores of every inner node in tree order, the root included.
    public let nodes: [NodeScoreRecord]
    /// One per leaf, in tree order.
    public let indicators: [IndicatorRecord]
    public let saturation: SaturationRecord?
    /// One per quota type, in the order of the list of types.
    public let quotas: [QuotaRecord]
    /// One per respondent group of the questionnaire.
    public let opinion: [OpinionRecord]
    public let findings: [FindingRecord]
    public internal(set) var advice: [AdviceRecord]
    public let dataQuality: DataQualityRecord
}

public struct NodeScoreRecord: Sendable, Hashable, Codable {
    public let code: String
    public let score: Double?
    /// Nominal weight of the measured leaves below ÷ that of all leaves below, 0…1.
    public let coverage: Double

    package init(code: String, score: Double?, coverage: Double) {
        self.code = code
        self.score = score
        self.coverage = coverage
    }
}

/// One leaf of one unit.
public struct IndicatorRecord: Sendable, Hashable, Codable {
    public let code: String
    /// In the unit of the leaf.
    public let raw: Double?
    /// 0…100.
    public let score: Double?
    /// Nominal global weight.
    public let weight: Double
    /// Global weight after that of missing leaves went to their siblings.
    public let effectiveWeight: Double
    /// Points of the total that this leaf brings; 0 where it is missing.
    public let contribution: Double
    public let missing: Bool
    /// The raw value nearest to `raw` that earns 100; nil where no raw value alone does.
    public let fullMarkAt: Double?
    /// Why it is 无法评价; nil where it was measured.
    public let missingReason: Wording?
    /// How the raw value came about, with its numbers: «按时办结 1,180 ÷ 受理 1,250».
    public let working: Wording?
    /// The cells it rests on.
    public let evidence: [EvidenceRecord]
}

/// Cells of one input file.
public struct EvidenceRecord: Sendable, Hashable, Codable {
    public let file: String
    /// Physical lines, ascending; at most twenty are named.
    public let lines: [Int]
    /// How many lines there are in all.
    public let lineCount: Int
    /// English keys of the columns.
    public let columns: [String]
}

/// Working-time saturation of one unit (工作饱满度). Hours are hours a year.
public struct SaturationRecord: Sendable, Hashable, Codable {
    /// Σ frequency × hours × people, after verification.
    public let hours: Double
    /// The same with the difficulty coefficient.
    public let difficultyHours: Double
    public let hoursByKind: [KindHoursRecord]
    public let persons: BasesRecord
    public let capacityHours: BasesRecord
    public let saturation: BasesRecord
    /// 90 % interval of the saturation on the labour basis; nil where that is not known.
    public let interval: [Double]?
    /// Posts needed at the target saturation.
    public let requiredStaff: Double?
    /// Name of the band that the labour basis falls into.
    public let band: Wording?
    /// Σ observed ÷ Σ reported hours of the spot-checked items.
    public let verificationRatio: Double?
    public let verdict: Wording?
    public let flags: [FlagRecord]
    /// Coefficient of variation across inner bodies.
    public let balance: Double?
    public let bodies: [BodyLoadRecord]
    /// By hours, descending.
    public let duties: [DutyHoursRecord]
    /// Change of volume on the mean of the two years before, in percent.
    public let volumeChange: Double?
    /// Share of work items with system or ledger evidence, 0…1.
    public let evidenceShare: Double?
    /// How far the hours can be relied on; nil in rounds archived before they carried it.
    public internal(set) var uncertainty: UncertaintyRecord?
    /// 90 % interval of `verificationRatio`; nil below two observations.
    public internal(set) var verificationInterval: [Double]?
    /// Occurrences of work that were watched.
    public internal(set) var verificationCount: Int?
    /// What the daily time log says; nil for a unit that keeps none.
    public internal(set) var timeUse: TimeUseRecord?
    /// What systems and the staff say; nil in rounds archived before they carried it.
    public internal(set) var views: ViewsRecord?
}

/// Work watched on site against what was reported of it.
public struct VerificationRecord: Sendable, Hashable, Codable {
    /// Σ observed ÷ Σ reported hours of the same occurrences.
    public let ratio: Double
    /// Occurrences that were watched.
    public let observations: Int
    /// `[low, high]`; nil below two observations.
    public let interval68: [Double]?
    /// `[low, high]`; nil below two observations.
    public let interval90: [Double]?
    /// `accepted`, `noted` or `scaled`.
    public let verdict: String
    public let verdictName: Wording
    /// What the reported hours of the kind are multiplied by.
    public let factor: Double
}

/// Further views on the reported work.
public struct ViewsRecord: Sendable, Hashable, Codable {
    public let systemCounts: SystemCountsRecord?
    /// Whether staff call their posts busy (best) or idle (worst).
    public let busy: StaffViewRecord?
    /// Whether staff call work evenly spread (best) or not (worst).
    public let balance: StaffViewRecord?
}

public struct SystemCountsRecord: Sendable, Hashable, Codable {
    /// Items that a system counts.
    public let items: Int
    /// Those whose count lies near the reported frequency.
    public let agreeing: Int
    /// Hours by the counts ÷ hours by the reported frequencies.
    public let ratio: Double?
}

public struct StaffViewRecord: Sendable, Hashable, Codable {
    public let answers: Int
    /// Share of the two best labels, 0…1.
    public let bestShare: Double
    /// Share of the two worst labels, 0…1.
    public let worstShare: Double
}

/// Intervals of what a unit's hours give, each `[low, high]`.
public struct UncertaintyRecord: Sendable, Hashable, Codable {
    /// `time-log` for a bootstrap over person-days, else `source-grade`.
    public let source: String
    public let sourceName: Wording
    /// Standard deviation of the hours ÷ the hours.
    public let coefficientOfVariation: Double
    /// Hours a year, 68 %.
    public let hours68: [Double]
    /// Hours a year, 90 %.
    public let hours90: [Double]
    /// Posts needed, 68 %.
    public let required68: [Double]
    /// Posts needed, 90 %.
    public let required90: [Double]
    public let saturation68: BasesIntervalRecord
    public let saturation90: BasesIntervalRecord
}

/// One interval `[low, high]` on each of the three bases; nil where the basis is not known.
public struct BasesIntervalRecord: Sendable, Hashable, Codable {
    public let quota: [Double]?
    public let inPost: [Double]?
    public let labour: [Double]?
}

/// How the logged time of a unit's people is used. Hours are hours a year unless they say otherwise.
public struct TimeUseRecord: Sendable, Hashable, Codable {
    /// Days of people with at least one row that counts.
    public let personDays: Int
    public let people: Int
    /// Logged hours, at most 12 a person and day.
    public let effectiveHours: Double
    /// Effective hours ÷ hours of full days.
    public let saturation: Double?
    /// Part of the year that the log covers, 0…1; nil where it is too short to tell a year.
    public let shareOfYear: Double?
    /// What this and the saturation by the norm say together; nil unless both are known.
    public let diagnosis: DiagnosisRecord?
    /// Months with rows that count.
    public let months: [LoggedMonthRecord]
    /// Items that the log names, in the order of the work log.
    public let items: [LoggedItemRecord]
}

public struct DiagnosisRecord: Sendable, Hashable, Codable {
    /// `shortage`, `padded`, `elsewhere`, `surplus` or `consistent`.
    public let code: String
    public let name: Wording
}

public struct LoggedMonthRecord: Sendable, Hashable, Codable {
    /// 1…12.
    public let month: Int
    public let hours: Double
    public let personDays: Int
    /// Hours ÷ hours of full days.
    public let saturation: Double
}

/// A work item as reported and as logged.
public struct LoggedItemRecord: Sendable, Hashable, Codable {
    public let item: String
    public let name: String
    public let reportedFrequency: Double
    public let loggedFrequency: Double?
    public let reportedHours: Double
    public let loggedHours: Double?
    /// Hours per time and person.
    public let reportedEach: Double
    public let loggedEach: Double?
}

/// One value on each of the three bases.
public struct BasesRecord: Sendable, Hashable, Codable {
    /// Approved posts.
    public let quota: Double?
    /// Staff on the establishment who are at work.
    public let inPost: Double?
    /// Those and the staff outside the establishment.
    public let labour: Double?

    package init(quota: Double?, inPost: Double?, labour: Double?) {
        self.quota = quota
        self.inPost = inPost
        self.labour = labour
    }
}

public struct KindHoursRecord: Sendable, Hashable, Codable {
    public let kind: String
    public let hours: Double
    /// Nil where nothing of the kind was watched.
    public internal(set) var verification: VerificationRecord?
}

public struct FlagRecord: Sendable, Hashable, Codable {
    public let code: String
    public let detail: Wording
    public let evidence: EvidenceRecord?
}

public struct BodyLoadRecord: Sendable, Hashable, Codable {
    public let body: String
    public let name: String
    public let hours: Double
    public let staff: Double
    public let saturation: Double?
}

public struct DutyHoursRecord: Sendable, Hashable, Codable {
    /// Nil for hours of no duty.
    public let duty: String?
    public let name: String
    public let isCore: Bool
    public let hours: Double
}

public struct QuotaRecord: Sendable, Hashable, Codable {
    public let quotaType: String
    public let approved: Int
    public let inPost: Int
    /// Approved less in post, at least 0.
    public let vacant: Int
    /// People of this type who retire within the year after the as-of date.
    public let retiring: Int

    package init(quotaType: String, approved: Int, inPost: Int, vacant: Int, retiring: Int) {
        self.quotaType = quotaType
        self.approved = approved
        self.inPost = inPost
        self.vacant = vacant
        self.retiring = retiring
    }
}

/// What one respondent group said of one unit.
public struct OpinionRecord: Sendable, Hashable, Codable {
    public let group: String
    public let received: Int
    public let valid: Int
    public let dropped: [DropRecord]
    /// Valid responses that the group needs.
    public let minimum: Int
    public let isSufficient: Bool
    /// Too few people to be shown alone.
    public let isHidden: Bool
    /// 0…100.
    public let mean: Double?
    public let standardError: Double?
    public let alpha: Double?
    /// The items that the group is asked; none where nobody answered validly or too few did.
    public let items: [OpinionItemRecord]
}

public struct DropRecord: Sendable, Hashable, Codable {
    public let reason: Wording
    public let count: Int
}

public struct OpinionItemRecord: Sendable, Hashable, Codable {
    public let item: String
    public let name: Wording
    /// Valid answers.
    public let count: Int
    public let mean: Double?
    /// Answers per label, best label first.
    public let distribution: [AnswerCountRecord]
}

public struct AnswerCountRecord: Sendable, Hashable, Codable {
    public let label: String
    public let count: Int
}

public struct FindingRecord: Sendable, Hashable, Codable {
    public let rule: String
    public let title: Wording
    public let detail: Wording
    /// 重, 中 or 轻.
    public let severity: String
    /// Ledger number; nil for a finding computed now.
    public let problem: String?
    /// Life-cycle state of a ledger entry.
    public let state: String?
    public let due: Day?
    public let closedOn: Day?
    public let isOpen: Bool
    public let isConfirmed: Bool
    public let isOverdue: Bool
    public let basis: Wording?
    public let evidence: [EvidenceRecord]
}

public struct AdviceRecord: Sendable, Hashable, Codable {
    /// A stable name of the action, such as `收回空编`.
    public let action: String
    public let title: Wording
    public let quotaType: String?
    public let count: Int?
    /// Saturation on the basis of approved posts once the advice is followed.
    public let saturationAfter: Double?
    public let reason: Wording
    /// Row of the decision table.
    public let rule: Int?
    public let considered: [Wording]
}

public struct DataQualityRecord: Sendable, Hashable, Codable {
    /// A, B, C or D.
    public let grade: String
    /// Share of leaves scored, 0…1.
    public let leavesScored: Double
    public let evidenceShare: Double?
    public let verificationRatio: Double?
    /// Valid ÷ received responses.
    public let validAnswerShare: Double?
}

public struct PoolRecord: Sendable, Hashable, Codable {
    public let level: String
    public let quotaType: String
    public let funding: String
    public let approved: Int
    public let inPost: Int
}

public struct SurveyRecord: Sendable, Hashable, Codable {
    public let received: Int
    public let valid: Int
    public let answers: Int
    public let dropped: [DropRecord]
    /// Every response that was left out, by unit, then respondent; nil in rounds archived before
    /// they carried it.
    public internal(set) var droppedResponses: [DroppedResponseRecord]?
}

/// A response that was left out, without its answers, its comment and its address.
public struct DroppedResponseRecord: Sendable, Hashable, Codable {
    public let respondent: String
    public let unit: String
    public let group: String
    /// Never empty.
    public let reasons: [Wording]
    /// Where its first answer stands, with the sheet of a workbook behind ` · `; nil in rounds
    /// archived before they carried it.
    public internal(set) var file: String?
    /// Physical line of its first answer in the file, from 1.
    public let line: Int
}
