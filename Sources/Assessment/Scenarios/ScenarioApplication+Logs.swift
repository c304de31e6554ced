internal import Calendars
internal import Institutions
internal import Workload

extension ScenarioApplication {
    /// Daily time logs in the order of the new units: those of units that became one are pooled.
    ///
    /// A log stays with its unit; of work that went elsewhere it tells nothing there, and of an item
    /// that is done more or less often than before it tells so much more or less.
    func timeLogs(of forms: EvaluationForms, _ base: EvaluationFolder) -> [UnitLog?] {
        guard !base.timeLogs.isEmpty else { return [] }
        let (sources, rows) = (Array(base.forms.dossiers), Array(forms.dossiers))
        var pooled = [UnitLog?](repeating: nil, count: forms.units.count)
        for (index, successor) in draft.successorIndexes.enumerated() {
            guard let successor, let log = base.timeLogs[index] else { continue }
            let now = rows[successor].workItems
            var heirs: [String: LoggedHeir?] = [:]
            for item in sources[index].workItems {
                let moved = now.first { $0.line == item.line && $0.item == item.item }
                heirs[item.itemID] = .some(moved.map { LoggedHeir($0, of: item) })
            }
            let named = log.handed(to: heirs)
            pooled[successor] = pooled[successor].map { $0.pooled(with: named) } ?? named
        }
        return pooled
    }
}

/// What has become of a logged item.
private struct LoggedHeir {
    let item: String
    /// Its frequency now ÷ before.
    let share: Double

    init(_ now: WorkItem, of before: WorkItem) {
        item = now.itemID
        share = before.frequency > 0 ? now.frequency / before.frequency : 1
    }
}

extension UnitLog {
    /// - Parameter heirs: New items by the code of the old; nil for one that has gone.
    fileprivate func handed(to heirs: [String: LoggedHeir?]) -> UnitLog {
        let items = items.compactMap { item -> Item? in
            guard let known = heirs[item.item] else { return item }
            return known.map { heir in
                Item(
                    item: heir.item, count: item.count.map { $0 * heir.share },
                    minutes: item.minutes * heir.share, rows: item.rows)
            }
        }
        return UnitLog(
            rows: rows, people: people, items: items, personDays: personDays, months: months,
            days: days, firstDay: firstDay, lastDay: lastDay, setAside: setAside)
    }

    /// The logs of two units as one; their days may be the same ones.
    fileprivate func pooled(with other: UnitLog) -> UnitLog {
        let numbers = Set((months + other.months).map(\.month)).sorted()
        return UnitLog(
            rows: rows + other.rows, people: people + other.people, items: items + other.items,
            personDays: personDays + other.personDays,
            months: numbers.map { number in
                let both = (months + other.months).filter { $0.month == number }
                return Month(
                    month: number, minutes: both.reduce(0) { $0 + $1.minutes },
                    personDays: both.reduce(0) { $0 + $1.personDays })
            },
            days: max(days, other.days),
            firstDay: [firstDay, other.firstDay].compactMap(\.self).min(),
            lastDay: [lastDay, other.lastDay].compactMap(\.self).max(),
            setAside: TimeLogFault.allCases.compactMap { fault in
                let both = (setAside + other.setAside).filter { $0.fault == fault }
                guard !both.isEmpty else { return nil }
                return SetAside(
                    fault: fault, count: both.reduce(0) { $0 + $1.count },
                    lines: Array(both.flatMap(\.lines).sorted().prefix(20)))
            })
    }
}
