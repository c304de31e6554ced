package import Institutions

extension Workplace {
    /// What the forms of a unit say of its work and of the people who do it.
    ///
    /// Without anybody in the staff form the people are unknown, not absent; so is who sits in
    /// which body where nobody at work names one. Items without a kind are 常规.
    ///
    /// - Parameter absences: How known absences shorten a person's year; nil: not at all.
    package init(_ dossier: Dossier, headcount: Headcount, absences: KnownAbsences? = nil) {
        func years(_ people: [Person]) -> Double {
            guard let absences else { return people.reduce(0) { $0 + $1.months } / 12 }
            return people.reduce(0) { $0 + absences.years(of: $1) }
        }
        let isStaffed = !dossier.staff.isEmpty || !dossier.guests.isEmpty
        let namesBodies = (headcount.atWork + headcount.outsideAtWork).contains { $0.bodyID != nil }
        self.init(
            items: dossier.workItems.map(ReportedWork.init),
            spotChecks: dossier.spotChecks.map {
                SpotObservation(item: $0.itemID, observedHours: $0.observedHours)
            },
            quota: headcount.approved.map(Double.init),
            inPost: isStaffed ? years(headcount.atWork) : nil,
            labour: isStaffed ? years(headcount.atWork + headcount.outsideAtWork) : nil,
            bodies: namesBodies
                ? dossier.bodies.map { body in
                    Body(
                        body: body.id, name: body.name,
                        staff: years(headcount.staff(inBody: body.id)))
                } : [],
            duties: dossier.duties.map { Duty(duty: $0.dutyID, name: $0.name, isCore: $0.isCore) })
    }
}

extension ReportedWork {
    package init(_ item: WorkItem) {
        self.init(
            item: item.itemID, name: item.item, frequency: item.frequency, hours: item.hours,
            people: item.people, difficulty: item.difficulty, kind: item.kind ?? .recurrent,
            body: item.bodyID, duty: item.dutyID, evidence: item.evidence,
            systemCount: item.systemCount,
            frequencyPrevious1: item.frequencyPrevious,
            frequencyPrevious2: item.frequencyBeforePrevious, line: item.line)
    }
}
