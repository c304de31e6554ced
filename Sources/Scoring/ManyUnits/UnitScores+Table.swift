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
        if let (matrix, names) = plainMatrix(source, tree, into: &plainLog) {
            log.merge(plainLog)
            return UnitScores(matrix, tree: tree, names: names)
        }
        return matrix(source, tree, into: &log).map {
            UnitScores($0.matrix, tree: tree, names: $0.names)
        }
    }

    private static func leafCodes(_ tree: WeightedTree) -> [String] {
        tree.leaves.map { tree.nodes[$0].code }
    }

    /// The fast way, on several threads; nil where the table needs care.
    private static func plainMatrix(
        _ source: TableSource, _ tree: WeightedTree, into log: inout DiagnosticLog
    ) -> (matrix: KPIMatrix, names: [[UInt8]])? {
        guard let table = PlainTable(source, columns: columns, allowsQuotes: true, into: &log),
            let unit = table.positions[0], let code = table.positions[1],
            let value = table.positions[2]
        else { return nil }
        let (units, leaves) = (SharedNames(), SharedNames(leafCodes(tree)))
        let isWhole = Mutex(true)
        let read = table.read(
            workers: workerCount, from: { KPITally(leafCount: tree.leaves.count) },
            { tally, block in
                tally.units.read(block, unit, units.number)
                    && tally.codes.read(block, code) { leaves.known($0) ?? -1 }
                    && block.read(value, into: &tally.values) && tally.take(block.rowCount)
            },
            deliver: { isGood, _ in if !isGood { isWhole.withLock { $0 = false } } })
        guard let parts = read?.states, isWhole.withLock({ $0 }) else { return nil }
        var matrix = parts[0].matrix
        for part in parts.dropFirst() where !matrix.merge(part.matrix) { return nil }
        return (matrix, units.all())
    }

    /// The careful way: every defect reported.
    private static func matrix(
        _ source: TableSource, _ tree: WeightedTree, into log: inout DiagnosticLog
    ) -> (matrix: KPIMatrix, names: [[UInt8]])? {
        let codes = leafCodes(tree)
        let (units, leaves) = (SharedNames(), SharedNames(codes))
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
                    remedy: nearestName(to: code, among: codes).map {
                        Wording(zh: "是否应为“\($0)”？", en: "did you mean “\($0)”?")
                    } ?? Wording(zh: "请更正编码，或在树中补上", en: "correct the code, or add it to the tree"),
                    into: &log)
                return
            }
            let number = units.number(of: Array(unit.utf8))
            if !matrix.put(value, unit: Int32(number), leaf: Int32(leaf)) {
                row.report(
                    .duplicateKey, 1, expected: Wording(zh: "每个单位每项指标一个值", en: "one value each"),
                    message: Wording(
                        zh: "\(unit) 的 \(code) 前面已有", en: "\(unit) has a value of \(code) already"),
                    remedy: Wording(zh: "请只保留一行", en: "keep one of the rows"), into: &log)
            }
        }
        return table == nil ? nil : (matrix, units.all())
    }
}

/// One thread's part of a table of values.
private struct KPITally: Sendable {
    var matrix: KPIMatrix
    var units = NumberedColumn()
    var codes = NumberedColumn()
    var values: [Double] = []

    init(leafCount: Int) { matrix = KPIMatrix(leafCount: leafCount) }

    /// - Returns: Whether no unit has two values of a leaf.
    mutating func take(_ rows: Int) -> Bool {
        for row in 0..<rows {
            let (unit, code) = (units.numbers[row], codes.numbers[row])
            if !matrix.put(values[row], unit: unit, leaf: code) { return false }
        }
        return true
    }
}
