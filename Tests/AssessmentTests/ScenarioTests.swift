import Diagnostics
import FoundationEssentials
import Reallocation
import TestFolders
import Testing

@testable import Assessment

/// The set-up installs it.
private let solver = CBC.installed(
    searchPath: ProcessInfo.processInfo.environment["PATH"] ?? "",
    folder: FileManager.default.temporaryDirectory.path)

/// A scenario over a sample, from a text.
private func whatIf(
    _ sample: String, _ texts: String...
) throws -> WhatIf {
    let folder = try TemporaryFolder()
    var names: [String] = []
    for (index, text) in texts.enumerated() {
        try folder.write(Array(text.utf8), to: "s\(index).yaml")
        names.append("\(folder.path)/s\(index).yaml")
    }
    return try withExtendedLifetime(folder) {
        try WhatIf(ofFolder: "Samples/\(sample)", scenarios: names, solver: solver)
    }
}

/// `code line:column found` of each error of a scenario, in the order in which they were reported.
private func problems(_ sample: String, _ text: String) -> [String] {
    do {
        _ = try whatIf(sample, text)
        return []
    } catch let refusal as InvalidInput {
        return refusal.log.kept.filter { $0.severity == .error }.map {
            "\($0.code.rawValue) \($0.place.line ?? 0):\($0.place.column ?? 0) \($0.found ?? "")"
        }
    } catch {
        return ["\(error)"]
    }
}

@Suite("Scenarios")
struct ScenarioTests {
    @Test("without a patch nothing is another", arguments: ["minimal", "city-2025"])
    func nothing(sample: String) throws {
        let study = try whatIf(sample, "title: 无改动\npatches: []\n")
        let evaluation = try Evaluation(ofFolder: "Samples/\(sample)").result
        #expect(study.baseline.result == evaluation)
        #expect(study.scenario.result == evaluation)
        #expect(study.difference.units.filter(\.isChanged).isEmpty)
    }

    @Test("patches on different units may come in any order")
    func order() throws {
        let patches = [
            "- merge: {units: [U014, U020], into: U014}",
            "- move_work: {from: U021, to: U001, duties: [U021-Z01]}",
            "- select: {unit: U005}\n    hours: {multiply: 1.2}",
            "- select: {unit: U006, quota_type: 行政}\n    quota: {add: -3}",
            "- split: {unit: U003, into: {unit_id: X1, name: 新局}, bodies: [U003-N2]}",
            "- abolish: {unit: U019, to: U018}",
        ]
        let forward = "patches:\n  " + patches.joined(separator: "\n  ") + "\n"
        let backward = "patches:\n  " + patches.reversed().joined(separator: "\n  ") + "\n"
        let (first, second) = (try whatIf("city-2025", forward), try whatIf("city-2025", backward))
        #expect(first.scenario.result == second.scenario.result)
    }

    @Test("two files apply one after another")
    func composition() throws {
        let create =
            "patches: [{create: {unit_id: X1, name: 新, level: 市, category: 公益一类, funding: 全额, class: 综合保障}}]"
        let move = "patches: [{move_work: {from: U022, to: X1, hours: 1000}}]"
        let study = try whatIf("city-2025", create, move)
        let new = try #require(study.difference.units.last)
        #expect(new.unit == "X1" && new.fate == .created)
        #expect(new.hours.after.map { abs($0 - 1000) < 1e-6 } ?? false)
        let from = try #require(study.difference.units.first { $0.unit == "U022" })
        #expect(from.hours.difference.map { abs($0 + 1000) < 1e-6 } ?? false)
    }

    @Test("work that leaves a unit leaves its daily log too, in the same share")
    func loggedWork() throws {
        let study = try whatIf(
            "city-2025", "patches: [{move_work: {from: U021, to: U001, hours: 10000}}]")
        let from = try #require(study.difference.units.first { $0.unit == "U021" })
        let (before, after) = (
            try #require(from.hours.before), try #require(from.hours.after)
        )
        let rows = study.baseline.result.units.first { $0.unit == "U021" }
        let items = try #require(rows?.saturation?.timeUse?.items)
        let reported = items.reduce(0) { $0 + $1.reportedHours }
        #expect(abs(after / before - (1 - 10000 / reported)) < 1e-9)
    }

