import Draws
import Glibc
import Testing

@testable import Weighting

@Suite("The slopes of the largest eigenvalue")
struct EigenvalueSurfaceTests {
    // House purchase: the five largest, from an independent computation to 12 decimals.
    @Test("are those of Saaty's house")
    func house() throws {
        let surface = try EigenvalueSurface(PublishedMatrix.house.matrix)
        let expected: [(ComparedPair, Double)] = [
            (ComparedPair(2, 6), 0.856368754978), (ComparedPair(0, 2), 0.399426827947),
            (ComparedPair(0, 6), -0.477937493009), (ComparedPair(2, 7), -0.257677571367),
            (ComparedPair(3, 7), 0.200834219876),
        ]
        for (pair, slope) in expected { #expect(abs(surface.slope(at: pair) - slope) < 1e-11) }
    }

    // Central differences with h = 1e-5 are right to about 1e-9 here.
    @Test("agree with differences, for λ, its curvature and the weights", arguments: UInt64(0)..<20)
    func differences(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let matrix = ComparisonMatrix.random(order: 3 + Int(seed % 5), using: &generator)
        let surface = try EigenvalueSurface(matrix)
        let pair = try #require(matrix.pairs.randomElement(using: &generator))
        let other = try #require(matrix.pairs.randomElement(using: &generator))
        let h = 1e-5
        func moved(_ step: Double) throws -> EigenvalueSurface {
            try EigenvalueSurface(
                matrix.replacing(pair, by: (matrix[pair.left, pair.right] ?? 1) * exp(step)))
        }
        let (up, down) = (try moved(h), try moved(-h))
        #expect(abs((up.lambda - down.lambda) / (2 * h) - surface.slope(at: pair)) < 1e-7)
        let curvature = surface.curvature(over: pair == other ? [pair] : [pair, other])
        let difference = (up.slope(at: other) - down.slope(at: other)) / (2 * h)
        #expect(abs(difference - curvature[0, curvature.columns - 1]) < 1e-6)
        let slopes = zip(up.weights, down.weights).map { ($0 - $1) / (2 * h) }
        #expect(distance(slopes, surface.weightSlopes(at: pair)) < 1e-8)
    }
}
