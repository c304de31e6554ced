/// Posts per cell when each pool sells what it has at one price, and the red line adds its own.
///
/// Only a good place to start from: arcs and groups are left out of account.
struct PoolFilling {
    private(set) var posts: [Int]
    /// Per cell, its posts at a price that is surely high enough.
    private var few: [Int]
    private let network: PostNetwork

    init(_ network: PostNetwork) {
        self.network = network
        let slopes = network.slopes
        let cells = network.bounds
        few = cells.map(\.lower)
        posts = cells.indices.map { cell in
            let range = cells[cell].lower...cells[cell].upper
            var count = slopes[cell].posts(in: range, whileBelow: 0)
            // A post that costs nothing is kept, not taken away.
            let kept = min(cells[cell].quota, cells[cell].upper)
            if kept > count, slopes[cell].step(kept - 1) <= 0 { count = kept }
            return count
        }
        var members: [[Int]] = Array(repeating: [], count: network.problem.pools.count)
        for (index, cell) in network.problem.cells.enumerated() {
            members[cell.pool].append(index)
        }
        for (pool, cells) in zip(network.problem.pools, members) {
            reduce(cells, to: pool.total - pool.reserveMin)
        }
        if let most = network.problem.issuedMax { reduce(Array(cells.indices), to: most) }
    }

    /// Takes the posts worth least from the cells until no more than so many are left.
    private mutating func reduce(_ cells: [Int], to most: Int) {
        var total = cells.reduce(0) { $0 + posts[$1] }
        guard total > most else { return }
        // Posts at the price `cheap` are too many, at `dear` few enough.
        var (cheap, dear) = (0, highestPrice(cells))
        for cell in cells { few[cell] = lower(cell) }
        var open = cells
        while dear - cheap > 1, !open.isEmpty {
            let price = cheap + (dear - cheap) / 2
            var counts: [Int] = []
            counts.reserveCapacity(open.count)
            var change = 0
            for cell in open {
                let range = few[cell]...posts[cell]
                let count = slopes[cell].posts(in: range, whileBelow: -price)
                counts.append(count)
                change += posts[cell] - count
            }
            if total - change > most {
                cheap = price
                total -= change
                for (cell, count) in zip(open, counts) { posts[cell] = count }
            } else {
                dear = price
                for (cell, count) in zip(open, counts) { few[cell] = count }
            }
            open.removeAll { few[$0] == posts[$0] }
        }
        for cell in open where total > most {
            let given = min(total - most, posts[cell] - few[cell])
            posts[cell] -= given
            total -= given
        }
    }

    private var slopes: [ScaledSlope] { network.slopes }

    private func lower(_ cell: Int) -> Int { network.bounds[cell].lower }

    private func highestPrice(_ cells: [Int]) -> Int {
        cells.reduce(0) { price, cell in
            lower(cell) < posts[cell] ? max(price, 1 - slopes[cell].step(lower(cell))) : price
        }
    }
}
