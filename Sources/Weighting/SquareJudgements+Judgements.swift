package import Diagnostics
internal import Languages
package import Tables

extension SquareJudgements {
    /// Reads one file for the calculator: a square table of one expert, or the long form of several
    /// experts about the children of one node.
    ///
    /// - Parameters:
    ///   - expert: Whose table a square one is.
    ///   - weight: How much that expert's word weighs.
    /// - Returns: One per expert; nil after telling every problem.
    package static func readAny(
        _ source: TableSource, expert: String, weight: Double = 1, into log: inout DiagnosticLog
    ) -> [SquareJudgements]? {
        guard isLongForm(source) else {
            return read(source, expert: expert, weight: weight, into: &log).map { [$0] }
        }
        let errorsBefore = log.errorCount
        let judgements = Judgement.read(source, into: &log).judgements
        guard log.errorCount == errorsBefore else { return nil }
        return sheets(of: judgements, file: source.name, into: &log)
    }

    /// The first record names the columns of the long form, in either language.
    private static func isLongForm(_ source: TableSource) -> Bool {
        var names: Set<String>?
        var unheard = DiagnosticLog(limit: 0)
        _ = readRecords(source, fieldCount: .any, into: &unheard) { record, _ in
            if names == nil { names = Set(record.texts.map { $0.lowercased() }) }
        }
        let wanted = [["left", "指标甲"], ["right", "指标乙"], ["node", "上级指标"]]
        return wanted.allSatisfy { either in either.contains { names?.contains($0) ?? false } }
    }

    /// The labels of the long form in order of first appearance, the experts by name.
    private static func sheets(
        of judgements: [Judgement], file: String, into log: inout DiagnosticLog
    ) -> [SquareJudgements]? {
        guard let first = judgements.first else {
            log.report(noJudgement(file: file))
            return nil
        }
        let errorsBefore = log.errorCount
        var labels: [String] = []
        for judgement in judgements {
            if judgement.node != first.node { log.report(otherNode(judgement, than: first)) }
            for label in [judgement.left, judgement.right] where !labels.contains(label) {
                labels.append(label)
            }
        }
        guard log.errorCount == errorsBefore else { return nil }
        let group = SiblingGroup(node: first.node, children: labels)
        let sheets = JudgementSheets(
            judgements, tree: [group], classes: [], scale: .linear, into: &log)
        let panel = sheets.panel(.init(node: first.node, unitClass: nil), of: group)
        guard log.errorCount == errorsBefore else { return nil }
        guard let panel else {
            log.report(noJudgement(file: file))
            return nil
        }
        return panel.sittings.map { sitting in
            SquareJudgements(
                expert: sitting.opinion.expert, weight: sitting.opinion.weight, labels: labels,
                answers: sitting.opinion.matrix, place: sitting.place)
        }
    }
}

private func otherNode(_ judgement: Judgement, than first: Judgement) -> Diagnostic {
    Diagnostic(
        .valueInvalid, at: judgement.places.node, found: judgement.node,
        expected: Wording(first.node),
        message: Wording(
            zh: "计算器一次只比较一个上级的指标", en: "the calculator compares the children of one node"),
        remedy: Wording(
            zh: "每个上级指标单独成一个文件；整棵树用 quanjing weights",
            en: "give each node a file of its own; for a whole tree use quanjing weights"))
}

private func noJudgement(file: String) -> Diagnostic {
    Diagnostic(
        .judgementsMissing, at: Place(file: file),
        message: Wording(zh: "文件中没有判断", en: "the file holds no judgement"),
        remedy: Wording(zh: "补充两两比较", en: "add comparisons"))
}
