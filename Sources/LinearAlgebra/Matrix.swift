/// A dense matrix of doubles, stored by columns as LAPACK wants it.
package struct Matrix: Sendable, Hashable {
    package let rows: Int
    package let columns: Int
    /// Element (i, j) stands at i + j · rows.
    package var elements: [Double]

    package init(rows: Int, columns: Int, elements: [Double]) {
        precondition(rows >= 1 && columns >= 1, "a matrix has a row and a column")
        precondition(elements.count == rows * columns, "a matrix is full")
        self.rows = rows
        self.columns = columns
        self.elements = elements
    }

    /// A matrix of one value.
    package init(rows: Int, columns: Int, repeating value: Double = 0) {
        self.init(
            rows: rows, columns: columns,
            elements: [Double](repeating: value, count: rows * columns))
    }

    /// Zero-based row and column.
    package subscript(row: Int, column: Int) -> Double {
        get { elements[row + column * rows] }
        set { elements[row + column * rows] = newValue }
    }

    package static func identity(_ order: Int) -> Matrix {
        var unit = Matrix(rows: order, columns: order)
        for i in 0..<order { unit[i, i] = 1 }
        return unit
    }

    /// The product with a column vector.
    package func times(_ vector: [Double]) -> [Double] {
        precondition(vector.count == columns, "a vector fits its matrix")
        var product = [Double](repeating: 0, count: rows)
        for j in 0..<columns {
            let factor = vector[j]
            for i in 0..<rows { product[i] += elements[i + j * rows] * factor }
        }
        return product
    }

    /// Row and column of the first element that is not finite.
    package var firstNonFinite: (row: Int, column: Int)? {
        elements.firstIndex { !$0.isFinite }.map { ($0 % rows, $0 / rows) }
    }
}
