import Draws
import Institutions
import Testing

@testable import Reallocation

private let good = AdviceCase.Grade(name: "良好", index: 1, count: 4)
private let poor = AdviceCase.Grade(name: "较差", index: 3, count: 4)

/// A unit of ten 全额 posts; what is not said is unremarkable.
private func unit(
    _ name: String = "甲", saturation: Double? = 0.9, need: Double? = 9, inPost: Int = 10,
    approved: Int = 10, retiring: Int = 0, labour: Double? = nil,
    _ change: (inout AdviceCase) -> Void = { _ in }
) -> AdviceCase {
    var unit = AdviceCase(
        unit: name, name: name, level: .city, funding: .full,
        posts: [.init(type: .full, approved: approved, inPost: inPost, retiring: retiring)],
        saturation: saturation,
        quotaSaturation: saturation.map { $0 * Double(inPost) / Double(approved) },
        requiredStaff: need, labour: labour ?? Double(inPost), grade: good)
    change(&unit)
    return unit
}

private func advice(_ units: AdviceCase...) -> [[AdviceLine]] { Advice(units).lines }

/// Action, row and count of every line of the first unit.
private func brief(_ units: AdviceCase...) -> [String] {
    (Advice(units).lines.first ?? []).map { line in
        let rule = line.rule.map { "\($0)" } ?? "-"
        return "\(line.action.rawValue):\(rule):\(line.count.map { "\($0)" } ?? "-")"
    }
}

@Suite("The decision table")
struct AdviceTests {
    @Test("row 1: an open major finding or an overdue one suspends, and names its number")
    func suspension() throws {
        let found = unit { $0.openMajor = ["Q001"] }
        #expect(brief(found) == ["暂缓受理:1:-", "维持:5:-"])
        #expect(try #require(advice(found)[0].first).reason.zh.contains("Q001"))
        #expect(brief(unit { $0.overdue = ["Q002"] }).first == "暂缓受理:1:-")
        #expect(brief(unit { $0.openOthers = ["Q003"] }) == ["维持:5:-"])
    }

    @Test("row 2: each type over its posts may only be left, in yearly steps")
    func digestion() {
        let over = unit(inPost: 15, retiring: 1)
        #expect(brief(over) == ["只出不进:2:5", "维持:5:-"])
        // 5 over three years: 2, 2, 1
        #expect(advice(over)[0][0].reason.zh.contains("第1年2名、第2年2名、第3年1名"))
        let retiring = unit(inPost: 12, retiring: 4)
        #expect(advice(retiring)[0][0].reason.zh.contains("消化计划：第1年2名（"))
    }

    @Test("row 3: an idle unit whose business falls gives back min(vacancy, quota − ⌈N*⌉)")
    func idle() {
        let idle = unit(saturation: 0.45, need: 4.2, inPost: 6) { $0.trend = -0.25 }
        // vacancy 4, 10 − 5 = 5
        #expect(brief(idle) == ["收回空编:3:4"])
        #expect(advice(idle)[0][0].quotaType == .full)
        let short = unit(saturation: 0.59, need: 7.1, inPost: 6) { $0.trend = -0.2 }
        // vacancy 4, 10 − 8 = 2: the other two are frozen by row 4
        #expect(brief(short) == ["收回空编:3:2", "冻结:4:2"])
        // 0.59 · 6/10 over ten posts is 0.4425 over eight
        #expect(abs((advice(short)[0][0].saturationAfter ?? 0) - 0.4425) < 1e-12)
    }

    @Test(
        "row 3 needs two vacancies and a fall; otherwise row 4 takes half back and freezes the rest"
    )
    func low() {
        #expect(brief(unit(saturation: 0.5, need: 5, inPost: 6)) == ["收回空编:4:2", "冻结:4:2"])
        let steady = unit(saturation: 0.5, need: 5, inPost: 6) { $0.trend = -0.19 }
        #expect(brief(steady) == ["收回空编:4:2", "冻结:4:2"])
        let single = unit(saturation: 0.5, need: 5, inPost: 9) { $0.trend = -0.5 }
        #expect(brief(single) == ["冻结:4:1"])
        let doubtful = unit(saturation: 0.7, need: 5, inPost: 6) { $0.isDataSound = false }
        #expect(brief(doubtful) == ["冻结:4:4"])
        #expect(brief(unit(saturation: 0.8 - 1e-12, inPost: 6)) == ["维持:5:-"])
    }

    @Test("an idle unit without vacancies keeps its posts")
    func idleAndFull() {
        #expect(brief(unit(saturation: 0.5, need: 5, retiring: 1)) == ["维持:-:-"])
    }

