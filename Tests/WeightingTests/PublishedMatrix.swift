import Testing

@testable import Weighting

/// A published comparison matrix whose results were computed again with numpy, to 12 decimals.
struct PublishedMatrix: CustomTestStringConvertible {
    let source: String
    let matrix: ComparisonMatrix
    let weights: [Double]
    let geometricMeans: [Double]
    let columnMeans: [Double]
    let lambdaMax: Double
    let gci: Double
    /// By table: saaty, textbook, alonso-lamata.
    let ratios: [Double]

    var testDescription: String { source }

    static let all = [drinks, house, leader]

    static let drinks = PublishedMatrix(
        source: "Saaty 2008, Int. J. Services Sciences 1(1) 83–98: consumption of drinks",
        matrix: ComparisonMatrix(
            order: 7,
            upper: [
                9, 5, 2, 1, 1, 1.0 / 2,
                1.0 / 3, 1.0 / 9, 1.0 / 9, 1.0 / 9, 1.0 / 9,
                1.0 / 3, 1.0 / 4, 1.0 / 3, 1.0 / 9,
                1.0 / 2, 1, 1.0 / 3,
                2, 1.0 / 2,
                1.0 / 3,
            ]),
        weights: [
            0.177456747446, 0.019149476024, 0.041831181662, 0.116417031735, 0.189572375326,
            0.128780548539, 0.326792639268,
        ],
        geometricMeans: [
            0.178723384591, 0.01846061616, 0.04223438732, 0.116498397754, 0.191135509192,
            0.12862465932, 0.324323045662,
        ],
        columnMeans: [
            0.177559599923, 0.019542292082, 0.042139494955, 0.117298408099, 0.188837795412,
            0.129590131671, 0.325032277859,
        ],
        lambdaMax: 7.17662903933, gci: 0.080363440504,
        ratios: [0.02230164638, 0.021645715604, 0.021940950452])

    static let house = PublishedMatrix(
        source: "Saaty 1990, EJOR 48, 9–26: house purchase",
        matrix: ComparisonMatrix(
            order: 8,
            upper: [
                5, 3, 7, 6, 6, 1.0 / 3, 1.0 / 4,
                1.0 / 3, 5, 3, 3, 1.0 / 5, 1.0 / 7,
                6, 3, 4, 6, 1.0 / 5,
                1.0 / 3, 1.0 / 4, 1.0 / 7, 1.0 / 8,
                1.0 / 2, 1.0 / 5, 1.0 / 6,
                1.0 / 5, 1.0 / 6,
                1.0 / 2,
            ]),
        weights: [
            0.173017474648, 0.053975722999, 0.188110298857, 0.017507911308, 0.031043736404,
            0.036322202155, 0.166833673626, 0.333188980002,
        ],
        geometricMeans: [
            0.174805089676, 0.062646513445, 0.148706335661, 0.019344908654, 0.035570280083,
            0.042300430158, 0.167016262972, 0.349610179352,
        ],
        columnMeans: [
            0.174374923848, 0.06608449084, 0.170152151868, 0.018899297222, 0.035250476359,
            0.044457016594, 0.17848879307, 0.312292850198,
        ],
        lambdaMax: 9.668887317118, gci: 0.529157448359,
        ratios: [0.169086860904, 0.169086860904, 0.169616159557])

    static let leader = PublishedMatrix(
        source: "Wikipedia, AHP leader example: criteria",
        matrix: ComparisonMatrix(order: 4, upper: [4, 3, 7, 1.0 / 3, 3, 5]),
        weights: [0.547569238962, 0.126555284373, 0.269949922452, 0.055925554213],
        geometricMeans: [], columnMeans: [], lambdaMax: 4.118418024313, gci: 0.156206305479,
        ratios: [0.043858527523, 0.044351319968, 0.044778984426])
}
