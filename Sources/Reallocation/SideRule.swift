/// A rule that no network can hold, but which is linear: Σ coefficient · posts ≤ most.
struct SideRule {
    let name: RuleName
    /// Per cell.
    let coefficients: [Rational]
    let most: Rational

    /// The budget and the groups that cross.
    static func all(_ network: PostNetwork) -> [SideRule] {
        let problem = network.problem
        var rules: [SideRule] = []
        for (index, group) in problem.groups.enumerated()
        where network.families.side[index] == .crossing {
            var members = Array(repeating: Rational.zero, count: problem.cells.count)
            for cell in group.cells { members[cell] = .one }
            if let most = group.max {
                rules.append(
                    SideRule(name: .groupMax(index), coefficients: members, most: Rational(most)))
            }
            if let fewest = group.min {
                rules.append(
                    SideRule(
                        name: .groupMin(index), coefficients: members.map { -$0 },
                        most: Rational(-fewest)))
            }
        }
        if let budget = problem.side.budget {
            let costs = problem.cells.map { budget.cost[$0.category] ?? .zero }
            rules.append(SideRule(name: .budget, coefficients: costs, most: budget.max))
        }
        return rules
    }

    /// Σ coefficient · posts − most.
    func excess(_ posts: [Int]) -> Rational {
        zip(coefficients, posts).reduce(-most) { sum, term in
            term.0.isZero || term.1 == 0 ? sum : sum + term.0 * Rational(term.1)
        }
    }
}
