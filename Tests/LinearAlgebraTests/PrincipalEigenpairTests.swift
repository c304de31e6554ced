import Testing

@testable import LinearAlgebra

@Suite("The principal eigenpair")
struct PrincipalEigenpairTests {
    @Test("of a matrix worked by hand: λ² − 4λ − 5 = 0 for ((1, 4), (2, 3))")
    func byHand() throws {
        let matrix = Matrix(rows: 2, columns: 2, elements: [1, 2, 4, 3])
        let pair = try PrincipalEigenpair(of: matrix)
        #expect(abs(pair.value - 5) < 1e-14)
        #expect(abs(pair.right[0] - 0.5) < 1e-15 && abs(pair.right[1] - 0.5) < 1e-15)
        // Left: (1, 2) up to scale, and left · right = 1.
        #expect(abs(pair.left[0] - 2.0 / 3) < 1e-14 && abs(pair.left[1] - 4.0 / 3) < 1e-14)
    }

    @Test("of order one is the element itself")
    func single() throws {
        let pair = try PrincipalEigenpair(of: Matrix(rows: 1, columns: 1, elements: [3]))
        #expect(pair.value == 3)
        #expect(pair.right == [1])
        #expect(pair.left == [1])
    }

    @Test("is refused for a number that is none", arguments: [Double.nan, .infinity])
    func notFinite(value: Double) {
        var matrix = Matrix(rows: 3, columns: 3, repeating: 1)
        matrix[1, 2] = value
        #expect(throws: LinearAlgebraError.notFinite(row: 1, column: 2)) {
            try PrincipalEigenpair(of: matrix)
        }
    }

    @Test("is refused for a reducible matrix, whose vector has a zero")
    func reducible() {
        let matrix = Matrix(rows: 2, columns: 2, elements: [2, 0, 0, 1])
        #expect(throws: LinearAlgebraError.noPositiveEigenvector) {
            try PrincipalEigenpair(of: matrix)
        }
    }
}

@Suite("An equation system")
struct SolvingTests {
    @Test("worked by hand: x + 2y = 5, 3x + 4y = 11")
    func byHand() throws {
        let matrix = Matrix(rows: 2, columns: 2, elements: [1, 3, 2, 4])
        let solution = try matrix.solving([5, 11])
        #expect(abs(solution[0] - 1) < 1e-14 && abs(solution[1] - 2) < 1e-14)
    }

    @Test("without a solution is refused")
    func singular() {
        let matrix = Matrix(rows: 2, columns: 2, repeating: 1)
        #expect(throws: LinearAlgebraError.singular(routine: "dgesv", status: 2)) {
            try matrix.inverse()
        }
    }
}
