internal import Diagnostics
internal import Synchronization
internal import Tables

extension JudgementBatch {
    /// Reads a table without defects on several threads.
    ///
    /// - Returns: Nil where anything needs care; nothing is reported then.
    static func plain(_ source: TableSource, into log: inout DiagnosticLog) -> JudgementBatch? {
        var headerLog = DiagnosticLog()
        var source = source
        // What is made of a block stays in the caches.
        source.blockSize = min(source.blockSize, 1 << 16)
        let table = PlainTable(
            source, columns: Field.columns, allowsQuotes: true, into: &headerLog)
        guard let table, let columns = PlainColumns(table) else { return nil }
        let joined = Mutex(JoinedBatch(JudgementBatch(file: source.name), columns))
        let read = table.read(
            workers: workerCount, from: { RunReader(columns) },
            { reader, block in reader.read(block) },
            deliver: { runs, line in joined.withLock { $0.take(runs, from: line) } })
        guard read != nil, let batch = joined.withLock({ $0.batch }) else { return nil }
        log.merge(headerLog)
        return batch
    }
}

/// Where the columns of a batch stand in the file.
private struct PlainColumns: Sendable {
    let expert: Int?
    /// Of the expert, if there is one, and the matrix.
    let names: [Int]
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
        names = [expert, matrix].compactMap(\.self)
        (self.order, self.row, self.column, self.value) = (order, row, column, value)
    }
}

/// The judgements of a block.
private struct JudgementRuns: Sendable {
    /// Experts, if any, and matrices.
    let names: NameRuns
    /// Of each run.
    var orders: [Int32] = []
    /// Behind the last judgement of each run.
    var ends: [Int] = []
    /// Per judgement, its place in the upper triangle.
    var places: [Int32] = []
    var ratios: [Double] = []
}

/// One thread's way from a block to its judgements.
private final class RunReader: @unchecked Sendable {
    // Sendable because it stays with the thread that made it.
    private let fields: PlainColumns
    private var answers = RatioMemory()

    init(_ fields: PlainColumns) { self.fields = fields }

    /// - Returns: Nil where something needs care.
    func read(_ block: PlainBlock) -> JudgementRuns? {
        // Line feeds inside quotes would have to be counted.
        guard block.lineOffsets().isEmpty, let names = NameRuns(block, fields.names) else {
            return nil
        }
        var found = JudgementRuns(names: names)
        found.places.reserveCapacity(block.rowCount)
        found.ratios.reserveCapacity(block.rowCount)
        let orders = block.wholes(fields.order)
        let (firsts, seconds) = (block.wholes(fields.row), block.wholes(fields.column))
        for run in 0..<names.count {
            let rows = names.rows(run)
            let order = orders[rows.lowerBound]
            guard 1 <= order, order <= JudgementBatch.largestOrder else { return nil }
            for row in rows {
                let (first, second) = (firsts[row], seconds[row])
                guard orders[row] == order, 1 <= first, first <= order, 1 <= second,
                    second <= order,
                    let answer = answers.ratio(block.source(row, fields.value)),
                    isOnScale(answer), first != second || answer == 1
                else { return nil }
                // A one of the diagonal says nothing but that the matrix is there.
                if first == second { continue }
                let pair = ComparedPair(Int(min(first, second)) - 1, Int(max(first, second)) - 1)
                found.places.append(Int32(pair.place(order: Int(order))))
                found.ratios.append(first < second ? answer : 1 / answer)
            }
            found.orders.append(order)
            found.ends.append(found.places.count)
        }
        return found
    }
}

/// A batch put together from blocks in the order of the file.
private struct JoinedBatch: Sendable {
    private var found: JudgementBatch
    private let hasExperts: Bool
    private var needsCare = false
    private var matrices = ByteIndex()
    private var experts = ByteIndex()
    /// By number of the expert, shifted, and of the matrix.
    private var entryOfPair: [UInt64: Int] = [:]

    init(_ empty: JudgementBatch, _ columns: PlainColumns) {
        found = empty
        hasExperts = columns.expert != nil
    }

    /// The batch; nil where something needs care.
    var batch: JudgementBatch? {
        if needsCare { return nil }
        var batch = found
        batch.names = (0..<matrices.count).map(matrices.text)
        return batch
    }

    mutating func take(_ runs: JudgementRuns?, from line: Int) {
        guard let runs, !needsCare else {
            needsCare = true
            return
        }
        var start = 0
        for run in 0..<runs.names.count {
            let entry = found.entries[entry(of: run, in: runs, from: line)]
            if entry.order != Int(runs.orders[run]) { needsCare = true }
            if needsCare { return }
            for number in start..<runs.ends[run] {
                put(runs.ratios[number], at: entry.start + Int(runs.places[number]))
            }
            start = runs.ends[run]
        }
    }

    /// A pair may be judged twice if both agree; the last one stands.
    private mutating func put(_ ratio: Double, at place: Int) {
        let known = found.upper[place]
        if known > 0, abs(known - ratio) > 1e-9 * known { needsCare = true }
        found.upper[place] = ratio
    }

    private mutating func entry(of run: Int, in runs: JudgementRuns, from line: Int) -> Int {
        let matrix = runs.names.number(run, hasExperts ? 1 : 0, in: &matrices)
        if hasExperts {
            let expert = runs.names.number(run, 0, in: &experts)
            let pair = UInt64(expert) << 32 | UInt64(matrix)
            if let known = entryOfPair[pair] { return known }
            entryOfPair[pair] = found.entries.count
        } else if matrix < found.entries.count {
            return matrix
        }
        let order = Int(runs.orders[run])
        found.hasExperts = hasExperts
        found.entries.append(
            .init(
                matrix: matrix, order: order, start: found.upper.count,
                line: line + runs.names.rows(run).lowerBound))
        found.upper.append(contentsOf: repeatElement(0, count: order * (order - 1) / 2))
        return found.entries.count - 1
    }
}
