internal import Indicators
internal import Institutions
internal import Survey
internal import Workload

extension EvaluationFolder {
    /// What all files of the folder say of a unit's work and of the people who do it.
    func workplace(
        of dossier: Dossier, headcount: Headcount, opinion: UnitOpinion?
    ) -> Workplace {
        var place = Workplace(
            dossier, headcount: headcount,
            absences: KnownAbsences(
                calendar: calendar, asOf: settings.asOf, time: settings.workingTime))
        place.log = timeLogs.isEmpty ? nil : timeLogs[dossier.index]
        place.unitTimes = unitTimes
        place.busyView = opinion.flatMap { StaffView($0, asked: tree.questionnaire, .workload) }
        place.balanceView = opinion.flatMap { StaffView($0, asked: tree.questionnaire, .balance) }
        place.seed = randomSeed(of: dossier.unit.unitID)
        return place
    }
}

extension StaffView {
    /// Answers of all groups that may be shown to the first item that checks this.
    ///
    /// - Returns: Nil without such an item or with too few answers to it.
    fileprivate init?(
        _ opinion: UnitOpinion, asked questionnaire: Questionnaire?,
        _ check: Questionnaire.Item.Check
    ) {
        guard let item = questionnaire?.items.first(where: { $0.checks == check })?.code else {
            return nil
        }
        let distributions = opinion.groups.filter { !$0.isHidden }.flatMap(\.items).filter {
            $0.item == item
        }
        .map(\.distribution)
        guard let first = distributions.first else { return nil }
        self.init(
            distribution: distributions.dropFirst().reduce(first) { zip($0, $1).map(+) })
    }
}
