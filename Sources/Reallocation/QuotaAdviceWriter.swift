internal import Languages

/// Puts what a plan says of each line into words.
struct QuotaAdviceWriter {
    private let question: QuotaQuestion
    private let problem: ReallocationProblem
    private let plan: ReallocationPlan
    private let lines: [QuotaQuestion.Line]
    private let explanations: [CellExplanation]
    private let table: [[AdviceLine]]
    /// Per unit, the change of all of its posts.
    private var changes: [Int]

    /// - Parameter plan: Of a problem that has one.
    init(_ question: QuotaQuestion, _ problem: ReallocationProblem, _ plan: ReallocationPlan) {
        self.question = question
        self.problem = problem
        self.plan = plan
        lines = question.lines
        explanations = plan.explanations(of: problem)
        table = Advice(question.units, table: question.table).lines
        changes = question.units.map { _ in 0 }
        for (index, line) in lines.enumerated() {
            changes[line.unit] += plan.posts[index] - problem.cells[index].quota
        }
    }

    func advice(_ index: Int, strength: AdviceStrength?) -> QuotaAdvice {
        let line = lines[index]
        let unit = question.units[line.unit]
        let cell = problem.cells[index]
        let isKnown = question.need(of: line) != nil
        let rows = table[line.unit].filter {
            $0.quotaType == nil || $0.quotaType == unit.posts[line.posts].type
        }
        return QuotaAdvice(
            line: line, unit: unit.unit, name: unit.name, quotaType: unit.posts[line.posts].type,
            before: cell.quota, after: plan.posts[index], inPost: cell.occupied,
            need: isKnown ? cell.need.double : nil,
            interval: isKnown ? cell.needLow.double...cell.needHigh.double : nil,
            saturationBefore: unit.quotaSaturation,
            saturationAfter: unit.quotaSaturation(afterChange: changes[line.unit]),
            strength: strength, explanation: explanations[index],
            actions: actions(index, rows), reason: reason(index, isKnown: isKnown),
            whyNotMore: whyNotMore(index), table: rows)
    }

    // MARK: Actions

