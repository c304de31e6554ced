/// The results of the units of a round, in the order of the units form.
///
/// The record of a unit is a hundred times as large as what units are compared by. A round of very
/// many units therefore holds the latter alone and works out a record again when it is asked for;
/// walk over such a round once, not once for every question. `overview(of:)` costs nothing.
public struct UnitResults: RandomAccessCollection, Sendable {
    private let storage: Storage

    private enum Storage: Sendable {
        case held([UnitResult])
        case made(UnitMaker)
    }

    public init(_ units: [UnitResult]) {
        storage = .held(units)
    }

    init(_ maker: UnitMaker) {
        storage = .made(maker)
    }

    public var startIndex: Int { 0 }

    public var endIndex: Int {
        switch storage {
        case .held(let units): units.count
        case .made(let maker): maker.count
        }
    }

    public subscript(unit: Int) -> UnitResult {
        switch storage {
        case .held(let units): units[unit]
        case .made(let maker): maker.unit(unit)
        }
    }

    /// Lends the record of a unit: it has dozens of parts, each of which a copy would count.
    package func lend(_ unit: Int, _ body: (borrowing UnitResult) -> Void) {
        switch storage {
        case .held(let units): units.span.lend(unit, body)
        case .made(let maker): body(maker.unit(unit))
        }
    }

    /// The records are worked out when they are asked for: many questions to all units cost much.
    package var isMade: Bool {
        if case .made = storage { true } else { false }
    }

    /// What a unit is known and compared by.
    package func overview(of unit: Int) -> UnitOverview {
        switch storage {
        case .held(let units): UnitOverview(units[unit])
        case .made(let maker): maker.overview(of: unit)
        }
    }

    /// The same of all units, in order.
    package var overviews: some RandomAccessCollection<UnitOverview> {
        indices.lazy.map { overview(of: $0) }
    }

    /// Score of an inner node of the tree, by its place among the inner nodes; nil also for a node
    /// that the unit's tree doesn't have.
    package func nodeScore(_ node: Int, of unit: Int) -> Double? {
        switch storage {
        case .held(let units): node < units[unit].nodes.count ? units[unit].nodes[node].score : nil
        case .made(let maker): maker.nodeScore(node, of: unit)
        }
    }

    /// Score of a leaf, by its place among the leaves; nil where it is missing.
    package func leafScore(_ leaf: Int, of unit: Int) -> Double? {
        switch storage {
        case .held(let units):
            leaf < units[unit].indicators.count ? units[unit].indicators[leaf].score : nil
        case .made(let maker): maker.leafScore(leaf, of: unit)
        }
    }
}

extension UnitResults: ExpressibleByArrayLiteral {
    public init(arrayLiteral units: UnitResult...) {
        self.init(units)
    }
}

extension UnitResults: Hashable {
    public static func == (left: UnitResults, right: UnitResults) -> Bool {
        left.elementsEqual(right)
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(count)
        for unit in self { hasher.combine(unit) }
    }
}

extension UnitResults: Codable {
    public init(from decoder: any Decoder) throws {
        self.init(try [UnitResult](from: decoder))
    }

    public func encode(to encoder: any Encoder) throws {
        var units = encoder.unkeyedContainer()
        for unit in self { try units.encode(unit) }
    }
}

extension Span where Element: ~Copyable {
    fileprivate func lend(_ index: Int, _ body: (borrowing Element) -> Void) {
        body(self[index])
    }
}
