/// How long one post works in a year, and how full it should be.
package struct WorkingTime: Sendable, Hashable, Codable {
    /// Days a year that are worked by statute, before anyone's leave; 21.75 days a month are for
    /// wages only.
    package let workdays: Double
    package let hoursPerDay: Double
    /// Share of the day that no work item claims: rest, preparation (宽放率), in 0..<1.
    package let allowance: Double
    /// Days of leave and training taken off `workdays`.
    package let leaveDays: Double
    /// Saturation at which a post counts as well used; divides the staffing need.
    package let target: Double

    /// - Precondition: what `isPlausible` says; a reader of settings asks it first.
    package init(
        workdays: Double, hoursPerDay: Double = 8, allowance: Double = 0, leaveDays: Double = 0,
        target: Double = 0.9
    ) {
        self.workdays = workdays
        self.hoursPerDay = hoursPerDay
        self.allowance = allowance
        self.leaveDays = leaveDays
        self.target = target
        precondition(isPlausible, "a post works some hours of some days of a year")
    }

    /// Hours that one post filled all year can work.
    package var hoursPerPost: Double {
        (workdays - leaveDays) * hoursPerDay * (1 - allowance)
    }

    /// Posts that some hours of work need at the target saturation.
    package func requiredStaff(forHours hours: Double) -> Double {
        hours / (hoursPerPost * target)
    }

    /// Ranges that settings must keep.
    package static let workdaysRange = 1.0...366
    package static let hoursPerDayRange = 0.5...24
    package static let allowanceRange = 0.0...0.95
    package static let targetRange = 0.1...2

    private var isPlausible: Bool {
        WorkingTime.workdaysRange.contains(workdays)
            && WorkingTime.hoursPerDayRange.contains(hoursPerDay)
            && WorkingTime.allowanceRange.contains(allowance)
            && WorkingTime.targetRange.contains(target)
            && (0..<workdays).contains(leaveDays)
    }
}
