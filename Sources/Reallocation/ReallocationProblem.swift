package import Documents

/// Where posts may go, and what is best: cells, pools, rules and the aim, all in FTE and exact.
///
/// Built from a round or read from a file, it is the same value; what it means is written in
/// `docs/methods/reallocation.md`.
package struct ReallocationProblem: Sendable, Hashable {
    package let cells: [Cell]
    package let pools: [Pool]
    package let arcs: [Arc]
    package let groups: [Group]
    /// The red line (总量红线): the most posts that all cells together may have.
    package let issuedMax: Int?
    package let aim: Aim
    package let side: SideRules
    /// What the file also said at its top level; it has no meaning here.
    package let annotations: [JSONMember]

    /// Counts beyond this are no numbers of posts; it keeps every sum in a machine word.
    package static let greatestCount = 1_000_000_000
    /// Money of a budget.
    package static let greatestAmount = 1_000_000_000_000_000_000
    /// With divisors whose costs have no closed form.
    package static let greatestCountOfDivisors = 100_000

    /// - Precondition: Cells, arcs and groups refer to what exists.
    package init(
        cells: [Cell], pools: [Pool], arcs: [Arc] = [], groups: [Group] = [],
        issuedMax: Int? = nil, aim: Aim = Aim(), side: SideRules = SideRules(),
        annotations: [JSONMember] = []
    ) {
        precondition(
            cells.allSatisfy { pools.indices.contains($0.pool) }, "a cell's pool exists")
        precondition(
            arcs.allSatisfy { pools.indices.contains($0.from) && pools.indices.contains($0.to) },
            "an arc's pools exist")
        precondition(
            groups.allSatisfy { $0.cells.allSatisfy(cells.indices.contains) },
            "a group's cells exist")
        self.cells = cells
        self.pools = pools
        self.arcs = arcs
        self.groups = groups
        self.issuedMax = issuedMax
        self.aim = aim
        self.side = side
        self.annotations = annotations
    }
}

extension ReallocationProblem {
    /// The posts of one quota type in one unit.
    package struct Cell: Sendable, Hashable {
        package let unit: String
        /// Quota type (编制类型).
        package let category: String
        /// Index of the pool that its posts come from.
        package let pool: Int
        /// Posts approved now.
        package let quota: Int
        /// Posts with somebody in them, and how many of these fall vacant within the year.
        package let occupied: Int
        package let attrition: Int
        /// Posts needed (FTE), and the interval within which the data can't tell.
        package let need: Rational
        package let needLow: Rational
        package let needHigh: Rational
        package let weight: Rational
        /// Fewest and most posts that the rules allow.
        package let lower: Int
        package let upper: Int

        /// - Precondition: 0 ≤ lower ≤ upper, needLow ≤ needHigh, nothing is negative.
        package init(
            unit: String, category: String, pool: Int, quota: Int, occupied: Int = 0,
            attrition: Int = 0, need: Rational, needLow: Rational? = nil, needHigh: Rational? = nil,
            weight: Rational = 1, lower: Int, upper: Int
        ) {
            let band = (needLow ?? need, needHigh ?? need)
            precondition(0 <= lower && lower <= upper, "a cell's bounds hold a count of posts")
            precondition(upper <= greatestCount && quota <= greatestCount, "counts are counts")
            precondition(quota >= 0 && occupied >= 0 && attrition >= 0, "posts aren't negative")
            precondition(need.sign >= 0 && weight.sign >= 0, "need and weight aren't negative")
            precondition(band.0.sign >= 0 && band.0 <= band.1, "the interval of a need is one")
            self.unit = unit
            self.category = category
            self.pool = pool
            self.quota = quota
            self.occupied = occupied
            self.attrition = attrition
            self.need = need
            self.needLow = band.0
            self.needHigh = band.1
            self.weight = weight
            self.lower = lower
            self.upper = upper
        }
    }

