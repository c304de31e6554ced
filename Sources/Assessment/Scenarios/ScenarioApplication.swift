internal import Diagnostics
internal import Institutions
internal import Languages
internal import Reallocation
internal import LinearAlgebra
internal import Survey
internal import Weighting
internal import Workload

/// An evaluation as a scenario would have it, before anything is computed.
struct ScenarioFolder: Sendable {
    let folder: EvaluationFolder
    let assumptions: ReallocationAssumptions
    /// Units of the evaluation that are no more, with those into which they were merged.
    let successors: [String: String]

    init(
        folder: EvaluationFolder,
        assumptions: ReallocationAssumptions = ReallocationAssumptions(),
        successors: [String: String] = [:]
    ) {
        self.folder = folder
        self.assumptions = assumptions
        self.successors = successors
    }
}

extension EvaluationFolder {
    /// The folder after the patches, in their order; the folder itself where there are none.
    ///
    /// - Parameter lostUnits: Units that patches name and that couldn't be made.
    /// - Returns: Nil after an error, with all problems in the log.
    /// - Throws: `LinearAlgebraError` where LAPACK gives up on a changed judgement matrix.
    func applying(
        _ patches: [ScenarioPatch], solve: SolveSettings = SolveSettings(),
        lostUnits: [String] = [], into log: inout DiagnosticLog
    ) throws(LinearAlgebraError) -> ScenarioFolder? {
        var application = ScenarioApplication(self)
        application.lost = Set(lostUnits)
        for patch in patches { application.apply(patch) }
        application.assumptions.solve = solve
        if let kappa = solve.kappa { application.quota.kappa = kappa }
        let result = try application.result()
        log.merge(application.log)
        return result
    }
}

/// A folder on its way through the patches of a scenario.
struct ScenarioApplication {
    private let base: EvaluationFolder
    var draft: FormsDraft
    var quota: QuotaRules
    var judgements: [Judgement]
    var hasNewJudgements = false
    var fixedWeights: [String: Double] = [:]
    var assumptions = ReallocationAssumptions()
    var log = DiagnosticLog()
    /// Units whose making failed: what else names them isn't worth a word.
    var lost: Set<String> = []

    init(_ folder: EvaluationFolder) {
        base = folder
        draft = FormsDraft(folder.forms)
        quota = folder.settings.quota
        judgements = folder.judgements
    }

    var tree: IndicatorTreeNames { IndicatorTreeNames(base.tree) }
    var classes: [String] { base.tree.classes(with: base.forms.units) }

    mutating func apply(_ patch: ScenarioPatch) {
        let errorsBefore = log.errorCount
        perform(patch)
        guard log.errorCount == errorsBefore, draft.approved > ReallocationProblem.greatestCount
        else { return }
        log.report(
            Diagnostic(
                .outOfRange, at: patch.place, found: "\(draft.approved)",
                expected: Wording("0…\(ReallocationProblem.greatestCount)"),
                message: Wording(zh: "编制总数过大", en: "there are too many posts in all"),
                remedy: Wording(zh: "请改小改动的幅度", en: "change it by less")))
    }

    private mutating func perform(_ patch: ScenarioPatch) {
        switch patch.kind {
        case .change(let selection, let changes): change(selection, changes)
        case .freeze(let selection):
            for cell in cells(selection) { assumptions.frozen.insert(cell) }
        case .moveWork(let from, let to, let work): moveWork(from, to, work)
        case .movePosts(let from, let to, let posts): movePosts(from, to, posts)
        case .merge(let units, let into): merge(units, into)
        case .split(let unit, let parts): split(unit, parts)
        case .abolish(let units, let work, let staff): abolish(units, work, staff)
        case .create(let sketch, let posts): create(sketch, posts)
        case .redLine(let group, let change): moveRedLine(group, change)
        case .reserve(let reserve):
            quota.reserves.removeAll { $0.pool == reserve.pool }
            quota.reserves.append(reserve)
        case .arc(let arc):
            quota.arcs.removeAll { $0.from == arc.from && $0.to == arc.to }
            quota.arcs.append(arc)
        case .weights(let weights): fix(weights)
        case .judgement(let judgement): answer(judgement)
        case .experts(let experts): weigh(experts)
        }
    }

    mutating func result() throws(LinearAlgebraError) -> ScenarioFolder? {
        guard !log.hasErrors else { return nil }
        assumptions.freedPosts = draft.freedPosts
        assumptions.displaced = draft.displaced
        let forms = draft.forms
        guard let weights = try weights() else { return nil }
        var settings = base.settings
        settings.quota = quota
        let folder = EvaluationFolder(
            settings: settings, tree: base.tree, calendar: base.calendar, rules: base.rules,
            forms: forms, survey: survey(of: forms), surveyBook: base.surveyBook,
            otherTables: base.otherTables, timeLogs: timeLogs(of: forms, base),
            unitTimes: UnitTimes(forms.dossiers.map { $0.workItems.map(ReportedWork.init) }),
            judgements: judgements, judgedWeights: weights, leadership: base.leadership,
            inputs: base.inputs, warnings: base.warnings)
        let heirs = zip(base.forms.units, draft.successorIndexes).compactMap { unit, index in
            index.map { (unit.unitID, forms.units[$0].unitID) }
        }
        return ScenarioFolder(
            folder: folder, assumptions: assumptions,
            successors: Dictionary(uniqueKeysWithValues: heirs.filter { $0.0 != $0.1 }))
    }

    private mutating func weights() throws(LinearAlgebraError) -> JudgedWeights? {
        var weights = base.judgedWeights
        if hasNewJudgements {
            var fresh = DiagnosticLog()
            weights = try JudgedWeights(
                tree: base.tree.siblingGroups, judgements: judgements, classes: classes,
                rules: base.settings.weightingRules(for: base.tree), into: &fresh)
            // Warnings of judgements were told when the folder was read.
            if fresh.hasErrors { log.merge(fresh) }
        }
        return fixedWeights.isEmpty ? weights : weights?.rescaled(fixedWeights)
    }

    private func survey(of forms: EvaluationForms) -> SurveyResult? {
        guard let book = base.surveyBook else { return base.survey }
        let subjects = SurveySubjects(
            units: forms.units.map(\.unitID),
            staff: forms.dossiers.map { forms.has(Person.form.name) ? $0.peopleAsked : nil },
            places: draft.successorIndexes)
        return book.result(of: subjects)
    }
}