    @Test("row 6: an overloaded, full, sound unit gets posts from idle ones of its pool, by name")
    func transfer() throws {
        let busy = unit("忙", saturation: 1.3, need: 13.4)
        let idle = unit("闲", saturation: 0.45, need: 4, inPost: 6) { $0.trend = -0.3 }
        // short of ⌈13.4 − 10⌉ = 4, and four are offered
        #expect(brief(busy, idle) == ["调剂增加:6:4"])
        let line = try #require(advice(busy, idle)[0].first)
        #expect(line.reason.zh.contains("闲4名"))
        #expect(line.considered.isEmpty)
        #expect(abs((line.saturationAfter ?? 0) - 1.3 * 10 / 14) < 1e-12)
    }

    @Test("row 6: what idle units lack comes from the turnover pool up to the retirements")
    func pool() {
        let busy = unit("忙", saturation: 1.3, need: 14.5, retiring: 2)
        let idle = unit("闲", saturation: 0.7, need: 7, inPost: 8)
        // short of five: one (half of two) from the idle unit, two on loan, two missing
        #expect(brief(busy, idle) == ["调剂增加:6:1", "周转池:6:2"])
        #expect(advice(busy, idle)[0][1].considered.first?.zh.contains("仍缺2名") == true)
        #expect(brief(busy) == ["周转池:6:2"])
        let alone = unit("忙", saturation: 1.3, need: 14.5)
        #expect(brief(alone) == ["调剂增加:6:5"])
        #expect(advice(alone)[0][0].considered.count == 1)
    }

    @Test(
        "row 6: another level, funding or quota type gives nothing",
        arguments: [
            { @Sendable (unit: inout AdviceCase) in unit.level = .county },
            { @Sendable (unit: inout AdviceCase) in unit.funding = .partial },
            { @Sendable (unit: inout AdviceCase) in
                unit.posts = [.init(type: .administrative, approved: 10, inPost: 6)]
            },
        ])
    func foreignPools(change: @Sendable (inout AdviceCase) -> Void) {
        let busy = unit("忙", saturation: 1.3, need: 12)
        var idle = unit("闲", saturation: 0.45, need: 4, inPost: 6) { $0.trend = -0.3 }
        change(&idle)
        #expect(advice(busy, idle)[0][0].reason.zh.contains("暂无可调出"))
    }

    @Test("row 6: one offered post is promised once, to the busiest")
    func promisedOnce() {
        let first = unit("忙", saturation: 1.3, need: 13)
        let second = unit("更忙", saturation: 1.4, need: 13)
        let idle = unit("闲", saturation: 0.45, need: 4, inPost: 6) { $0.trend = -0.3 }
        let lines = advice(first, second, idle)
        #expect(lines[1][0].count == 3)
        #expect(lines[0][0].count == 1)
    }

    @Test(
        "row 6 is closed to a poorer grade, doubtful data, any open finding; then it says so",
        arguments: [
            { @Sendable (unit: inout AdviceCase) in
                unit.grade = .init(name: "合格", index: 2, count: 4)
            },
            { @Sendable (unit: inout AdviceCase) in unit.grade = nil },
            { @Sendable (unit: inout AdviceCase) in unit.isDataSound = false },
            { @Sendable (unit: inout AdviceCase) in unit.openOthers = ["Q3"] },
        ])
    func closed(change: @Sendable (inout AdviceCase) -> Void) {
        var busy = unit(saturation: 1.3, need: 13)
        change(&busy)
        #expect(brief(busy) == ["维持:-:-"])
        #expect(advice(busy)[0][0].considered.count == 1)
    }

    @Test("row 6: posts don't grow where people, not posts, are missing")
    func lentOut() {
        #expect(brief(unit(saturation: 1.3, need: 9.5, labour: 6)) == ["维持:-:-"])
    }

    @Test("row 6: a unit over its posts gets none")
    func overAndBusy() {
        #expect(brief(unit(saturation: 1.3, need: 14, inPost: 11)) == ["只出不进:2:1"])
    }

    @Test("row 7: a busy unit fills its vacancies first")
    func vacancies() {
        #expect(brief(unit(saturation: 1.1, need: 9.3, inPost: 8)) == ["先用空编:7:2"])
        #expect(brief(unit(saturation: 1.3, need: 30, inPost: 8)) == ["先用空编:7:2"])
        #expect(brief(unit(saturation: 1, need: 9, inPost: 8)) == ["维持:5:-"])
        #expect(brief(unit(saturation: 1.1, need: 12)) == ["维持:-:-"])
    }

