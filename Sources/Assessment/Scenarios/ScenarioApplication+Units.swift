internal import Diagnostics
internal import Institutions
internal import Languages

extension ScenarioApplication {
    /// The unit of a name; nil after telling that there is none.
    mutating func unit(_ name: ScenarioName) -> Unit? {
        if let unit = draft.unit(name.text) { return unit }
        guard !lost.contains(name.text) else {
            // The patch that should have made it has told why it doesn't.
            return nil
        }
        report(
            name, .unknownReference,
            expected: Wording(zh: "此时尚存的单位编码", en: "the code of a unit that is there by then"),
            message: Wording(zh: "没有单位“\(name.text)”", en: "there is no unit “\(name.text)”"),
            among: draft.units.map(\.unitID))
        return nil
    }

    mutating func report(
        _ name: ScenarioName, _ code: DiagnosticCode, expected: Wording, message: Wording,
        among candidates: [String] = [], remedy: Wording? = nil
    ) {
        let near = nearestName(to: name.text, among: candidates)
        log.report(
            Diagnostic(
                code, at: name.place, found: name.text, expected: expected, message: message,
                remedy: near.map(Wording.didYouMean)
                    ?? remedy
                    ?? Wording(
                        zh: "请改为\(expected.zh)", en: "write \(expected.en)")))
    }

    /// Names that are in a list; the others are reported. Nil if there were others.
    private mutating func known(
        _ names: [ScenarioName], among list: [String], of unit: Unit, _ kind: Wording
    ) -> [String]? {
        let unknown = names.filter { !list.contains($0.text) }
        for name in unknown {
            report(
                name, .unknownReference,
                expected: Wording(
                    zh: "“\(unit.name)”的\(kind.zh)编码", en: "a \(kind.en) of “\(unit.name)”"),
                message: Wording(
                    zh: "“\(unit.name)”没有\(kind.zh)“\(name.text)”",
                    en: "“\(unit.name)” has no \(kind.en) “\(name.text)”"),
                among: list)
        }
        return unknown.isEmpty ? names.map(\.text) : nil
    }

    /// The class by a name that the evaluation knows.
    private mutating func unitClass(_ name: ScenarioName) -> String? {
        if classes.contains(name.text) { return name.text }
        report(
            name, .notInList, expected: Wording(classes.joined(separator: "、")),
            message: Wording(
                zh: "没有评估序列“\(name.text)”", en: "there is no class “\(name.text)”"),
            among: classes)
        return nil
    }

    /// What a sketch makes of a unit that was, or of nothing.
    private mutating func unit(_ sketch: UnitSketch, like model: Unit?) -> Unit? {
        let unitClass: String? =
            if let name = sketch.unitClass { self.unitClass(name) } else { model?.unitClass }
        let id = sketch.id.text
        guard let unitClass else { return nil }
        if let model {
            return model.described(
                unitID: id, name: sketch.name ?? model.name, level: sketch.level ?? model.level,
                category: sketch.category ?? model.category,
                funding: sketch.funding ?? model.funding, unitClass: unitClass,
                postStructure: sketch.postStructure ?? model.postStructure,
                region: sketch.region ?? model.region,
                department: sketch.department ?? model.department,
                gradeLevel: sketch.gradeLevel ?? model.gradeLevel)
        }
        guard let name = sketch.name, let level = sketch.level, let category = sketch.category,
            let funding = sketch.funding
        else { return nil }
        return Unit(
            unitID: id, name: name, level: level, category: category, funding: funding,
            unitClass: unitClass, postStructure: sketch.postStructure, region: sketch.region,
            department: sketch.department, gradeLevel: sketch.gradeLevel)
    }

    /// Whether a code is free for a unit to be made.
    private mutating func isNew(_ name: ScenarioName) -> Bool {
        guard draft.unit(name.text) != nil else { return true }
        report(
            name, .duplicateKey,
            expected: Wording(zh: "没有用过的单位编码", en: "a code that no unit has"),
            message: Wording(
                zh: "单位编码“\(name.text)”已有单位使用", en: "a unit has the code “\(name.text)”"))
        return false
    }

    private mutating func hasEstablishment(_ posts: [PostsOfType]) -> Bool {
        guard let first = posts.first, !draft.forms.has(QuotaLine.form.name) else { return true }
        log.report(
            Diagnostic(
                .fileMissing, at: first.place, found: "\(first.count)",
                message: Wording(
                    zh: "评估文件夹没有编制表，不能推演编制", en: "the folder has no establishment form"),
                remedy: Wording(
                    zh: "请补上 \(QuotaLine.form.file)", en: "add \(QuotaLine.form.file)")))
        return false
    }

    // MARK: Patches

    mutating func create(_ sketch: UnitSketch, _ posts: [PostsOfType]) {
        guard isNew(sketch.id), hasEstablishment(posts), let unit = unit(sketch, like: nil) else {
            lost.insert(sketch.id.text)
            return
        }
        draft.create(unit, posts: posts.map { ($0.type, $0.count) })
    }

    mutating func merge(_ names: [ScenarioName], _ into: UnitSketch) {
        let units = names.compactMap { unit($0) }
        guard units.count == names.count, let first = units.first else {
            lost.insert(into.id.text)
            return
        }
        let target = draft.unit(into.id.text)
        var ids = units.map(\.unitID)
        if target != nil, !ids.contains(into.id.text) { ids.insert(into.id.text, at: 0) }
        guard let unit = unit(into, like: target ?? first) else {
            lost.insert(into.id.text)
            return
        }
        draft.merge(ids, into: unit)
        assumptions.rename(ids, to: unit.unitID)
    }