    /// Posts that move freely among its cells: one level, quota type and funding.
    package struct Pool: Sendable, Hashable {
        package let id: String
        package let total: Int
        /// Posts that must stay free of any cell (周转池).
        package let reserveMin: Int

        package init(id: String, total: Int, reserveMin: Int = 0) {
            precondition(total >= 0 && reserveMin >= 0, "posts aren't negative")
            precondition(max(total, reserveMin) <= greatestCount, "counts are counts")
            self.id = id
            self.total = total
            self.reserveMin = reserveMin
        }
    }

    /// A way by which posts may go from one pool to another (下沉, 上划).
    package struct Arc: Sendable, Hashable {
        package let from: Int
        package let to: Int
        package let cap: Int
        /// Per post.
        package let cost: Rational

        package init(from: Int, to: Int, cap: Int, cost: Rational) {
            precondition(cap >= 0 && cap <= greatestCount, "a cap is a count")
            precondition(cost.sign >= 0, "a move costs nothing or something")
            self.from = from
            self.to = to
            self.cap = cap
            self.cost = cost
        }
    }

    /// A limit on the posts of several cells together.
    package struct Group: Sendable, Hashable {
        package let name: String
        /// Ascending, each once.
        package let cells: [Int]
        package let min: Int?
        package let max: Int?

        package init(name: String, cells: [Int], min: Int? = nil, max: Int? = nil) {
            precondition(min ?? 0 <= max ?? Int.max, "a group's bounds hold a count")
            precondition((min ?? 0) >= 0, "posts aren't negative")
            precondition(Swift.max(min ?? 0, max ?? 0) <= greatestCount, "counts are counts")
            self.name = name
            self.cells = Set(cells).sorted()
            self.min = min
            self.max = max
        }
    }

    /// What a plan is to make small.
    package struct Aim: Sendable, Hashable {
        package enum Kind: Sendable, Hashable {
            /// Weighted squared distance from the interval of the need, over the need.
            case deadBand(Divisor)
            /// Weighted posts lacking, and posts too many at a rate.
            case shortage(surplusRate: Rational)
        }

        package let kind: Kind
        /// Cost of each post above the quota of today (κ).
        package let kappa: Rational

        /// - Precondition: Nothing is negative.
        package init(_ kind: Kind = .deadBand(.webster), kappa: Rational = Rational(3, 20)) {
            precondition(kappa.sign >= 0, "moving a post costs nothing or something")
            if case .shortage(let rate) = kind {
                precondition(rate.sign >= 0, "a surplus costs nothing or something")
            }
            self.kind = kind
            self.kappa = kappa
        }
    }

    /// The signpost at which one more post is worth it, between k and k + 1.
    package enum Divisor: String, Sendable, Hashable, CaseIterable {
        case webster, hill, jefferson, adams
    }

    /// Rules that no network can say; they need the MILP solver.
    package struct SideRules: Sendable, Hashable {
        /// A cell that grows grows by at least so many.
        package let minBatch: Int?
        /// So many units may have a cell that grows.
        package let maxReceivingUnits: Int?
        package let budget: Budget?

        package init(
            minBatch: Int? = nil, maxReceivingUnits: Int? = nil, budget: Budget? = nil
        ) {
            precondition(minBatch ?? 0 >= 0 && maxReceivingUnits ?? 0 >= 0, "limits are counts")
            self.minBatch = minBatch
            self.maxReceivingUnits = maxReceivingUnits
            self.budget = budget
        }

        package var isEmpty: Bool {
            (minBatch ?? 0) <= 1 && maxReceivingUnits == nil && budget == nil
        }
    }

    /// A limit on Σ cost of the category × posts.
    package struct Budget: Sendable, Hashable {
        /// Per category; a category without a cost is free.
        package let cost: [String: Rational]
        package let max: Rational

        package init(cost: [String: Rational], max: Rational) {
            precondition(cost.values.allSatisfy { $0.sign >= 0 } && max.sign >= 0, "no debts")
            self.cost = cost
            self.max = max
        }
    }
}
