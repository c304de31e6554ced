/// Who is on the lists, and who is paid.
extension SampleForms {
    func write(_ people: [SamplePerson], of unit: SampleUnit) throws(SampleError) {
        for person in people {
            writePost(person, of: unit)
            writeSelf(person)
            try staff.end()
            if person.isOnEstablishment, person.situation.isOnPayroll {
                try writePay(person, of: unit)
            }
        }
    }

    private func writePost(_ person: SamplePerson, of unit: SampleUnit) {
        let situation = person.situation
        staff.cell(person.id)
        staff.cell(unit.id)
        staff.cell(person.quotaType)
        staff.cell(situation.workingUnit.map { SampleUnit.id($0, of: parameters) } ?? unit.id)
        staff.cell(situation.loanDocument)
        staff.cell(unit.bodyID(person.body))
        staff.cell(person.postClass)
        staff.cell(person.title)
        staff.cell(situation.leaderLevel != nil)
        staff.cell(situation.leaderLevel ?? "")
        staff.cell(situation.isAboveLevel)
        staff.cell(situation.aboveLevelDocument)
    }

    private func writeSelf(_ person: SamplePerson) {
        staff.cell(person.education)
        staff.cell(person.birthYear)
        staff.cell(person.retiresOn)
        staff.cell(person.joined)
        staff.cell(person.approvalNumber)
        staff.cell(person.situation.status)
        staff.cell(person.situation.since)
        staff.cell(person.situation.until)
        staff.cell(person.trainingHours)
        staff.cell(person.trainingHours / 8)
        if let fits = person.fitsPost { staff.cell(fits) } else { staff.blank() }
        staff.cell(person.months)
    }

    private func writePay(_ person: SamplePerson, of unit: SampleUnit) throws(SampleError) {
        payroll.cell(person.id)
        payroll.cell(unit.id)
        payroll.cell("市级财政")
        payroll.cell(unit.lastDay)
        try payroll.end()
    }
}
