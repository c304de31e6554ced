package import Calendars

/// How many people and posts a unit has on a day.
package struct Headcount: Sendable {
    /// One per quota type that the unit has posts or people of, in the order of the list of types.
    package let types: [TypeCount]
    /// People on the establishment (在编), wherever they work.
    package let established: Int
    /// People outside the establishment (编外).
    package let outside: Int
    /// On the establishment of any unit and at work in this one: own people less 借出, 离岗 and long
    /// leave, plus those who hold a post elsewhere and work here.
    package let atWork: [Person]
    /// Outside the establishment and at work here.
    package let outsideAtWork: [Person]
    /// Of `atWork`, those who hold a post elsewhere.
    package let guestCount: Int

    /// Approved posts of all types; nil where the form has none of the unit.
    package var approved: Int? {
        let known = types.compactMap(\.approved)
        return known.isEmpty ? nil : known.reduce(0, +)
    }

    /// Approved posts that nobody holds, all types.
    package var vacant: Int { types.reduce(0) { $0 + $1.vacant } }

    /// Years of work in the year of those at work on the establishment: Σ months ÷ 12.
    package var inPostYears: Double { atWork.reduce(0) { $0 + $1.months } / 12 }

    /// Years of work of all who are at work, 编外 included.
    package var labourYears: Double {
        inPostYears + outsideAtWork.reduce(0) { $0 + $1.months } / 12
    }

    /// Everybody at work whom the staff form places in an inner body.
    package func staff(inBody body: String) -> [Person] {
        (atWork + outsideAtWork).filter { $0.bodyID == body }
    }
}

/// Posts and people of one quota type in a unit.
package struct TypeCount: Sendable, Hashable {
    package let type: QuotaType
    /// Lines of the whole unit where there are any of the type, else those of its bodies; nil
    /// where the establishment form has nothing of the unit.
    package let approved: Int?
    /// People on the establishment of the type.
    package let inPost: Int
    /// Those who retire within the year after the day.
    package let retiring: Int

    /// Approved posts that nobody holds, at least 0.
    package var vacant: Int { max(0, (approved ?? 0) - inPost) }
    /// People above the approved posts, at least 0.
    package var excess: Int { approved.map { max(0, inPost - $0) } ?? 0 }
}

extension Headcount {
    /// - Parameters:
    ///   - asOf: The day on which the unit is looked at.
    ///   - limits: How long a leave is still presence.
    package init(_ dossier: Dossier, asOf: Day, limits: LeaveLimits) {
        let staff = dossier.staff
        let guests = dossier.guests.filter { !$0.status.hasLeft }
        func isHere(_ person: Person) -> Bool {
            person.workplaceID == dossier.unit.unitID && person.status != .lentOut
                && !person.status.hasLeft && !limits.isAway(person, on: asOf)
        }
        let present = staff.filter(isHere)
        let visiting = guests.filter { !limits.isAway($0, on: asOf) }
        established = staff.count { $0.isEstablished }
        outside = staff.count { $0.isOutside }
        atWork = (present + visiting).filter(\.isEstablished)
        outsideAtWork = (present + visiting).filter(\.isOutside)
        guestCount = visiting.count { $0.isEstablished }
        types = Self.types(dossier, asOf: asOf)
    }

    private static func types(_ dossier: Dossier, asOf: Day) -> [TypeCount] {
        let hasQuotas = !dossier.quotas.isEmpty
        let nextYear = asOf.advanced(byMonths: 12)
        return QuotaType.approved.compactMap { type in
            let lines = dossier.quotas.filter { $0.quotaType == type }
            let people = dossier.staff.filter { $0.quotaType == type && $0.isEstablished }
            guard !lines.isEmpty || !people.isEmpty else { return nil }
            let whole = lines.filter { $0.bodyID == nil }
            let approved = (whole.isEmpty ? lines : whole).reduce(0) { $0 + $1.approved }
            return TypeCount(
                type: type, approved: hasQuotas ? approved : nil, inPost: people.count,
                retiring: people.count {
                    guard let day = $0.retiresOn else { return false }
                    return day > asOf && day <= nextYear
                })
        }
    }
}

/// How long sick and private leave are still presence.
///
/// - Source: the day counts of the campaign against pay without work (国办发〔2014〕65号 and the
///   local lists of situations): sick leave of 2 months, private leave of 20 working days running.
package struct LeaveLimits: Sendable, Hashable {
    package let sickMonths: Int
    package let privateWorkingDays: Int
    package let calendar: WorkCalendar

    package init(sickMonths: Int = 2, privateWorkingDays: Int = 20, calendar: WorkCalendar) {
        self.sickMonths = sickMonths
        self.privateWorkingDays = privateWorkingDays
        self.calendar = calendar
    }

    /// Off the post, or on a leave that has reached its limit.
    package func isAway(_ person: Person, on day: Day) -> Bool {
        person.status == .offPost || hasOverstayed(person, on: day)
    }

    /// On sick or private leave that has reached its limit by a day, or by its end if earlier.
    ///
    /// A leave without a first day hasn't.
    package func hasOverstayed(_ person: Person, on day: Day) -> Bool {
        guard let since = person.statusSince else { return false }
        let last = min(person.statusUntil ?? day, day)
        switch person.status {
        case .sickLeave:
            // The last day is a day of leave too: from 3 March to 2 May are two months.
            return since.advanced(byMonths: sickMonths) <= last.advanced(byDays: 1)
        case .privateLeave:
            let workingDays = calendar.workingDays(after: since.advanced(byDays: -1), through: last)
            return workingDays >= privateWorkingDays
        default:
            return false
        }
    }
}