    @Test("row 8: posts follow moved duties")
    func moved() {
        let moved = unit {
            $0.movedDuties = [.init(name: "审批", posts: 1.5), .init(name: "统计", posts: 0.7)]
        }
        #expect(brief(moved) == ["编随事走:8:2", "维持:5:-"])
        #expect(advice(moved)[0][0].reason.zh.contains("审批、统计"))
        #expect(
            brief(unit { $0.movedDuties = [.init(name: "审批", posts: nil)] }).first == "编随事走:8:-")
    }

    @Test("row 9: uneven bodies in a normal unit share their work first")
    func uneven() {
        #expect(brief(unit { $0.balance = 0.36 }) == ["内部挖潜:9:-", "维持:5:-"])
        #expect(brief(unit { $0.balance = 0.35 }) == ["维持:5:-"])
        #expect(brief(unit(saturation: 0.7, need: 7) { $0.balance = 0.5 }) == ["维持:-:-"])
    }

    @Test("row 10: the lowest grade means a deadline and vacancies back")
    func lowestGrade() {
        #expect(
            brief(unit(need: 6, inPost: 8) { $0.grade = poor }) == [
                "限期整改:10:-", "收回空编:10:2", "维持:5:-",
            ])
    }

    @Test("what binds comes before numbers of posts")
    func order() {
        let all = unit(saturation: 0.9, need: 5, inPost: 8) {
            $0.openMajor = ["Q1"]
            $0.posts.append(.init(type: .support, approved: 1, inPost: 2))
            $0.movedDuties = [.init(name: "审批", posts: 1)]
            $0.balance = 0.5
            $0.grade = poor
        }
        #expect(
            brief(all) == [
                "暂缓受理:1:-", "只出不进:2:1", "编随事走:8:1", "内部挖潜:9:-", "限期整改:10:-",
                "收回空编:10:2", "维持:5:-",
            ])
    }

    @Test("without a saturation nothing is suggested about numbers")
    func unknown() {
        #expect(brief(unit(saturation: nil, need: nil, inPost: 5)) == ["暂不建议:-:-"])
        let found = unit(saturation: nil, need: nil, inPost: 5) {
            $0.openMajor = ["Q1"]
            $0.grade = poor
        }
        #expect(brief(found) == ["暂缓受理:1:-", "限期整改:10:-", "暂不建议:-:-"])
    }
}

@Suite("Advice obeys")
struct AdviceLawTests {
    private func round(_ generator: inout SplitMix64) -> [AdviceCase] {
        (0..<12).map { number in
            let posts = [QuotaType.full, .support].map { type in
                AdviceCase.Posts(
                    type: type, approved: Int.random(in: 0...20, using: &generator),
                    inPost: Int.random(in: 0...20, using: &generator),
                    retiring: Int.random(in: 0...3, using: &generator))
            }
            let people = Double(posts.reduce(0) { $0 + $1.inPost })
            let saturation = Double.random(in: 0.3...1.6, using: &generator)
            return AdviceCase(
                unit: "U\(number)", name: "单位\(number)",
                level: Bool.random(using: &generator) ? .city : .county, funding: .full,
                posts: posts, saturation: saturation, quotaSaturation: saturation,
                requiredStaff: saturation * people / 0.9, labour: people,
                trend: Double.random(in: -0.5...0.3, using: &generator),
                grade: [good, poor].randomElement(using: &generator),
                balance: Double.random(in: 0...0.6, using: &generator))
        }
    }

    @Test(
        "limits: nobody falls below need or people, nobody with vacancies gains",
        arguments: UInt64(0)..<100)
    func limits(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let units = round(&generator)
        for (unit, lines) in zip(units, Advice(units).lines) {
            #expect(!lines.isEmpty)
            for posts in unit.posts {
                let taken = lines.filter { $0.action == .reclaim && $0.quotaType == posts.type }
                    .compactMap(\.count).reduce(0, +)
                #expect(posts.approved - taken >= min(posts.inPost, posts.approved))
            }
            let taken = lines.filter { $0.action == .reclaim }.compactMap(\.count).reduce(0, +)
            if taken > 0, let need = unit.requiredStaff {
                #expect(Double(unit.approved - taken) >= need - 1e-9)
            }
            if lines.contains(where: { $0.action == .transferIn || $0.action == .turnoverPool }) {
                #expect(unit.vacant == 0)
                #expect(unit.openMajor.isEmpty)
            }
            #expect(lines.allSatisfy { ($0.count ?? 1) > 0 })
        }
    }

    @Test(
        "conservation: a pool receives no more than it gives, by name", arguments: UInt64(0)..<100)
    func conservation(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let units = round(&generator)
        let table = DecisionTable()
        let rows = units.map(table.rows(matching:))
        let offered = PostsOffered(units, rows: rows, table: table)
        for giver in units.indices {
            let given = offered.received.joined().filter { $0.giver == units[giver].name }
            let count = table.reclaim(rows[giver], units[giver])?.count ?? 0
            #expect(given.reduce(0) { $0 + $1.count } <= count)
        }
    }

    @Test("order: reordering the units changes nobody's own rows", arguments: UInt64(0)..<20)
    func reordering(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let units = round(&generator)
        let lines = Advice(units).lines
        let reversed = Array(Advice(units.reversed()).lines.reversed())
        #expect(lines.map { $0.map(\.rule) } == reversed.map { $0.map(\.rule) })
    }
}
