import Draws
import LinearAlgebra
import Testing

@testable import Weighting

@Suite("Priorities")
struct PrioritiesTests {
    // By hand: the matrix (1 2 4; · 1 2; · · 1) is consistent, so its weights are 4 : 2 : 1.
    @Test("of a consistent matrix are the ratios that made it", arguments: PriorityMethod.allCases)
    func byHand(method: PriorityMethod) throws {
        let matrix = ComparisonMatrix(order: 3, upper: [2, 4, 2])
        let priorities = try matrix.priorities(by: method)
        #expect(distance(priorities.weights, [4.0 / 7, 2.0 / 7, 1.0 / 7]) < 1e-15)
        #expect(abs(priorities.lambdaMax - 3) < 1e-14)
        #expect((priorities.cr ?? 1) < 1e-14 && priorities.gci < 1e-28)
    }

    // 1e-11: the values to compare with have twelve decimals.
    @Test("of published matrices, computed again by numpy", arguments: PublishedMatrix.all)
    func published(example: PublishedMatrix) throws {
        for (table, ratio) in zip([RandomIndex.saaty, .textbook, .alonsoLamata], example.ratios) {
            let priorities = try example.matrix.priorities(randomIndex: table)
            #expect(distance(priorities.weights, example.weights) < 1e-11)
            #expect(abs(priorities.lambdaMax - example.lambdaMax) < 1e-11)
            #expect(abs((priorities.cr ?? 1) - ratio) < 1e-11)
            #expect(abs(priorities.gci - example.gci) < 1e-11)
        }
        guard !example.geometricMeans.isEmpty else { return }
        let means = try example.matrix.priorities(by: .geometricMean)
        #expect(distance(means.weights, example.geometricMeans) < 1e-11)
        let columns = try example.matrix.priorities(by: .columnMean)
        #expect(distance(columns.weights, example.columnMeans) < 1e-11)
    }

    // Closed form for n = 3: λ = 1 + c + 1/c with c³ = a12 a23 a31 = 9³.
    @Test("of the most inconsistent 3 × 3 are equal, and its ratio is enormous")
    func circleOfNines() throws {
        let matrix = ComparisonMatrix(order: 3, upper: [9, 1.0 / 9, 9])
        let priorities = try matrix.priorities(randomIndex: .saaty)
        #expect(distance(priorities.weights, [1.0 / 3, 1.0 / 3, 1.0 / 3]) < 1e-14)
        #expect(abs(priorities.lambdaMax - (1 + 9 + 1.0 / 9)) < 1e-13)
        #expect(!priorities.isConsistent(maximumRatio: 0.1))
        #expect(matrix.intransitiveTriads.count == 1)
    }

    @Test("of one and of two siblings are in closed form and consistent")
    func small() throws {
        let one = try ComparisonMatrix(order: 1, upper: []).priorities()
        #expect(one.weights == [1] && one.lambdaMax == 1 && one.cr == 0 && one.gci == 0)
        let two = try ComparisonMatrix(order: 2, upper: [3]).priorities(randomIndex: .saaty)
        #expect(two.weights == [0.75, 0.25] && two.lambdaMax == 2 && two.cr == 0 && two.ri == 0)
    }

    @Test("beyond 15 siblings have a ratio only where the table goes on")
    func beyondTables() throws {
        let matrix = ComparisonMatrix(weights: (1...16).map(Double.init))
        #expect(try matrix.priorities(randomIndex: .saaty).cr == nil)
        #expect(try matrix.priorities(randomIndex: .textbook).cr == nil)
        let ri = try #require(try matrix.priorities(randomIndex: .alonsoLamata).ri)
        #expect(abs(ri - (2.7699 * 16 - 4.3513 - 16) / 15) < 1e-15)
    }

