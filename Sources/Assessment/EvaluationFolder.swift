package import Calendars
internal import Diagnostics
package import Indicators
package import Institutions
package import Oversight
package import Survey
package import Weighting
package import Workload

/// Everything that an evaluation folder holds, read and checked, before anything is computed.
///
/// One object for all who read it: its many parts needn't be counted with each of their owners.
package final class EvaluationFolder: Sendable {
    package let settings: EvaluationSettings
    package let tree: IndicatorTree
    package let calendar: WorkCalendar
    package let rules: AuditRules
    package let forms: EvaluationForms
    /// Nil where there is no survey.
    package let survey: SurveyResult?
    /// The responses behind it; nil where they weren't asked for.
    let surveyBook: SurveyBook?
    /// Where the answers and the parts of the time log were found, sheets included, by their names
    /// as text files.
    let otherTables: [String: [Place]]
    /// Daily time logs in the order of the units form, nil for a unit without one; empty where there
    /// is no log at all.
    package let timeLogs: [UnitLog?]
    /// Times of work items over all units.
    package let unitTimes: UnitTimes
    package let judgements: [Judgement]
    /// Weights of the tree for every unit class with the judgements behind them; nil where they
    /// were not asked for.
    package let judgedWeights: JudgedWeights?
    /// Leading posts that go with a number of posts; nil where the settings name no table.
    package let leadership: LeadershipTable?
    /// Every file that was read, in path order.
    package let inputs: [InputRecord]
    /// Warnings that the files earned.
    package let warnings: Int

    init(
        settings: EvaluationSettings, tree: IndicatorTree, calendar: WorkCalendar,
        rules: AuditRules, forms: EvaluationForms, survey: SurveyResult?, surveyBook: SurveyBook?,
        otherTables: [String: [Place]], timeLogs: [UnitLog?], unitTimes: UnitTimes,
        judgements: [Judgement], judgedWeights: JudgedWeights?, leadership: LeadershipTable?,
        inputs: [InputRecord], warnings: Int
    ) {
        self.settings = settings
        self.tree = tree
        self.calendar = calendar
        self.rules = rules
        self.forms = forms
        self.survey = survey
        self.surveyBook = surveyBook
        self.otherTables = otherTables
        self.timeLogs = timeLogs
        self.unitTimes = unitTimes
        self.judgements = judgements
        self.judgedWeights = judgedWeights
        self.leadership = leadership
        self.inputs = inputs
        self.warnings = warnings
    }

    package var weights: WeightSets? { judgedWeights?.sets }

    /// How long a leave is still presence, by the audit rules in force.
    var leaveLimits: LeaveLimits { rules.leaveLimits(calendar: calendar) }

    /// Unit classes in the order of the tree, then of first appearance in the units form.
    package var classes: [String] {
        var classes = tree.classes.filter { name in forms.units.contains { $0.unitClass == name } }
        for unit in forms.units where !classes.contains(unit.unitClass) {
            classes.append(unit.unitClass)
        }
        return classes
    }
}
