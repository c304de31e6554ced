internal import Dispatch
import Glibc
package import Diagnostics
package import Documents
internal import Languages
package import LinearAlgebra
internal import Synchronization
internal import Tables

/// The weights of every matrix of a batch.
package struct BatchPriorities: Sendable {
    /// Names of the matrices in order of first appearance.
    package let names: [String]
    package let orders: [Int]
    package let lambdaMax: [Double]
    /// nil where the table has no random index.
    package let ratios: [Double?]
    /// Weights one matrix after the other.
    package let weights: [Double]
    /// The experts' opinions that count, over all matrices; the number of matrices without experts.
    package let opinionCount: Int
    private let hasExperts: Bool

    /// Solves every matrix; where there are experts, the averaged judgements of those whose CR is
    /// within the maximum.
    ///
    /// - Returns: nil after telling which matrices have no answer.
    /// - Throws: `.notConverged` when LAPACK gives up.
    package init?(
        _ batch: JudgementBatch, rules: WeightingRules, into log: inout DiagnosticLog
    ) throws(LinearAlgebraError) {
        hasExperts = batch.hasExperts
        let single = try Solution(
            batch, rules: rules, mayLackWeights: batch.hasExperts, into: &log)
        guard let single else { return nil }
        names = batch.names
        guard batch.hasExperts else {
            orders = batch.entries.map(\.order)
            (lambdaMax, ratios, weights) = (single.lambdaMax, single.ratios, single.weights)
            opinionCount = batch.entries.count
            return
        }
        let kept = batch.entries.indices.filter { index in
            single.ratios[index].map { $0 <= rules.maximumRatio } ?? true
        }
        guard let groups = batch.averaged(over: kept, scale: rules.scale, into: &log),
            let group = try Solution(
                groups, rules: rules.withoutScale, mayLackWeights: false, into: &log)
        else { return nil }
        orders = groups.entries.map(\.order)
        (lambdaMax, ratios, weights) = (group.lambdaMax, group.ratios, group.weights)
        opinionCount = kept.count
    }

    /// `matrix_id,n,lambda_max,cr,w1…wn`, one row a matrix; shorter rows end in empty cells.
    ///
    /// Written in parallel, handed over in order.
    package func csv() -> [[UInt8]] {
        let width = orders.max() ?? 0
        var header = CSVWriter()
        header.addRecord(
            [hasExperts ? "matrix_code" : "matrix_id", "n", "lambda_max", "cr"]
                + (0..<width).map { "w\($0 + 1)" })
        let starts = orders.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1) }
        let chunks = stride(from: 0, to: names.count, by: 1024).map {
            $0..<min($0 + 1024, names.count)
        }
        let texts = Mutex([[UInt8]](repeating: [], count: chunks.count))
        DispatchQueue.concurrentPerform(iterations: chunks.count) { chunk in
            let text = rows(chunks[chunk], width: width, starts: starts)
            texts.withLock { $0[chunk] = text }
        }
        return texts.withLock { [header.bytes] + $0 }
    }

    /// The same as one document, with the rules that made it.
    package func json(rules: WeightingRules) -> JSONValue {
        let starts = orders.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1) }
        return [
            "method": .string(rules.method.rawValue),
            "randomIndex": .string(rules.randomIndex.rawValue), "opinions": .integer(opinionCount),
            "matrices": .array(
                names.indices.map { matrix in
                    [
                        "matrix": .string(names[matrix]), "n": .integer(orders[matrix]),
                        "lambdaMax": .number(lambdaMax[matrix]), "cr": .init(ratios[matrix]),
                        "weights": .init(Array(weights[starts[matrix]..<starts[matrix + 1]])),
                    ]
                }),
        ]
    }

    private func rows(_ matrices: Range<Int>, width: Int, starts: [Int]) -> [UInt8] {
        var lines = LineBuffer(capacity: 1 << 17)
        for matrix in matrices {
            lines.putField(Array(names[matrix].utf8)[...])
            lines.reserve(64 + 29 * (max(width, orders[matrix]) + 2))
            lines.put(comma)
            lines.put(orders[matrix])
            lines.put(comma)
            lines.put(lambdaMax[matrix])
            lines.put(comma)
            if let ratio = ratios[matrix] { lines.put(ratio) }
            for weight in weights[starts[matrix]..<starts[matrix + 1]] {
                lines.put(comma)
                lines.put(weight)
            }
            for _ in orders[matrix]..<max(width, orders[matrix]) { lines.put(comma) }
            lines.put(UInt8(ascii: "\n"))
        }
        return lines.takeBytes()
    }
}

