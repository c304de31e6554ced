package import Calendars
internal import Diagnostics
package import Indicators
package import Reallocation
package import Scoring
package import Survey
package import Tables
package import Workload

/// What is evaluated, for which year, under which rules: `evaluation.yaml` as a value.
package struct EvaluationSettings: Sendable {
    package let title: String
    package let year: Int
    package let asOf: Day
    /// Name of a bundled tree or a path, as written; nil after an error.
    package let indicators: String?
    package let workingTime: WorkingTime
    /// Holidays and exchanged days of the year, where the settings state them.
    package let yearCalendar: WorkdayTable.Year?
    package let weights: WeightSettings
    /// Nil: the bands of the tree.
    package let grades: GradeScale?
    package let missing: ScoreTree.MissingPolicy
    package let survey: SurveySettings
    package internal(set) var quota: QuotaRules
    /// Nil: told from the bytes of each file.
    package let encoding: TextEncoding?
    let places: SettingPlaces
}

/// Where settings stand that only other files can judge.
struct SettingPlaces: Sendable {
    let indicators: Place?
    let leadership: Place?
    /// Respondent groups of `survey.groups`, in their order.
    let surveyGroups: [(name: String, place: Place)]
}

extension EvaluationSettings {
    /// The bands in force: those of the settings where they state any, in the words of the tree.
    package func grades(over tree: GradeScale) -> GradeScale {
        guard let own = grades else { return tree }
        let bands = own.bands.map { band in
            let known = tree.bands.first { $0.name.zh == band.name.zh }?.name
            return GradeScale.Band(name: known ?? band.name, lowest: band.lowest)
        }
        let cap = tree.findingCap.flatMap { cap in
            bands.contains { $0.name.zh == cap } ? cap : nil
        }
        return GradeScale(bands: bands, findingCap: cap)
    }
}
