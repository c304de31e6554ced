/// What the units do and what comes of it.
extension SampleForms {
    func write(_ items: [SampleItem], of unit: SampleUnit) throws(SampleError) {
        let year = parameters.year
        for (place, item) in items.enumerated() {
            let frequency = unit.frequency(of: item, place: place, in: year)
            worklog.cell(unit.id)
            worklog.cell(unit.itemID(place))
            worklog.cell(item.name)
            worklog.cell(frequency)
            worklog.cell(hundredths: item.hoursHundredths)
            worklog.cell(item.people)
            worklog.cell(unit.bodyID(item.body))
            worklog.cell(unit.dutyID(item.duty))
            worklog.cell(item.template.kind)
            worklog.cell(hundredths: item.template.difficultyTenths * 10)
            worklog.cell(item.template.evidence)
            worklog.cell(item.template.evidence == "系统" ? frequency : nil)
            if unit.facts.contains(.missingResults) {
                worklog.blank(2)
            } else {
                worklog.cell(unit.frequency(of: item, place: place, in: year - 1))
                worklog.cell(unit.frequency(of: item, place: place, in: year - 2))
            }
            try worklog.end()
        }
    }

    func writeResults(
        _ unit: SampleUnit, _ problems: [SampleProblem]
    ) throws(SampleError) {
        let figures = unit.results()
        let due = problems.filter { $0.due <= unit.lastDay }
        let counts = [
            figures.accepted, figures.closedOnTime, figures.returned, figures.corrected,
            figures.lostCases, figures.auditFindings, figures.complaints,
            figures.complaintsSatisfied,
        ]
        results.cell(unit.id)
        for count in counts { results.cell(count) }
        let money = [
            figures.budget, figures.spent, figures.threePublic, figures.threePublicBefore,
        ]
        for sum in money { results.cell(hundredths: sum) }
        results.cell(figures.reportsUpheld)
        results.cell(due.count)
        results.cell(due.count { $0.closedOn.map { [due = $0.due] in $0 <= due } ?? false })
        try results.end()
    }

    func write(_ tasks: [SampleTask], of unit: SampleUnit) throws(SampleError) {
        for (place, task) in tasks.enumerated() {
            self.tasks.cell(unit.id)
            self.tasks.cell("\(unit.id)-T\(place + 1)")
            self.tasks.cell(task.name)
            self.tasks.cell(unit.dutyID(task.duty))
            self.tasks.cell(task.weight)
            self.tasks.cell(task.target)
            self.tasks.cell(hundredths: task.achievedHundredths)
            self.tasks.cell(task.isBetterLow ? "低" : "高")
            self.tasks.cell(task.due)
            self.tasks.cell(task.done)
            try self.tasks.end()
        }
    }

    func write(_ observations: [SampleObservation], of unit: SampleUnit) throws(SampleError) {
        for observation in observations {
            spotchecks.cell(unit.id)
            spotchecks.cell(unit.itemID(observation.item))
            spotchecks.cell(hundredths: observation.hoursHundredths)
            spotchecks.cell(observation.on)
            spotchecks.cell("G" + SampleUnit.padded(observation.observer, 2))
            try spotchecks.end()
        }
    }

    func write(_ problems: [SampleProblem], of unit: SampleUnit) throws(SampleError) {
        for problem in problems {
            self.problems.cell(problem.id)
            self.problems.cell(unit.id)
            self.problems.cell(problem.foundOn)
            self.problems.cell(problem.source)
            self.problems.cell(problem.rule)
            self.problems.cell(problem.severity)
            self.problems.cell(problem.state)
            self.problems.cell(problem.due)
            self.problems.cell(problem.closedOn)
            self.problems.cell(problem.description)
            try self.problems.end()
        }
    }

    func write(
        _ people: [SamplePerson], _ items: [SampleItem], of unit: SampleUnit,
        to timeLog: SampleFile
    ) throws(SampleError) {
        guard parameters.keepsLog(unit.index) else { return }
        let logging = people.filter {
            $0.situation.status == "在岗" && $0.situation.workingUnit == nil
        }
        var logbook = SampleLogbook(unit, items: items, people: logging)
        let days = parameters.loggedDays
        for person in logging {
            for (day, rows) in logbook.rows(of: person, on: days) {
                for row in rows {
                    timeLog.cell(unit.id)
                    timeLog.cell(person.id)
                    timeLog.cell(day)
                    timeLog.cell(unit.itemID(row.item))
                    timeLog.cell(row.minutes)
                    timeLog.cell(row.count)
                    try timeLog.end()
                }
            }
        }
    }
}
