internal import Indicators
internal import Institutions
internal import Oversight
internal import Scoring
internal import Survey
internal import Weighting
internal import Workload

/// Everything that is computed of one unit by itself; ranks and advice need the others too.
struct UnitEvaluation: Sendable {
    let unit: Unit
    /// Duties that went to another unit (划转).
    let movedDuties: [Duty]
    let headcount: Headcount
    /// People on the establishment who lead.
    let leaders: Int
    let audit: UnitAudit
    let workload: UnitWorkload?
    let opinion: UnitOpinion?
    /// One per leaf, in tree order.
    let measurements: [Measurement]
    let leafScores: [LeafScore]
    /// The raw value nearest to the measured one that earns full marks, per leaf.
    let fullMarks: [Double?]
    let tree: ScoreTree
    let grade: GradeScale.Band?
    /// The band that the score alone would earn.
    let uncappedGrade: GradeScale.Band?
    let quality: DataQuality

    init(
        _ dossier: Dossier, opinion: UnitOpinion?, folder: EvaluationFolder, weights: WeightSets
    ) {
        let settings = folder.settings
        let audited = AuditCase(
            dossier, asOf: settings.asOf, limits: folder.leaveLimits)
        let audit = folder.rules.audit(audited)
        let workload = UnitWorkload(
            folder.workplace(of: dossier, headcount: audited.headcount, opinion: opinion),
            time: settings.workingTime)
        let measurer = Measurer(
            UnitMaterial(
                dossier: dossier, headcount: audited.headcount, audit: audit, workload: workload,
                opinion: opinion, asOf: settings.asOf, year: settings.year,
                calendar: folder.calendar))
        // A unit that only a scenario has, with nobody in it yet, has nothing to be judged by.
        let isJudged = dossier.unit.line > 0 || !dossier.staff.isEmpty
        let scored = folder.tree.leaves.map { position in
            let leaf = measurer.scored(folder.tree.nodes[position])
            return isJudged
                ? leaf
                : (
                    measurement: leaf.measurement, score: LeafScore(raw: nil, points: nil),
                    fullMark: nil
                )
        }
        let tree = ScoreTree(
            of: folder.tree,
            localWeights: weights.localWeights(of: folder.tree, forClass: dossier.unit.unitClass),
            leafScores: scored.map(\.score.points), missing: settings.missing)
        let grades = settings.grades(over: folder.tree.grades)
        unit = dossier.unit
        movedDuties = dossier.duties.filter { $0.status == .transferred }
        headcount = audited.headcount
        leaders = dossier.staff.count { $0.isEstablished && $0.isLeader == true }
        self.audit = audit
        self.workload = workload
        self.opinion = opinion
        measurements = scored.map(\.measurement)
        leafScores = scored.map(\.score)
        fullMarks = scored.map(\.fullMark)
        self.tree = tree
        grade = tree.score.map { grades.band(for: $0, isCapped: !audit.openMajor.isEmpty) }
        uncappedGrade = tree.score.map { grades.band(for: $0) }
        quality = DataQuality(scored.map(\.score), workload: workload, opinion: opinion)
    }

    var score: Double? { tree.score }
}

extension Measurer {
    fileprivate func scored(_ node: IndicatorNode) -> (
        measurement: Measurement, score: LeafScore, fullMark: Double?
    ) {
        guard let indicator = node.indicator else { preconditionFailure("leaves are measured") }
        let measurement = measurement(of: indicator, code: node.code)
        guard let rule = indicator.scoring.rule(forColumn: unitColumn) else {
            return (measurement, LeafScore(raw: nil, points: nil), nil)
        }
        return (
            measurement, score(measurement, by: rule), fullMark(for: measurement, by: rule)
        )
    }
}

extension WeightSets {
    /// One weight per node of the tree among its siblings; 1 for the root.
    func localWeights(of tree: IndicatorTree, forClass unitClass: String) -> [Double] {
        guard let set = self[unitClass] else {
            preconditionFailure("every class of the round has weights")
        }
        return set.localWeights(of: tree)
    }
}

extension TreeWeights {
    /// One weight per node of the tree among its siblings; 1 for the root.
    func localWeights(of tree: IndicatorTree) -> [Double] {
        var local = [Double](repeating: 1, count: tree.nodes.count)
        for (position, weights) in zip(tree.parents, nodes) {
            for (child, weight) in zip(tree.nodes[position].children, weights.weights) {
                local[child] = weight
            }
        }
        return local
    }
}

extension DataQuality {
    init(_ scores: [LeafScore], workload: UnitWorkload?, opinion: UnitOpinion?) {
        let received = opinion?.groups.reduce(0) { $0 + $1.received } ?? 0
        let valid = opinion?.groups.reduce(0) { $0 + $1.valid } ?? 0
        self.init(
            leavesScored: Double(scores.count { $0.points != nil }) / Double(max(1, scores.count)),
            evidenceShare: workload?.demand.evidenceShare,
            verificationRatio: workload?.verification?.ratio,
            validAnswerShare: received > 0 ? Double(valid) / Double(received) : nil)
    }
}
