internal import Scoring

/// The least changes of one weight that make a difference.
struct SingleMoves {
    private let standings: ClassStandings
    private let moving: [[MovingWeight?]]

    init(_ standings: ClassStandings) {
        self.standings = standings
        moving = standings.moving()
    }

    /// Every two units that follow each other in rank, best first.
    func swapsOfNeighbours() -> [UnitSwap] {
        let units = standings.units
        let ranked = units.indices.filter { units[$0].score != nil }.sorted {
            (units[$0].score ?? 0, $1) > (units[$1].score ?? 0, $0)
        }
        return zip(ranked, ranked.dropFirst()).map { better, worse in
            UnitSwap(
                better: units[better].unit, worse: units[worse].unit,
                move: moves(better, over: worse).first)
        }
    }

    /// Two units by every weight that can swap them, the least change first; one line without a
    /// move where none can.
    func swaps(_ pair: (String, String)) -> [UnitSwap] {
        let units = standings.units
        let found = [pair.0, pair.1].compactMap { id in
            units.firstIndex { $0.unit == id && $0.score != nil }
        }
        guard found.count == 2 else { return [] }
        let isInOrder = (units[found[0]].score ?? 0) >= (units[found[1]].score ?? 0)
        let (better, worse) = isInOrder ? (found[0], found[1]) : (found[1], found[0])
        let moves = moves(better, over: worse)
        let all: [WeightMove?] = moves.isEmpty ? [nil] : moves
        return all.map {
            UnitSwap(better: units[better].unit, worse: units[worse].unit, move: $0)
        }
    }

    private func moves(_ better: Int, over worse: Int) -> [WeightMove] {
        moves { node in
            guard let first = moving[better][node], let second = moving[worse][node] else {
                return nil
            }
            return { first.score(at: $0) - second.score(at: $0) }
        }
    }

    /// What lowers and what raises each unit's grade.
    func gradeChanges() -> [GradeChange] {
        standings.units.indices.flatMap { unit -> [GradeChange] in
            let borders = standings.gradeBorders(of: unit)
            let falls = borders.fall.map { border in
                change(unit, to: border.grade) { $0 - border.score }
            }
            let rises = borders.rise.map { border in
                change(unit, to: border.grade) { border.score - $0 }
            }
            return [falls, rises].compactMap(\.self)
        }
    }

    private func change(
        _ unit: Int, to grade: String, margin: @escaping (Double) -> Double
    ) -> GradeChange {
        let least = moves { node in
            moving[unit][node].map { weight in { margin(weight.score(at: $0)) } }
        }.first
        return GradeChange(
            unit: standings.units[unit].unit, grade: standings.units[unit].grade ?? "",
            gradeAfter: grade, move: least)
    }

    /// The moves to the borders of a margin, per node; the smallest first, then in tree order.
    private func moves(_ margin: (Int) -> ((Double) -> Double)?) -> [WeightMove] {
        let all = standings.movable.enumerated().compactMap { node, position -> WeightMove? in
            guard let margin = margin(node) else { return nil }
            let from = standings.localWeights[position]
            return MovingWeight.border(from: from, of: margin).map { to in
                let above = standings.globalWeight(above: position)
                return WeightMove(
                    code: standings.code(of: position), from: from, to: to,
                    globalFrom: above * from, globalTo: above * to)
            }
        }
        return all.indices.sorted {
            all[$0].size == all[$1].size ? $0 < $1 : all[$0].size < all[$1].size
        }.map { all[$0] }
    }
}
