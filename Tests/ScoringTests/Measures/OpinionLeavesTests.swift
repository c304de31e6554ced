import Testing

@testable import Scoring

/// Answers in the long form: one response per line of labels.
private struct Answers {
    private var rows = ["respondent_id,unit_id,respondent_group,item,answer,seconds"]
    private var count = 0

    /// So many responses with one label per item.
    mutating func add(_ copies: Int, _ group: String, _ items: [String], _ labels: [String]) {
        for _ in 0..<copies {
            count += 1
            for (item, label) in zip(items, labels) {
                rows.append("R\(count),U1,\(group),\(item),\(label),100")
            }
        }
    }

    var file: [String: String] { ["survey/responses.csv": rows.joined(separator: "\n")] }
}

private let userItems = ["Q01", "Q02", "Q03", "Q04"]
private let peerItems = ["Q05", "Q06", "Q07", "Q08"]
private let staffItems = ["Q09", "Q10", "Q11", "Q12"]

@Suite("D11: satisfaction of service users")
struct UserOpinionTests {
    @Test("items weigh 0.2, 0.2, 0.2 and 0.4")
    func weights() throws {
        var answers = Answers()
        answers.add(30, "服务对象", userItems, ["很满意", "满意", "基本满意", "不满意"])
        // 0.2·100 + 0.2·80 + 0.2·60 + 0.4·40 = 64.
        let leaf = try MeasuredUnit(answers.file).scored("D11")
        #expect(isClose(leaf.raw, 64))
        #expect(isClose(leaf.points, 64))
    }

    @Test("what isn't answered leaves the denominator")
    func blanks() throws {
        var answers = Answers()
        answers.add(20, "服务对象", userItems, ["很满意", "满意", "满意", "很满意"])
        answers.add(10, "服务对象", userItems, ["很不满意", "不了解", "满意", "很满意"])
        // Q01 (20·100 + 10·20) ÷ 30 = 73⅓; Q02 80; Q03 80; Q04 100.
        let leaf = try MeasuredUnit(answers.file).scored("D11")
        #expect(isClose(leaf.raw, 0.2 * (220.0 / 3 + 80 + 80) + 0.4 * 100))
    }

    @Test("twenty-nine are too few, thirty are enough")
    func minimum() throws {
        for count in [29, 30] {
            var answers = Answers()
            answers.add(count, "服务对象", userItems, ["满意", "很满意", "满意", "满意"])
            #expect((try MeasuredUnit(answers.file).scored("D11").points == nil) == (count < 30))
        }
        #expect(try MeasuredUnit([:]).scored("D11").points == nil)
    }
}

@Suite("D12: superiors, peers and representatives")
struct PeerOpinionTests {
    @Test("the equal mean of the groups that are there")
    func groups() throws {
        var answers = Answers()
        answers.add(5, "上级部门", peerItems, ["很满意", "很满意", "满意", "满意"])
        answers.add(5, "同级部门", peerItems, ["基本满意", "满意", "基本满意", "满意"])
        #expect(isClose(try MeasuredUnit(answers.file).scored("D12").raw, 80))
        answers.add(4, "两代表一委员", peerItems, ["不满意", "不满意", "很不满意", "不满意"])
        #expect(isClose(try MeasuredUnit(answers.file).scored("D12").raw, 80))
        answers.add(1, "两代表一委员", peerItems, ["不满意", "不满意", "很不满意", "不满意"])
        #expect(isClose(try MeasuredUnit(answers.file).scored("D12").raw, (90 + 70 + 35) / 3.0))
    }

    @Test("of more than five raters the highest and the lowest are left out")
    func trimmed() throws {
        var answers = Answers()
        answers.add(4, "上级部门", peerItems, ["满意", "很满意", "满意", "很满意"])
        answers.add(1, "上级部门", peerItems, ["很满意", "很满意", "很满意", "满意"])
        // Five: (4·90 + 95) ÷ 5 = 91.
        #expect(isClose(try MeasuredUnit(answers.file).scored("D12").raw, 91))
        answers.add(1, "上级部门", peerItems, ["很不满意", "不满意", "不满意", "很不满意"])
        // Six: item by item one highest and one lowest go: 80, 100, 80, (3·100 + 80) ÷ 4 = 95.
        #expect(isClose(try MeasuredUnit(answers.file).scored("D12").raw, 88.75))
    }

    @Test("no group with five: missing")
    func missing() throws {
        var answers = Answers()
        answers.add(4, "上级部门", peerItems, ["满意", "很满意", "满意", "很满意"])
        #expect(try MeasuredUnit(answers.file).scored("D12").points == nil)
        #expect(try MeasuredUnit([:]).scored("D12").points == nil)
    }
}

@Suite("D13: review by own staff")
struct StaffOpinionTests {
    @Test("three in five of 在编 and 编外 must answer")
    func minimum() throws {
        // Twelve on the establishment, three outside, one retired: nine of fifteen are needed.
        let people = staff(
            "status", alike: 12, "", ["X1,U1,编外,", "X2,U1,编外,", "X3,U1,编外,", "X4,U1,全额,退休"])
        for count in [8, 9] {
            var answers = Answers()
            answers.add(count, "本单位职工", staffItems, ["满意", "基本满意", "满意", "很满意"])
            let leaf = try MeasuredUnit(people + answers.file).scored("D13")
            #expect(isClose(leaf.raw, count < 9 ? nil : 80), "\(count)")
        }
    }
}
