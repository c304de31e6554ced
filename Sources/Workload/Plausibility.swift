package import Languages

/// A reason to doubt what a unit reports, with the rows that give it.
package struct WorkFlag: Sendable, Hashable, Codable {
    package enum Code: String, Sendable, Hashable, Codable, CaseIterable {
        case verificationScaled = "verification-scaled"
        case personOverloaded = "person-over-2400-hours"
        case unitTimeImplausible = "unit-time-implausible"
        case itemDominates = "item-over-40-percent"
        case itemOverCapacity = "item-over-capacity"
        case heaping = "heaping"
        case dutyMissing = "no-duty"
        case duplicateName = "duplicate-item-name"
        case bodyEmpty = "body-without-staff"
        case unitEmpty = "unit-without-staff"
        case unitTimeOutlier = "unit-time-outlier"
        case systemCountDiffers = "system-count-differs"
        case logDiffers = "log-differs"
        case logRowsSetAside = "log-rows-set-aside"
        case logTooShort = "log-too-short"
        case logPartial = "log-partial"
        case readingsConflict = "readings-conflict"
        case surveyConflict = "survey-conflict"
    }

    /// The form whose rows give the reason.
    package enum Form: String, Sendable, Hashable, Codable {
        case workLog, timeLog
    }

    package let code: Code
    package let detail: Wording
    package let form: Form
    /// Physical lines of the form, ascending.
    package let lines: [Int]

    init(code: Code, detail: Wording, form: Form = .workLog, lines: [Int]) {
        self.code = code
        self.detail = detail
        self.form = form
        self.lines = lines
    }
}