private let comma = UInt8(ascii: ",")

/// One answer per entry of a batch.
private struct Solution {
    private(set) var lambdaMax: [Double] = []
    private(set) var ratios: [Double?] = []
    private(set) var weights: [Double] = []

    /// - Parameter mayLackWeights: An opinion that doesn't connect its siblings has no weights and
    ///   no ratio, which is no error: others may complete it.
    init?(
        _ batch: JudgementBatch, rules: WeightingRules, mayLackWeights: Bool,
        into log: inout DiagnosticLog
    ) throws(LinearAlgebraError) {
        if rules.method == .eigenvector, !batch.upper.contains(0) {
            try solveAtOnce(batch, rules)
        } else {
            let errorsBefore = log.errorCount
            for entry in batch.entries {
                if mayLackWeights, !batch.matrix(entry, on: rules.scale).isConnected {
                    ratios.append(nil)
                } else {
                    try solve(entry, of: batch, rules, into: &log)
                }
            }
            if log.errorCount > errorsBefore { return nil }
        }
    }

    private mutating func solveAtOnce(
        _ batch: JudgementBatch, _ rules: WeightingRules
    ) throws(LinearAlgebraError) {
        let orders = batch.entries.map(\.order)
        let upper =
            rules.scale == .linear
            ? batch.upper : batch.upper.map { rules.scale.ratio(of: $0) }
        let pairs = try ReciprocalEigenpairs(orders: orders, upper: upper)
        let indices = (0...(orders.max() ?? 0)).map { rules.randomIndex.value(order: $0) }
        (lambdaMax, weights) = (pairs.values, pairs.vectors)
        ratios = zip(orders, pairs.values).map { order, lambda in
            if order <= 2 { return 0 }
            let ci = max(0, lambda - Double(order)) / Double(order - 1)
            return indices[order].map { ci / $0 }
        }
    }

    private mutating func solve(
        _ entry: JudgementBatch.Entry, of batch: JudgementBatch, _ rules: WeightingRules,
        into log: inout DiagnosticLog
    ) throws(LinearAlgebraError) {
        let matrix = batch.matrix(entry, on: rules.scale)
        let name = batch.names[entry.matrix]
        let place = Place(file: batch.file, line: entry.line)
        guard matrix.isComplete || rules.incomplete != .reject else {
            log.report(incomplete(name, count: matrix.missing.count, at: place))
            return
        }
        guard matrix.isConnected else {
            log.report(disconnected(name, matrix.components, at: place))
            return
        }
        let priorities = try matrix.priorities(
            by: rules.method, randomIndex: rules.randomIndex, implying: rules.implied)
        lambdaMax.append(priorities.lambdaMax)
        ratios.append(priorities.cr)
        weights += priorities.weights
    }
}

