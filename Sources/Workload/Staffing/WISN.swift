package import Languages

/// Staffing need from workload indicators (WISN): how many people of one cadre a workload takes.
///
/// - Source: [WISN2010]; the additive variant is that of Kepmenkes 81/2004.
package struct WISN: Sendable, Hashable {
    /// What a person can work in a year.
    package struct AvailableTime: Sendable, Hashable {
        package let workingDays: Double
        /// Days off, in the order in which the file names them.
        package let absences: [Absence]
        package let hoursPerDay: Double
        /// Hours of the contract, of which the absences are shares; nil where they are days.
        package let contractHours: Double?

        package struct Absence: Sendable, Hashable {
            package let name: Wording
            package let days: Double
            /// Per cent of the contract; nil where days were given.
            package let percent: Double?

            init(name: Wording, days: Double) {
                (self.name, self.days, percent) = (name, days, nil)
            }

            init(name: Wording, percent: Double, of days: Double) {
                (self.name, self.percent) = (name, percent)
                self.days = days * percent / 100
            }
        }

        init(workingDays: Double, absences: [Absence], hoursPerDay: Double) {
            self.workingDays = workingDays
            self.absences = absences
            self.hoursPerDay = hoursPerDay
            contractHours = nil
        }

        /// From a contract by the year and absences as shares of it.
        init(
            contractHours: Double, absences: [(name: String, percent: Double)], hoursPerDay: Double
        ) {
            self.contractHours = contractHours
            self.hoursPerDay = hoursPerDay
            let days = contractHours / hoursPerDay
            workingDays = days
            self.absences = absences.map {
                Absence(name: Wording($0.name), percent: $0.percent, of: days)
            }
        }

        package var days: Double {
            contractHours == nil
                ? absences.reduce(workingDays) { $0 - $1.days } : hours / hoursPerDay
        }
        package var hours: Double {
            guard let contractHours else { return days * hoursPerDay }
            return absences.reduce(contractHours) { $0 - deduction($1) }
        }

        /// Hours that an absence takes, not rounded.
        package func deduction(_ absence: Absence) -> Double {
            guard let contractHours, let percent = absence.percent else {
                return absence.days * hoursPerDay
            }
            return contractHours * percent / 100
        }
        /// Hours of a week before any absence.
        var hoursPerWeek: Double { workingDays / 52 * hoursPerDay }
    }

    /// Work that grows with a volume.
    package struct Service: Sendable, Hashable {
        package let name: String
        package let standard: Standard
        /// Times a year.
        package let volume: Double

        package enum Standard: Sendable, Hashable {
            /// Hours of one person for one time.
            case hours(Double)
            case minutes(Double)
            /// Times in an hour.
            case rate(Double)
        }

        /// Times that one person can do in the available hours.
        package func standardWorkload(in hours: Double) -> Double {
            switch standard {
            case .hours(let each): hours / each
            case .minutes(let each): hours * 60 / each
            case .rate(let rate): hours * rate
            }
        }
    }

    /// Work that everyone of the cadre does beside the services.
    package struct CategoryWork: Sendable, Hashable {
        package let name: String
        package let amount: Amount

        package enum Amount: Sendable, Hashable {
            /// Per cent of the working time.
            case percent(Double)
            case hours(Double, per: Period)
            case minutes(Double, per: Period)
        }

        package enum Period: String, Sendable, Hashable, CaseIterable {
            case day, week, month, year
        }

        /// Share of the working time, where a period has a number of hours.
        package func share(of time: AvailableTime) -> Double {
            switch amount {
            case .percent(let percent): percent / 100
            case .hours(let hours, let period): hours * period.divisor(time)
            case .minutes(let minutes, let period): minutes / 60 * period.divisor(time)
            }
        }
    }

    /// Work that some people of the cadre do.
    package struct IndividualWork: Sendable, Hashable {
        package let name: String
        /// Hours of each of them.
        package let hoursPerYear: Double
        package let staff: Double
    }

    package enum Allowance: String, Sendable, Hashable, CaseIterable {
        /// Services × 1/(1 − shares).
        case multiplicative
        /// Services + shares, once.
        case additive
    }

    package let time: AvailableTime
    package let services: [Service]
    package let category: [CategoryWork]
    package let individual: [IndividualWork]
    package let allowance: Allowance
    /// People there are; nil where the file doesn't say.
    package let current: Double?

    /// People for the services alone.
    package var servicePosts: Double {
        services.reduce(0) { $0 + $1.volume / $1.standardWorkload(in: time.hours) }
    }

    /// Share of the working time that the whole cadre spends beside the services, below 1.
    package var categoryShare: Double {
        category.reduce(0) { $0 + $1.share(of: time) }
    }

    /// The factor 1/(1 − shares); in the additive variant the people to add.
    package var categoryAllowance: Double {
        allowance == .additive ? categoryShare : 1 / (1 - categoryShare)
    }

    /// People for the work that only some do.
    package var individualAllowance: Double {
        individual.reduce(0) { $0 + $1.hoursPerYear * $1.staff } / time.hours
    }

    package var required: Double {
        switch allowance {
        case .multiplicative: servicePosts * categoryAllowance + individualAllowance
        case .additive: servicePosts + categoryAllowance + individualAllowance
        }
    }

    /// People there are − people needed.
    package var difference: Double? { current.map { $0 - required } }

    /// People there are ÷ people needed; nil where nobody is needed.
    package var ratio: Double? { required > 0 ? current.map { $0 / required } : nil }
}

extension WISN.CategoryWork.Period {
    /// Share of the working time that one hour of it is.
    ///
    /// Days and weeks are taken before absences, because work of every day rests with the person
    /// who is away; months and years against the available hours.
    fileprivate func divisor(_ time: WISN.AvailableTime) -> Double {
        switch self {
        case .day: 1 / time.hoursPerDay
        case .week: 1 / time.hoursPerWeek
        case .month: 12 / time.hours
        case .year: 1 / time.hours
        }
    }

    package var name: Wording {
        switch self {
        case .day: Wording(zh: "天", en: "day")
        case .week: Wording(zh: "周", en: "week")
        case .month: Wording(zh: "月", en: "month")
        case .year: Wording(zh: "年", en: "year")
        }
    }
}
