internal import BigInt

/// Checks what is claimed about a plan, without any part of the optimiser.
///
/// It knows the problem, the plan and the prices, and computes the rest itself: whether every rule
/// is kept, what the plan costs, which lower bound the prices prove, and whether no other plan
/// costs as little with fewer posts moved. Signs that binary arithmetic can't tell are settled with
/// exact fractions.
struct PlanVerifier {
    /// What a plan says of itself.
    struct Claim {
        var posts: [Int]
        var arcFlow: [Int]
        var reserve: [Int]
        var postsMoved: Int
        /// FTE.
        var objective: Double
        /// That no plan costs less than this.
        var bound: Double
        var isOptimal: Bool
    }

    /// Why a claim isn't confirmed.
    enum Refusal: Hashable {
        /// A list has the wrong length.
        case shape
        case rule(RuleName)
        case reserve(pool: Int)
        case postsMoved(Int)
        case objective(Double)
        /// A price of the wrong sign.
        case price(RuleName)
        /// The prices prove only this.
        case bound(Double)
        case notProvedOptimal
        /// As cheap a plan moves fewer posts, or the prices don't show that none does.
        case fewerMovesPossible
    }

    let problem: ReallocationProblem

    /// - Parameter prices: nil where a solver of another kind gave the bound; then only the plan
    ///   itself is checked.
    /// - Returns: Nothing where every claim is confirmed.
    func refusals(_ claim: Claim, prices: RulePrices?) -> [Refusal] {
        guard claim.posts.count == problem.cells.count, claim.arcFlow.count == problem.arcs.count,
            claim.reserve.count == problem.pools.count
        else { return [.shape] }
        var refusals = brokenRules(claim.posts, claim.arcFlow).map(Refusal.rule)
        let reserve = self.reserve(claim.posts, claim.arcFlow)
        refusals += reserve.indices.filter { reserve[$0] != claim.reserve[$0] }
            .map(Refusal.reserve)
        let moved = postsMoved(claim.posts)
        if moved != claim.postsMoved { refusals.append(.postsMoved(moved)) }
        let cost = cost(claim.posts, claim.arcFlow)
        if cost.double != claim.objective { refusals.append(.objective(cost.double)) }
        guard let prices else { return refusals }
        guard prices.pools.count == problem.pools.count,
            prices.groups.count == problem.groups.count
        else { return refusals + [.shape] }
        return refusals + PriceCheck(problem, claim, prices).refusals(cost: cost)
    }

    // MARK: Rules

    /// Every rule that a plan breaks, side constraints included.
    func brokenRules(_ posts: [Int], _ arcFlow: [Int]) -> [RuleName] {
        var broken: [RuleName] = []
        if let most = problem.issuedMax, posts.reduce(0, +) > most { broken.append(.issuedMax) }
        for (index, free) in reserve(posts, arcFlow).enumerated()
        where free < problem.pools[index].reserveMin {
            broken.append(.pool(index))
        }
        for (index, group) in problem.groups.enumerated() {
            let sum = group.cells.reduce(0) { $0 + posts[$1] }
            if let fewest = group.min, sum < fewest { broken.append(.groupMin(index)) }
            if let most = group.max, sum > most { broken.append(.groupMax(index)) }
        }
        for (index, arc) in problem.arcs.enumerated()
        where !(0...arc.cap).contains(arcFlow[index]) {
            broken.append(.arc(index))
        }
        for (index, cell) in problem.cells.enumerated() {
            if posts[index] < cell.lower { broken.append(.lower(index)) }
            if posts[index] > cell.upper { broken.append(.upper(index)) }
        }
        return broken + brokenSideRules(posts)
    }

    private func brokenSideRules(_ posts: [Int]) -> [RuleName] {
        var broken: [RuleName] = []
        var receiving: Set<String> = []
        var isBatchBroken = false
        var spent = Rational.zero
        for (cell, count) in zip(problem.cells, posts) {
            let gain = count - cell.quota
            if gain > 0 {
                receiving.insert(cell.unit)
                if gain < problem.side.minBatch ?? 0 { isBatchBroken = true }
            }
            if let cost = problem.side.budget?.cost[cell.category] {
                spent += cost * Rational(count)
            }
        }
        if isBatchBroken { broken.append(.minBatch) }
        if let most = problem.side.maxReceivingUnits, receiving.count > most {
            broken.append(.maxReceivingUnits)
        }
        if let budget = problem.side.budget, spent > budget.max { broken.append(.budget) }
        return broken
    }

