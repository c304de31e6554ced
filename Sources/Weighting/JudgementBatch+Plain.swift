internal import Diagnostics
internal import Synchronization
internal import Tables

extension JudgementBatch {
    /// Reads a table without defects on several threads.
    ///
    /// - Returns: Nil where anything needs care; nothing is reported then.
    static func plain(_ source: TableSource, into log: inout DiagnosticLog) -> JudgementBatch? {
        var headerLog = DiagnosticLog()
        let table = PlainTable(
            source, columns: Field.columns, allowsQuotes: true, countsLines: true, into: &headerLog)
        guard let table, let columns = PlainColumns(table) else { return nil }
        let (matrices, experts) = (SharedNames(), SharedNames())
        let joined = Mutex(JoinedBatch(JudgementBatch(file: source.name), columns))
        let read = table.read(
            workers: workerCount, from: { RunReader(columns, matrices, experts) },
            { reader, block in reader.read(block) },
            deliver: { runs, _ in joined.withLock { $0.take(runs) } })
        guard read != nil else { return nil }
        let batch = joined.withLock { $0.batch { matrices.text($0) } }
        if batch != nil { log.merge(headerLog) }
        return batch
    }
}

/// Where the columns of a batch stand in the file.
private struct PlainColumns: Sendable {
    let expert: Int?
    let matrix: Int
    let order: Int
    let row: Int
    let column: Int
    let value: Int

    init?(_ table: PlainTable) {
        typealias Field = JudgementBatch.Field
        let positions = table.positions
        guard let matrix = positions[Field.matrix], let order = positions[Field.order],
            let row = positions[Field.row], let column = positions[Field.column],
            let value = positions[Field.value]
        else { return nil }
        expert = positions[Field.expert]
        (self.matrix, self.order, self.row, self.column) = (matrix, order, row, column)
        self.value = value
    }
}

/// The rows of a block, those of one matrix in a run.
private struct JudgementRuns: Sendable {
    struct Run: Sendable {
        /// Numbers that all threads share.
        let expert: Int32
        let matrix: Int32
        let order: Int
        let line: Int
        /// Behind its last judgement.
        var end: Int
    }

    var runs: [Run] = []
    /// Per judgement, its place in the upper triangle.
    var places: [Int32] = []
    var ratios: [Double] = []
}

/// One thread's way from a block to its runs.
private final class RunReader: @unchecked Sendable {
    // Sendable because it stays with the thread that made it.
    private let fields: PlainColumns
    private let matrices: SharedNames
    private let experts: SharedNames
    private var matrixColumn = NumberedColumn()
    private var expertColumn = NumberedColumn()
    private var answers = RatioMemory()

    init(_ fields: PlainColumns, _ matrices: SharedNames, _ experts: SharedNames) {
        (self.fields, self.matrices, self.experts) = (fields, matrices, experts)
    }

    /// - Returns: Nil where something needs care.
    func read(_ block: PlainBlock) -> JudgementRuns? {
        guard matrixColumn.read(block, fields.matrix, matrices.number),
            fields.expert.map({ expertColumn.read(block, $0, experts.number) }) ?? true
        else { return nil }
        let orders = block.wholes(fields.order)
        let (firsts, seconds) = (block.wholes(fields.row), block.wholes(fields.column))
        var found = JudgementRuns()
        found.places.reserveCapacity(block.rowCount)
        found.ratios.reserveCapacity(block.rowCount)
        for row in 0..<block.rowCount {
            let (order, first, second) = (Int(orders[row]), Int(firsts[row]), Int(seconds[row]))
            guard 1 <= order, order <= JudgementBatch.largestOrder, 1 <= first, first <= order,
                1 <= second, second <= order,
                let answer = answers.ratio(block.source(row, fields.value)), isOnScale(answer),
                first != second || answer == 1,
                isInRun(row, of: order, &found.runs, block)
            else { return nil }
            // A one of the diagonal says nothing but that the matrix is there.
            if first == second { continue }
            let pair = ComparedPair(min(first, second) - 1, max(first, second) - 1)
            found.places.append(Int32(pair.place(order: order)))
            found.ratios.append(first < second ? answer : 1 / answer)
            found.runs[found.runs.count - 1].end = found.places.count
        }
        return found
    }

    /// Goes on with the last run, or starts one.
    ///
    /// - Returns: Whether the order is that of the run.
    private func isInRun(
        _ row: Int, of order: Int, _ runs: inout [JudgementRuns.Run], _ block: PlainBlock
    ) -> Bool {
        let matrix = matrixColumn.numbers[row]
        let expert = fields.expert == nil ? 0 : expertColumn.numbers[row]
        if let last = runs.last, last.matrix == matrix, last.expert == expert {
            return last.order == order
        }
        runs.append(
            .init(
                expert: expert, matrix: matrix, order: order, line: block.line(of: row),
                end: runs.last?.end ?? 0))
        return true
    }
}

/// A batch put together from runs in the order of the file.
private struct JoinedBatch: Sendable {
    private var found: JudgementBatch
    private let hasExperts: Bool
    private var needsCare = false
    /// Shared numbers of the matrices in order of first appearance.
    private var matrices: [Int] = []
    /// Per shared number, the place in that order; −1 where it did not appear yet.
    private var placeOfMatrix: [Int] = []
    /// By shared number of the expert, shifted, and place of the matrix.
    private var entryOfPair: [UInt64: Int] = [:]

    init(_ empty: JudgementBatch, _ columns: PlainColumns) {
        found = empty
        hasExperts = columns.expert != nil
    }

    /// The batch; nil where something needs care.
    func batch(name: (Int) -> String) -> JudgementBatch? {
        if needsCare { return nil }
        var batch = found
        batch.names = matrices.map(name)
        return batch
    }

    mutating func take(_ runs: JudgementRuns?) {
        guard let runs, !needsCare else {
            needsCare = true
            return
        }
        var start = 0
        for run in runs.runs {
            let entry = found.entries[entry(of: run)]
            if entry.order != run.order { needsCare = true }
            if needsCare { return }
            for number in start..<run.end {
                put(runs.ratios[number], at: entry.start + Int(runs.places[number]))
            }
            start = run.end
        }
    }

    /// A pair may be judged twice if both agree; the last one stands.
    private mutating func put(_ ratio: Double, at place: Int) {
        let known = found.upper[place]
        if known > 0, abs(known - ratio) > 1e-9 * known { needsCare = true }
        found.upper[place] = ratio
    }

    private mutating func entry(of run: JudgementRuns.Run) -> Int {
        let matrix = place(of: Int(run.matrix))
        if hasExperts {
            let pair = UInt64(run.expert) << 32 | UInt64(matrix)
            if let known = entryOfPair[pair] { return known }
            entryOfPair[pair] = found.entries.count
        } else if matrix < found.entries.count {
            return matrix
        }
        found.hasExperts = hasExperts
        found.entries.append(
            .init(matrix: matrix, order: run.order, start: found.upper.count, line: run.line))
        found.upper.append(contentsOf: repeatElement(0, count: run.order * (run.order - 1) / 2))
        return found.entries.count - 1
    }

    private mutating func place(of matrix: Int) -> Int {
        if matrix >= placeOfMatrix.count {
            let missing = matrix + 1 - placeOfMatrix.count
            placeOfMatrix += repeatElement(-1, count: max(missing, placeOfMatrix.count / 2))
        }
        if placeOfMatrix[matrix] < 0 {
            placeOfMatrix[matrix] = matrices.count
            matrices.append(matrix)
        }
        return placeOfMatrix[matrix]
    }
}
