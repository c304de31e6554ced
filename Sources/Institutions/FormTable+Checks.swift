internal import Diagnostics
internal import Languages

/// What must hold among the cells of a form and across forms.
extension FormTable {
    /// Reports every cell that names something that stands in no form.
    func checkReferences(_ registry: inout NameRegistry, _ log: inout DiagnosticLog) {
        let fields = Record.fields.filter { $0.column.reference != nil }
        // Neighbours are often of the same unit.
        var knownUnit: String?
        for record in records {
            for field in fields {
                guard let kind = field.column.reference,
                    case .text(let name) = field.value(record)
                else { continue }
                if kind == .unit {
                    if name == knownUnit { continue }
                    if registry.knows(.unit, name) != false {
                        knownUnit = name
                        continue
                    }
                    report(record, field.column, kind, name, owners: [], registry, &log)
                } else {
                    let owners = record.owners
                    // A row of an unknown unit has been reported for that.
                    guard registry.knows(.unit, owners[0]) == true,
                        owners.allSatisfy({ registry.knows(kind, owner: $0, name) == false })
                    else { continue }
                    report(record, field.column, kind, name, owners: owners, registry, &log)
                }
            }
        }
    }

    private func report(
        _ record: Record, _ column: FormColumn, _ kind: RegisteredName, _ name: String,
        owners: [String], _ registry: NameRegistry, _ log: inout DiagnosticLog
    ) {
        // Looking for a near name costs; nobody reads more than the log keeps.
        let nearest =
            log.errorCount >= log.limit
            ? nil : nearestName(to: name, among: registry.candidates(kind, owner: owners.first))
        let list = kind.form
        let owner =
            owners.first.map {
                Wording(zh: "单位 \($0) 的", en: " of unit \($0)")
            } ?? Wording("")
        log.report(
            Diagnostic(
                .unknownReference, at: place(record, column.key), found: name,
                expected: Wording(
                    zh: "\(list.file) 中\(owner.zh)\(kind.wording.zh)编码",
                    en: "code of \(article(kind))\(owner.en) in \(list.file)"),
                message: Wording(
                    zh: "\(list.title.zh)中没有\(owner.zh)\(kind.wording.zh)“\(name)”",
                    en: "\(list.file) has no \(kind.wording.en) “\(name)”\(owner.en)"),
                remedy: nearest.map {
                    Wording(zh: "是否应为“\($0)”？请更正编码", en: "did you mean “\($0)”? correct the code")
                }
                    ?? Wording(
                        zh: "请更正编码，或在\(list.title.zh)中补登该\(kind.wording.zh)",
                        en: "correct the code, or add it to \(list.file)")))
    }

    private func article(_ kind: RegisteredName) -> String {
        (kind == .item || kind == .duty || kind == .unit ? "a " : "an ") + kind.wording.en
    }

    /// Reports parts that exceed their whole.
    func checkParts(_ log: inout DiagnosticLog) {
        for (part, whole) in Record.form.parts {
            guard let partColumn = Record.form.column(part),
                let wholeColumn = Record.form.column(whole)
            else { continue }
            for record in records {
                guard let count = record.number(part), let all = record.number(whole), count > all
                else { continue }
                let (found, limit) = (numeral(count), numeral(all))
                let other = place(record, whole)
                log.report(
                    Diagnostic(
                        .partExceedsWhole, at: place(record, part), found: found,
                        expected: Wording(zh: "不超过 \(limit)", en: "at most \(limit)"),
                        message: Wording(
                            zh:
                                "“\(partColumn.name)”\(found) 大于“\(wholeColumn.name)”\(limit)（\(other)）",
                            en: "\(part) \(found) is more than \(whole) \(limit) (\(other))"),
                        remedy: Wording(zh: "请核对两个数", en: "check both numbers")))
            }
        }
    }

