extension FormsDraft {
    /// Adds a unit with nothing in it but posts.
    ///
    /// The posts come from those that no unit has, as far as there are any; the others are new.
    package mutating func create(_ unit: Unit, posts: [(type: QuotaType, count: Int)] = []) {
        add(unit)
        for (type, count) in posts {
            takeFree(count, type, for: unit)
            setApproved(count, type, of: unit.unitID)
        }
    }

    /// Makes one unit out of several: people, posts, duties, work, results and answers are all kept.
    ///
    /// The row of the first unit becomes that of `unit`. Codes that two of the units use are kept
    /// for the earlier one and get the other's code in front. A loan between two of the units is no
    /// loan any more.
    /// - Precondition: The units are there; `unit` is one of them or a code that nobody has.
    package mutating func merge(_ ids: [String], into unit: Unit) {
        let target = unit.unitID
        let (first, others) =
            ids.contains(target)
            ? (target, ids.filter { $0 != target }) : (ids[0], Array(ids.dropFirst()))
        if first != target { relabel(first, as: target) }
        var merged = unit
        for id in others {
            guard let other = self.unit(id) else { preconditionFailure("merged units exist") }
            merged.bodiesApproved = joined(
                merged.bodiesApproved, other.bodiesApproved,
                isEmpty: { self.bodyCount(of: $0) == 0 }, target: target, other: id)
            merged.outsideCap = joined(
                merged.outsideCap, other.outsideCap,
                isEmpty: { id in !self.rows.staff.contains { $0.unitID == id && $0.isOutside } },
                target: target, other: id)
            absorb(id, into: target)
        }
        replace(first, by: merged)
        for id in others { remove(id, successor: target) }
    }

    /// Ends a unit.
    ///
    /// - Parameters:
    ///   - work: Who takes over its duties, work, results and problems; nil: they end.
    ///   - staff: Who takes over its people, with the posts that they hold; nil: they are displaced.
    ///     Posts that don't go along are free.
    package mutating func abolish(_ id: String, work: String?, staff: String?) {
        guard let unit = unit(id) else { preconditionFailure("an abolished unit exists") }
        endPosts(of: unit, heir: staff)
        if let work {
            moveAllWork(of: id, to: work)
            absorbResults(of: id, into: work)
            for index in rows.problems.indices where rows.problems[index].unitID == id {
                rows.problems[index].unitID = work
            }
        }
        if let staff {
            movePeople(of: id, to: staff)
        } else {
            displace(rows.staff.filter { $0.unitID == id })
            sendHome(from: id)
        }
        removeRows(of: id)
        remove(id, successor: nil)
    }

    /// Makes a unit of a part of another: bodies with their posts, people and work; duties with
    /// their work and tasks; posts.
    package mutating func split(
        _ id: String, into unit: Unit, bodies: [String] = [], duties: [String] = [],
        posts: [(type: QuotaType, count: Int)] = []
    ) {
        add(unit)
        let withBodies = rows.duties.filter {
            $0.unitID == id && $0.bodyID.map(bodies.contains) ?? false
        }.map(\.dutyID)
        moveBodies(bodies, from: id, to: unit.unitID)
        moveDuties(
            duties + withBodies.filter { !duties.contains($0) }, from: id, to: unit.unitID,
            keepingBodies: true)
        for (type, count) in posts { movePosts(count, type, from: id, to: unit.unitID) }
    }

    private func bodyCount(of id: String) -> Int {
        Set(rows.quotas.filter { $0.unitID == id }.compactMap(\.bodyID)).count
    }

    /// A limit of two units together; unknown where one of them has something and no limit.
    private func joined(
        _ limit: Int?, _ otherLimit: Int?, isEmpty: (String) -> Bool, target: String, other: String
    ) -> Int? {
        switch (limit, otherLimit) {
        case (let limit?, let otherLimit?): limit + otherLimit
        case (let limit?, nil): isEmpty(other) ? limit : nil
        case (nil, let otherLimit?): isEmpty(target) ? otherLimit : nil
        case (nil, nil): nil
        }
    }

    private mutating func relabel(_ id: String, as newID: String) {
        rows.relabel(\.duties, id, newID)
        rows.relabel(\.quotas, id, newID)
        rows.relabel(\.leaders, id, newID)
        rows.relabel(\.staff, id, newID)
        rows.relabel(\.workItems, id, newID)
        rows.relabel(\.results, id, newID)
        rows.relabel(\.tasks, id, newID)
        rows.relabel(\.spotChecks, id, newID)
        rows.relabel(\.kpi, id, newID)
        rows.relabel(\.payroll, id, newID)
        rows.relabel(\.problems, id, newID)
        for index in rows.staff.indices where rows.staff[index].workingUnitID == id {
            rows.staff[index].workingUnitID = newID
        }
    }

