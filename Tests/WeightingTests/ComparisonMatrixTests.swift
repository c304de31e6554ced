import Testing

@testable import Weighting

@Suite("A comparison matrix")
struct ComparisonMatrixTests {
    @Test("is reciprocal, with ones on its diagonal")
    func reciprocity() {
        let matrix = ComparisonMatrix(order: 3, upper: [2, nil, 4])
        #expect(matrix[0, 1] == 2)
        #expect(matrix[1, 0] == 0.5)
        #expect(matrix[2, 1] == 0.25)
        #expect(matrix[1, 1] == 1)
        #expect(matrix[0, 2] == nil && matrix[2, 0] == nil)
        #expect(matrix.missing == [ComparedPair(0, 2)])
    }

    @Test("stores its pairs row by row", arguments: 1...9)
    func places(order: Int) {
        let pairs = ComparedPair.all(order: order)
        #expect(pairs == pairs.sorted())
        #expect(pairs.enumerated().allSatisfy { $1.place(order: order) == $0 })
    }

    @Test("names the sets that no comparison connects")
    func components() {
        let matrix = ComparisonMatrix(order: 4, upper: [3, nil, nil, nil, nil, 5])
        #expect(matrix.components == [[0, 1], [2, 3]])
        #expect(!matrix.isConnected)
        #expect(ComparisonMatrix(order: 1, upper: []).isConnected)
        #expect(
            ComparisonMatrix(order: 4, upper: [nil, nil, 2, nil, 2, nil]).components
                == [[0, 1, 3], [2]])
    }

    @Test("lists the triads that run in a circle, once each")
    func triads() {
        // 0 over 1, 1 over 2, 2 over 0; sibling 3 is behind all.
        let matrix = ComparisonMatrix(order: 4, upper: [9, 1.0 / 9, 2, 9, 2, 2])
        #expect(matrix.intransitiveTriads.map(\.circle) == [[0, 1, 2]])
        #expect(PublishedMatrix.drinks.matrix.intransitiveTriads.isEmpty == false)
        #expect(ComparisonMatrix(weights: [3, 1, 2]).intransitiveTriads.isEmpty)
        // Equal to 1, 1 equal to 2, and yet 0 over 2.
        let tied = ComparisonMatrix(order: 3, upper: [1, 2, 1])
        #expect(tied.intransitiveTriads.map(\.circle) == [[0, 2, 1]])
    }
}