    /// Per pool, posts in no cell.
    func reserve(_ posts: [Int], _ arcFlow: [Int]) -> [Int] {
        var free = problem.pools.map(\.total)
        for (cell, count) in zip(problem.cells, posts) { free[cell.pool] -= count }
        for (arc, count) in zip(problem.arcs, arcFlow) {
            free[arc.from] -= count
            free[arc.to] += count
        }
        return free
    }

    /// Σ |posts − quota|.
    func postsMoved(_ posts: [Int]) -> Int {
        zip(problem.cells, posts).reduce(0) { $0 + abs($1.1 - $1.0.quota) }
    }

    // MARK: Conflicts

    /// Whether rules contradict each other: added up they ask for more posts than they allow.
    ///
    /// - Parameter rules: Rules that a network can hold; each is added once.
    func areContradictory(_ rules: [RuleName]) -> Bool {
        let rules = Set(rules)
        var allowed = 0
        var weights = problem.cells.map { rules.contains(.pool($0.pool)) ? 1 : 0 }
        for (index, pool) in problem.pools.enumerated() where rules.contains(.pool(index)) {
            allowed += pool.total - pool.reserveMin
        }
        if rules.contains(.issuedMax), let most = problem.issuedMax {
            allowed += most
            for cell in weights.indices { weights[cell] += 1 }
        }
        for (index, group) in problem.groups.enumerated() {
            if rules.contains(.groupMax(index)), let most = group.max {
                allowed += most
                for cell in group.cells { weights[cell] += 1 }
            }
            if rules.contains(.groupMin(index)), let fewest = group.min {
                allowed -= fewest
                for cell in group.cells { weights[cell] -= 1 }
            }
        }
        guard let asked = leastSum(weights, rules) else { return false }
        return asked > allowed
    }

    /// The least Σ weight · posts + arcs that the rules leave possible; nil for no least.
    private func leastSum(_ weights: [Int], _ rules: Set<RuleName>) -> Int? {
        var sum = 0
        for (index, weight) in weights.enumerated() {
            if weight > 0, rules.contains(.lower(index)) {
                sum += weight * problem.cells[index].lower
            } else if weight < 0 {
                guard rules.contains(.upper(index)) else { return nil }
                sum += weight * problem.cells[index].upper
            }
        }
        for (index, arc) in problem.arcs.enumerated()
        where rules.contains(.pool(arc.to)) && !rules.contains(.pool(arc.from)) {
            guard rules.contains(.arc(index)) else { return nil }
            sum -= arc.cap
        }
        return sum
    }

    // MARK: Cost

    /// What a plan costs.
    func cost(_ posts: [Int], _ arcFlow: [Int]) -> FractionSum {
        var sum = FractionSum()
        for (cell, count) in zip(problem.cells, posts) { sum.add(cost(of: cell, count)) }
        for (arc, count) in zip(problem.arcs, arcFlow) { sum.add(arc.cost * Rational(count)) }
        return sum
    }

    /// What a cell costs that has x posts.
    func cost(of cell: ReallocationProblem.Cell, _ x: Int) -> Rational {
        let growth = max(0, x - cell.quota)
        return distance(cell, x)
            + (growth == 0 ? .zero : problem.aim.kappa * Rational(growth))
    }

    private func distance(_ cell: ReallocationProblem.Cell, _ x: Int) -> Rational {
        let posts = Rational(x)
        switch problem.aim.kind {
        case .deadBand(.webster):
            let beyond = max(cell.needLow - posts, posts - cell.needHigh)
            if beyond.sign <= 0 { return .zero }
            return cell.weight * beyond * beyond / max(cell.need, .one)
        case .deadBand(let divisor):
            let perPost = cell.weight * 2 / max(cell.need, .one)
            return perPost * signpostDistance(cell, x, divisor)
        case .shortage(let surplusRate):
            let lacking = cell.need - posts
            return cell.weight * (lacking.sign >= 0 ? lacking : -lacking * surplusRate)
        }
    }

    /// Σ of the distances between the interval and the signposts that lie between it and x.
    private func signpostDistance(
        _ cell: ReallocationProblem.Cell, _ x: Int, _ divisor: ReallocationProblem.Divisor
    ) -> Rational {
        var sum = Rational.zero
        var k = x
        while k > 0, VerifierSignpost.at(k - 1, divisor) > cell.needHigh {
            k -= 1
            sum += VerifierSignpost.at(k, divisor) - cell.needHigh
        }
        k = x
        while VerifierSignpost.at(k, divisor) < cell.needLow {
            sum += cell.needLow - VerifierSignpost.at(k, divisor)
            k += 1
        }
        return sum
    }
}

