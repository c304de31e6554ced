import Draws
import Glibc
import Testing

@testable import Weighting

@Suite("The repair of an inconsistent opinion")
struct ConsistencyRepairTests {
    private func repair(_ matrix: ComparisonMatrix) throws -> ConsistencyRepair {
        try #require(ConsistencyRepair(matrix, maximumRatio: 0.10, randomIndex: .saaty))
    }

    // Saaty 2003, EJOR 145, 85–91 changes a37 = 6 to 1/2, which gives CR 0.0822. No other single
    // judgement will do; on the grid 1 is nearer to 6 than 1/2 and does it as well.
    @Test("of Saaty's house moves the one judgement that he moved")
    func house() throws {
        let house = PublishedMatrix.house.matrix
        let plan = try #require(try repair(house).plan())
        #expect(plan.isProvenSmallest)
        #expect(plan.changes.map(\.pair) == [ComparedPair(2, 6)])
        let change = try #require(plan.changes.first)
        #expect(change.from == 6)
        let after = try house.replacing(change.pair, by: change.to).priorities(randomIndex: .saaty)
        #expect(abs((after.cr ?? 1) - change.ratioAfter) < 1e-12)
        #expect(change.ratioAfter <= 0.10)
        // One step less on the grid is not enough.
        let less = try #require(JudgementScale.linear.grid.map(\.ratio).first { $0 > change.to })
        let short = try house.replacing(change.pair, by: less).priorities(randomIndex: .saaty)
        #expect((short.cr ?? 0) > 0.10)
    }

    @Test("knows the slope and the acceptable range of each judgement of the house")
    func influences() throws {
        let house = PublishedMatrix.house.matrix
        let influences = try repair(house).influences()
        #expect(influences.count == 28)
        let worst = try #require(influences.first { $0.pair == ComparedPair(2, 6) })
        #expect(abs(worst.deviation - 5.321356926431) < 1e-10)
        #expect(abs(worst.slope - 0.856368754978 / (7 * 1.41)) < 1e-11)
        #expect(influences.filter { $0.acceptable != nil }.map(\.pair) == [ComparedPair(2, 6)])
        let range = try #require(worst.acceptable)
        for border in [range.lowerBound, range.upperBound] {
            let cr = try house.replacing(worst.pair, by: border).priorities(randomIndex: .saaty).cr
            #expect((cr ?? 1) <= 0.10 + 1e-10)
        }
        let beyond = try house.replacing(worst.pair, by: range.upperBound * 1.001)
            .priorities(randomIndex: .saaty)
        #expect((beyond.cr ?? 0) > 0.10)
    }

    @Test("of an opinion that agrees is nothing")
    func consistent() throws {
        let plan = try #require(try repair(PublishedMatrix.drinks.matrix).plan())
        #expect(plan.changes.isEmpty && plan.isProvenSmallest)
    }

    @Test("has no ratio to mend for two siblings or without contradiction")
    func nothingToMend() {
        func possible(_ order: Int, _ upper: [Double?]) -> Bool {
            ConsistencyRepair(
                ComparisonMatrix(order: order, upper: upper), maximumRatio: 0.1,
                randomIndex: .saaty) != nil
        }
        #expect(!possible(2, [5]))
        #expect(!possible(3, [5, nil, 2]))
        #expect(possible(3, [5, 1, 2]))
    }

    // By brute force over all judgements and the whole grid.
    @Test("by one change is the least that brute force finds", arguments: UInt64(0)..<40)
    func bruteForce(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let matrix = ComparisonMatrix.random(order: 4, using: &generator)
        let repair = try repair(matrix)
        var least: Double?
        for pair in matrix.pairs {
            for ratio in JudgementScale.linear.grid.map(\.ratio) {
                let cr = try matrix.replacing(pair, by: ratio).priorities(randomIndex: .saaty).cr
                guard let cr, cr <= 0.10 else { continue }
                let length = abs(log(ratio / (matrix[pair.left, pair.right] ?? 1)))
                least = min(least ?? .infinity, length)
            }
        }
        let plan = try #require(try repair.plan())
        if let least {
            #expect(plan.changes.count <= 1)
            let length = plan.changes.reduce(0) { $0 + abs(log($1.to / $1.from)) }
            #expect(abs(length - least) < 1e-9)
        } else {
            #expect(plan.changes.count > 1)
        }
    }

    @Test("reaches the maximum at any order, with either way to imply", arguments: UInt64(0)..<8)
    func anyOrder(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let matrix = ComparisonMatrix.noisy(
            order: [5, 6, 7, 13][Int(seed) % 4], noise: 4, using: &generator
        )
        .thinned(by: Int(seed % 3), using: &generator)
        for way in ImpliedJudgements.allCases {
            let repair = try #require(
                ConsistencyRepair(
                    matrix, maximumRatio: 0.10, randomIndex: .alonsoLamata, implying: way))
            let plan = try #require(try repair.plan())
            let mended = plan.changes.reduce(matrix) { $0.replacing($1.pair, by: $1.to) }
            let cr = try mended.priorities(implying: way).cr
            #expect((cr ?? 1) <= 0.10 + 1e-12)
            if let last = plan.changes.last { #expect(abs(last.ratioAfter - (cr ?? 1)) < 1e-10) }
        }
    }
}
