import TestCases
import Testing

/// A published panel of experts whose results were computed again with numpy, to 12 decimals.
struct PublishedGroup: Sendable, CustomTestStringConvertible {
    let source: String
    let order: Int
    /// Upper triangles row by row, one per expert.
    let opinions: [[String]]
    let expertWeights: [Double]
    /// Weights of the averaged judgements and averages of the weights, by eigenvector.
    let aij: [Double]
    let aip: [Double]
    /// Weights by geometric means, which both ways agree on.
    let geometricMeans: [Double]
    let lambdaMax: Double
    /// By the table `saaty`, as those of the experts.
    let cr: Double
    let gci: Double
    let consensus: Double
    let expertRatios: [Double]

    var testDescription: String { source }

    /// The square of one expert, upper triangle only.
    func table(_ expert: Int) -> String {
        var answers = opinions[expert].makeIterator()
        let rows = (0..<order).map { row in
            (0..<order).map { $0 < row ? "" : $0 == row ? "1" : answers.next() ?? "" }
        }
        return PublishedJudgements.table((1...order).map { "C\($0)" }, rows)
    }

    static let all = [dong, histopark]

    static let dong = PublishedGroup(
        source: "Dong et al. 2010, Decision Support Systems 49, 281–289: five weighted experts",
        order: 4,
        opinions: [
            ["4", "6", "7", "3", "4", "2"],
            ["5", "7", "9", "4", "6", "2"],
            ["3", "5", "8", "4", "5", "2"],
            ["4", "5", "6", "3", "3", "2"],
            ["1/2", "1", "2", "1/2", "3", "4"],
        ],
        expertWeights: [0.1, 0.3, 0.1, 0.2, 0.3],
        aij: [0.499840339794, 0.271658680279, 0.153439293823, 0.075061686104],
        aip: [0.502637302503, 0.272148090952, 0.152243896926, 0.072970709619],
        geometricMeans: [0.498446793142, 0.272700699469, 0.15411226723, 0.074740240159],
        lambdaMax: 4.042196910218, cr: 0.015628485266, gci: 0.055962399529,
        consensus: 0.849066601389,
        expertRatios: [
            0.037858595225, 0.067064110647, 0.033533575759, 0.046561690347, 0.063236932315,
        ])

    static let histopark = PublishedGroup(
        source: "Escobar et al. 2015, Decision Support Systems 74, 67–77: three parties",
        order: 5,
        opinions: [
            ["3", "5", "8", "6", "3", "5", "4", "3", "2", "1/3"],
            ["3", "7", "9", "5", "3", "7", "1", "5", "1/5", "1/5"],
            ["5", "7", "7", "5", "1", "5", "1", "5", "1/3", "1/5"],
        ],
        expertWeights: [1.0, 1.0, 1.0],
        aij: [0.545021094163, 0.185864091377, 0.096394599624, 0.037430988052, 0.135289226784],
        aip: [0.542332779147, 0.184613216259, 0.097470629501, 0.03726467468, 0.138318700414],
        geometricMeans: [
            0.540250898314, 0.190960704033, 0.095860913928, 0.036154530871, 0.136772952854,
        ],
        lambdaMax: 5.185126863134, cr: 0.041322960521, gci: 0.149498782495,
        consensus: 0.961094593736,
        expertRatios: [0.038843038436, 0.085685820919, 0.083387806059])
}
