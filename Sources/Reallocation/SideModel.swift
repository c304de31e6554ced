/// The whole problem, side constraints included, as a model over 0/1 columns.
///
/// One column per post that a cell may have beyond its fewest: costs are convex, so the cheapest come
/// first. Where a batch or the number of receiving units counts, the first posts above the quota
/// are one column together, which the posts below must all be in and the posts beyond may follow.
/// Flows over arcs are left continuous: once the posts are fixed the network gives them whole.
struct SideModel {
    private(set) var model = MixedIntegerModel()
    private let problem: ReallocationProblem
    /// Per cell, posts that it has anyway and columns that add some.
    private var posts: [(base: Int, columns: [(column: Int, posts: Int)])] = []
    /// A cell that must grow has no room for a batch.
    private(set) var isImpossible = false
    private let aim: Aim

    enum Aim {
        case cost
        /// Fewest posts moved at no more than a cost, in FTE.
        case moves(atMost: Double)
    }

    init(_ problem: ReallocationProblem, _ aim: Aim) {
        self.problem = problem
        self.aim = aim
        let costs = problem.cells.map { CellCost($0, problem.aim) }
        var costTerms: [(column: Int, value: Double)] = []
        var baseCost = 0.0
        var receivers: [String: [Int]] = [:]
        var fixedReceivers: Set<String> = []
        let verifier = PlanVerifier(problem: problem)
        for (index, cell) in problem.cells.enumerated() {
            let grower = addCell(cell, costs[index], &costTerms)
            if let grower { receivers[cell.unit, default: []].append(grower) }
            if posts[index].base > cell.quota { fixedReceivers.insert(cell.unit) }
            baseCost += verifier.cost(of: cell, posts[index].base).double
        }
        addReceivers(receivers, fixed: fixedReceivers)
        addRules(costTerms, baseCost: baseCost)
    }

    // MARK: Cells

    /// - Returns: The column that says whether the cell grows, where that counts.
    private mutating func addCell(
        _ cell: ReallocationProblem.Cell, _ cost: CellCost,
        _ costTerms: inout [(column: Int, value: Double)]
    ) -> Int? {
        let batch = max(problem.side.minBatch ?? 1, 1)
        let counts = batch > 1 || problem.side.maxReceivingUnits != nil
        var base = cell.lower
        if counts, base > cell.quota, base < cell.quota + batch { base = cell.quota + batch }
        if base > cell.upper {
            isImpossible = true
            base = cell.upper
        }
        var columns: [(column: Int, posts: Int)] = []
        func add(_ range: Range<Int>) -> Int {
            let price = range.reduce(Rational.zero) { $0 + cost.step($1) }.double
            let moves = range.reduce(0) { $0 + ($1 >= cell.quota ? 1 : -1) }
            var columnCost = price
            if case .moves = aim { columnCost = Double(moves) }
            let column = model.addColumn(cost: columnCost)
            costTerms.append((column, price))
            columns.append((column, range.count))
            return column
        }
        var grower: Int?
        if counts, base <= cell.quota {
            let below = (base..<min(cell.quota, cell.upper)).map { add($0..<$0 + 1) }
            if cell.upper >= cell.quota + batch {
                let growing = add(cell.quota..<cell.quota + batch)
                for column in below { model.addRow([(growing, 1), (column, -1)], most: 0) }
                for k in cell.quota + batch..<cell.upper {
                    model.addRow([(add(k..<k + 1), 1), (growing, -1)], most: 0)
                }
                grower = growing
            }
        } else {
            for k in base..<cell.upper { _ = add(k..<k + 1) }
        }
        posts.append((base, columns))
        return grower
    }

    private mutating func addReceivers(_ receivers: [String: [Int]], fixed: Set<String>) {
        guard let most = problem.side.maxReceivingUnits else { return }
        var units: [(column: Int, value: Double)] = []
        for (unit, growers) in receivers.sorted(by: { $0.key < $1.key })
        where !fixed.contains(unit) {
            let receives = model.addColumn(cost: 0)
            for grower in growers { model.addRow([(grower, 1), (receives, -1)], most: 0) }
            units.append((receives, 1))
        }
        model.addRow(units, most: Double(most - fixed.count))
    }

    // MARK: Rules

    private mutating func addRules(
        _ costTerms: [(column: Int, value: Double)], baseCost: Double
    ) {
        let arcs = problem.arcs.map { arc in
            var cost = arc.cost.double
            if case .moves = aim { cost = 0 }
            return model.addColumn(cost: cost, upper: Double(arc.cap), isInteger: false)
        }
        for (index, pool) in problem.pools.enumerated() {
            var terms = self.terms(problem.cells.indices.filter { problem.cells[$0].pool == index })
            for (arc, column) in zip(problem.arcs, arcs) where arc.from != arc.to {
                if arc.from == index { terms.list.append((column, 1)) }
                if arc.to == index { terms.list.append((column, -1)) }
            }
            model.addRow(terms.list, most: Double(pool.total - pool.reserveMin - terms.base))
        }
        if let most = problem.issuedMax {
            let terms = terms(Array(problem.cells.indices))
            model.addRow(terms.list, most: Double(most - terms.base))
        }
        for group in problem.groups {
            let terms = terms(group.cells)
            if let most = group.max { model.addRow(terms.list, most: Double(most - terms.base)) }
            if let fewest = group.min {
                let negative = terms.list.map { (column: $0.column, value: -$0.value) }
                model.addRow(negative, most: Double(terms.base - fewest))
            }
        }
        addBudget()
        if case .moves(let atMost) = aim {
            let all = costTerms + zip(arcs, problem.arcs).map { ($0, $1.cost.double) }
            model.addRow(all, most: (atMost - baseCost) + 1e-9 * max(1, abs(atMost)))
        }
    }

    private func terms(_ cells: [Int]) -> (list: [(column: Int, value: Double)], base: Int) {
        var list: [(column: Int, value: Double)] = []
        var base = 0
        for cell in cells {
            list += posts[cell].columns.map { ($0.column, Double($0.posts)) }
            base += posts[cell].base
        }
        return (list, base)
    }

    private mutating func addBudget() {
        guard let budget = problem.side.budget else { return }
        var list: [(column: Int, value: Double)] = []
        var room = budget.max
        for (cell, posts) in zip(problem.cells, posts) {
            guard let cost = budget.cost[cell.category] else { continue }
            list += posts.columns.map { ($0.column, cost.double * Double($0.posts)) }
            room -= cost * Rational(posts.base)
        }
        model.addRow(list, most: room.double)
    }

    /// Posts per cell where columns have values.
    func posts(_ values: [Double]) -> [Int] {
        posts.map { cell in
            cell.columns.reduce(cell.base) { sum, column in
                sum + (values[column.column] > 0.5 ? column.posts : 0)
            }
        }
    }
}
