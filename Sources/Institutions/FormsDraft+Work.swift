extension FormsDraft {
    /// Hours a year that a unit reports.
    package func hours(of id: String) -> Double {
        rows.workItems.reduce(0) { $1.unitID == id ? $0 + $1.yearlyHours : $0 }
    }

    /// Codes of a unit's duties, in file order.
    package func duties(of id: String) -> [String] {
        rows.duties.filter { $0.unitID == id }.map(\.dutyID)
    }

    /// Codes of a unit's work items, in file order.
    package func items(of id: String) -> [String] {
        rows.workItems.filter { $0.unitID == id }.map(\.itemID)
    }

    /// Codes of a unit's inner bodies, in file order.
    package func bodies(of id: String) -> [String] {
        rows.quotas.filter { $0.unitID == id }.compactMap(\.bodyID)
    }

    /// Hands duties over with their work items, spot checks and tasks.
    package mutating func moveDuties(
        _ duties: [String], from id: String, to target: String, keepingBodies: Bool = false
    ) {
        let moving = Set(duties)
        guard !moving.isEmpty else { return }
        let names = renaming(of: id, in: target) { rows in
            rows.duties.filter { $0.unitID != id || moving.contains($0.dutyID) }
                .map { ($0.unitID, $0.dutyID) }
        }
        for index in rows.duties.indices
        where rows.duties[index].unitID == id && moving.contains(rows.duties[index].dutyID) {
            rows.duties[index].unitID = target
            rows.duties[index].dutyID = names[rows.duties[index].dutyID] ?? ""
            if !keepingBodies { rows.duties[index].bodyID = nil }
        }
        let items = rows.workItems.filter {
            $0.unitID == id && $0.dutyID.map(moving.contains) ?? false
        }.map(\.itemID)
        moveItems(
            Set(items), from: id, to: target, duties: names, keepingBodies: keepingBodies)
        let tasks = Set(
            rows.tasks.filter { $0.unitID == id && $0.dutyID.map(moving.contains) ?? false }
                .map(\.taskID))
        moveTasks(tasks, from: id, to: target, duties: names)
    }

    /// Hands work items over with their spot checks; a duty that stays behind is not theirs any more.
    package mutating func moveItems(_ items: [String], from id: String, to target: String) {
        moveItems(Set(items), from: id, to: target)
    }

    /// Hands over so many hours a year, the same share of every item; spot checks hold for both.
    ///
    /// - Precondition: The unit reports hours, and not fewer.
    package mutating func moveHours(_ hours: Double, from id: String, to target: String) {
        guard hours > 0 else { return }
        let total = self.hours(of: id)
        precondition(total > 0, "hours are moved from a unit that has some")
        let share = min(1, hours / total)
        let names = renaming(of: id, in: target) { $0.workItems.map { ($0.unitID, $0.itemID) } }
        let moved = rows.workItems.filter { $0.unitID == id }.map { item in
            var part = item
            part.unitID = target
            part.itemID = names[item.itemID] ?? item.itemID
            part.bodyID = nil
            part.dutyID = nil
            part.scaleVolume(by: share)
            return part
        }
        for index in rows.workItems.indices where rows.workItems[index].unitID == id {
            rows.workItems[index].scaleVolume(by: 1 - share)
        }
        if share == 1 { rows.remove(\.workItems, id) }
        rows.workItems += moved
        rows.spotChecks += rows.spotChecks.filter { $0.unitID == id }.map { check in
            var copy = check
            copy.unitID = target
            copy.itemID = names[check.itemID] ?? check.itemID
            return copy
        }
        if share == 1 { rows.remove(\.spotChecks, id) }
    }

    /// Makes every item of a unit take so many times as long; what was observed follows.
    package mutating func scaleHours(of id: String, by factor: Double) {
        for index in rows.workItems.indices where rows.workItems[index].unitID == id {
            rows.workItems[index].hours *= factor
        }
        for index in rows.spotChecks.indices where rows.spotChecks[index].unitID == id {
            rows.spotChecks[index].observedHours *= factor
        }
    }

    /// Gives a unit without work so many hours a year, as one item.
    package mutating func addWork(_ hours: Double, named name: String, to id: String) {
        rows.workItems.append(
            WorkItem(
                line: 0, unitID: id, itemID: name, item: name, frequency: 1, hours: hours,
                people: 1, bodyID: nil, dutyID: nil, kind: .recurrent, difficulty: 1,
                evidence: nil, systemCount: nil, frequencyPrevious: nil,
                frequencyBeforePrevious: nil))
    }

    mutating func moveItems(
        _ items: Set<String>, from id: String, to target: String, duties: [String: String] = [:],
        keepingBodies: Bool = false
    ) {
        let names = renaming(of: id, in: target) { rows in
            rows.workItems.filter { $0.unitID != id || items.contains($0.itemID) }
                .map { ($0.unitID, $0.itemID) }
        }
        for index in rows.workItems.indices
        where rows.workItems[index].unitID == id && items.contains(rows.workItems[index].itemID) {
            rows.workItems[index].unitID = target
            rows.workItems[index].itemID = names[rows.workItems[index].itemID] ?? ""
            rows.workItems[index].dutyID = rows.workItems[index].dutyID.flatMap { duties[$0] }
            if !keepingBodies { rows.workItems[index].bodyID = nil }
        }
        for index in rows.spotChecks.indices
        where rows.spotChecks[index].unitID == id && items.contains(rows.spotChecks[index].itemID) {
            rows.spotChecks[index].unitID = target
            rows.spotChecks[index].itemID = names[rows.spotChecks[index].itemID] ?? ""
        }
    }

    private mutating func moveTasks(
        _ tasks: Set<String>, from id: String, to target: String, duties: [String: String]
    ) {
        let names = renaming(of: id, in: target) { rows in
            rows.tasks.filter { $0.unitID != id || tasks.contains($0.taskID) }
                .map { ($0.unitID, $0.taskID) }
        }
        for index in rows.tasks.indices
        where rows.tasks[index].unitID == id && tasks.contains(rows.tasks[index].taskID) {
            rows.tasks[index].unitID = target
            rows.tasks[index].taskID = names[rows.tasks[index].taskID] ?? ""
            rows.tasks[index].dutyID = rows.tasks[index].dutyID.flatMap { duties[$0] }
        }
    }

    /// Hands over every duty, work item and task; bodies go by their new names, or not at all.
    mutating func moveAllWork(
        of id: String, to target: String, bodies: [String: String] = [:]
    ) {
        for index in rows.duties.indices where rows.duties[index].unitID == id {
            rows.duties[index].bodyID = rows.duties[index].bodyID.flatMap { bodies[$0] }
        }
        for index in rows.workItems.indices where rows.workItems[index].unitID == id {
            rows.workItems[index].bodyID = rows.workItems[index].bodyID.flatMap { bodies[$0] }
        }
        moveDuties(duties(of: id), from: id, to: target, keepingBodies: true)
        moveItems(Set(items(of: id)), from: id, to: target, keepingBodies: true)
        moveTasks(
            Set(rows.tasks.filter { $0.unitID == id }.map(\.taskID)), from: id, to: target,
            duties: [:])
    }

    /// Adds the results of one unit to those of another.
    mutating func absorbResults(of id: String, into target: String) {
        guard let other = rows.results.first(where: { $0.unitID == id }) else { return }
        guard let index = rows.results.firstIndex(where: { $0.unitID == target }) else {
            rows.relabel(\.results, id, target)
            return
        }
        rows.results[index].add(other)
        rows.remove(\.results, id)
    }

    /// Supplied indicator values can't be summed: two of one code become their mean, weighted by
    /// the people on the two establishments.
    mutating func absorbValues(of id: String, into target: String) {
        let people = [target, id].map { unit in
            rows.staff.count { $0.unitID == unit && $0.isEstablished }
        }
        let weights = people == [0, 0] ? [1, 1] : people.map(Double.init)
        for value in rows.kpi where value.unitID == id {
            guard
                let known = rows.kpi.firstIndex(where: {
                    $0.unitID == target && $0.code == value.code
                })
            else { continue }
            let mean =
                (rows.kpi[known].value * weights[0] + value.value * weights[1])
                / (weights[0] + weights[1])
            rows.kpi[known].value = mean
            rows.kpi.removeAll { $0.unitID == id && $0.code == value.code }
        }
        rows.relabel(\.kpi, id, target)
    }
}

extension WorkItem {
    /// Times in all years and cases of the system; the time that one takes stays.
    fileprivate mutating func scaleVolume(by share: Double) {
        frequency *= share
        systemCount = systemCount.map { $0 * share }
        frequencyPrevious = frequencyPrevious.map { $0 * share }
        frequencyBeforePrevious = frequencyBeforePrevious.map { $0 * share }
    }
}

extension ResultsRow {
    /// What only one of the two knows stays as it is known.
    fileprivate mutating func add(_ other: ResultsRow) {
        let numbers: [WritableKeyPath<ResultsRow, Double?>] = [
            \.accepted, \.closedOnTime, \.returned, \.corrected, \.lostCases, \.auditFindings,
            \.complaints, \.complaintsSatisfied, \.budget, \.spent, \.threePublic,
            \.threePublicPrevious, \.reportsUpheld, \.issuesDue, \.issuesClosed,
        ]
        for number in numbers {
            if let addend = other[keyPath: number] {
                self[keyPath: number] = (self[keyPath: number] ?? 0) + addend
            }
        }
    }
}
