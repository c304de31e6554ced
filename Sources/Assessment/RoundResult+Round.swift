internal import Calendars
internal import Indicators
internal import Institutions
internal import Languages
internal import Oversight
internal import Scoring
internal import Survey
internal import Weighting
internal import Workload

extension RoundResult {
    init(_ round: Round, units: UnitResults, pools: [PoolRecord]) {
        let (folder, tree) = (round.folder, round.folder.tree)
        let leaves = tree.leaves.map { tree.nodes[$0] }
        self.init(
            run: RunRecord(folder),
            nodes: tree.nodes.map { NodeRecord($0, in: tree) },
            leaves: leaves.compactMap { node in
                node.indicator.map { LeafRecord(code: node.code, name: node.name, $0) }
            },
            classes: folder.classes.map { ClassRecord($0, in: round) },
            grades: folder.settings.grades(over: tree.grades).bands.map {
                GradeRecord(grade: $0.name.zh, from: $0.lowest)
            },
            bands: BandRecord.all(.standard),
            units: units,
            pools: pools,
            survey: folder.survey.map(SurveyRecord.init))
    }
}

extension ClassRecord {
    init(_ name: String, in round: Round) {
        guard let set = round.weights[name] else {
            preconditionFailure("every class of the round has weights")
        }
        let global = Dictionary(
            set.leaves.map { ($0.code, $0.weight) }, uniquingKeysWith: { first, _ in first })
        let tree = round.folder.tree
        self.init(
            class: name,
            unitCount: round.folder.forms.units.count { $0.unitClass == name },
            weights: set.nodes.map(NodeWeightsRecord.init),
            leafWeights: tree.leaves.map { global[tree.nodes[$0].code] ?? 0 })
    }
}

extension BandRecord {
    static func all(_ bands: SaturationBands) -> [BandRecord] {
        zip(SaturationBand.allCases, [0] + bands.edges).map { band, edge in
            BandRecord(name: band.name, from: edge, load: BandLoad(band))
        }
    }
}

extension BandLoad {
    init(_ band: SaturationBand) {
        switch band {
        case .farBelow, .below: self = .idle
        case .full: self = .full
        case .above, .overloaded: self = .heavy
        }
    }
}

extension UnitResult {
    /// Without rank and advice, which need the other units.
    init(_ evaluation: UnitEvaluation, in folder: EvaluationFolder) {
        let (unit, scores) = (evaluation.unit, evaluation.tree)
        let (tree, inner) = (folder.tree, folder.tree.parents)
        let isCapped = evaluation.grade?.name != evaluation.uncappedGrade?.name
        self.init(
            unit: unit.unitID, name: unit.name, class: unit.unitClass,
            level: unit.level.rawValue, category: unit.category.rawValue,
            funding: unit.funding.rawValue, department: unit.department,
            gradeLevel: unit.gradeLevel?.rawValue, score: scores.score,
            grade: evaluation.grade?.name.zh,
            uncappedGrade: isCapped ? evaluation.uncappedGrade?.name.zh : nil, rank: nil,
            rankInterval: nil,
            scoreBounds: scores.score == nil
                ? nil : [scores.bounds.lowerBound, scores.bounds.upperBound],
            compliance: scores.compliance, benefit: scores.benefit, coverage: scores.coverage,
            nodes: inner.map { position in
                let node = scores.nodes[position]
                return NodeScoreRecord(
                    code: tree.nodes[position].code, score: node.score, coverage: node.coverage)
            },
            indicators: IndicatorRecord.all(evaluation, in: folder),
            saturation: evaluation.workload.map {
                SaturationRecord($0, in: folder)
            },
            quotas: evaluation.headcount.types.map(QuotaRecord.init),
            opinion: OpinionRecord.all(evaluation.opinion, in: folder),
            findings: evaluation.audit.findings.map {
                FindingRecord($0, in: folder)
            }, advice: [], dataQuality: DataQualityRecord(evaluation.quality))
    }
}

