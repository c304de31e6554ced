import TestCases
import Testing

@testable import Weighting

/// A published square as the comparison matrix that it is.
struct PublishedMatrix: CustomTestStringConvertible {
    let example: PublishedJudgements
    let matrix: ComparisonMatrix

    var source: String { example.source }
    var weights: [Double] { example.weights }
    var geometricMeans: [Double] { example.geometricMeans }
    var columnMeans: [Double] { example.columnMeans }
    var lambdaMax: Double { example.lambdaMax }
    var gci: Double { example.gci }
    /// By table: saaty, textbook, alonso-lamata.
    let ratios: [Double]

    var testDescription: String { source }

    /// - Precondition: One published square has this source.
    private init(_ source: String) {
        guard let example = PublishedJudgements.all.first(where: { $0.source == source }) else {
            preconditionFailure("no published square is of \(source)")
        }
        self.example = example
        let order = example.labels.count
        let rows = example.rows.split(separator: "\n").map { $0.split(separator: " ") }
        matrix = ComparisonMatrix(
            order: order,
            upper: ComparedPair.all(order: order).map { pair in
                let parts = rows[pair.left][pair.right].split(separator: "/").compactMap {
                    Double($0)
                }
                return parts.dropFirst().reduce(parts[0], /)
            })
        ratios = ["saaty", "textbook", "alonso-lamata"].compactMap { example.ratios[$0] }
    }

    static let all = [drinks, house, leader]

    static let drinks = PublishedMatrix(
        "Saaty 2008, Int. J. Services Sciences 1(1) 83–98: consumption of drinks")
    static let house = PublishedMatrix("Saaty 1990, EJOR 48, 9–26: house purchase")
    static let leader = PublishedMatrix("Wikipedia, AHP leader example: criteria")
}
