import Glibc
package import LinearAlgebra

extension ConsistencyRepair {
    /// Sets of one size are tried for a proof while their number × n³ is at most this: a second or
    /// two of work. Beyond, the search turns greedy.
    private static let largestSearch = 6_000_000

    /// The fewest judgements moved on the grid that bring CR to the maximum; among equally many,
    /// those moved least in total (by logarithms).
    ///
    /// Sets of one, two, three … judgements are tried in turn. A set is set free first, as if it
    /// were missing: if even the least λ is too large, no grid values of the set will do. Where
    /// there are too many sets the best single move is made again and again.
    /// - Returns: No changes for an opinion that is consistent enough; nil where the grid has no
    ///   remedy.
    /// - Source: [Bozoki2015].
    package func plan() throws(LinearAlgebraError) -> Plan? {
        if try lambda(of: matrix) <= largestLambda {
            return Plan(changes: [], isProvenSmallest: true)
        }
        let judged = matrix.pairs.filter { matrix[$0.left, $0.right] != nil }
        var size = 1
        while size <= judged.count, size <= 3,
            choices(judged.count, size) * matrix.order * matrix.order * matrix.order
                <= Self.largestSearch
        {
            if let best = try leastMove(amongSetsOf: size, judged) {
                return Plan(changes: try told(best), isProvenSmallest: true)
            }
            size += 1
        }
        return try greedyMoves(judged).map { moves throws(LinearAlgebraError) in
            Plan(changes: try told(moves), isProvenSmallest: false)
        }
    }

    private typealias Move = (pair: ComparedPair, ratio: Double)

    private func leastMove(
        amongSetsOf size: Int, _ judged: [ComparedPair]
    ) throws(LinearAlgebraError) -> [Move]? {
        var best: (moves: [Move], distance: Double)?
        for set in combinations(of: judged, size) {
            let freed = set.reduce(matrix) { $0.replacing($1, by: nil) }
            // Set free, siblings may fall apart: then any λ down to n is within reach.
            let ideal: ComparisonMatrix?
            if freed.isConnected {
                let completed = try freed.completed(by: .completion)
                if try lambda(of: merging(completed, over: set)) > largestLambda * (1 + 1e-12) {
                    continue
                }
                ideal = completed
            } else {
                ideal = nil
            }
            let bound = best?.distance ?? .infinity
            if let found = try leastMove(of: set, ideal: ideal, below: bound) { best = found }
        }
        return best?.moves
    }

    /// The opinion with the values of another for a set of pairs; what was missing stays missing.
    private func merging(_ other: ComparisonMatrix, over set: [ComparedPair]) -> ComparisonMatrix {
        set.reduce(matrix) { $0.replacing($1, by: other[$1.left, $1.right]) }
    }

    /// Grid values for a set of judgements: each between the answer and just past its ideal value.
    private func leastMove(
        of set: [ComparedPair], ideal: ComparisonMatrix?, below bound: Double
    ) throws(LinearAlgebraError) -> (moves: [Move], distance: Double)? {
        let candidates = set.map { pair in
            gridValues(at: pair, towards: ideal?[pair.left, pair.right])
        }
        var best: (moves: [Move], distance: Double)?
        var chosen = [Int](repeating: 0, count: set.count)
        guard candidates.allSatisfy({ !$0.isEmpty }) else { return nil }
        search: while true {
            let moves = zip(set, zip(candidates, chosen)).map { Move($0, $1.0[$1.1]) }
            let length = moves.reduce(0) { $0 + distance(of: $1) }
            if length < (best?.distance ?? bound) - 1e-12,
                try lambda(of: applying(moves)) <= largestLambda
            {
                best = (moves, length)
            }
            var digit = 0
            while true {
                guard digit < set.count else { break search }
                chosen[digit] += 1
                if chosen[digit] < candidates[digit].count { break }
                chosen[digit] = 0
                digit += 1
            }
        }
        return best
    }

    private func gridValues(at pair: ComparedPair, towards ideal: Double?) -> [Double] {
        let given = matrix[pair.left, pair.right] ?? 1
        let others = grid.filter { abs(log($0 / given)) > 1e-9 }
        guard let ideal else { return others }
        let (low, high) = (min(given, ideal), max(given, ideal))
        let below = grid.last { $0 <= low } ?? low
        let above = grid.first { $0 >= high } ?? high
        return others.filter { below <= $0 && $0 <= above }
    }

