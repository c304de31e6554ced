import Calendars

extension SampleUnit {
    /// Puts the facts that concern people into the list.
    func plant(into people: inout [SamplePerson], _ pseudonyms: Pseudonyms) {
        if facts.contains(.separatedStaff) { separate(3, in: &people) }
        if facts.contains(.repairedSeparation) { separate(2, in: &people) }
        if facts.contains(.longLoan) { lend(in: &people) }
        if facts.contains(.overLeaders), let place = ordinary(people).last {
            people[place].situation.leaderLevel = kind.levels.deputy
        }
        if facts.contains(.aboveLevelWithoutDocument),
            let place = people.firstIndex(where: { $0.role == .head })
        {
            people[place].situation.isAboveLevel = true
        }
        if facts.contains(.payWithoutPost), let place = ordinary(people).first {
            people.append(retired(like: people[place], pseudonyms))
        }
    }

    /// Places of people on the main quota type without office.
    private func ordinary(_ people: [SamplePerson]) -> [Int] {
        people.indices.filter {
            people[$0].role == .member && people[$0].quotaType == kind.quotaType
        }
    }

    /// They work in the department in charge, and no document says so.
    private func separate(_ count: Int, in people: inout [SamplePerson]) {
        for place in ordinary(people).suffix(count) {
            people[place].situation.workingUnit = PlantedFact.receivingUnit
        }
    }

    private func lend(in people: inout [SamplePerson]) {
        guard let place = ordinary(people).last else { return }
        people[place].situation.status = "借出"
        people[place].situation.since = day(parameters.firstYear, 2, 12)
        people[place].situation.workingUnit = hostUnit ?? index - 1
        people[place].situation.loanDocument = "明组借〔\(parameters.firstYear)〕3号"
    }

    private func retired(like colleague: SamplePerson, _ pseudonyms: Pseudonyms) -> SamplePerson {
        let left = day(parameters.year, 5, 31)
        var person = SamplePerson(
            id: pseudonyms.person(unit: index, slot: 1900 + parameters.year % 100, generation: 0),
            quotaType: colleague.quotaType, body: colleague.body, role: .member,
            postClass: colleague.postClass, title: colleague.title, education: "大专",
            birthYear: parameters.year - 60, retiresOn: left,
            joined: day(parameters.year - 37, 7, 1),
            approvalNumber: "明编准〔\(parameters.year - 37)〕61号", trainingHours: 20,
            fitsPost: true, months: 5)
        person.situation.status = "退休"
        person.situation.since = left
        return person
    }
}
