package import Diagnostics
internal import Indicators
package import Languages
internal import LinearAlgebra
internal import Scoring
package import Weighting

/// What hangs on the weights of a round: on each expert, each judgement and each single weight.
package struct WeightStudy: Sendable {
    /// A node of the tree, for readers who don't know its code.
    package struct Name: Sendable, Hashable {
        package let code: String
        package let name: Wording
        /// 0 for the root.
        package let level: Int
    }

    package let title: String
    package let year: Int
    package let rules: WeightingRules
    /// Every node in tree order, the root first.
    package let nodes: [Name]
    /// One per unit class of the folder, in order.
    package let classes: [ClassStudy]
    /// Warnings only.
    package let log: DiagnosticLog

    /// Evaluates a folder and works out its weights again without each expert, with each repair and
    /// with each weight moved.
    ///
    /// - Parameter pair: Two units of one class to be swapped; nil: neighbours in rank only.
    /// - Throws: `InvalidInput` with every problem of the folder at once, `LinearAlgebraError`
    ///   where LAPACK gives up on a judgement matrix.
    package init(ofFolder path: String, swapping pair: (String, String)? = nil) throws {
        var log = DiagnosticLog()
        let folder = try FolderReader.read(path, into: &log).folder
        if let folder, let pair { folder.checkSwap(pair, into: &log) }
        try log.check()
        guard let folder, let judged = folder.judgedWeights else {
            preconditionFailure("a folder without an error has weights")
        }
        try self.init(folder, judged, swapping: pair, log: log)
    }

    private init(
        _ folder: EvaluationFolder, _ judged: JudgedWeights, swapping pair: (String, String)?,
        log: DiagnosticLog
    ) throws(LinearAlgebraError) {
        let units = folder.dossiers.map { dossier, opinion in
            UnitEvaluation(dossier, opinion: opinion, folder: folder, weights: judged.sets)
        }
        var remedies = RepairMemory()
        var classes: [ClassStudy] = []
        for basis in ClassWeights.all(of: judged, for: folder.classes) {
            let standings = ClassStandings(
                units.filter { $0.unit.unitClass == basis.unitClass }, of: folder,
                weights: basis.weights)
            classes.append(
                try ClassStudy(
                    basis, panels: judged.panels(for: basis.unitClass), rules: judged.rules,
                    standings: standings, swapping: pair, remedies: &remedies))
        }
        self.classes = classes
        title = folder.settings.title
        year = folder.settings.year
        rules = judged.rules
        nodes = folder.tree.nodes.map { Name(code: $0.code, name: $0.name, level: $0.level) }
        self.log = log
    }
}

extension EvaluationFolder {
    /// Both units are there and in one class.
    fileprivate func checkSwap(_ pair: (String, String), into log: inout DiagnosticLog) {
        let file = "forms/units.csv"
        let found = [pair.0, pair.1].map { id in forms.units.first { $0.unitID == id } }
        for (id, unit) in zip([pair.0, pair.1], found) where unit == nil {
            let near = nearestName(to: id, among: forms.units.map(\.unitID))
            log.report(
                Diagnostic(
                    .unknownReference, at: Place(file: file), found: id,
                    message: Wording(zh: "没有单位“\(id)”", en: "there is no unit “\(id)”"),
                    remedy: near.map {
                        Wording(zh: "是否为“\($0)”？", en: "did you mean “\($0)”?")
                    } ?? Wording(zh: "请写单位编码", en: "name a unit by its code")))
        }
        guard let first = found[0], let second = found[1] else { return }
        guard first.unitClass != second.unitClass || first.unitID == second.unitID else { return }
        log.report(
            Diagnostic(
                .valueInvalid, at: Place(file: file), found: "\(pair.0), \(pair.1)",
                expected: Wording(
                    zh: "同一评估序列的两个单位", en: "two units of one class"),
                message: Wording(
                    zh: "两个单位不在同一序列，不一起排名",
                    en: "units of different classes are not ranked together"),
                remedy: Wording(
                    zh: "请选同一评估序列的两个单位", en: "choose two units of one class")))
    }
}

/// Remedies of a panel are looked for once, however many classes it serves.
struct RepairMemory {
    private struct Key: Hashable {
        let node: String
        let unitClass: String?
    }

    private var known: [Key: [ExpertRepair]] = [:]

    mutating func repairs(
        of panel: JudgementPanel, under rules: WeightingRules
    ) throws(LinearAlgebraError) -> [ExpertRepair] {
        let key = Key(node: panel.group.node, unitClass: panel.unitClass)
        if let repairs = known[key] { return repairs }
        let repairs = try panel.opinions.repairs(under: rules)
        known[key] = repairs
        return repairs
    }
}