    mutating func split(_ name: ScenarioName, _ parts: SplitParts) {
        guard let source = unit(name), isNew(parts.new.id), hasEstablishment(parts.posts),
            let new = unit(parts.new, like: source.asNew)
        else {
            lost.insert(parts.new.id.text)
            return
        }
        let (id, kinds) = (source.unitID, (body: Wording.body, duty: Wording.duty))
        let bodies = known(parts.bodies, among: draft.bodies(of: id), of: source, kinds.body)
        let duties = known(parts.duties, among: draft.duties(of: id), of: source, kinds.duty)
        guard let bodies, let duties, canGive(parts.posts, of: source) else {
            lost.insert(parts.new.id.text)
            return
        }
        draft.split(
            id, into: new, bodies: bodies, duties: duties,
            posts: parts.posts.map { ($0.type, $0.count) })
    }

    mutating func abolish(
        _ names: [ScenarioName], _ work: ScenarioName?, _ staff: ScenarioName?
    ) {
        for name in names {
            let heirs = [work, staff].map { heir in heir.map { unit($0) } ?? .some(nil) }
            guard let unit = unit(name), heirs.allSatisfy({ $0 != nil }) else { continue }
            if let same = [work, staff].compactMap(\.self).first(where: { $0.text == name.text }) {
                report(
                    same, .valueInvalid, expected: Wording(zh: "另一个单位", en: "another unit"),
                    message: Wording(
                        zh: "撤销的单位不能承接自己", en: "an abolished unit can't take over from itself"))
                continue
            }
            draft.abolish(unit.unitID, work: work?.text, staff: staff?.text)
        }
    }

    mutating func moveWork(_ from: ScenarioName, _ to: ScenarioName, _ work: MovedWork) {
        let units = [from, to].map { unit($0) }
        guard let source = units[0], let target = units[1] else { return }
        switch work {
        case .duties(let names):
            let list = draft.duties(of: source.unitID)
            guard let duties = known(names, among: list, of: source, .duty) else { return }
            draft.moveDuties(duties, from: source.unitID, to: target.unitID)
        case .items(let names):
            let list = draft.items(of: source.unitID)
            guard let items = known(names, among: list, of: source, .item) else { return }
            draft.moveItems(items, from: source.unitID, to: target.unitID)
        case .hours(let hours, let place):
            let total = draft.hours(of: source.unitID)
            guard hours <= total * (1 + 1e-12) else {
                log.report(
                    Diagnostic(
                        .outOfRange, at: place, found: numeral(hours),
                        expected: Wording("0…\(numeral(total))"),
                        message: Wording(
                            zh: "“\(source.name)”全年只有\(numeral(total))工时",
                            en: "“\(source.name)” has \(numeral(total)) hours a year only"),
                        remedy: Wording(
                            zh: "划转的工时不超过该单位全年工时",
                            en: "move no more hours than the unit has")))
                return
            }
            draft.moveHours(min(hours, total), from: source.unitID, to: target.unitID)
        }
    }

    mutating func movePosts(_ from: ScenarioName, _ to: ScenarioName, _ posts: [PostsOfType]) {
        let units = [from, to].map { unit($0) }
        guard let source = units[0], let target = units[1], canGive(posts, of: source) else {
            return
        }
        for part in posts {
            draft.movePosts(part.count, part.type, from: source.unitID, to: target.unitID)
        }
    }

    /// Whether a unit has the posts that it is to give.
    private mutating func canGive(_ posts: [PostsOfType], of unit: Unit) -> Bool {
        var isEnough = true
        for part in posts {
            let approved = draft.approved(part.type, of: unit.unitID) ?? 0
            guard part.count > approved else { continue }
            isEnough = false
            log.report(
                Diagnostic(
                    .outOfRange, at: part.place, found: "\(part.count)",
                    expected: Wording("0…\(approved)"),
                    message: Wording(
                        zh: "“\(unit.name)”只有\(part.type.rawValue)编制\(approved)名",
                        en: "“\(unit.name)” has \(approved) posts of type \(part.type.rawValue)"),
                    remedy: Wording(
                        zh: "划出的编制不超过核定数", en: "move no more posts than are approved")))
        }
        return isEnough
    }
}

extension Unit {
    /// A unit like this one that stands in no file.
    fileprivate var asNew: Unit {
        Unit(
            unitID: unitID, name: name, level: level, category: category, funding: funding,
            unitClass: unitClass, postStructure: postStructure, region: region,
            department: department, gradeLevel: gradeLevel)
    }
}

extension Wording {
    fileprivate static let body = Wording(zh: "内设机构", en: "inner body")
    fileprivate static let duty = Wording(zh: "职责", en: "duty")
    fileprivate static let item = Wording(zh: "工作事项", en: "work item")
}

extension ReallocationAssumptions {
    /// What was said of units that became one is said of that one.
    fileprivate mutating func rename(_ ids: [String], to newID: String) {
        func renamed(_ cell: Cell) -> Cell {
            ids.contains(cell.unit) ? Cell(unit: newID, type: cell.type) : cell
        }
        needs = needs.map { (renamed($0.cell), $0.change) }
        weights = weights.map { (renamed($0.cell), $0.change) }
        attritions = attritions.map { (renamed($0.cell), $0.change) }
        frozen = Set(frozen.map(renamed))
    }
}