    private mutating func absorb(_ id: String, into target: String) {
        let bodies = renaming(of: id, in: target) { rows in
            rows.quotas.compactMap { line in line.bodyID.map { (line.unitID, $0) } }
        }
        absorbPosts(of: id, into: target, bodies: bodies)
        absorbLeaders(of: id, into: target)
        moveAllWork(of: id, to: target, bodies: bodies)
        absorbResults(of: id, into: target)
        absorbValues(of: id, into: target)
        movePeople(of: id, to: target, bodies: bodies)
        rows.relabel(\.problems, id, target)
    }

    private mutating func removeRows(of id: String) {
        rows.remove(\.duties, id)
        rows.remove(\.quotas, id)
        rows.remove(\.leaders, id)
        rows.remove(\.staff, id)
        rows.remove(\.workItems, id)
        rows.remove(\.results, id)
        rows.remove(\.tasks, id)
        rows.remove(\.spotChecks, id)
        rows.remove(\.kpi, id)
        rows.remove(\.payroll, id)
        rows.remove(\.problems, id)
    }

    /// New names for those codes of a unit that another uses too; the others keep theirs.
    ///
    /// - Parameter codes: Unit and code of every row that has one.
    func renaming(
        of id: String, in target: String, _ codes: (FormRows) -> [(unit: String, code: String)]
    ) -> [String: String] {
        let all = codes(rows)
        var taken = Set(all.filter { $0.unit == target }.map(\.code))
        var names: [String: String] = [:]
        for code in all where code.unit == id && names[code.code] == nil {
            var name = code.code
            while taken.contains(name) { name = "\(id)-\(name)" }
            taken.insert(name)
            names[code.code] = name
        }
        return names
    }
}

/// A row whose unit a draft may change.
protocol MovableRow: FormRecord {
    var unitID: String { get set }
}

extension Duty: MovableRow {}
extension QuotaLine: MovableRow {}
extension LeaderQuota: MovableRow {}
extension Person: MovableRow {}
extension WorkItem: MovableRow {}
extension ResultsRow: MovableRow {}
extension TaskRow: MovableRow {}
extension SpotCheck: MovableRow {}
extension KPIValue: MovableRow {}
extension PayrollRow: MovableRow {}
extension ProblemRow: MovableRow {}

extension FormRows {
    mutating func relabel<Rows: RowStore>(
        _ form: WritableKeyPath<FormRows, Rows>, _ id: String, _ newID: String
    ) where Rows.Element: MovableRow {
        for index in self[keyPath: form].indices where self[keyPath: form][index].unitID == id {
            self[keyPath: form][index].unitID = newID
        }
    }

    mutating func remove<Rows: RowStore>(
        _ form: WritableKeyPath<FormRows, Rows>, _ id: String
    ) where Rows.Element: MovableRow {
        self[keyPath: form].removeAll { $0.unitID == id }
    }
}

extension Unit {
    /// A unit that stands in no file.
    package init(
        unitID: String, name: String, level: Level, category: UnitCategory, funding: Funding,
        unitClass: String, postStructure: PostStructure? = nil, region: String? = nil,
        department: String? = nil, gradeLevel: GradeLevel? = nil
    ) {
        self.init(
            line: 0, unitID: unitID, name: name, level: level, category: category,
            funding: funding, unitClass: unitClass, postStructure: postStructure, region: region,
            department: department, gradeLevel: gradeLevel, established: nil, approvedOn: nil,
            approvalNumber: nil, bodiesApproved: nil, outsideCap: nil, signboardApproved: nil,
            signboardActual: nil)
    }

    /// The same row with other words in the columns by which units are told apart and compared.
    package func described(
        unitID: String, name: String, level: Level, category: UnitCategory, funding: Funding,
        unitClass: String, postStructure: PostStructure?, region: String?, department: String?,
        gradeLevel: GradeLevel?
    ) -> Unit {
        Unit(
            line: line, unitID: unitID, name: name, level: level, category: category,
            funding: funding, unitClass: unitClass, postStructure: postStructure, region: region,
            department: department, gradeLevel: gradeLevel, established: established,
            approvedOn: approvedOn, approvalNumber: approvalNumber,
            bodiesApproved: bodiesApproved, outsideCap: outsideCap,
            signboardApproved: signboardApproved, signboardActual: signboardActual)
    }
}