    @Test("solve A w = λ w to 1e-12 of λ, at any order", arguments: UInt64(0)..<60)
    func residual(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let matrix = ComparisonMatrix.random(
            order: 3 + Int(seed % 28), using: &generator)
        let priorities = try matrix.priorities()
        let product = matrix.elements().times(priorities.weights)
        let off = zip(product, priorities.weights).map { abs($0 - priorities.lambdaMax * $1) }
        #expect((off.max() ?? 1) <= 1e-12 * priorities.lambdaMax)
        #expect(abs(priorities.weights.reduce(0, +) - 1) < 1e-14)
        #expect(priorities.weights.allSatisfy { $0 > 0 })
        #expect(priorities.lambdaMax >= Double(matrix.order))
    }

    @Test("follow siblings that change places", arguments: UInt64(0)..<100)
    func permutation(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let order = 3 + Int(seed % 8)
        let matrix = ComparisonMatrix.random(order: order, using: &generator)
        let places = Array(0..<order).shuffled(using: &generator)
        for method in PriorityMethod.allCases {
            let before = try matrix.priorities(by: method)
            let after = try matrix.permuted(places).priorities(by: method)
            #expect(distance(places.map { before.weights[$0] }, after.weights) < 1e-12)
            #expect(abs(before.lambdaMax - after.lambdaMax) < 1e-11)
        }
    }

    @Test("of three siblings are the geometric means of the rows", arguments: UInt64(0)..<50)
    func threeSiblings(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let matrix = ComparisonMatrix.random(order: 3, using: &generator)
        let eigen = try matrix.priorities(by: .eigenvector)
        let means = try matrix.priorities(by: .geometricMean)
        #expect(distance(eigen.weights, means.weights) < 1e-13)
    }

    @Test("rise when a judgement rises in one's favour", arguments: UInt64(0)..<100)
    func monotonicity(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let order = 3 + Int(seed % 7)
        let matrix = ComparisonMatrix.random(order: order, using: &generator)
        let pair = try #require(matrix.pairs.randomElement(using: &generator))
        let raised = matrix.replacing(pair, by: (matrix[pair.left, pair.right] ?? 1) * 1.5)
        for method in [PriorityMethod.eigenvector, .geometricMean] {
            let before = try matrix.priorities(by: method).weights
            let after = try raised.priorities(by: method).weights
            #expect(after[pair.left] > before[pair.left])
            #expect(after[pair.right] < before[pair.right])
        }
    }

    // A consistent matrix is its weights: what scales a sibling scales its weight, whatever the
    // method, and CR stays 0.
    @Test("of a consistent matrix scale with their siblings", arguments: UInt64(0)..<50)
    func scaling(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let order = 1 + Int(seed % 12)
        let weights = (0..<order).map { _ in Double.random(in: 1...9, using: &generator) }
        let factor = Double.random(in: 0.1...10, using: &generator)
        var scaled = weights
        scaled[Int(seed) % order] *= factor
        for method in PriorityMethod.allCases {
            for raw in [weights, weights.map { $0 * factor }, scaled] {
                let found = try ComparisonMatrix(weights: raw).priorities(by: method)
                #expect(distance(found.weights, raw.scaledToOne()) < 1e-13)
                #expect((found.cr ?? 0) < 1e-12 && found.gci < 1e-24)
            }
        }
    }

    // D A D⁻¹ has the eigenvector D w and the same λ; so have the geometric means.
    @Test("follow a sibling that grows by a factor", arguments: UInt64(0)..<50)
    func similarity(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let order = 3 + Int(seed % 6)
        let matrix = ComparisonMatrix.noisy(order: order, noise: 2, using: &generator)
        let factors = (0..<order).map { _ in Double.random(in: 0.2...5, using: &generator) }
        let grown = ComparisonMatrix(
            order: order,
            upper: zip(matrix.pairs, matrix.upper).map { pair, ratio in
                ratio.map { $0 * factors[pair.left] / factors[pair.right] }
            })
        for method in [PriorityMethod.eigenvector, .geometricMean] {
            let (before, after) = (
                try matrix.priorities(by: method), try grown.priorities(by: method)
            )
            let expected = zip(before.weights, factors).map { $0 * $1 }.scaledToOne()
            #expect(distance(after.weights, expected) < 1e-12)
            #expect(abs(after.lambdaMax - before.lambdaMax) < 1e-11)
        }
    }
}