    /// Reports periods that end before they begin.
    func checkOrders(_ log: inout DiagnosticLog) {
        for (earlier, later) in Record.form.orders {
            guard let first = Record.form.column(earlier), let second = Record.form.column(later)
            else { continue }
            for record in records {
                guard let from = record.day(earlier), let to = record.day(later), to < from
                else { continue }
                log.report(
                    Diagnostic(
                        .datesReversed, at: place(record, later), found: to.description,
                        expected: Wording(
                            zh: "不早于 \(from)", en: "not earlier than \(from)"),
                        message: Wording(
                            zh: "“\(second.name)”\(to) 早于“\(first.name)”\(from)",
                            en: "\(later) \(to) is earlier than \(earlier) \(from)"),
                        remedy: Wording(zh: "请核对两个日期", en: "check both dates")))
            }
        }
    }
}

extension FormTable<QuotaLine> {
    /// Reports inner bodies that together have more posts of a type than their unit.
    func checkTotals(_ log: inout DiagnosticLog) {
        var bodies: [String: [QuotaType: Int]] = [:]
        var firsts: [String: [QuotaType: Place]] = [:]
        for line in records where line.bodyID != nil {
            bodies[line.unitID, default: [:]][line.quotaType, default: 0] += line.approved
            if firsts[line.unitID]?[line.quotaType] == nil {
                firsts[line.unitID, default: [:]][line.quotaType] = place(line, "approved")
            }
        }
        for line in records where line.bodyID == nil {
            let sum = bodies[line.unitID]?[line.quotaType] ?? 0
            guard sum > line.approved else { continue }
            let type = line.quotaType.rawValue
            let first = firsts[line.unitID]?[line.quotaType].map { "\($0)" } ?? ""
            log.report(
                Diagnostic(
                    .partExceedsWhole, at: place(line, "approved"), found: String(line.approved),
                    expected: Wording(zh: "不少于 \(sum)", en: "at least \(sum)"),
                    message: Wording(
                        zh: "各内设机构（\(first) 等）\(type)编制合计 \(sum) 名，多于全单位核定的 \(line.approved) 名",
                        en:
                            "the inner bodies (from \(first)) have \(sum) posts of type \(type), the unit \(line.approved)"
                    ),
                    remedy: Wording(
                        zh: "请核对批准文件，改正全单位或内设机构的核定数",
                        en: "check the approval and correct the unit's or the bodies' numbers")))
        }
    }
}

extension FormTable<Person> {
    /// Warns of rows that leave out what rules need to be applied to them.
    func checkStatuses(hasLeaders: Bool, _ log: inout DiagnosticLog) {
        let timed: [StaffStatus] = [
            .lentOut, .sickLeave, .privateLeave, .offPost, .retired, .deceased, .resigned,
        ]
        for person in records {
            if hasLeaders, person.isLeader == true, person.jobLevel == nil {
                warn(
                    person, "job_level", &log,
                    Wording(
                        zh: "领导职务没有填职务层次，不计入职数核对",
                        en:
                            "a leading post without its level isn't counted against the approved posts"
                    ))
            }
            let isDated =
                person.statusSince != nil || (person.status == .retired && person.retiresOn != nil)
            if timed.contains(person.status), !isDated {
                warn(
                    person, "status_since", &log,
                    Wording(
                        zh: "状态为“\(person.status.rawValue)”但没有填起始日期，无法计算时长",
                        en:
                            "status \(person.status.rawValue) has no first day, so its length isn't known"
                    ))
            }
        }
    }

    private func warn(
        _ person: Person, _ key: String, _ log: inout DiagnosticLog, _ message: Wording
    ) {
        log.report(
            Diagnostic(
                .valueMissing, .warning, at: place(person, key), message: message,
                remedy: Wording(zh: "请补填", en: "fill it in")))
    }
}

extension FormTable<ProblemRow> {
    /// Warns of closed problems without the day of their closing.
    func checkClosings(_ log: inout DiagnosticLog) {
        for problem in records where problem.state == .closed && problem.closedOn == nil {
            log.report(
                Diagnostic(
                    .valueMissing, .warning, at: place(problem, "closed_on"),
                    message: Wording(
                        zh: "问题已销号但没有填销号日期，不能算按期销号",
                        en:
                            "the problem is closed without a day, so it can't count as closed on time"
                    ),
                    remedy: Wording(zh: "请补填销号日期", en: "enter the day on which it was closed")))
        }
    }
}
