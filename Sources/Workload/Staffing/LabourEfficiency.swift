/// People for a task at a known output of each (劳动效率定编).
package struct LabourEfficiency: Sendable, Hashable {
    /// Units of output that the period asks for.
    package let task: Double
    package let norm: Norm
    /// Working days of the period.
    package let days: Double
    /// Share of those days that a person is there (出勤率).
    package let attendance: Double
    /// Output ÷ norm that people reach on average (定额完成率).
    package let completion: Double

    package enum Norm: Sendable, Hashable {
        /// Units per person and day (产量定额).
        case outputPerDay(Double)
        /// Hours per unit (工时定额).
        case hours(Double, hoursPerDay: Double)
    }

    private var factors: [Double] {
        switch norm {
        case .outputPerDay: [task]
        case .hours(let hours, _): [task, hours]
        }
    }

    private var divisors: [Double] {
        switch norm {
        case .outputPerDay(let output): [output, days, attendance, completion]
        case .hours(_, let hoursPerDay): [hoursPerDay, days, attendance, completion]
        }
    }

    /// People before a part of one counts as a whole one.
    package var exact: Double { factors.reduce(1, *) / divisors.reduce(1, *) }

    /// Whole people: a part of one is one more.
    package var required: Int { ceilingOfQuotient(of: factors, by: divisors) }
}
