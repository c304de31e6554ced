internal import Calendars
internal import Glibc
internal import Indicators
internal import Institutions
internal import Languages

/// The measures with a name; `docs/measures.md` defines each.
extension Measurer {
    func measurement(of measure: BuiltInMeasure) -> Measurement {
        for form in measure.forms where !dossier.forms.has(form) {
            return Measurement(value: nil, missingReason: .formAbsent(form))
        }
        for (form, column) in measure.columns where !dossier.forms.has(form, column) {
            return Measurement(value: nil, missingReason: .columnAbsent(form, column))
        }
        return switch measure {
        case .dutyTimeliness(let term): dutyTimeliness(within: term)
        case .quotaUse: quotaUse()
        case .leadershipExcess: leadershipExcess()
        case .statutoryCoverage: statutoryCoverage()
        case .taskCompletion: taskCompletion()
        case .taskPunctuality: taskPunctuality()
        case .ageBalance(let bounds, let minimum): ageBalance(bounds, minimumStaff: minimum)
        case .rectification: rectification()
        }
    }

    // MARK: Duties

    /// Duties of which the cause fell into the year; those whose term still runs at the as-of date
    /// don't count.
    private func dutyTimeliness(within term: Int) -> Measurement {
        let outcomes = dossier.duties.filter { $0.triggered?.year == material.year }.map { duty in
            let outcome = duty.timeliness(
                within: term, asOf: material.asOf, calendar: material.calendar)
            return (line: duty.line, outcome: outcome)
        }
        let timely = outcomes.filter { $0.outcome == .onTime }.map(\.line)
        let late = outcomes.filter { $0.outcome == .late }.map(\.line)
        guard !timely.isEmpty || !late.isEmpty else {
            return .missing("当年没有职责调整事由", "no duty had to be adjusted")
        }
        return share(
            timely.count, of: timely.count + late.count,
            Wording(zh: "\(term) 个工作日内申请", en: "applied for within \(term) working days"),
            Wording(zh: "应调整的职责", en: "duties to be adjusted"),
            evidence(Duty.form, timely + late, ["triggered", "applied"]))
    }

    /// A unit that handed in neither hours nor tasks has not neglected its duties.
    private func statutoryCoverage() -> Measurement {
        if let reason = nothingPerformed() {
            return Measurement(value: nil, missingReason: reason)
        }
        let statutory = dossier.duties.filter { $0.kind == .statutory && $0.isInForce }
        guard !statutory.isEmpty else {
            return .missing("没有在行的法定职责", "no statutory duty is in force")
        }
        let performed = Set(
            dossier.workItems.lazy.filter { $0.yearlyHours > 0 }.compactMap(\.dutyID)
        )
        .union(dossier.tasks.lazy.compactMap(\.dutyID))
        let missed = statutory.filter { !performed.contains($0.dutyID) }
        var measurement = share(
            statutory.count - missed.count, of: statutory.count,
            Wording(zh: "有工时或任务的", en: "with hours or a task"),
            Wording(zh: "在行法定职责", en: "statutory duties in force"),
            evidence(Duty.form, statutory.map(\.line), ["kind", "status"]))
        if !missed.isEmpty, let working = measurement.working {
            let names = missed.map(\.dutyID).joined(separator: "、")
            measurement.working = Wording(
                zh: "\(working.zh)；未履行：\(names)", en: "\(working.en); not performed: \(names)")
        }
        return measurement
    }

    /// Why nothing can be said of what performs a duty; nil where something can.
    private func nothingPerformed() -> Wording? {
        let (log, column) = (WorkItem.form.name, "duty_id")
        let hasTasks = dossier.forms.has(TaskRow.form.name, column) && !dossier.tasks.isEmpty
        if hasTasks { return nil }
        guard dossier.forms.has(log) else { return .formAbsent(log) }
        guard dossier.forms.has(log, column) else { return .columnAbsent(log, column) }
        return dossier.workItems.isEmpty ? .notFilled(log) : nil
    }

    // MARK: Posts

