extension FormsDraft {
    /// Approved posts of a type in a unit; nil where the establishment form has no line of the type.
    package func approved(_ type: QuotaType, of id: String) -> Int? {
        let lines = rows.quotas.filter { $0.unitID == id && $0.quotaType == type }
        return lines.isEmpty ? nil : lines.approved
    }

    /// An upper limit of the approved posts of all units: every line counts.
    package var approved: Int { rows.quotas.reduce(0) { $0 + $1.approved } }

    /// Quota types of which a unit has lines, in the order of the list of types.
    package func quotaTypes(of id: String) -> [QuotaType] {
        QuotaType.approved.filter { approved($0, of: id) != nil }
    }

    /// Gives a unit another number of approved posts; lines of inner bodies stay as they are.
    package mutating func setApproved(_ count: Int, _ type: QuotaType, of id: String) {
        let whole = rows.quotas.firstIndex {
            $0.unitID == id && $0.quotaType == type && $0.bodyID == nil
        }
        if let whole {
            rows.quotas[whole].approved = count
        } else {
            let first = rows.quotas.first { $0.unitID == id && $0.quotaType == type }
            rows.quotas.append(
                QuotaLine(
                    line: first?.line ?? 0, unitID: id, bodyID: nil, bodyName: nil, bodyLevel: nil,
                    bodyLevelApproved: nil, quotaType: type, approved: count, revolving: nil,
                    revolvingDue: nil, approvalNumber: first?.approvalNumber))
        }
    }

    /// Moves approved posts from one unit to another.
    ///
    /// - Precondition: The first has as many.
    package mutating func movePosts(
        _ count: Int, _ type: QuotaType, from: String, to: String
    ) {
        guard count > 0 else { return }
        setApproved((approved(type, of: from) ?? 0) - count, type, of: from)
        setApproved((approved(type, of: to) ?? 0) + count, type, of: to)
    }

    /// People on the establishment who hold a post of the type in the unit.
    package func inPost(_ type: QuotaType, of id: String) -> Int {
        rows.staff.count { $0.unitID == id && $0.quotaType == type && $0.isEstablished }
    }

    /// Hands the posts of one unit to another; lines of the whole unit and of bodies keep their
    /// meaning.
    mutating func absorbPosts(of id: String, into target: String, bodies: [String: String]) {
        let types = quotaTypes(of: id)
        let wholes = QuotaType.approved.compactMap { type -> (QuotaType, Int)? in
            let lines = rows.quotas.filter {
                $0.quotaType == type && $0.bodyID == nil && [id, target].contains($0.unitID)
            }
            let total = (approved(type, of: id) ?? 0) + (approved(type, of: target) ?? 0)
            return lines.isEmpty || !types.contains(type) ? nil : (type, total)
        }
        for (type, total) in wholes {
            let line = rows.quotas.first {
                $0.unitID == id && $0.quotaType == type && $0.bodyID == nil
            }
            setApproved(total, type, of: target)
            let kept = rows.quotas.firstIndex {
                $0.unitID == target && $0.quotaType == type && $0.bodyID == nil
            }
            if let kept, let revolving = line?.revolving {
                rows.quotas[kept].revolving = (rows.quotas[kept].revolving ?? 0) + revolving
            }
            rows.quotas.removeAll {
                $0.unitID == id && $0.quotaType == type && $0.bodyID == nil
            }
        }
        for index in rows.quotas.indices where rows.quotas[index].unitID == id {
            rows.quotas[index].unitID = target
            rows.quotas[index].bodyID = rows.quotas[index].bodyID.map { bodies[$0] ?? $0 }
        }
    }

    mutating func absorbLeaders(of id: String, into target: String) {
        for leaders in rows.leaders where leaders.unitID == id {
            let known = rows.leaders.firstIndex {
                $0.unitID == target && $0.jobLevel == leaders.jobLevel
            }
            if let known {
                rows.leaders[known].approved += leaders.approved
                rows.leaders.removeAll { $0.unitID == id && $0.jobLevel == leaders.jobLevel }
            }
        }
        rows.relabel(\.leaders, id, target)
    }

