/// The rows of a block in runs that name the same in some columns: a unit, say, or an expert and a
/// matrix. Rows about one thing mostly stand together, so there are far fewer runs than rows.
package struct NameRuns: Sendable {
    private let columnCount: Int
    private let rowCount: Int
    /// First rows of the runs.
    private var starts: [Int32] = []
    /// What each run names, column after column, without quotes and blanks.
    private var names: [UInt8] = []
    /// Behind each name.
    private var ends: [Int32] = []

    package var count: Int { starts.count }

    /// - Returns: Nil where a name is blank.
    package init?(_ block: PlainBlock, _ fields: [Int]) {
        (columnCount, rowCount) = (fields.count, block.rowCount)
        block.changes(in: fields.map { $0...$0 }, into: &starts)
        for start in starts {
            for field in fields {
                let end = names.count
                names += block.trimmedValue(Int(start), field)
                if names.count == end { return nil }
                ends.append(Int32(names.count))
            }
        }
    }

    package func rows(_ run: Int) -> Range<Int> {
        Int(starts[run])..<(run + 1 < starts.count ? Int(starts[run + 1]) : rowCount)
    }

    /// The number of a run's name in one of the columns, a new one where it wasn't met before.
    package func number(_ run: Int, _ column: Int, in index: inout ByteIndex) -> Int {
        let place = run * columnCount + column
        let start = place == 0 ? 0 : Int(ends[place - 1])
        return index.insert(names.span.extracting(start..<Int(ends[place])))
    }
}
