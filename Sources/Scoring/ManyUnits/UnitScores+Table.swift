package import Diagnostics
internal import Languages
internal import Synchronization
package import Tables

extension UnitScores {
    package static let columns: [Column] = [
        .required("unit_id", "单位编码"), .required("code", "指标编码"), .required("value", "值"),
    ]

    /// Reads the values of many units and scores them; values of inner nodes have no place.
    ///
    /// - Returns: Nil where it can't be read as a table. With errors in the log rows are missing.
    package static func read(
        _ source: TableSource, tree: WeightedTree, into log: inout DiagnosticLog
    ) -> UnitScores? {
        var plainLog = DiagnosticLog()
        if let matrix = plainMatrix(source, tree, into: &plainLog) {
            log.merge(plainLog)
            return UnitScores(matrix, tree: tree)
        }
        return matrix(source, tree, into: &log).map { UnitScores($0, tree: tree) }
    }

    private static func leafCodes(_ tree: WeightedTree) -> [String] {
        tree.leaves.map { tree.nodes[$0].code }
    }

    /// The fast way, on several threads; nil where the table needs care.
    private static func plainMatrix(
        _ source: TableSource, _ tree: WeightedTree, into log: inout DiagnosticLog
    ) -> KPIMatrix? {
        guard let table = PlainTable(source, columns: columns, allowsQuotes: true, into: &log),
            let unit = table.positions[0], let code = table.positions[1],
            let value = table.positions[2]
        else { return nil }
        let leaves = SharedNames(leafCodes(tree))
        // Nil once something needs care.
        let matrix = Mutex<KPIMatrix?>(KPIMatrix(leafCount: tree.leaves.count))
        let read = table.read(
            workers: workerCount, from: { KPITally() },
            { tally, block in
                tally.units = NameRuns(block, [unit])
                let isRead =
                    tally.codes.read(block, code) { leaves.known($0) ?? -1 }
                    && block.read(value, into: &tally.values)
                matrix.withLock { if !isRead || $0?.put(tally) != true { $0 = nil } }
            }, deliver: { _, _ in })
        return read == nil ? nil : matrix.withLock { $0 }
    }

    /// The careful way: every defect reported.
    private static func matrix(
        _ source: TableSource, _ tree: WeightedTree, into log: inout DiagnosticLog
    ) -> KPIMatrix? {
        let codes = leafCodes(tree)
        let leaves = SharedNames(codes)
        var matrix = KPIMatrix(leafCount: codes.count)
        let table = readTable(source, columns: columns, into: &log) { row, log in
            let (unit, code) = (row.text(0, &log), row.text(1, &log))
            let value = row.number(2, &log)
            guard let unit, let code, let value else { return }
            guard let leaf = leaves.known(Array(code.utf8)) else {
                row.report(
                    .unknownReference, 1,
                    expected: Wording(zh: "指标树的末级指标", en: "a leaf of the tree"),
                    message: Wording(
                        zh: "“\(code)”不是指标树的末级指标", en: "“\(code)” is no leaf of the tree"),
                    remedy: (log.keepsErrors ? nearestName(to: code, among: codes) : nil).map(
                        Wording.didYouMean)
                        ?? Wording(
                            zh: "请更正编码，或在树中补上", en: "correct the code, or add it to the tree"),
                    into: &log)
                return
            }
            if !matrix.put(value, row: matrix.row(of: Array(unit.utf8)), leaf: leaf) {
                row.report(
                    .duplicateKey, 1, expected: Wording(zh: "每个单位每项指标一个值", en: "one value each"),
                    message: Wording(
                        zh: "\(unit) 的 \(code) 前面已有", en: "\(unit) has a value of \(code) already"),
                    remedy: Wording(zh: "请只保留一行", en: "keep one of the rows"), into: &log)
            }
        }
        return table == nil ? nil : matrix
    }
}

/// What one thread read of a block.
private struct KPITally: Sendable {
    var units: NameRuns?
    var codes = NumberedColumn()
    var values: [Double] = []
}

extension KPIMatrix {
    /// - Returns: Whether no unit has two values of a leaf.
    fileprivate mutating func put(_ tally: KPITally) -> Bool {
        guard let units = tally.units else { return false }
        for run in 0..<units.count {
            let (row, rows) = (row(of: units, run), units.rows(run))
            guard put(tally.values[rows], row: row, leaves: tally.codes.numbers[rows]) else {
                return false
            }
        }
        return true
    }
}
