import Indicators
import Institutions
import Languages
import Testing

@testable import Reallocation

@Suite("A round's question about posts")
struct QuotaQuestionTests {
    private func unit(
        _ id: String, approved: Int, inPost: Int, need: Double?, retiring: Int = 0,
        department: String? = nil, region: String? = nil, level: Level = .city,
        band: Double? = nil, leaders: Int = 0
    ) -> AdviceCase {
        let saturation = need.map { 0.9 * $0 / Double(max(inPost, 1)) }
        return AdviceCase(
            unit: id, name: "\(id)局", level: level, funding: .full, department: department,
            region: region,
            posts: [.init(type: .full, approved: approved, inPost: inPost, retiring: retiring)],
            leaders: leaders, leadershipKind: "事业单位", saturation: saturation,
            quotaSaturation: need.map { 0.9 * $0 / Double(approved) }, requiredStaff: need,
            requiredBands: band.map { width in
                let need = need ?? 0
                return .init(
                    ends68: need - width...need + width, ends90: need - 2 * width...need + 2 * width
                )
            },
            labour: Double(inPost), grade: .init(name: "良好", index: 1, count: 4))
    }

    /// A has four vacancies, B is short of five: worked by hand.
    private var two: QuotaQuestion {
        QuotaQuestion(units: [
            unit("A", approved: 20, inPost: 16, need: 16),
            unit("B", approved: 20, inPost: 20, need: 25),
        ])
    }

    @Test("bounds: posts that somebody holds stay, and only who is short may grow")
    func bounds() {
        let cells = two.problem().cells
        #expect(cells.map(\.lower) == [16, 20])
        #expect(cells.map(\.upper) == [20, 25])
        #expect(cells.map(\.quota) == [20, 20])
        #expect(two.problem().pools == [.init(id: "市/全额/全额", total: 40)])
        var retiring = two
        retiring.units[0].posts[0].retiring = 3
        #expect(retiring.problem().cells[0].lower == 13)
        retiring.rules.countsRetirements = false
        #expect(retiring.problem().cells[0].lower == 16)
    }

    @Test("moves posts to where they lower the cost most, and says why")
    func answer() throws {
        let study = try two.study(solver: nil)
        #expect(study.plan.status == .optimal)
        #expect(study.plan.verified)
        // B's 23rd post saves (3² − 2²)/25 = 0.2 > κ, its 24th (2² − 1²)/25 = 0.12 < κ.
        #expect(study.plan.posts == [16, 23])
        #expect(study.moves.map(\.count) == [3, 1])
        #expect(study.moves.map(\.relation) == [.pool, .reserve])
        #expect(study.lines.map(\.actions) == [[.reclaim], [.transferIn]])
        #expect(study.lines.map(\.strength) == [.watch, .watch])
        #expect(study.pools.first?.before == 40)
        #expect(study.pools.first?.after == 39)
        #expect(study.pools.first?.reserve == 1)
        let explained = study.lines[1].explanation
        #expect(abs(explained.next - (0.12 - 0.15)) < 1e-12)
        #expect(abs((explained.last ?? 0) - (0.2 - 0.15)) < 1e-12)
        #expect(explained.whyNotMore == .content)
        #expect(explained.price == .init(next: 0, last: 0))
        #expect(study.lines.allSatisfy { !$0.reason.zh.isEmpty && !$0.whyNotMore.en.isEmpty })
    }

    @Test("a change is as strong as the interval that it survives")
    func strength() throws {
        func strength(_ width: Double) throws -> AdviceStrength? {
            var question = two
            question.terms.shrinks = false
            question.terms.band = .point
            question.units[0] = unit("A", approved: 20, inPost: 16, need: 16, band: width)
            question.units[1] = unit("B", approved: 20, inPost: 20, need: 25, band: width)
            return try question.study(solver: nil).lines[1].strength
        }
        #expect(try strength(1) == .strong)
        #expect(try strength(2) == .medium)
        #expect(try strength(6) == .watch)
    }

    @Test(
        "nothing is added to a unit with vacancies, findings, doubtful hours, a poor grade, or more people than posts",
        arguments: 0..<5)
    func bars(kind: Int) throws {
        var question = two
        switch kind {
        case 0: question.units[1].posts[0].inPost = 19
        case 1: question.units[1].openMajor = ["P1"]
        case 2: question.units[1].isDataSound = false
        case 3: question.units[1].grade = .init(name: "合格", index: 2, count: 4)
        default: question.units[1].posts[0].inPost = 21
        }
        #expect(question.problem().cells[1].upper == 20)
        let study = try question.study(solver: nil)
        #expect(study.plan.posts[1] <= 20)
        #expect(study.lines[1].whyNotMore.zh.hasPrefix("不增编"))
    }

    @Test("a unit without hours, and a frozen one, stay as they are")
    func still() throws {
        var question = two
        question.units[0].saturation = nil
        question.units[0].requiredStaff = nil
        #expect(try question.study(solver: nil).plan.posts == [20, 20])
        question = two
        question.units[0].isFrozen = true
        #expect(try question.study(solver: nil).plan.posts == [20, 20])
    }

    @Test("leaders in post make a floor through the table")
    func leaders() throws {
        var question = two
        question.leadership = LeadershipTable(
            id: "t", title: Wording("t"),
            rows: [
                .init(kind: "事业单位", from: 1, to: 17, max: 2),
                .init(kind: "事业单位", from: 18, to: nil, max: 3),
            ])
        question.units[0].leaders = 3
        #expect(try question.study(solver: nil).plan.posts[0] == 18)
        question.units[0].leaders = 2
        #expect(try question.study(solver: nil).plan.posts[0] == 16)
    }