extension JudgementBatch {
    /// AIJ of the opinions that are kept: a batch of one matrix per name, in ratios.
    fileprivate func averaged(
        over kept: [Int], scale: JudgementScale, into log: inout DiagnosticLog
    ) -> JudgementBatch? {
        var groups = JudgementBatch(file: file)
        groups.names = names
        var first = [Int?](repeating: nil, count: names.count)
        for entry in entries where first[entry.matrix] == nil {
            first[entry.matrix] = groups.entries.count
            groups.entries.append(
                .init(
                    matrix: entry.matrix, order: entry.order, start: groups.upper.count,
                    line: entry.line))
            groups.upper.append(
                contentsOf: repeatElement(0, count: entry.order * (entry.order - 1) / 2))
        }
        var counts = [Int](repeating: 0, count: groups.upper.count)
        var opinions = [Int](repeating: 0, count: names.count)
        let errorsBefore = log.errorCount
        for entry in entries {
            let target = groups.entries[entry.matrix]
            if entry.order != target.order { log.report(otherOrder(entry, target)) }
        }
        guard log.errorCount == errorsBefore else { return nil }
        for index in kept {
            let entry = entries[index]
            opinions[entry.matrix] += 1
            let target = groups.entries[entry.matrix].start
            for offset in 0..<entry.order * (entry.order - 1) / 2 {
                let answer = upper[entry.start + offset]
                guard answer > 0 else { continue }
                groups.upper[target + offset] += log2(scale.ratio(of: answer))
                counts[target + offset] += 1
            }
        }
        for entry in groups.entries where opinions[entry.matrix] == 0 {
            log.report(
                nobodyConsistent(names[entry.matrix], at: Place(file: file, line: entry.line)))
        }
        guard log.errorCount == errorsBefore else { return nil }
        for index in counts.indices {
            groups.upper[index] =
                counts[index] > 0 ? exp2(groups.upper[index] / Double(counts[index])) : 0
        }
        return groups
    }

    private func otherOrder(_ entry: Entry, _ target: Entry) -> Diagnostic {
        Diagnostic(
            .valueInvalid, at: Place(file: file, line: entry.line), found: "\(entry.order)",
            expected: Wording("\(target.order)"),
            message: Wording(
                zh: "矩阵“\(names[entry.matrix])”在第 \(target.line) 行的阶数是 \(target.order)",
                en:
                    "the order of matrix “\(names[entry.matrix])” is \(target.order) on line \(target.line)"
            ),
            remedy: Wording(zh: "各专家的同一矩阵阶数须一致", en: "give one order per matrix"))
    }
}

extension WeightingRules {
    /// The same rules for ratios that are already on their scale.
    fileprivate var withoutScale: WeightingRules {
        WeightingRules(
            method: method, randomIndex: randomIndex, group: group, maximumRatio: maximumRatio,
            inconsistent: inconsistent, incomplete: incomplete, scale: .linear)
    }
}

private func incomplete(_ name: String, count: Int, at place: Place) -> Diagnostic {
    Diagnostic(
        .judgementsMissing, at: place, found: "\(count)",
        message: Wording(
            zh: "矩阵“\(name)”缺少 \(count) 个判断", en: "matrix “\(name)” lacks \(count) judgement(s)"),
        remedy: Wording(
            zh: "补充这些判断，或允许推算（--incomplete completion）",
            en: "add them, or allow them to be implied (--incomplete completion)"))
}

private func disconnected(_ name: String, _ components: [[Int]], at place: Place) -> Diagnostic {
    let sets = components.map { "{" + $0.map { "\($0 + 1)" }.joined(separator: ", ") + "}" }
    return Diagnostic(
        .graphDisconnected, at: place, found: sets.joined(separator: " "),
        message: Wording(
            zh: "矩阵“\(name)”的判断互不相连：\(sets.joined(separator: " "))",
            en:
                "nothing connects the judgements of matrix “\(name)”: \(sets.joined(separator: " "))"
        ),
        remedy: Wording(zh: "至少补充一个跨组的比较", en: "add at least one comparison between the sets"))
}

private func nobodyConsistent(_ name: String, at place: Place) -> Diagnostic {
    Diagnostic(
        .judgementsInconsistent, at: place, found: name,
        message: Wording(
            zh: "矩阵“\(name)”没有一位专家的判断通过一致性检验",
            en: "no expert's judgements of matrix “\(name)” are consistent enough"),
        remedy: Wording(zh: "请专家重新判断，或提高 --max-cr", en: "ask again, or raise --max-cr"))
}