    /// Among so many judgements that move λ most the greedy search picks its next.
    private static let candidates = 12

    /// The best single move, again and again, each judgement at most once.
    private func greedyMoves(_ judged: [ComparedPair]) throws(LinearAlgebraError) -> [Move]? {
        var moves: [Move] = []
        var current = matrix
        while moves.count < judged.count {
            var best: (move: Move, lambda: Double)?
            let open = judged.filter { pair in !moves.contains { $0.pair == pair } }
            for pair in try steepest(open, in: current) {
                let freed = current.replacing(pair, by: nil)
                guard freed.isConnected else { continue }
                let ideal = try freed.completed(by: .completion)[pair.left, pair.right] ?? 1
                guard let ratio = nearestOnGrid(ideal), ratio != matrix[pair.left, pair.right]
                else { continue }
                let value = try lambda(of: current.replacing(pair, by: ratio))
                if value < (best?.lambda ?? .infinity) { best = (Move(pair, ratio), value) }
            }
            guard let best else { return nil }
            moves.append(best.move)
            current = current.replacing(best.move.pair, by: best.move.ratio)
            if best.lambda <= largestLambda { return try withoutNeedless(moves) }
        }
        return nil
    }

    private func steepest(
        _ pairs: [ComparedPair], in current: ComparisonMatrix
    ) throws(LinearAlgebraError) -> [ComparedPair] {
        let eigen = try Sensitivity(current, implying: implying)
        let slopes = pairs.map { pair in
            abs(eigen.slope(at: pair, ratio: current[pair.left, pair.right] ?? 1))
        }
        let order = pairs.indices.sorted {
            slopes[$0] == slopes[$1] ? $0 < $1 : slopes[$0] > slopes[$1]
        }
        return order.prefix(Self.candidates).map { pairs[$0] }
    }

    /// Leaves out moves that later ones made needless.
    private func withoutNeedless(_ moves: [Move]) throws(LinearAlgebraError) -> [Move] {
        var kept = moves
        for move in moves where kept.count > 1 {
            let fewer = kept.filter { $0.pair != move.pair }
            if try lambda(of: applying(fewer)) <= largestLambda { kept = fewer }
        }
        return kept
    }

    private func nearestOnGrid(_ ratio: Double) -> Double? {
        grid.min { abs(log($0 / ratio)) < abs(log($1 / ratio)) }
    }

    private func applying(_ moves: [Move]) -> ComparisonMatrix {
        moves.reduce(matrix) { $0.replacing($1.pair, by: $1.ratio) }
    }

    private func distance(of move: Move) -> Double {
        abs(log(move.ratio / (matrix[move.pair.left, move.pair.right] ?? 1)))
    }

    private func lambda(of matrix: ComparisonMatrix) throws(LinearAlgebraError) -> Double {
        try Sensitivity(matrix, implying: implying).pair.value
    }

    private func told(_ moves: [Move]) throws(LinearAlgebraError) -> [Change] {
        let ordered = moves.sorted {
            let (first, second) = (distance(of: $0), distance(of: $1))
            return first == second ? $0.pair < $1.pair : first > second
        }
        var changes: [Change] = []
        for count in ordered.indices {
            let value = try lambda(of: applying(Array(ordered[...count])))
            changes.append(
                Change(
                    pair: ordered[count].pair,
                    from: matrix[ordered[count].pair.left, ordered[count].pair.right] ?? 1,
                    to: ordered[count].ratio,
                    ratioAfter: max(0, value - Double(matrix.order)) / lambdaPerRatio))
        }
        return changes
    }
}

/// How many sets of a size there are.
private func choices(_ count: Int, _ size: Int) -> Int {
    (0..<size).reduce(1) { $0 * (count - $1) / ($1 + 1) }
}

/// All sets of a size, in the order of their members.
private func combinations(of pairs: [ComparedPair], _ size: Int) -> [[ComparedPair]] {
    guard size > 0 else { return [[]] }
    return pairs.indices.flatMap { first in
        combinations(of: Array(pairs[(first + 1)...]), size - 1).map { [pairs[first]] + $0 }
    }
}