    @Test("red lines, reserves and arcs of the settings are rules of the problem")
    func rules() throws {
        var question = two
        question.units.append(unit("C", approved: 10, inPost: 10, need: 14, level: .county))
        question.rules = QuotaRules(
            redLines: [
                .init(level: "市", quotaType: nil, funding: nil, maximum: 39),
                .init(level: nil, quotaType: nil, funding: nil, maximum: 49),
            ],
            reserves: [.init(pool: "市/全额/全额", minimum: 1)],
            arcs: [.init(from: "市/全额/全额", to: "县/全额/全额", cap: 2, cost: 0.1)])
        let problem = question.problem()
        #expect(problem.issuedMax == 49)
        #expect(problem.groups.map(\.name) == ["市"])
        #expect(problem.groups[0].max == 39)
        #expect(problem.pools[0].reserveMin == 1)
        #expect(problem.arcs == [.init(from: 0, to: 1, cap: 2, cost: Rational(1, 10))])
        let study = try question.study(solver: nil)
        #expect(study.plan.verified)
        #expect(study.redLines.map(\.before) == [40, 50])
        #expect(study.redLines.map(\.max) == [39, 49])
        for line in study.redLines { #expect(line.after <= line.max) }
        let sunk = study.moves.filter { $0.relation == .arc }
        #expect(sunk.reduce(0) { $0 + $1.count } == study.plan.arcFlow[0])
        #expect(study.pools[1].received == study.plan.arcFlow[0])
    }

    @Test("what can't be kept is named")
    func conflict() throws {
        var question = two
        question.rules.redLines = [
            .init(level: nil, quotaType: nil, funding: nil, maximum: 30)
        ]
        let study = try question.study(solver: nil)
        #expect(study.plan.status == .infeasible)
        #expect(study.plan.conflict == [.issuedMax, .lower(0), .lower(1)])
        #expect(study.lines.isEmpty)
    }

    @Test("pairs come from the same department first, then the same region, then by code")
    func pairs() throws {
        var question = QuotaQuestion(units: [
            unit("A", approved: 20, inPost: 18, need: 18, department: "甲", region: "东"),
            unit("B", approved: 20, inPost: 18, need: 18, department: "乙", region: "西"),
            unit("C", approved: 20, inPost: 18, need: 18, department: "丙", region: "东"),
            unit("D", approved: 20, inPost: 20, need: 30, department: "乙", region: "东"),
        ])
        question.rules.kappa = 0.01
        let study = try question.study(solver: nil)
        #expect(study.plan.posts == [18, 18, 18, 26])
        let cells = study.problem.cells
        let pairs = study.moves.map { move in
            "\(move.from.map { cells[$0].unit } ?? "")→\(move.to.map { cells[$0].unit } ?? "") "
                + "\(move.count) \(move.relation)"
        }
        #expect(pairs == ["B→D 2 department", "A→D 2 region", "C→D 2 region"])
    }

    @Test("pairs add up to the plan", arguments: UInt64(0)..<100)
    func pairsAddUp(seed: UInt64) throws {
        for shape in [SmallProblem.Shape.pools, .arcs] {
            let problem = SmallProblem(seed: seed, shape).problem
            let plan = try problem.plan()
            guard plan.status == .optimal else { continue }
            let none: [String?] = problem.cells.map { _ in nil }
            let moves = MoveDecomposition(plan, of: problem, departments: none, regions: none).moves
            var posts = problem.cells.map(\.quota)
            var flow: [[Int]: Int] = [:]
            for move in moves {
                #expect(move.count > 0)
                if let from = move.from { posts[from] -= move.count }
                if let to = move.to { posts[to] += move.count }
                if move.fromPool != move.toPool {
                    flow[[move.fromPool, move.toPool], default: 0] += move.count
                }
            }
            #expect(posts == plan.posts)
            var sent: [[Int]: Int] = [:]
            for (arc, count) in zip(problem.arcs, plan.arcFlow)
            where count > 0 && arc.from != arc.to {
                sent[[arc.from, arc.to], default: 0] += count
            }
            #expect(flow == sent)
        }
    }
}

@Suite("A need with an error")
struct NeedEstimateTests {
    private func need(_ value: Double, spread: Double) -> NeedEstimate {
        NeedEstimate(
            value,
            bands: .init(
                ends68: value / (1 + spread)...value * (1 + spread),
                ends90: value / (1 + 2 * spread)...value * (1 + 2 * spread)))
    }

    @Test("is drawn towards the posts of today, the more the less is known of it")
    func shrinks() {
        let cells = [
            (10, need(20, spread: 0.4)), (10, need(10, spread: 0.1)), (10, need(6, spread: 0.1)),
        ]
        let shrinkage = NeedShrinkage(cells.map { ($0.0, $0.1) })
        let loose = shrinkage.shrunk(cells[0].1, quota: 10)
        let tight = shrinkage.shrunk(need(20, spread: 0.01), quota: 10)
        #expect(loose.value < 20)
        #expect(loose.value < tight.value)
        #expect(tight.value > 19)
        let band = loose.interval(.inner)
        #expect(band.lowerBound < loose.value && loose.value < band.upperBound)
        #expect(band.upperBound / band.lowerBound < 1.4 * 1.4)
    }

    @Test("stays as it is where its error is unknown")
    func unknown() {
        let cells = [(10, NeedEstimate(20)), (10, NeedEstimate(5))]
        let shrinkage = NeedShrinkage(cells.map { ($0.0, $0.1) })
        #expect(shrinkage.shrunk(NeedEstimate(20), quota: 10).value == 20)
        #expect(NeedEstimate(20).interval(.outer) == 20...20)
    }
}
