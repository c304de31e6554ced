internal import Diagnostics
internal import Institutions
package import Reallocation

/// A what-if study (推演方案): ordered changes to an evaluation that was read, and how posts are then
/// to be reallocated.
package struct Scenario: Sendable {
    /// Name of the file in diagnostics and reports.
    package let file: String
    package let title: String
    let patches: [ScenarioPatch]
    /// Units that a patch would make which can't be read: what names them isn't worth a word.
    let lostUnits: [String]
    let solve: SolveSettings
    /// The values that a sweep goes through; empty without one.
    let sweep: [SweepPoint]
}

/// One point of a sweep: the scenario with some of its values replaced.
struct SweepPoint: Sendable {
    /// Paths and the values that stand there, as written, in the order of the sweep.
    let values: [(path: String, value: String)]
    let patches: [ScenarioPatch]
    let solve: SolveSettings
}

/// How a scenario wants posts reallocated; what it leaves out stays as it is without a scenario.
package struct SolveSettings: Sendable, Hashable {
    package var divisor: ReallocationProblem.Divisor?
    /// Cost of a post that moves, in FTE.
    package var kappa: Double?
    /// The interval of each need within which a move earns nothing: `none`, `68` or `90`.
    package var band: String?
    /// Whether needs are drawn towards the posts of today before solving.
    package var shrinks: Bool?

    static let bands = ["none", "68", "90"]

    /// What the other says too wins.
    func overridden(by other: SolveSettings) -> SolveSettings {
        SolveSettings(
            divisor: other.divisor ?? divisor, kappa: other.kappa ?? kappa,
            band: other.band ?? band, shrinks: other.shrinks ?? shrinks)
    }
}

/// A name in a scenario and where it stands.
struct ScenarioName: Sendable {
    let text: String
    let place: Place
}

/// One change, with its place in the file.
struct ScenarioPatch: Sendable {
    enum Kind: Sendable {
        case change(CellSelection, [CellChange])
        case freeze(CellSelection)
        case moveWork(from: ScenarioName, to: ScenarioName, MovedWork)
        case movePosts(from: ScenarioName, to: ScenarioName, [PostsOfType])
        case merge([ScenarioName], into: UnitSketch)
        case split(ScenarioName, SplitParts)
        case abolish([ScenarioName], work: ScenarioName?, staff: ScenarioName?)
        case create(UnitSketch, posts: [PostsOfType])
        case redLine(RedLineGroup, NumberChange)
        case reserve(QuotaRules.Reserve)
        case arc(QuotaRules.Arc)
        case weights([(code: ScenarioName, weight: Double)])
        case judgement(ScenarioJudgement)
        case experts([(expert: ScenarioName, weight: Double)])
    }

    let kind: Kind
    let place: Place
}

/// Cells by name patterns; nil: any.
struct CellSelection: Sendable {
    let units: [ScenarioName]?
    let types: [ScenarioName]?
    let classes: [ScenarioName]?
    let levels: [ScenarioName]?
    let place: Place
}

/// What a number becomes.
struct NumberChange: Sendable {
    enum Operation: Sendable {
        case multiply(Double), add(Double), set(Double)
    }

    let operation: Operation
    let place: Place
    /// As written.
    let found: String

    func callAsFunction(_ value: Double) -> Double {
        switch operation {
        case .multiply(let factor): value * factor
        case .add(let addend): value + addend
        case .set(let new): new
        }
    }
}

/// A change of one quantity of the selected cells.
struct CellChange: Sendable {
    enum Quantity: String, Sendable, CaseIterable {
        /// Posts needed (FTE).
        case need
        /// Approved posts.
        case quota
        /// How much a shortage in the cell weighs.
        case weight
        /// Posts that fall vacant within the year.
        case attrition
        /// Reported hours a year of the unit.
        case hours
    }

    let quantity: Quantity
    let change: NumberChange
}

/// What a move of work takes along.
enum MovedWork: Sendable {
    case duties([ScenarioName])
    case items([ScenarioName])
    /// Hours a year.
    case hours(Double, Place)
}

struct PostsOfType: Sendable {
    let type: QuotaType
    let count: Int
    let place: Place
}

/// What a scenario says of a unit that it makes; what it leaves out comes from a unit that was.
struct UnitSketch: Sendable {
    let id: ScenarioName
    let name: String?
    let level: Level?
    let category: UnitCategory?
    let funding: Funding?
    let unitClass: ScenarioName?
    let postStructure: PostStructure?
    let region: String?
    let department: String?
    let gradeLevel: GradeLevel?

    /// Only a code, or a code and a name.
    init(_ id: ScenarioName, name: String? = nil) {
        self.init(
            id: id, name: name, level: nil, category: nil, funding: nil, unitClass: nil,
            postStructure: nil, region: nil, department: nil, gradeLevel: nil)
    }

    init(
        id: ScenarioName, name: String?, level: Level?, category: UnitCategory?, funding: Funding?,
        unitClass: ScenarioName?, postStructure: PostStructure?, region: String?,
        department: String?, gradeLevel: GradeLevel?
    ) {
        self.id = id
        self.name = name
        self.level = level
        self.category = category
        self.funding = funding
        self.unitClass = unitClass
        self.postStructure = postStructure
        self.region = region
        self.department = department
        self.gradeLevel = gradeLevel
    }
}

/// What becomes of a unit that is divided.
struct SplitParts: Sendable {
    let new: UnitSketch
    let bodies: [ScenarioName]
    let duties: [ScenarioName]
    let posts: [PostsOfType]
}

/// An answer put in the place of those that experts gave.
struct ScenarioJudgement: Sendable {
    let node: ScenarioName
    let left: ScenarioName
    let right: ScenarioName
    let value: Double
    let valuePlace: Place
    /// Nil: every expert who was asked.
    let expert: ScenarioName?
    /// Nil: every class.
    let unitClass: ScenarioName?
}
