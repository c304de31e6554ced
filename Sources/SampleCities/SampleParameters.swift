/// What a sample evaluation is made from; equal parameters give equal bytes.
package struct SampleParameters: Sendable, Equatable {
    /// Units evaluated, 1…16,000,000; the first 45 are those of the bundled city.
    package let units: Int
    /// Responses of the questionnaire about each unit, 0…100,000.
    package let respondents: Int
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

    package init(
        units: Int = 45, respondents: Int = 112, days: Int = 0,
        loggingUnits: Int? = nil, experts: Int = 7, year: Int = 2025, seed: UInt64 = 1,
        plantsFacts: Bool = true
    ) {
        precondition((1...16_000_000).contains(units), "a sample has 1…16,000,000 units")
        precondition((0...100_000).contains(respondents), "0…100,000 respondents per unit")
        precondition((respondents + 1) * units < 1 << 32, "a sample has fewer than 2³² responses")
        precondition((0...250).contains(days), "a time log covers 0…250 days")
        precondition((1...99).contains(experts), "a sample has 1…99 experts")
        precondition((2000...2100).contains(year), "a sample's year lies in 2000…2100")
        self.units = units
        self.respondents = respondents
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

    /// The statutory working days of the year evaluated.
    var workdays: Int { year >= 2025 ? 248 : 250 }
}