/// The checks that reported work must stand (methods: plausibility of hours).
package enum Plausibility {
    package static let hoursPerPersonLimit = 2400.0
    package static let unitTimeRange = 0.05...400.0
    package static let dominantShare = 0.40
    package static let heapingShare = 0.60
    package static let heapingItems = 10

    /// Every flag that some reported work earns, in the order of the codes.
    ///
    /// - Parameters:
    ///   - place: The unit. Reported hours are judged, before any verification.
    ///   - capacityHours: Hours that those at work can work; nil where they are not known.
    package static func flags(of place: Workplace, capacityHours: Double?) -> [WorkFlag] {
        overloadedPeople(of: place) + implausibleTimes(of: place.items)
            + dominantItems(of: place.items) + itemsOverCapacity(of: place.items, capacityHours)
            + heaping(of: place.items) + itemsOfNoDuty(of: place) + duplicates(of: place.items)
            + emptyPlaces(of: place)
    }

    private static func overloadedPeople(of place: Workplace) -> [WorkFlag] {
        var flags: [WorkFlag] = []
        func judge(_ name: Wording, _ items: [ReportedWork], staff: Double) {
            let each = staff > 0 ? items.annualHours / staff : 0
            guard each > hoursPerPersonLimit else { return }
            let hours = numeral(each, decimals: 0)
            flags.append(
                WorkFlag(
                    code: .personOverloaded,
                    detail: Wording(
                        zh: "\(name.zh)人均\(hours)小时，超过一年\(numeral(hoursPerPersonLimit))小时",
                        en: "\(name.en): \(hours) hours a person, over 2,400 a year"),
                    lines: items.map(\.line)))
        }
        judge(Wording(zh: "全单位", en: "the whole unit"), place.items, staff: place.labour ?? 0)
        for body in place.bodies {
            judge(
                Wording(body.name), place.items.filter { $0.body == body.body }, staff: body.staff)
        }
        return flags
    }

    private static func implausibleTimes(of items: [ReportedWork]) -> [WorkFlag] {
        let odd = items.filter { !unitTimeRange.contains($0.hours) }
        return flag(.unitTimeImplausible, odd) { names in
            Wording(
                zh: "单次耗时不在0.05至400小时之间：\(names)",
                en: "hours per time outside 0.05–400: \(names)")
        }
    }

    private static func dominantItems(of items: [ReportedWork]) -> [WorkFlag] {
        let total = items.annualHours
        return items.filter { $0.annualHours > dominantShare * total }.flatMap { item in
            let share = percent(item.annualHours / total)
            return flag(.itemDominates, [item]) { name in
                Wording(
                    zh: "“\(name)”一项占全部工时的\(share)，超过40%",
                    en: "“\(name)” alone is \(share) of all hours, over 40%")
            }
        }
    }

    private static func itemsOverCapacity(
        of items: [ReportedWork], _ capacityHours: Double?
    ) -> [WorkFlag] {
        guard let capacityHours, capacityHours > 0 else { return [] }
        return flag(.itemOverCapacity, items.filter { $0.annualHours > capacityHours }) { names in
            Wording(
                zh: "单项工时超过全单位可用工时\(numeral(capacityHours, decimals: 0))小时：\(names)",
                en: "more hours than the whole unit can work: \(names)")
        }
    }

    private static func heaping(of items: [ReportedWork]) -> [WorkFlag] {
        let counted = items.filter { $0.frequency > 0 }
        // A multiple of 50 is one of 10.
        let round = counted.filter { $0.frequency.remainder(dividingBy: 10) == 0 }
        guard counted.count >= heapingItems,
            Double(round.count) > heapingShare * Double(counted.count)
        else { return [] }
        let share = percent(Double(round.count) / Double(counted.count))
        let detail = Wording(
            zh: "\(counted.count)项中有\(round.count)项（\(share)）的频次是10或50的整倍数，疑为估填",
            en:
                "\(round.count) of \(counted.count) frequencies (\(share)) are multiples of 10 or 50"
        )
        return [WorkFlag(code: .heaping, detail: detail, lines: round.map(\.line).sorted())]
    }

    private static func itemsOfNoDuty(of place: Workplace) -> [WorkFlag] {
        guard !place.duties.isEmpty else { return [] }
        let known = Set(place.duties.map(\.duty))
        let strays = place.items.filter { item in
            item.duty.map { !known.contains($0) } ?? true
        }
        let total = place.items.annualHours
        let share = percent(total > 0 ? strays.annualHours / total : 0)
        return flag(.dutyMissing, strays) { names in
            Wording(
                zh: "没有对应职责的事项占全部工时的\(share)：\(names)",
                en: "items of no duty, \(share) of all hours: \(names)")
        }
    }

    private static func duplicates(of items: [ReportedWork]) -> [WorkFlag] {
        let groups = Dictionary(grouping: items, by: \.name).values
        let doubled = groups.flatMap { same in
            same.enumerated().filter { index, item in
                same.enumerated().contains { other, twin in
                    other != index
                        && (item.body == twin.body || item.body == nil || twin.body == nil)
                }
            }.map(\.element)
        }
        return flag(.duplicateName, doubled.sorted { $0.line < $1.line }) { names in
            Wording(
                zh: "同一内设机构有重名事项：\(names)",
                en: "items of one name in one body: \(names)")
        }
    }

    private static func emptyPlaces(of place: Workplace) -> [WorkFlag] {
        if let labour = place.labour, labour <= 0, place.items.annualHours > 0 {
            return flag(.unitEmpty, place.items) { _ in
                Wording(zh: "单位无人在岗却填报了工时", en: "hours reported with nobody in post")
            }
        }
        return place.bodies.filter { $0.staff <= 0 }.flatMap { body in
            let own = place.items.filter { $0.body == body.body && $0.annualHours > 0 }
            return flag(.bodyEmpty, own) { _ in
                Wording(
                    zh: "“\(body.name)”无人在岗却填报了\(numeral(own.annualHours, decimals: 0))小时",
                    en: "“\(body.name)” has nobody in post but reports "
                        + "\(numeral(own.annualHours, decimals: 0)) hours")
            }
        }
    }

    /// One flag for some items; none where there are none.
    private static func flag(
        _ code: WorkFlag.Code, _ items: [ReportedWork], detail: (String) -> Wording
    ) -> [WorkFlag] {
        guard !items.isEmpty else { return [] }
        let shown = 3
        let names = items.prefix(shown).map(\.name).joined(separator: "、")
        let lines = items.map(\.line).sorted()
        return [
            WorkFlag(
                code: code, detail: detail(names + (items.count > shown ? "…" : "")), lines: lines)
        ]
    }
}

extension Sequence<ReportedWork> {
    /// Reported hours a year of all of them.
    fileprivate var annualHours: Double { reduce(0) { $0 + $1.annualHours } }
}
