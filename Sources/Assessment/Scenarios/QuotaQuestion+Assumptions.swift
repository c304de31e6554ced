internal import Institutions
internal import Reallocation

extension QuotaQuestion {
    /// What a scenario assumes about the posts, on top of what was evaluated.
    ///
    /// - Parameter forms: Tells the units that only the scenario has: nothing speaks against giving
    ///   these posts, and what they need is what their work asks for.
    mutating func assume(_ assumptions: ReallocationAssumptions, _ forms: EvaluationForms) {
        let solve = assumptions.solve
        if let divisor = solve.divisor { terms.divisor = divisor }
        if let band = solve.band.flatMap(PlanTerms.Band.init(rawValue:)) { terms.band = band }
        if let shrinks = solve.shrinks { terms.shrinks = shrinks }
        if let kappa = solve.kappa { terms.kappa = kappa }
        for freed in assumptions.freedPosts {
            freePosts[freed.pool, default: 0] += freed.count
        }
        for index in units.indices {
            if forms.unit(units[index].unit)?.line == 0 { welcome(index) }
            assume(assumptions, ofUnit: index)
        }
    }

    private mutating func assume(_ assumptions: ReallocationAssumptions, ofUnit index: Int) {
        for place in units[index].posts.indices {
            let cell = assumptionCell(index, place)
            let posts = units[index].posts[place]
            units[index].posts[place].retiring = assumptions.attrition(posts.retiring, of: cell)
            units[index].posts[place].weight = assumptions.weight(posts.weight, of: cell)
            units[index].posts[place].isFrozen = assumptions.frozen.contains(cell)
        }
        guard
            units[index].posts.indices.contains(where: {
                assumptions.changesNeed(of: assumptionCell(index, $0))
            })
        else { return }
        let needs = units[index].posts.indices.map { place in
            let estimate = need(of: Line(unit: index, posts: place))
            let new = assumptions.need(estimate?.value ?? 0, of: assumptionCell(index, place))
            guard let estimate, estimate.value > 0 else {
                return new > 0 ? NeedEstimate(new) : estimate
            }
            return estimate.scaled(by: new / estimate.value)
        }
        for (place, need) in needs.enumerated() { units[index].posts[place].need = need }
        units[index].requiredStaff = needs.reduce(0) { $0 + ($1?.value ?? 0) }
        if units[index].labour == nil { units[index].labour = 0 }
    }

    private func assumptionCell(_ unit: Int, _ posts: Int) -> ReallocationAssumptions.Cell {
        ReallocationAssumptions.Cell(
            unit: units[unit].unit, type: units[unit].posts[posts].type)
    }

    /// Lets a unit that only the scenario has receive posts for its work.
    private mutating func welcome(_ index: Int) {
        let unit = units[index]
        units[index].isDataSound = true
        units[index].grade = unit.grade ?? AdviceCase.Grade(name: "新设", index: 0, count: 1)
        units[index].labour = unit.labour ?? 0
        guard unit.saturation == nil, let required = unit.requiredStaff else { return }
        let all = unit.posts.reduce(0) { $0 + $1.approved }
        for place in unit.posts.indices {
            let share =
                all > 0
                ? Double(unit.posts[place].approved) / Double(all)
                : 1 / Double(unit.posts.count)
            units[index].posts[place].need = NeedEstimate(required, bands: unit.requiredBands)
                .scaled(by: share)
        }
    }
}

extension ReallocationAssumptions {
    fileprivate func changesNeed(of cell: Cell) -> Bool { needs.contains { $0.cell == cell } }
}

extension FormsDraft.PostCount {
    /// `level/quota type/funding`.
    var pool: String { "\(level.rawValue)/\(type.rawValue)/\(funding.rawValue)" }
}