    private func actions(_ index: Int, _ rows: [AdviceLine]) -> [AdviceAction] {
        let binding: Set<AdviceAction> = [
            .suspend, .onlyLeaving, .followDuties, .rebalance, .rectify,
        ]
        var actions = rows.map(\.action).filter(binding.contains)
        let change = plan.posts[index] - problem.cells[index].quota
        if change < 0 { actions.append(.reclaim) }
        if change > 0 { actions.append(.transferIn) }
        if change == 0 {
            actions += rows.map(\.action).filter { [.fillVacancies, .freeze, .none].contains($0) }
            if actions.isEmpty { actions = [.keep] }
        }
        return actions.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    // MARK: Reasons

    private func reason(_ index: Int, isKnown: Bool) -> Wording {
        let cell = problem.cells[index]
        guard isKnown else {
            return Wording(
                zh: "缺少工时数据，不能测算需要，编制不动",
                en: "without hours the need is unknown: the posts stay as they are")
        }
        let change = plan.posts[index] - cell.quota
        let standing = standing(cell)
        if change == 0 { return standing }
        return change < 0 ? given(-change, index, standing) : taken(change, index, standing)
    }

    private func standing(_ cell: ReallocationProblem.Cell) -> Wording {
        let need = numeral(cell.need.double)
        let band = "\(numeral(cell.needLow.double))–\(numeral(cell.needHigh.double))"
        let hasBand = cell.needLow != cell.needHigh
        return Wording(
            zh: "核定\(cell.quota)名、在编\(cell.occupied)人，测算需要\(need)名"
                + (hasBand ? "（区间\(band)）" : "（误差未知）"),
            en: "\(cell.quota) approved, \(cell.occupied) in post, \(need) needed"
                + (hasBand ? " (\(band))" : " (error unknown)"))
    }

    private func given(_ count: Int, _ index: Int, _ standing: Wording) -> Wording {
        let cell = problem.cells[index]
        let vacant = min(count, max(0, cell.quota - cell.occupied))
        let leaving = count - vacant
        let loss = explanations[index].last.map { numeral($0, decimals: 4) }
        let zhParts = [
            vacant > 0 ? "空编\(vacant)名" : nil, leaving > 0 ? "一年内退休腾出\(leaving)名" : nil,
        ]
        let enParts = [
            vacant > 0 ? "\(vacant) vacant" : nil,
            leaving > 0 ? "\(leaving) freed by retirement" : nil,
        ]
        let zhPart = zhParts.compactMap { $0 }.joined(separator: "、")
        let enPart = enParts.compactMap { $0 }.joined(separator: ", ")
        return Wording(
            zh: "\(standing.zh)；调出\(count)名（\(zhPart)）"
                + (loss.map { "；再减一名将损失\($0)" } ?? ""),
            en: "\(standing.en); gives \(count) (\(enPart))"
                + (loss.map { "; one fewer would cost \($0)" } ?? ""))
    }

    private func taken(_ count: Int, _ index: Int, _ standing: Wording) -> Wording {
        let worth = numeral(explanations[index].last ?? 0, decimals: 4)
        return Wording(
            zh: "\(standing.zh)；调入\(count)名，最后一名减少缺口\(worth)",
            en: "\(standing.en); receives \(count), the last of which saves \(worth)")
    }

    // MARK: Why not more

    private func whyNotMore(_ index: Int) -> Wording {
        let explanation = explanations[index]
        let next = numeral(explanation.next, decimals: 4)
        switch explanation.whyNotMore {
        case .content:
            return Wording(
                zh: "再加一名没有收益（\(next)）：需要已满足，或收益不抵移动成本",
                en:
                    "one more would save nothing (\(next)): the need is met, or a move costs as much"
            )
        case .limit:
            return bars(index)
        case .rules(let rules):
            let names = rules.map { $0.text(in: problem) }.joined(separator: ", ")
            return Wording(
                zh: "再加一名值\(next)，但规则不留余地：\(names)",
                en: "one more is worth \(next), but rules leave no room: \(names)")
        case .worthMoreElsewhere, .worthAsMuchElsewhere:
            let price = numeral(
                explanation.price?.last ?? explanation.price?.next ?? 0, decimals: 4)
            let isTie = explanation.whyNotMore == .worthAsMuchElsewhere
            return Wording(
                zh: isTie
                    ? "再加一名值\(next)，池内没有余编，给别处同样值\(price)"
                    : "再加一名值\(next)，池内没有余编，别处一名值\(price)",
                en: isTie
                    ? "one more is worth \(next); the pool has none left, and elsewhere one is worth as much"
                    : "one more is worth \(next); the pool has none left, and elsewhere one is worth \(price)"
            )
        }
    }

    private func bars(_ index: Int) -> Wording {
        let bars = question.bars(to: lines[index]).map(wording)
        guard !bars.isEmpty else {
            return Wording(
                zh: "已达测算需要的上限\(problem.cells[index].upper)名",
                en: "it has the \(problem.cells[index].upper) that are needed at most")
        }
        return Wording(
            zh: "不增编：" + bars.map(\.zh).joined(separator: "、"),
            en: "nothing is added: " + bars.map(\.en).joined(separator: ", "))
    }

    private func wording(_ bar: QuotaQuestion.GrowthBar) -> Wording {
        switch bar {
        case .frozen: Wording(zh: "已冻结", en: "it is frozen")
        case .unmeasured: Wording(zh: "不能测算需要", en: "its need is unknown")
        case .obstacle(.vacancies): Wording(zh: "尚有空编，先用空编", en: "it has vacancies")
        case .obstacle(.excess): Wording(zh: "已超编，只出不进", en: "it is over its posts")
        case .obstacle(.grade): Wording(zh: "评估等次未达良好", en: "its grade is not good")
        case .obstacle(.data): Wording(zh: "工时数据存疑", en: "its hours are doubtful")
        case .obstacle(.findings):
            Wording(zh: "有未销号问题，暂缓受理", en: "it has open findings")
        case .obstacle(.need):
            Wording(zh: "测算需要不缺编制", en: "no posts are missing by its need")
        }
    }
}