/// The signposts of the divisor methods, once more.
private enum VerifierSignpost {
    static func at(_ k: Int, _ divisor: ReallocationProblem.Divisor) -> Rational {
        switch divisor {
        case .webster: return Rational(k) + Rational(1, 2)
        case .jefferson: return Rational(k + 1)
        case .adams: return Rational(k)
        case .hill:
            let root = (BigUInt(k) * BigUInt(k + 1) * BigUInt(10).power(18)).squareRoot()
            return Rational(BigInt(root), BigInt(10).power(9))
        }
    }
}

/// Whether prices prove what they are said to prove.
private struct PriceCheck {
    private let problem: ReallocationProblem
    private let claim: PlanVerifier.Claim
    private let prices: RulePrices
    private let verifier: PlanVerifier

    init(
        _ problem: ReallocationProblem, _ claim: PlanVerifier.Claim, _ prices: RulePrices
    ) {
        self.problem = problem
        self.claim = claim
        self.prices = prices
        verifier = PlanVerifier(problem: problem)
    }

    func refusals(cost: FractionSum) -> [PlanVerifier.Refusal] {
        let signs = wrongSigns
        guard signs.isEmpty else { return signs.map(PlanVerifier.Refusal.price) }
        var gap = Gap()
        addRules(to: &gap)
        addCells(to: &gap)
        addArcs(to: &gap)
        var refusals: [PlanVerifier.Refusal] = []
        // With no gap the bound is the cost itself, to the last digit.
        let proved = gap.isClosed ? cost.double : cost.double - gap.sum.double
        if claim.bound > proved { refusals.append(.bound(proved)) }
        if claim.isOptimal && !gap.isClosed { refusals.append(.notProvedOptimal) }
        if claim.isOptimal && gap.isClosed && gap.movesAreOpen {
            refusals.append(.fewerMovesPossible)
        }
        return refusals
    }

    /// How far the plan is from what the prices want.
    private struct Gap {
        /// Cost by which each part could do better on its own under the prices.
        var sum = FractionSum()
        var isClosed = true
        /// Something could do as well with fewer posts moved.
        var movesAreOpen = false

        /// - Parameter loss: What a part loses against its best, first in cost, then in moves.
        mutating func add(_ loss: RulePrices.Price) {
            precondition(loss.cost.sign >= 0, "nothing does better than its best")
            if !loss.cost.isZero {
                isClosed = false
                sum.add(loss.cost)
            } else if loss.moves != 0 {
                movesAreOpen = true
            }
        }
    }

    private var wrongSigns: [RuleName] {
        var wrong: [RuleName] = []
        if prices.issued < .zero || problem.issuedMax == nil && prices.issued != .zero {
            wrong.append(.issuedMax)
        }
        wrong += prices.pools.indices.filter { prices.pools[$0] < .zero }.map(RuleName.pool)
        for (index, group) in problem.groups.enumerated() {
            let price = prices.groups[index]
            if price < .zero, group.min == nil { wrong.append(.groupMin(index)) }
            if .zero < price, group.max == nil { wrong.append(.groupMax(index)) }
        }
        return wrong
    }

    // MARK: Rules with room to spare must be free

    private func addRules(to gap: inout Gap) {
        if let most = problem.issuedMax {
            gap.add(scaled(prices.issued, by: most - claim.posts.reduce(0, +)))
        }
        for (index, free) in verifier.reserve(claim.posts, claim.arcFlow).enumerated() {
            gap.add(scaled(prices.pools[index], by: free - problem.pools[index].reserveMin))
        }
        for (index, group) in problem.groups.enumerated() {
            let price = prices.groups[index]
            guard price != .zero else { continue }
            let sum = group.cells.reduce(0) { $0 + claim.posts[$1] }
            let limit = .zero < price ? group.max : group.min
            gap.add(scaled(price, by: (limit ?? sum) - sum))
        }
    }

    /// A rule that is broken is refused elsewhere; here it counts as tight.
    private func scaled(_ price: RulePrices.Price, by room: Int) -> RulePrices.Price {
        let isWrongWay = price < .zero ? room > 0 : room < 0
        guard room != 0, price != .zero, !isWrongWay else { return .zero }
        return RulePrices.Price(cost: price.cost * Rational(room), moves: price.moves * room)
    }

