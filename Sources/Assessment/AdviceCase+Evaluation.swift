internal import Indicators
internal import Institutions
internal import Oversight
internal import Reallocation
internal import Workload

extension AdviceCase {
    /// What the decision table needs to know of an evaluated unit.
    init(_ evaluation: UnitEvaluation, grades: GradeScale, time: WorkingTime) {
        let (unit, workload, audit) = (evaluation.unit, evaluation.workload, evaluation.audit)
        let major = audit.openMajor
        let overdue = audit.overdue
        let others = audit.findings.filter { finding in
            finding.isOpen && finding.entry != nil && !major.contains(finding)
                && !overdue.contains(finding)
        }
        self.init(
            unit: unit.unitID, name: unit.name, level: unit.level, funding: unit.funding,
            department: unit.department, region: unit.region,
            // What wasn't handed in is no excess: posts that nobody knows are left out.
            posts: evaluation.headcount.types.compactMap { count in
                count.approved.map {
                    Posts(
                        type: count.type, approved: $0, inPost: count.inPost,
                        retiring: count.retiring)
                }
            },
            leaders: evaluation.leaders, leadershipKind: unit.category.leadershipKind,
            saturation: workload?.saturation.ratio.labour,
            quotaSaturation: workload?.saturation.ratio.quota,
            requiredStaff: workload?.requiredStaff,
            requiredBands: workload?.requiredInterval(time: time).flatMap(NeedEstimate.Bands.init),
            labour: workload?.saturation.persons.labour, trend: workload?.demand.volumeChange,
            grade: evaluation.grade.flatMap { band in
                grades.bands.firstIndex(of: band).map {
                    Grade(name: band.name.zh, index: $0, count: grades.bands.count)
                }
            },
            openMajor: major.map(\.ledgerName), overdue: overdue.map(\.ledgerName),
            openOthers: others.map(\.ledgerName),
            movedDuties: evaluation.movedDuties.map { duty in
                let hours = workload?.demand.byDuty.first { $0.duty == duty.dutyID }?.hours
                return MovedDuty(
                    name: duty.name, posts: hours.map(time.requiredStaff(forHours:)))
            },
            balance: workload?.balance,
            isDataSound: evaluation.quality.allowsMoves && workload?.verdict != .scaled)
    }
}

extension NeedEstimate.Bands {
    /// nil where the ends are no numbers of posts.
    fileprivate init?(_ interval: Interval) {
        let ends = interval.ends68 + interval.ends90
        guard ends.count == 4, ends.allSatisfy({ $0 >= 0 && $0 < 1_000_000 }),
            ends[0] <= ends[1], ends[2] <= ends[3]
        else { return nil }
        self.init(ends68: ends[0]...ends[1], ends90: ends[2]...ends[3])
    }
}

extension UnitCategory {
    /// The rows of a leadership table that are for such units; nil where there are none.
    fileprivate var leadershipKind: String? {
        switch self {
        case .publicWelfareOne, .publicWelfareTwo, .commercial: "事业单位"
        default: nil
        }
    }
}

extension Finding {
    /// The number of the ledger's entry; the rule's for what is found now.
    fileprivate var ledgerName: String { entry?.problem.problemID ?? rule }
}

extension AdviceRecord {
    init(_ line: AdviceLine) {
        self.init(
            action: line.action.rawValue, title: line.action.title,
            quotaType: line.quotaType?.rawValue, count: line.count,
            saturationAfter: line.saturationAfter, reason: line.reason, rule: line.rule,
            considered: line.considered)
    }
}
