/// The mean consistency index of random matrices of an order: the yardstick of the consistency
/// ratio. Tables differ, so the one in use is always named.
public enum RandomIndex: String, Sendable, Hashable, Codable, CaseIterable {
    /// 500,000 matrices per order; beyond 15 by the authors' straight line [AlonsoLamata2006].
    case alonsoLamata = "alonso-lamata"
    /// The first table, from few matrices [Saaty1980]; none beyond 15.
    case saaty
    /// The table of Chinese textbooks [Xu1988]; none beyond 15.
    case textbook

    /// - Returns: 0 for n ≤ 2, where every matrix is consistent; nil where the table has no value.
    public func value(order: Int) -> Double? {
        if order <= 2 { return 0 }
        let table = values
        if order - 3 < table.count { return table[order - 3] }
        guard self == .alonsoLamata else { return nil }
        let meanLambda = 2.7699 * Double(order) - 4.3513
        return (meanLambda - Double(order)) / Double(order - 1)
    }

    /// The yardstick for a matrix that lacks judgements.
    ///
    /// Each missing pair takes one of the (n − 1)(n − 2)/2 degrees of freedom in which a matrix can
    /// contradict itself; a spanning tree of comparisons has none left, and the index is 0.
    /// - Source: [AgostonCsato2022].
    public func value(order: Int, missing: Int) -> Double? {
        guard order > 2 else { return value(order: order) }
        let freedom = Double((order - 1) * (order - 2)) / 2
        return value(order: order).map { $0 * max(0, 1 - Double(missing) / freedom) }
    }

    /// For n = 3…15, as printed.
    private var values: [Double] {
        switch self {
        case .alonsoLamata:
            [
                0.5245, 0.8815, 1.1086, 1.2479, 1.3417, 1.4056, 1.4499, 1.4854, 1.5141, 1.5365,
                1.5551, 1.5713, 1.5838,
            ]
        case .saaty:
            [0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59]
        case .textbook:
            [0.52, 0.89, 1.12, 1.26, 1.36, 1.41, 1.46, 1.49, 1.52, 1.54, 1.56, 1.58, 1.59]
        }
    }
}