    // MARK: No cell wants another number of posts

    private func addCells(to gap: inout Gap) {
        var groupsOf: [[Int]] = Array(repeating: [], count: problem.cells.count)
        for (index, group) in problem.groups.enumerated() where prices.groups[index] != .zero {
            for cell in group.cells { groupsOf[cell].append(index) }
        }
        let pools = prices.pools.map { ($0 + prices.issued, ($0 + prices.issued).cost.double) }
        let groups = prices.groups.map { $0.cost.double }
        for (index, cell) in problem.cells.enumerated() {
            var near = pools[cell.pool].1
            var size = abs(near)
            for group in groupsOf[index] {
                near += groups[group]
                size += abs(groups[group])
            }
            if isClearlyContent(cell, claim.posts[index], near, size) { continue }
            let price = groupsOf[index].reduce(pools[cell.pool].0) { $0 + prices.groups[$1] }
            gap.add(loss(cell, claim.posts[index], price))
        }
    }

    /// Whether binary arithmetic is enough to see that a cell has what it wants at a price.
    private func isClearlyContent(
        _ cell: ReallocationProblem.Cell, _ x: Int, _ price: Double, _ size: Double
    ) -> Bool {
        guard case .deadBand(.webster) = problem.aim.kind else { return false }
        let need = (cell.needLow.double, cell.needHigh.double)
        let perPost = cell.weight.double / max(cell.need.double, 1)
        let kappa = problem.aim.kappa.double
        let reach = Double(x) + need.1 + 2
        let doubt = 0x1p-46 * (perPost * reach * reach + kappa + size)
        let square = { (x: Int) in
            let beyond = max(need.0 - Double(x), Double(x) - need.1, 0)
            return perPost * beyond * beyond
        }
        if x < cell.upper {
            let step = square(x + 1) - square(x) + (x >= cell.quota ? kappa : 0)
            guard step + price > doubt else { return false }
        }
        if x > cell.lower {
            let step = square(x) - square(x - 1) + (x > cell.quota ? kappa : 0)
            guard step + price < -doubt else { return false }
        }
        return true
    }

    /// What a cell loses against its best number of posts at a price.
    private func loss(
        _ cell: ReallocationProblem.Cell, _ x: Int, _ price: RulePrices.Price
    ) -> RulePrices.Price {
        let zero = RulePrices.Price.zero
        if x < cell.upper, step(cell, x) + price < zero {
            return scan(cell, from: x, price, by: 1)
        }
        if x > cell.lower, zero < step(cell, x - 1) + price {
            return scan(cell, from: x, price, by: -1)
        }
        return zero
    }

    /// Convexity: the best number lies where the steps stop paying.
    private func scan(
        _ cell: ReallocationProblem.Cell, from x: Int, _ price: RulePrices.Price, by sign: Int
    ) -> RulePrices.Price {
        var known = 0
        var open = max(0, sign > 0 ? cell.upper - x : x - cell.lower)
        while known < open {
            let middle = known + (open - known) / 2
            let next =
                sign > 0 ? step(cell, x + middle) + price : step(cell, x - middle - 1) + price
            let pays = sign > 0 ? next < .zero : .zero < next
            if pays { known = middle + 1 } else { open = middle }
        }
        let best = x + sign * known
        let moves = abs(x - cell.quota) - abs(best - cell.quota)
        let change = Rational(x - best)
        return RulePrices.Price(
            cost: verifier.cost(of: cell, x) - verifier.cost(of: cell, best) + price.cost * change,
            moves: moves + price.moves * (x - best))
    }

    private func step(_ cell: ReallocationProblem.Cell, _ k: Int) -> RulePrices.Price {
        RulePrices.Price(
            cost: verifier.cost(of: cell, k + 1) - verifier.cost(of: cell, k),
            moves: k >= cell.quota ? 1 : -1)
    }

    // MARK: No arc wants another flow

    private func addArcs(to gap: inout Gap) {
        for (index, arc) in problem.arcs.enumerated() {
            let own = RulePrices.Price(cost: arc.cost, moves: 0)
            let perPost = own + prices.pools[arc.from] - prices.pools[arc.to]
            let flow = claim.arcFlow[index]
            if perPost < .zero {
                gap.add(scaled(.zero - perPost, by: arc.cap - flow))
            } else {
                gap.add(scaled(perPost, by: flow))
            }
        }
    }
}