extension IndicatorRecord {
    static func all(_ evaluation: UnitEvaluation, in folder: EvaluationFolder) -> [IndicatorRecord]
    {
        let tree = folder.tree
        return tree.leaves.enumerated().map { index, position in
            let node = evaluation.tree.nodes[position]
            let (measured, score) = (evaluation.measurements[index], evaluation.leafScores[index])
            let isMissing = score.points == nil
            return IndicatorRecord(
                code: tree.nodes[position].code, raw: score.raw, score: score.points,
                weight: node.nominalWeight, effectiveWeight: node.effectiveWeight,
                contribution: node.contribution, missing: isMissing,
                fullMarkAt: evaluation.fullMarks[index],
                missingReason: isMissing
                    ? measured.missingReason
                        ?? Wording(
                            zh: "方案新设的单位尚无数据", en: "a unit of the scenario has no data yet") : nil,
                working: measured.working,
                evidence: measured.evidence.flatMap { EvidenceRecord.all($0, in: folder) })
        }
    }
}

extension OpinionRecord {
    static func all(_ opinion: UnitOpinion?, in folder: EvaluationFolder) -> [OpinionRecord] {
        guard let questionnaire = folder.tree.questionnaire else { return [] }
        return (opinion?.groups ?? []).map {
            OpinionRecord($0, questionnaire: questionnaire, scale: folder.settings.survey.scale)
        }
    }
}

extension FindingRecord {
    init(_ finding: Finding, in folder: EvaluationFolder) {
        let entry = finding.entry
        self.init(
            rule: finding.rule, title: finding.title, detail: finding.detail,
            severity: finding.severity.rawValue, problem: entry?.problem.problemID,
            state: entry?.problem.state.rawValue, due: entry?.problem.due,
            closedOn: entry?.problem.closedOn, isOpen: finding.isOpen,
            isConfirmed: finding.isConfirmed, isOverdue: finding.isOverdue, basis: finding.basis,
            evidence: finding.evidence.flatMap { EvidenceRecord.all($0, in: folder) })
    }
}

extension DataQualityRecord {
    init(_ quality: DataQuality) {
        self.init(
            grade: quality.grade.rawValue, leavesScored: quality.leavesScored,
            evidenceShare: quality.evidenceShare, verificationRatio: quality.verificationRatio,
            validAnswerShare: quality.validAnswerShare)
    }
}

/// Posts and people per level, quota type and funding.
struct PoolTotals {
    private struct Key: Hashable {
        let level, quotaType, funding: String
    }

    private var totals: [Key: (approved: Int, inPost: Int)] = [:]

    init() {}

    init(_ units: [UnitResult]) {
        for unit in units { add(unit.quotas, level: unit.level, funding: unit.funding) }
    }

    mutating func add(_ quotas: [QuotaRecord], level: String, funding: String) {
        for count in quotas {
            let key = Key(level: level, quotaType: count.quotaType, funding: funding)
            totals[key, default: (0, 0)].approved += count.approved
            totals[key, default: (0, 0)].inPost += count.inPost
        }
    }

    /// In the order of the lists of these.
    var records: [PoolRecord] {
        Level.allCases.flatMap { level in
            QuotaType.approved.flatMap { type in
                Funding.allCases.compactMap { funding in
                    let key = Key(
                        level: level.rawValue, quotaType: type.rawValue, funding: funding.rawValue)
                    return totals[key].map {
                        PoolRecord(
                            level: key.level, quotaType: key.quotaType, funding: key.funding,
                            approved: $0.approved, inPost: $0.inPost)
                    }
                }
            }
        }
    }
}

extension SurveyRecord {
    init(_ survey: SurveyResult) {
        self.init(
            received: survey.received, valid: survey.valid, answers: survey.answers,
            dropped: survey.dropCounts.filter { $0.count > 0 }.map(DropRecord.init),
            droppedResponses: survey.dropped.map(DroppedResponseRecord.init))
    }
}
