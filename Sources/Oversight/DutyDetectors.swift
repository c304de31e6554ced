internal import Institutions
internal import Languages

/// R13 职责缺位: a duty in force with neither hours nor a key task.
struct IdleDuties: Detector {
    var kinds: [DutyKind] = [.statutory]

    func detections(in audit: AuditCase) -> [Detection]? {
        let dossier = audit.dossier
        // Without its hours a unit can't be said to neglect a duty.
        guard !dossier.duties.isEmpty, !dossier.workItems.isEmpty,
            audit.forms.has("worklog", "duty_id")
        else { return nil }
        var served = Set(dossier.workItems.filter { $0.yearlyHours > 0 }.compactMap(\.dutyID))
        served.formUnion(dossier.tasks.compactMap(\.dutyID))
        return dossier.duties.filter {
            $0.isInForce && kinds.contains($0.kind) && !served.contains($0.dutyID)
        }.map { duty in
            Detection(
                detail: Wording(
                    zh: "\(duty.kind.rawValue)职责“\(duty.name)”（\(duty.dutyID)）全年没有工时，也没有重点任务。",
                    en:
                        "Duty \(duty.name) (\(duty.dutyID), \(duty.kind.rawValue)) has neither hours nor "
                        + "a key task in the year."),
                evidence: [Evidence(CollectionOfOne(duty), "duty_id", "kind", "status")])
        }
    }
}

/// R14 越位: too many hours that serve no duty of the unit.
struct ForeignWork: Detector {
    /// Share of all hours above which it is a violation.
    var share = 0.20

    func detections(in audit: AuditCase) -> [Detection]? {
        let items = audit.dossier.workItems
        guard !items.isEmpty, !audit.dossier.duties.isEmpty, audit.forms.has("worklog", "duty_id")
        else { return nil }
        let foreign = items.filter { $0.dutyID == nil && $0.yearlyHours > 0 }
        let total = items.reduce(0) { $0 + $1.yearlyHours }
        let hours = foreign.reduce(0) { $0 + $1.yearlyHours }
        guard total > 0, hours > share * total else { return [] }
        let rows = foreign.map { (name: "\($0.itemID) \($0.item)", line: $0.line) }
        return [
            Detection(
                detail: Wording(
                    zh: "未对应本单位职责的工时 \(numeral(hours)) 小时，占全部 \(numeral(total)) 小时的 "
                        + "\(percent(hours / total))，超过 \(percent(share))：",
                    en:
                        "\(numeral(hours)) of \(numeral(total)) hours (\(percent(hours / total))) serve "
                        + "no duty of the unit, more than \(percent(share)): ")
                    + Wording(named: rows, one: "项", "items") + Wording(zh: "。", en: "."),
                evidence: [Evidence(foreign, "duty_id", "frequency", "hours", "people")])
        ]
    }
}

/// R25 权责清单逾期未调.
struct LateDutyList: Detector {
    var workingDays = 10

    func detections(in audit: AuditCase) -> [Detection]? {
        guard !audit.dossier.duties.isEmpty, audit.forms.has("duties", "triggered") else {
            return nil
        }
        let late = audit.dossier.duties.filter {
            $0.timeliness(within: workingDays, asOf: audit.asOf, calendar: audit.calendar) == .late
        }
        guard !late.isEmpty else { return [] }
        let rows = late.map { duty -> (name: Wording, line: Int) in
            guard let applied = duty.applied, applied <= audit.asOf, let cause = duty.triggered
            else {
                return (
                    Wording(
                        zh: "\(duty.dutyID) 至 \(audit.asOf) 未申请",
                        en: "\(duty.dutyID) not applied for by \(audit.asOf)"), duty.line
                )
            }
            let days = audit.calendar.workingDays(after: cause, through: applied)
            return (
                Wording(
                    zh: "\(duty.dutyID) 用了 \(days) 个工作日",
                    en: "\(duty.dutyID) after \(days) working days"),
                duty.line
            )
        }
        return [
            Detection(
                detail: Wording(
                    zh: "应在事由发生后 \(workingDays) 个工作日内申请调整，逾期 \(late.count) 项："
                        + Wording(named: rows.map { ($0.name.zh, $0.line) }, one: "项", "duties").zh
                        + "。",
                    en:
                        "\(late.count) not applied for within \(workingDays) working days of the cause: "
                        + Wording(named: rows.map { ($0.name.en, $0.line) }, one: "项", "duties").en
                        + "."),
                evidence: [Evidence(late, "triggered", "applied")])
        ]
    }
}
