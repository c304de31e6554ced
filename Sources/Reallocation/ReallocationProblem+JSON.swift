package import Diagnostics
internal import Documents
internal import Languages

extension ReallocationProblem {
    /// Reads a problem as `docs/formats.md` describes it (`quanjing reallocate --problem`).
    ///
    /// - Parameter file: Name of the file in diagnostics.
    /// - Returns: The problem, and the warnings met on the way.
    /// - Throws: Every problem of the file at its place.
    package static func read(
        _ text: [UInt8], file: String
    ) throws(InvalidInput) -> (problem: ReallocationProblem, log: DiagnosticLog) {
        let reader = ProblemReader(file: file)
        var problem: ReallocationProblem?
        if let json = reader.document(of: text) {
            let root = ProblemField(json: json, path: "", reader: reader)
            problem = ProblemParts(reader: reader).problem(root)
        }
        try reader.log.check()
        guard let problem else { preconditionFailure("a problem without errors is read whole") }
        return (problem, reader.log)
    }
}

/// The parts of a problem, each read as far as it can be.
private struct ProblemParts {
    let reader: ProblemReader

    func problem(_ root: ProblemField) -> ReallocationProblem? {
        let keys = ["cells", "pools", "arcs", "groups", "issued_max", "objective", "side"]
        guard let object = root.object(keys) else { return nil }
        let pools = named(object.required("pools"), "id", read: pool)
        // A pool with a mistake of its own is there all the same.
        let ids = object.optional("pools")?.listed.map { $0.peek("id") ?? "" } ?? []
        let poolIndex = Dictionary(
            ids.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        let cells = object.required("cells")?.elements().map { elements in
            elements.map { cell($0, poolIndex) }
        }
        if let cells { reportTwins(cells, object.optional("cells")?.elements() ?? []) }
        let arcs = object.optional("arcs")?.elements()?.map { arc($0, poolIndex) } ?? []
        let groups = named(object.optional("groups"), "name") { group($0, cells?.count ?? 0) }
        let issuedMax = object.optional("issued_max")?.count()
        let aim = object.required("objective").flatMap(aim)
        let side = object.optional("side").map(sideRules) ?? ReallocationProblem.SideRules()
        if let aim { checkSizes(of: cells ?? [], aim, object) }
        guard !reader.log.hasErrors, let cells, let aim else { return nil }
        return ReallocationProblem(
            cells: cells.compactMap { $0 }, pools: pools.compactMap { $0 },
            arcs: arcs.compactMap { $0 }, groups: groups.compactMap { $0 }, issuedMax: issuedMax,
            aim: aim, side: side,
            annotations: object.unknown.map { JSONMember($0.key, $0.value.value) })
    }

    /// Other divisors than Webster's are added up post by post.
    private func checkSizes(
        of cells: [ReallocationProblem.Cell?], _ aim: ReallocationProblem.Aim,
        _ object: ProblemObject
    ) {
        guard case .deadBand(let divisor) = aim.kind, divisor != .webster else { return }
        let most = ReallocationProblem.greatestCountOfDivisors
        let fields = object.optional("cells")?.listed ?? []
        for (cell, field) in zip(cells, fields) {
            guard let cell, max(cell.upper, cell.quota) > most || cell.needHigh > Rational(most)
            else { continue }
            field.report(
                .outOfRange,
                expected: Wording(
                    zh: "不超过 \(most) 的数（divisor 为 \(divisor.rawValue) 时）",
                    en: "of no more than \(most) posts with divisor \(divisor.rawValue)"))
        }
    }

    // MARK: Lists

    /// Elements of a list whose names must differ.
    private func named<Element>(
        _ list: ProblemField?, _ key: String, read: (ProblemField) -> Element?
    ) -> [Element?] {
        var seen: Set<String> = []
        return (list?.elements() ?? []).map { field in
            if case .object(let members) = field.json.content,
                let name = members.first(where: { $0.key == key })?.value,
                case .string(let text) = name.content, !seen.insert(text).inserted
            {
                reader.report(
                    .duplicateKey, at: name.position, found: text,
                    Wording(zh: "“\(text)”重复出现", en: "\(text) stands twice"),
                    Wording(zh: "合并、删除其一或改名", en: "merge, delete or rename one"))
            }
            return read(field)
        }
    }

    private func pool(_ field: ProblemField) -> ReallocationProblem.Pool? {
        guard let object = field.object(["id", "total", "reserve_min"]) else { return nil }
        let id = object.required("id")?.text()
        let total = object.required("total")?.count()
        let reserve = object.required("reserve_min")?.count()
        guard let id, let total, let reserve else { return nil }
        return ReallocationProblem.Pool(id: id, total: total, reserveMin: reserve)
    }

    private static let cellKeys = [
        "unit", "category", "pool", "quota", "occupied", "attrition", "need", "need_lo",
        "need_hi", "weight", "lower", "upper",
    ]

    private func cell(
        _ field: ProblemField, _ pools: [String: Int]
    ) -> ReallocationProblem.Cell? {
        guard let object = field.object(ProblemParts.cellKeys) else { return nil }
        let unit = object.required("unit")?.text()
        let category = object.required("category")?.text()
        let pool = object.required("pool").flatMap { self.pool($0, pools) }
        let quota = object.required("quota")?.count()
        let occupied = object.required("occupied")?.count()
        let attrition = object.required("attrition")?.count()
        let need = object.required("need")?.decimal()
        let low = object.optional("need_lo").map { $0.decimal() } ?? need
        let high = object.optional("need_hi").map { $0.decimal() } ?? need
        let weight = object.optional("weight").map { $0.decimal() } ?? .one
        let lower = object.required("lower")?.count()
        let upper = object.required("upper")?.count()
        let isOrdered = ordered(lower, upper, "lower", "upper", object)
        let isInterval = ordered(low, high, "need_lo", "need_hi", object)
        guard let unit, let category, let pool, let quota, let occupied, let attrition, let need,
            let low, let high, let weight, let lower, let upper, isOrdered, isInterval
        else { return nil }
        return ReallocationProblem.Cell(
            unit: unit, category: category, pool: pool, quota: quota, occupied: occupied,
            attrition: attrition, need: need, needLow: low, needHigh: high, weight: weight,
            lower: lower, upper: upper)
    }

    private func pool(_ field: ProblemField, _ pools: [String: Int]) -> Int? {
        guard let id = field.text() else { return nil }
        if let index = pools[id] { return index }
        let names = pools.keys.filter { !$0.isEmpty }.sorted()
        let remedy =
            nearestName(to: id, among: names).map {
                Wording(zh: "是否应为“\($0)”？", en: "did you mean \($0)?")
            } ?? Wording(zh: "请在 pools 中补登，或更正", en: "add it to pools, or correct it")
        reader.report(
            .unknownReference, at: field.json.position, found: id,
            expected: Wording(zh: "pools 中的一个 id", en: "an id of pools"),
            Wording(zh: "没有编制池“\(id)”", en: "there is no pool \(id)"), remedy)
        return nil
    }

    private func ordered<Bound: Comparable>(
        _ low: Bound?, _ high: Bound?, _ lowKey: String, _ highKey: String, _ object: ProblemObject
    ) -> Bool {
        guard let low, let high, low > high else { return true }
        let field = object.optional(lowKey) ?? object.optional(highKey) ?? object.whole
        let path = object.whole.path
        reader.report(
            .boundsReversed, at: field.json.position, found: "\(low) > \(high)",
            expected: Wording("\(lowKey) ≤ \(highKey)"),
            Wording(
                zh: "“\(path)”的下限 \(lowKey) 大于上限 \(highKey)",
                en: "\(lowKey) of \(path) is above its \(highKey)"),
            Wording(zh: "请核对两个数", en: "check both numbers"))
        return false
    }

    private func reportTwins(
        _ cells: [ReallocationProblem.Cell?], _ fields: [ProblemField]
    ) {
        struct Name: Hashable {
            let unit: String
            let category: String
        }
        var first: [Name: Int] = Dictionary(minimumCapacity: cells.count)
        for (index, cell) in cells.enumerated() {
            guard let cell else { continue }
            let key = Name(unit: cell.unit, category: cell.category)
            guard let earlier = first.updateValue(index, forKey: key) else { continue }
            first[key] = earlier
            reader.report(
                .duplicateKey, at: fields[index].json.position,
                found: "\(cell.unit)/\(cell.category)",
                Wording(
                    zh: "“\(cell.unit)”的“\(cell.category)”重复，首次见于 cells[\(earlier)]",
                    en: "\(cell.unit) has \(cell.category) twice, first in cells[\(earlier)]"),
                Wording(zh: "合并或删除其一", en: "merge or delete one"))
        }
    }

    private func arc(_ field: ProblemField, _ pools: [String: Int]) -> ReallocationProblem.Arc? {
        guard let object = field.object(["from", "to", "cap", "cost"]) else { return nil }
        let from = object.required("from").flatMap { pool($0, pools) }
        let to = object.required("to").flatMap { pool($0, pools) }
        let cap = object.required("cap")?.count()
        let cost = object.required("cost")?.decimal()
        guard let from, let to, let cap, let cost else { return nil }
        return ReallocationProblem.Arc(from: from, to: to, cap: cap, cost: cost)
    }

    private func group(_ field: ProblemField, _ count: Int) -> ReallocationProblem.Group? {
        guard let object = field.object(["name", "cells_idx", "min", "max"]) else { return nil }
        let name = object.required("name")?.text()
        let cells = object.required("cells_idx")?.elements()?.map { index(of: $0, count) }
        let min = object.optional("min").map { $0.count() }
        let max = object.optional("max").map { $0.count() }
        let isOrdered = ordered(min ?? nil, max ?? nil, "min", "max", object)
        guard let name, let cells, isOrdered, !reader.log.hasErrors else { return nil }
        return ReallocationProblem.Group(
            name: name, cells: cells.compactMap { $0 }, min: min ?? nil, max: max ?? nil)
    }

    private func index(of field: ProblemField, _ count: Int) -> Int? {
        guard count > 0 else {
            field.report(.outOfRange, expected: Wording(zh: "cells 中的序号", en: "a place in cells"))
            return nil
        }
        return field.count(atMost: count - 1)
    }

    // MARK: The aim and the rules beside the network

    private func aim(_ field: ProblemField) -> ReallocationProblem.Aim? {
        guard let object = field.object(["type", "kappa", "surplus_rate", "divisor"]) else {
            return nil
        }
        let type = object.required("type").flatMap { choice($0, ["deadband_chi2", "shortage_l1"]) }
        let kappa = object.required("kappa")?.decimal()
        let rate = object.optional("surplus_rate").map { $0.decimal() } ?? .zero
        let names = ReallocationProblem.Divisor.allCases.map(\.rawValue)
        let divisor = object.optional("divisor").map { choice($0, names) } ?? "webster"
        guard let type, let kappa, let rate,
            let divisor = divisor.flatMap(ReallocationProblem.Divisor.init(rawValue:))
        else { return nil }
        let kind: ReallocationProblem.Aim.Kind =
            type == "shortage_l1" ? .shortage(surplusRate: rate) : .deadBand(divisor)
        return ReallocationProblem.Aim(kind, kappa: kappa)
    }

    private func choice(_ field: ProblemField, _ choices: [String]) -> String? {
        if case .string(let text) = field.json.content, choices.contains(text) { return text }
        field.report(
            .notInList,
            expected: Wording(
                zh: "下列之一：\(choices.joined(separator: "、"))",
                en: "one of \(choices.joined(separator: ", "))"))
        return nil
    }

    private func sideRules(_ field: ProblemField) -> ReallocationProblem.SideRules {
        let object = field.object(["min_batch", "max_receiving_units", "budget"])
        return ReallocationProblem.SideRules(
            minBatch: object?.optional("min_batch")?.count(),
            maxReceivingUnits: object?.optional("max_receiving_units")?.count(),
            budget: object?.optional("budget").flatMap(budget))
    }

    private func budget(_ field: ProblemField) -> ReallocationProblem.Budget? {
        guard let object = field.object(["cost", "max"]) else { return nil }
        let max = object.required("max")?.decimal(atMost: ReallocationProblem.greatestAmount)
        guard let costs = object.required("cost") else { return nil }
        guard case .object(let members) = costs.json.content else {
            costs.report(expected: Wording(zh: "对象 {类型: 数字}", en: "an object {category: number}"))
            return nil
        }
        var cost: [String: Rational] = [:]
        for member in members {
            let field = ProblemField(
                json: member.value, path: "\(costs.path).\(member.key)", reader: reader)
            cost[member.key] = field.decimal(atMost: ReallocationProblem.greatestAmount)
        }
        guard let max else { return nil }
        return ReallocationProblem.Budget(cost: cost, max: max)
    }
}
