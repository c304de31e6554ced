internal import Tables

/// Values of units by leaf.
struct KPIMatrix: Sendable {
    let leafCount: Int
    /// Names of the units; their numbers are the rows.
    private(set) var units = ByteIndex()
    /// Row after row, so many rows each; NaN where nothing is filled in. Pieces, so that growing
    /// copies nothing.
    private var pieces: [[Double]] = []

    private static let rowsPerPiece = 1024

    init(leafCount: Int) { self.leafCount = leafCount }

    var count: Int { units.count }

    /// The rows of each piece.
    var rowRanges: [Range<Int>] {
        stride(from: 0, to: count, by: KPIMatrix.rowsPerPiece).map {
            $0..<min($0 + KPIMatrix.rowsPerPiece, count)
        }
    }

    /// The row of a unit, a new one where it wasn't met before.
    mutating func row(of unit: [UInt8]) -> Int {
        withRoom(for: units.insert(unit.span))
    }

    /// The row of the unit of a run.
    mutating func row(of names: NameRuns, _ run: Int) -> Int {
        withRoom(for: names.number(run, 0, in: &units))
    }

    private mutating func withRoom(for row: Int) -> Int {
        if row / KPIMatrix.rowsPerPiece == pieces.count {
            pieces.append(
                [Double](repeating: .nan, count: KPIMatrix.rowsPerPiece * leafCount))
        }
        return row
    }

    /// - Returns: Whether there was no value yet.
    mutating func put(_ value: Double, row: Int, leaf: Int) -> Bool {
        let (piece, place) = (row / KPIMatrix.rowsPerPiece, row % KPIMatrix.rowsPerPiece)
        let isNew = pieces[piece][place * leafCount + leaf].isNaN
        if isNew { pieces[piece][place * leafCount + leaf] = value }
        return isNew
    }

    /// Some values of one unit.
    ///
    /// - Parameter leaves: The leaf of each.
    /// - Returns: Whether there was none of them yet; otherwise what is there means nothing.
    mutating func put(_ values: ArraySlice<Double>, row: Int, leaves: ArraySlice<Int32>) -> Bool {
        let (piece, place) = (row / KPIMatrix.rowsPerPiece, row % KPIMatrix.rowsPerPiece)
        let start = place * leafCount
        return pieces[piece].withUnsafeMutableBufferPointer { cells in
            for (value, leaf) in zip(values, leaves) {
                guard cells[start + Int(leaf)].isNaN else { return false }
                cells[start + Int(leaf)] = value
            }
            return true
        }
    }

    /// Hands out the values of a unit by leaf; NaN where nothing is filled in.
    func withValues<Result>(
        of row: Int, _ body: (UnsafeBufferPointer<Double>) -> Result
    ) -> Result {
        let (piece, place) = (row / KPIMatrix.rowsPerPiece, row % KPIMatrix.rowsPerPiece)
        return pieces[piece].withUnsafeBufferPointer { cells in
            body(UnsafeBufferPointer(rebasing: cells[place * leafCount..<(place + 1) * leafCount]))
        }
    }

    /// Least and greatest value of each leaf; infinite, the least above the greatest, where nobody
    /// has one.
    func ranges() -> [(low: Double, high: Double)] {
        let none = (low: Double.infinity, high: -Double.infinity)
        let parts = inParallel(pieces.count) { piece in
            var ranges = [(low: Double, high: Double)](repeating: none, count: leafCount)
            var leaf = 0
            for value in pieces[piece] {
                // A comparison with NaN is false.
                if value < ranges[leaf].low { ranges[leaf].low = value }
                if value > ranges[leaf].high { ranges[leaf].high = value }
                leaf = leaf + 1 == leafCount ? 0 : leaf + 1
            }
            return ranges
        }
        return (0..<leafCount).map { leaf in
            parts.reduce(none) { (min($0.low, $1[leaf].low), max($0.high, $1[leaf].high)) }
        }
    }
}
