/// What one post more under each rule would save: the proof that a plan is best.
///
/// Any prices with the right signs give a lower bound of the cost of every plan (weak duality);
/// prices under which no cell and no arc wants anything else prove the plan optimal.
struct RulePrices: Sendable, Hashable {
    /// First in cost, then in posts moved.
    struct Price: Sendable, Hashable, Comparable {
        let cost: Rational
        let moves: Int

        static let zero = Price(cost: .zero, moves: 0)

        static func + (a: Price, b: Price) -> Price {
            Price(cost: a.cost + b.cost, moves: a.moves + b.moves)
        }

        static func - (a: Price, b: Price) -> Price {
            Price(cost: a.cost - b.cost, moves: a.moves - b.moves)
        }

        static func < (a: Price, b: Price) -> Bool {
            a.cost != b.cost ? a.cost < b.cost : a.moves < b.moves
        }
    }

    /// Per pool, of a post in it; never negative.
    var pools: [Price]
    /// Per group: positive for its most posts, negative for its fewest.
    var groups: [Price]
    /// Of the red line; never negative.
    var issued: Price
}