    /// One alternative per quota type; of people where no post is approved each one counts as 100
    /// points above full.
    private func quotaUse() -> Measurement {
        guard material.headcount.approved != nil else {
            return Measurement(value: nil, missingReason: .notFilled(QuotaLine.form.name))
        }
        // A form that was not handed in is not an empty unit.
        guard !dossier.staff.isEmpty else {
            return Measurement(value: nil, missingReason: .notFilled(Person.form.name))
        }
        let types = material.headcount.types.filter { ($0.approved ?? 0) > 0 || $0.inPost > 0 }
        guard !types.isEmpty else {
            return .missing("没有核定编制", "no posts are approved")
        }
        let alternatives = types.map { count in
            let approved = count.approved ?? 0
            let use =
                approved > 0
                ? 100 * Double(count.inPost) / Double(approved) : 100 * Double(1 + count.inPost)
            return Measurement.Alternative(label: count.type.rawValue, value: use)
        }
        let words = types.map { "\($0.type.rawValue) \($0.inPost)÷\($0.approved ?? 0)" }
        let lines = dossier.quotas.map(\.line)
        return Measurement(
            value: nil, alternatives: alternatives,
            working: Wording(
                zh: "在编÷核定：\(words.joined(separator: "，"))",
                en: "in post ÷ approved: \(words.joined(separator: ", "))"),
            evidence: [
                evidence(QuotaLine.form, lines, ["quota_type", "approved"]),
                evidence(
                    Person.form, dossier.staff.filter(\.isEstablished).map(\.line), ["quota_type"]),
            ])
    }

    // MARK: Tasks

    private func taskCompletion() -> Measurement {
        let tasks = dossier.tasks
        let weight = tasks.reduce(0) { $0 + $1.weight }
        guard weight > 0 else { return .missing("没有重点任务", "there are no key tasks") }
        let done = tasks.reduce(0) { $0 + $1.weight * $1.completion }
        let value = 100 * done / weight
        return Measurement(
            value: value,
            working: Wording(
                zh: "\(tasks.count) 项任务按权重平均，每项至多 100%：\(numeral(value, decimals: 2))%",
                en:
                    "weighted mean of \(tasks.count) tasks, each at most 100%: \(numeral(value, decimals: 2))%"
            ),
            evidence: [
                evidence(
                    TaskRow.form, tasks.map(\.line), ["weight", "target", "achieved", "better"])
            ])
    }

    /// A task due by the as-of date and not done by its due day is late.
    private func taskPunctuality() -> Measurement {
        var (timely, late): ([Int], [Int]) = ([], [])
        for task in dossier.tasks {
            guard let due = task.due, due <= material.asOf else { continue }
            if let done = task.done, done <= due {
                timely.append(task.line)
            } else {
                late.append(task.line)
            }
        }
        guard !timely.isEmpty || !late.isEmpty else {
            return .missing("没有到期的重点任务", "no key task was due")
        }
        return share(
            timely.count, of: timely.count + late.count,
            Wording(zh: "按期完成", en: "done on time"), Wording(zh: "应完成任务", en: "tasks due"),
            evidence(TaskRow.form, timely + late, ["due", "done"]))
    }

    // MARK: People

    /// Entropy of the age classes ÷ the logarithm of their number.
    private func ageBalance(_ bounds: [Int], minimumStaff: Int) -> Measurement {
        let people = dossier.staff.filter { $0.isEstablished && $0.birthYear != nil }
        guard people.count >= minimumStaff else {
            return .missing(
                "有出生年的在编人员不足 \(minimumStaff) 人",
                "fewer than \(minimumStaff) people on the establishment with a birth year")
        }
        var counts = [Int](repeating: 0, count: bounds.count + 1)
        for person in people {
            let age = material.asOf.year - (person.birthYear ?? 0)
            counts[bounds.firstIndex { age <= $0 } ?? bounds.count] += 1
        }
        let entropy = counts.reduce(0.0) { sum, count in
            let share = Double(count) / Double(people.count)
            return share > 0 ? sum - share * log(share) : sum
        }
        let value = entropy / log(Double(counts.count))
        let classes = zip(ageClasses(bounds), counts).map { "\($0) \($1)" }
        return Measurement(
            value: value,
            working: Wording(
                zh:
                    "年龄段人数 \(classes.joined(separator: "，"))；熵 ÷ ln\(counts.count) ＝ \(numeral(value, decimals: 4))",
                en:
                    "people by age \(classes.joined(separator: ", ")); entropy ÷ ln \(counts.count) = \(numeral(value, decimals: 4))"
            ),
            evidence: [evidence(Person.form, people.map(\.line), ["birth_year"])])
    }