    /// Posts that are held go where their people go; the others are free.
    mutating func endPosts(of unit: Unit, heir: String?) {
        for type in quotaTypes(of: unit.unitID) {
            let approved = approved(type, of: unit.unitID) ?? 0
            let held = heir == nil ? 0 : min(approved, inPost(type, of: unit.unitID))
            if let heir { movePosts(held, type, from: unit.unitID, to: heir) }
            free(approved - held, type, of: unit)
        }
    }

    /// Hands bodies over with their lines, people and work.
    mutating func moveBodies(_ bodies: [String], from id: String, to target: String) {
        guard !bodies.isEmpty else { return }
        for type in quotaTypes(of: id) {
            let lines = rows.quotas.filter { $0.unitID == id && $0.quotaType == type }
            let leaving = lines.filter { $0.bodyID.map(bodies.contains) ?? false }
            let total = leaving.reduce(0) { $0 + $1.approved }
            if lines.contains(where: { $0.bodyID == nil }), total > 0 {
                setApproved(max(0, lines.approved - total), type, of: id)
            }
        }
        for index in rows.quotas.indices
        where rows.quotas[index].unitID == id
            && rows.quotas[index].bodyID.map(bodies.contains) ?? false
        {
            rows.quotas[index].unitID = target
        }
        var leaving: Set<String> = []
        for index in rows.staff.indices
        where rows.staff[index].unitID == id
            && rows.staff[index].bodyID.map(bodies.contains) ?? false
        {
            if rows.staff[index].workingUnitID == id { rows.staff[index].workingUnitID = nil }
            rows.staff[index].unitID = target
            leaving.insert(rows.staff[index].personID)
        }
        for index in rows.payroll.indices
        where rows.payroll[index].unitID == id && leaving.contains(rows.payroll[index].personID) {
            rows.payroll[index].unitID = target
        }
        let items = rows.workItems.filter {
            $0.unitID == id && $0.bodyID.map(bodies.contains) ?? false
        }.map(\.itemID)
        moveItems(Set(items), from: id, to: target, keepingBodies: true)
    }

    /// Moves everybody who holds a post of a unit, and everybody lent to it.
    mutating func movePeople(
        of id: String, to target: String, bodies: [String: String] = [:]
    ) {
        for index in rows.staff.indices {
            let person = rows.staff[index]
            guard person.unitID == id || person.workingUnitID == id else { continue }
            let wasAway = person.workplaceID != person.unitID
            if person.unitID == id {
                rows.staff[index].unitID = target
                rows.staff[index].bodyID = person.bodyID.flatMap { bodies[$0] }
            }
            if person.workingUnitID == id { rows.staff[index].workingUnitID = target }
            if rows.staff[index].workplaceID == rows.staff[index].unitID {
                rows.staff[index].workingUnitID = nil
                if wasAway { endLoan(at: index) }
            }
        }
        rows.relabel(\.payroll, id, target)
    }

    /// Those lent to a unit that ends go back to the unit whose post they hold.
    mutating func sendHome(from id: String) {
        for index in rows.staff.indices
        where rows.staff[index].unitID != id && rows.staff[index].workingUnitID == id {
            rows.staff[index].workingUnitID = nil
            endLoan(at: index)
        }
    }

    private mutating func endLoan(at index: Int) {
        guard [.lentOut, .lentIn, .seconded].contains(rows.staff[index].status) else { return }
        rows.staff[index].status = .atPost
        rows.staff[index].statusSince = nil
        rows.staff[index].statusUntil = nil
        rows.staff[index].loanDocument = nil
    }
}

extension Sequence<QuotaLine> {
    /// Approved posts of lines of one unit and type: those of the whole unit where there are any,
    /// else those of its bodies.
    var approved: Int {
        let whole = filter { $0.bodyID == nil }
        return (whole.isEmpty ? Array(self) : whole).reduce(0) { $0 + $1.approved }
    }
}
