/// What a sample evaluation is made from; equal parameters give equal bytes.
package struct SampleParameters: Sendable, Equatable {
    /// Units evaluated, 1…16,000,000; the first 45 are those of the bundled city.
    package let units: Int
    /// Which tables the folder has.
    package let forms: Forms
    /// Responses of the questionnaire about each unit surveyed, 0…100,000.
    package let respondents: Int
    /// Units that the survey asks about, spread evenly over all of them.
    package let surveyedUnits: Int
    /// Days of the year covered by the daily time log, 0…250; 0 writes none.
    package let days: Int
    /// Units that keep the log; nil: all of them.
    package let loggingUnits: Int?
    /// Experts who judge, 1…99.
    package let experts: Int
    /// The year evaluated, 2000…2100. Years of one seed continue each other from 2024 on.
    package let year: Int
    package let seed: UInt64
    /// Whether known facts are planted in known units; the folder's README lists them.
    package let plantsFacts: Bool

    /// How much of each unit a folder tells.
    package enum Forms: String, CaseIterable, Sendable {
        /// All six forms, with people, work and tasks.
        case full
        /// The units and the values of their indicators (指标值).
        case kpi
    }

    /// Units up to which a sample has all forms unless it is told otherwise.
    package static let fullFormsLimit = 100_000

    /// - Parameters:
    ///   - forms: Nil: all, values alone of more units than `fullFormsLimit`.
    ///   - surveyedUnits: Nil: all; where units supply values alone, every hundredth and at least
    ///     a thousand.
    package init(
        units: Int = 45, forms: Forms? = nil, respondents: Int = 112, surveyedUnits: Int? = nil,
        days: Int = 0, loggingUnits: Int? = nil, experts: Int = 7, year: Int = 2025,
        seed: UInt64 = 1, plantsFacts: Bool = true
    ) {
        precondition((1...16_000_000).contains(units), "a sample has 1…16,000,000 units")
        precondition((0...100_000).contains(respondents), "0…100,000 respondents per unit")
        precondition((respondents + 1) * units < 1 << 32, "a sample has fewer than 2³² responses")
        precondition((surveyedUnits ?? 0) >= 0, "some units are surveyed, or none")
        precondition((0...250).contains(days), "a time log covers 0…250 days")
        precondition((1...99).contains(experts), "a sample has 1…99 experts")
        precondition((2000...2100).contains(year), "a sample's year lies in 2000…2100")
        let forms = forms ?? (units > Self.fullFormsLimit ? .kpi : .full)
        let usual = forms == .full ? units : max(1000, units / 100)
        self.units = units
        self.forms = forms
        self.respondents = respondents
        self.surveyedUnits = min(units, surveyedUnits ?? usual)
        precondition((loggingUnits ?? 0) >= 0, "some units keep the log, or none")
        self.days = days
        self.loggingUnits = loggingUnits
        self.experts = experts
        self.year = year
        self.seed = seed
        self.plantsFacts = plantsFacts
    }

    /// The year from which everything develops.
    var firstYear: Int { min(2024, year) }

    /// Whether the survey asks about a unit.
    func isSurveyed(_ unit: Int) -> Bool {
        (unit + 1) * surveyedUnits / units > unit * surveyedUnits / units
    }

    /// The statutory working days of the year evaluated.
    var workdays: Int { year >= 2025 ? 248 : 250 }
}