    @Test("a merger re-evaluates: responses are pooled, people, posts and hours add up")
    func merger() throws {
        let study = try whatIf(
            "city-2025", "patches: [{merge: {units: [U014, U020], into: U014, name: 统计局}}]")
        let before = study.baseline.result.units.filter { ["U014", "U020"].contains($0.unit) }
        let after = try #require(study.scenario.result.units.first { $0.unit == "U014" })
        #expect(after.name == "统计局")
        #expect(study.scenario.successors == ["U020": "U014"])
        func sum(_ value: (UnitResult) -> Int) -> Int { before.reduce(0) { $0 + value($1) } }
        #expect(
            after.quotas.reduce(0) { $0 + $1.approved }
                == sum { $0.quotas.reduce(0) { $0 + $1.approved } })
        #expect(
            after.quotas.reduce(0) { $0 + $1.inPost }
                == sum { $0.quotas.reduce(0) { $0 + $1.inPost } })
        #expect(
            after.opinion.reduce(0) { $0 + $1.received }
                == sum { $0.opinion.reduce(0) { $0 + $1.received } })
        #expect(
            after.opinion.reduce(0) { $0 + $1.valid }
                == sum { $0.opinion.reduce(0) { $0 + $1.valid } })
        #expect(
            after.findings.count(where: { $0.problem != nil })
                == sum { $0.findings.count(where: { $0.problem != nil }) })
        #expect(study.scenario.result.units.count == 44)
        let others = study.difference.units.filter { !["U014", "U020"].contains($0.unit) }
        #expect(others.filter { !$0.score.isSteady }.isEmpty)
    }

    @Test("weights are rescaled among siblings, and only the changed nodes lose their judgements")
    func weights() throws {
        let study = try whatIf("city-2025", "patches: [{weights: {A: 0.4}}]")
        let (before, after) = (
            study.baseline.result.classes[0].weights, study.scenario.result.classes[0].weights
        )
        #expect(abs(after[0].weights[0] - 0.4) < 1e-12)
        #expect(abs(after[0].weights.reduce(0, +) - 1) < 1e-12)
        let ratio = after[0].weights[2] / after[0].weights[1]
        #expect(abs(ratio - before[0].weights[2] / before[0].weights[1]) < 1e-12)
        #expect(after[0].method == "written")
        #expect(Array(after.dropFirst()) == Array(before.dropFirst()))
    }

    @Test("an expert's word and a judgement change the weights they stand behind")
    func judgements() throws {
        let experts = try whatIf("city-2025", "patches: [{experts: {E01: 5}}]")
        #expect(
            experts.scenario.result.classes[0].leafWeights
                != experts.baseline.result.classes[0].leafWeights)
        let judged = try whatIf(
            "city-2025", "patches: [{judgement: {node: root, left: A, right: B, value: 9}}]")
        let swapped = try whatIf(
            "city-2025", "patches: [{judgement: {node: root, left: B, right: A, value: 1/9}}]")
        #expect(
            judged.scenario.result.classes[0].leafWeights
                != judged.baseline.result.classes[0].leafWeights)
        for (a, b) in zip(judged.scenario.result.classes, swapped.scenario.result.classes) {
            for (first, second) in zip(a.leafWeights, b.leafWeights) {
                #expect(abs(first - second) < 1e-12)
            }
        }
    }

    @Test("a sweep goes through every combination, the last path fastest")
    func sweep() throws {
        let study = try whatIf(
            "city-2025",
            """
            patches: [{select: {unit: U005}, hours: {multiply: 1}}]
            solve: {kappa: 0.15}
            sweep: {patches.1.hours.multiply: [1, 2], solve.kappa: [0.1, 0.2]}
            """)
        let values = study.points.map { $0.values.map(\.value) }
        #expect(values == [["1", "0.1"], ["1", "0.2"], ["2", "0.1"], ["2", "0.2"]])
        let loads = study.points.map { point in
            point.side.result.units.first { $0.unit == "U005" }?.saturation?.hours ?? 0
        }
        #expect(loads[0] == loads[1] && abs(loads[2] - 2 * loads[0]) < 1e-6)
        #expect(study.points[0].side.result == study.baseline.result)
    }

    @Test("every problem of a scenario is told at its place, all at once")
    func diagnostics() {
        let found = problems(
            "city-2025",
            """
            titel: 坏方案
            patches:
              - mege: {units: [U014, U020]}
              - merge: {units: [U014, U99], into: U014}
              - select: {unit: X*}
                need: {multiply: 2}
              - select: {unit: U001}
              - select: {unit: U001, quota_type: 政府}
                quota: {add: 1}
              - select: {unit: U001, quota_type: 行政}
                quota: {add: -99}
              - move_work: {from: U021, to: U001, duties: [U021-Z99]}
              - move_work: {from: U021, to: U021, hours: 5}
              - move_work: {from: U021, to: U001, hours: 1e9}
              - move_posts: {from: U001, to: U002, posts: {行政: 999}}
              - red_line: {group: {level: 县}, add: 3}
              - weights: {A: 0.5, Z: 0.1}
              - judgement: {node: root, left: A, right: A1, value: 3}
              - judgement: {node: root, left: A, right: B, value: 12}
              - experts: {X: 2}
              - create: {unit_id: U001, name: 甲, level: 市, category: 行政, funding: 全额, class: 综合保障}
              - create: {unit_id: Q1, name: 甲, level: 市, category: 行政, funding: 全额, class: 综合}
              - freeze: Q1
              - pool: {id: 市/全额, reserve_min: 3}
              - arc: {from: 市/全额/全额, to: 市/全额/全额, cap: 3}
            solve: {kapa: 1, divisor: dhondt}
            sweep: {patches.90.x: [1]}
            """)
        #expect(
            found == [
                "key-unknown 3:5 mege", "key-missing 7:13 {…}", "value-invalid 13:33 U021",
                "judgement-off-scale 19:55 12", "value-invalid 24:16 市/全额",
                "value-invalid 25:10 {…}", "not-in-list 26:27 dhondt", "key-unknown 26:9 kapa",
                "unknown-reference 27:9 patches.90.x", "key-unknown 1:1 titel",
                "unknown-reference 4:27 U99", "unknown-reference 5:20 X*",
                "unknown-reference 8:38 政府", "out-of-range 11:18 -99",
                "unknown-reference 12:48 U021-Z99", "out-of-range 14:46 1,000,000,000",
                "out-of-range 15:52 999", "unknown-reference 16:40 3", "unknown-reference 17:23 Z",
                "unknown-reference 18:45 A1", "unknown-reference 20:15 X",
                "duplicate-key 21:23 U001", "not-in-list 22:80 综合",
            ])
    }

    @Test(
        "a scenario that isn't one is refused",
        arguments: ["", "- 1\n", "title: [", "patches: 3\n"])
    func nonsense(text: String) {
        #expect(!problems("minimal", text).isEmpty)
    }
}
