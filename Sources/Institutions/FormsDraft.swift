/// The forms as a reorganisation would leave them.
///
/// Rows change their unit, their codes or their counts; nothing gets lost unless an operation says
/// so. Operations on different units may come in any order. What the operations need to be true of
/// the forms is the caller's to check.
package struct FormsDraft: Sendable {
    /// Posts of one pool.
    package struct PostCount: Sendable, Hashable {
        package let level: Level
        package let type: QuotaType
        package let funding: Funding
        package fileprivate(set) var count: Int
    }

    private let origin: EvaluationForms
    /// In file order, then what the draft adds, by code.
    package private(set) var units: [Unit]
    var rows: FormRows
    /// Posts that no unit has any more, by pool in the order of the lists.
    package private(set) var freedPosts: [PostCount] = []
    /// People on the establishment whose unit was abolished without a word where they go, by type.
    package private(set) var displaced: [(type: QuotaType, count: Int)] = []
    /// What became of each unit of the files, in their order; nil where nothing follows it.
    private var successors: [String?]

    package init(_ forms: EvaluationForms) {
        origin = forms
        units = forms.units
        rows = FormRows(forms)
        successors = forms.units.map(\.unitID)
    }

    /// The forms as they stand now.
    package var forms: EvaluationForms { origin.replacing(units: units, rows: rows) }

    package func unit(_ id: String) -> Unit? { units.first { $0.unitID == id } }

    /// Per unit of the files, the position in `units` of the unit that answers for it now.
    package var successorIndexes: [Int?] {
        let indexes = Dictionary(
            units.enumerated().map { ($1.unitID, $0) }, uniquingKeysWith: { first, _ in first })
        return successors.map { $0.flatMap { indexes[$0] } }
    }
}

extension FormsDraft {
    /// - Precondition: No unit has the code.
    mutating func add(_ unit: Unit) {
        precondition(self.unit(unit.unitID) == nil, "units have codes of their own")
        let added = units.firstIndex { $0.line == 0 && $0.unitID > unit.unitID }
        units.insert(unit, at: added ?? units.endIndex)
    }

    /// Takes a unit off the list; what was its own is the caller's to place.
    mutating func remove(_ id: String, successor: String?) {
        units.removeAll { $0.unitID == id }
        for index in successors.indices where successors[index] == id {
            successors[index] = successor
        }
    }

    /// Writes other words in a unit's row, its code perhaps among them.
    mutating func replace(_ id: String, by unit: Unit) {
        for index in units.indices where units[index].unitID == id { units[index] = unit }
        for index in successors.indices where successors[index] == id {
            successors[index] = unit.unitID
        }
    }

    /// Puts posts where no unit has them.
    mutating func free(_ count: Int, _ type: QuotaType, of unit: Unit) {
        guard count > 0 else { return }
        let known = freedPosts.firstIndex {
            $0.level == unit.level && $0.type == type && $0.funding == unit.funding
        }
        if let known {
            freedPosts[known].count += count
        } else {
            freedPosts.append(
                PostCount(level: unit.level, type: type, funding: unit.funding, count: count))
        }
        freedPosts.sort { $0.order.lexicographicallyPrecedes($1.order) }
    }

    /// Takes posts that no unit has, as many of those asked for as there are.
    mutating func takeFree(_ wanted: Int, _ type: QuotaType, for unit: Unit) {
        for index in freedPosts.indices
        where freedPosts[index].level == unit.level && freedPosts[index].type == type
            && freedPosts[index].funding == unit.funding
        {
            freedPosts[index].count -= min(wanted, freedPosts[index].count)
        }
        freedPosts.removeAll { $0.count == 0 }
    }

    mutating func displace(_ people: [Person]) {
        for person in people where person.isEstablished {
            if let known = displaced.firstIndex(where: { $0.type == person.quotaType }) {
                displaced[known].count += 1
            } else {
                displaced.append((person.quotaType, 1))
            }
        }
        displaced.sort { $0.type.order < $1.type.order }
    }
}

extension FormsDraft.PostCount {
    fileprivate var order: [Int] {
        [
            -level.rank, type.order,
            Funding.allCases.firstIndex(of: funding) ?? 0,
        ]
    }
}

extension QuotaType {
    /// Place in the list of types.
    fileprivate var order: Int { QuotaType.allCases.firstIndex(of: self) ?? 0 }
}