    private func ageClasses(_ bounds: [Int]) -> [String] {
        guard let first = bounds.first, let last = bounds.last else { return [""] }
        let inner = zip(bounds, bounds.dropFirst()).map { "\($0 + 1)–\($1)" }
        return ["≤\(first)"] + inner + ["≥\(last + 1)"]
    }

    // MARK: Problems

    /// From the ledger where there is one, else from the results form; nothing due is 100.
    private func rectification() -> Measurement {
        guard dossier.forms.has(ProblemRow.form.name) else { return reportedRectification() }
        for column in ["due", "closed_on"]
        where !dossier.forms.has(ProblemRow.form.name, column) {
            return Measurement(
                value: nil, missingReason: .columnAbsent(ProblemRow.form.name, column))
        }
        let record = material.audit.rectification
        let lines = dossier.problems.compactMap { $0.due == nil ? nil : $0.line }
        let source = evidence(ProblemRow.form, lines, ["due", "closed_on", "state"])
        guard record.due > 0 else {
            return Measurement(
                value: 100, working: Wording(zh: "没有到期应整改的问题", en: "no problem was due"),
                evidence: [source])
        }
        return share(
            record.closedOnTime, of: record.due, Wording(zh: "按期销号", en: "closed on time"),
            Wording(zh: "到期问题", en: "problems due"), source)
    }

    private func reportedRectification() -> Measurement {
        guard dossier.forms.has(ResultsRow.form.name) else {
            return Measurement(value: nil, missingReason: .formAbsent(ProblemRow.form.name))
        }
        guard let row = dossier.results, let due = row.issuesDue.map({ Int($0) }),
            let closed = row.issuesClosed.map({ Int($0) })
        else { return Measurement(value: nil, missingReason: .notFilled(ResultsRow.form.name)) }
        let source = evidence(ResultsRow.form, [row.line], ["issues_due", "issues_closed"])
        guard due > 0 else {
            return Measurement(
                value: 100, working: Wording(zh: "没有应整改的问题", en: "no problem was due"),
                evidence: [source])
        }
        return share(
            closed, of: due, Wording(zh: "按期整改", en: "put right on time"),
            Wording(zh: "应整改问题", en: "problems due"), source)
    }

    // MARK: Parts

    private func evidence(_ form: Form, _ lines: [Int], _ columns: [String]) -> Evidence {
        Evidence(file: form.file, lines: lines, columns: columns)
    }

    /// A share in percent points, said in words.
    private func share(
        _ part: Int, of whole: Int, _ partName: Wording, _ wholeName: Wording,
        _ evidence: Evidence
    ) -> Measurement {
        let value = 100 * Double(part) / Double(whole)
        let result = numeral(value, decimals: 2)
        return Measurement(
            value: value,
            working: Wording(
                zh: "\(partName.zh) \(part) ÷ \(wholeName.zh) \(whole) ＝ \(result)%",
                en: "\(partName.en) \(part) ÷ \(wholeName.en) \(whole) = \(result)%"),
            evidence: [evidence])
    }
}

extension BuiltInMeasure {
    /// Forms without which it is missing.
    fileprivate var forms: [String] {
        switch self {
        case .dutyTimeliness, .statutoryCoverage: [Duty.form.name]
        case .quotaUse: [QuotaLine.form.name, Person.form.name]
        case .leadershipExcess: [LeaderQuota.form.name, Person.form.name]
        case .taskCompletion, .taskPunctuality: [TaskRow.form.name]
        case .ageBalance: [Person.form.name]
        case .rectification: []
        }
    }

    /// Columns without which it is missing: their blank cells would be held against the unit.
    fileprivate var columns: [(form: String, column: String)] {
        switch self {
        case .dutyTimeliness:
            [(Duty.form.name, "triggered"), (Duty.form.name, "applied")]
        case .leadershipExcess:
            ["leader", "job_level", "above_level"].map { (Person.form.name, $0) }
        case .taskPunctuality:
            [(TaskRow.form.name, "due"), (TaskRow.form.name, "done")]
        case .ageBalance: [(Person.form.name, "birth_year")]
        case .quotaUse, .statutoryCoverage, .taskCompletion, .rectification: []
        }
    }
}

extension TaskRow {
    /// Achieved ÷ target, or target ÷ achieved where lower is better; 0…1.
    fileprivate var completion: Double {
        let (part, whole) = better == .lower ? (target, achieved) : (achieved, target)
        return whole > 0 ? min(part / whole, 1) : 1
    }
}
