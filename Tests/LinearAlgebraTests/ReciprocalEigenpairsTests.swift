import Testing

@testable import LinearAlgebra

@Suite("The principal eigenpairs of a batch")
struct ReciprocalEigenpairsTests {
    // By hand: (1 2 4; · 1 2; · · 1) is consistent: λ = 3, weights 4 : 2 : 1. A single row is 1.
    @Test("of consistent matrices are worked by hand")
    func byHand() throws {
        let batch = try ReciprocalEigenpairs(orders: [3, 1, 2], upper: [2, 4, 2, 3])
        #expect(zip(batch.values, [3.0, 1, 2]).allSatisfy { abs($0 - $1) < 1e-14 })
        let expected: [Double] = [4.0 / 7, 2.0 / 7, 1.0 / 7, 1, 0.75, 0.25]
        #expect(zip(batch.vectors, expected).allSatisfy { abs($0 - $1) < 1e-15 })
        #expect(Array(batch.vector(2)) == Array(batch.vectors[4...]))
    }

    @Test("are those of LAPACK, one by one")
    func againstLAPACK() throws {
        var state: UInt64 = 7
        func next() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let step = Int(state >> 33) % 17 - 8
            return step >= 0 ? Double(step + 1) : 1 / Double(1 - step)
        }
        let orders = (0..<2_000).map { 1 + $0 % 30 }
        let triangles = orders.map { order in (0..<order * (order - 1) / 2).map { _ in next() } }
        let batch = try ReciprocalEigenpairs(orders: orders, upper: triangles.flatMap { $0 })
        for (index, order) in orders.enumerated() where index % 7 == 0 {
            var matrix = Matrix.identity(order)
            var place = 0
            for i in 0..<order {
                for j in (i..<order).dropFirst() {
                    matrix[i, j] = triangles[index][place]
                    matrix[j, i] = 1 / triangles[index][place]
                    place += 1
                }
            }
            let pair = try PrincipalEigenpair(of: matrix)
            #expect(abs(batch.values[index] - pair.value) <= 1e-13 * pair.value)
            let off = zip(batch.vector(index), pair.right).map { abs($0 - $1) / $1 }
            #expect((off.max() ?? 1) < 1e-12)
        }
    }

    @Test("refuse a ratio that is none", arguments: [0, -1, Double.nan, .infinity])
    func refusal(ratio: Double) {
        #expect(throws: LinearAlgebraError.notFinite(row: 0, column: 1)) {
            try ReciprocalEigenpairs(orders: [2, 2], upper: [1, ratio])
        }
    }
}
