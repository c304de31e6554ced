import Assessment
import Testing

/// What holds in every result, whatever was evaluated.
func expectLaws(of result: RoundResult) {
    for unitClass in result.classes {
        #expect(abs(unitClass.leafWeights.reduce(0, +) - 1) < 1e-12)
        #expect(unitClass.unitCount == result.units.count { $0.class == unitClass.class })
        for node in unitClass.weights {
            #expect(abs(node.weights.reduce(0, +) - 1) < 1e-12)
            #expect(node.weights.count == node.children.count)
        }
    }
    for unit in result.units { expectLaws(of: unit, in: result) }
    for unitClass in result.classes {
        expectRanks(of: result.units.filter { $0.class == unitClass.class })
    }
}

private func expectLaws(of unit: UnitResult, in result: RoundResult) {
    #expect(unit.indicators.map(\.code) == result.leaves.map(\.code))
    #expect(abs(unit.indicators.reduce(0) { $0 + $1.weight } - 1) < 1e-12)
    let contributions = unit.indicators.reduce(0) { $0 + $1.contribution }
    #expect(abs(contributions - (unit.score ?? 0)) < 1e-9, "\(unit.unit)")
    let weight = unit.indicators.reduce(0) { $0 + $1.effectiveWeight }
    #expect(abs(weight - (unit.score == nil ? 0 : 1)) < 1e-12)
    let present = unit.indicators.filter { !$0.missing }.reduce(0) { $0 + $1.weight }
    #expect(abs(unit.coverage - present) < 1e-9)
    for leaf in unit.indicators {
        #expect(leaf.missing == (leaf.score == nil))
        #expect(leaf.missing == (leaf.missingReason != nil))
        #expect(!leaf.missing || (leaf.contribution == 0 && leaf.effectiveWeight == 0))
        #expect(leaf.score.map { (0...100).contains($0) } ?? true)
        #expect(leaf.raw.map(\.isFinite) ?? true)
        let own = result.classes.first { $0.class == unit.class }?.leafWeights
        let position = result.leaves.firstIndex { $0.code == leaf.code }
        #expect(position.flatMap { own?[$0] }.map { abs($0 - leaf.weight) < 1e-15 } ?? false)
    }
    if let score = unit.score, let bounds = unit.scoreBounds {
        #expect(bounds.count == 2)
        #expect(bounds[0] - 1e-9 <= score && score <= bounds[1] + 1e-9)
    }
    #expect(!unit.advice.isEmpty)
    #expect(unit.advice.allSatisfy { !$0.reason.zh.isEmpty && !$0.reason.en.isEmpty })
}

private func expectRanks(of units: [UnitResult]) {
    for unit in units {
        guard let score = unit.score else {
            #expect(unit.rank == nil)
            continue
        }
        // Ties are equal within 1e-9.
        let better = units.count { ($0.score ?? -1) > score + 1e-9 }
        #expect(unit.rank == better + 1, "\(unit.unit)")
    }
}
