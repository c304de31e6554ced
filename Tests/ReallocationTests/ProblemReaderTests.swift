import Diagnostics
import Testing

@testable import Reallocation

@Suite("A problem read from JSON")
struct ProblemReaderTests {
    private let whole = """
        {
          "cells": [
            {"unit": "A", "category": "事业", "pool": "P", "quota": 10, "occupied": 9, "attrition": 0,
             "need": "14.2", "need_lo": 13.5, "need_hi": "15", "weight": 0.1, "lower": 9, "upper": 16},
            {"unit": "B", "category": "事业", "pool": "Q", "quota": 8, "occupied": 8, "attrition": 1,
             "need": 7, "lower": 7, "upper": 8}
          ],
          "pools": [{"id": "P", "total": 12, "reserve_min": 1}, {"id": "Q", "total": 8, "reserve_min": 0}],
          "arcs": [{"from": "Q", "to": "P", "cap": 2, "cost": "0.2"}],
          "groups": [{"name": "g", "cells_idx": [0, 1], "min": 3, "max": 19}],
          "issued_max": 20,
          "objective": {"type": "deadband_chi2", "kappa": "0.15"},
          "side": {"min_batch": 2, "max_receiving_units": 1, "budget": {"cost": {"事业": "1.5"}, "max": 30}}
        }
        """

    private func diagnostics(_ text: String) -> [Diagnostic] {
        do {
            return try ReallocationProblem.read(Array(text.utf8), file: "p.json").log.kept
        } catch {
            return error.log.kept
        }
    }

    @Test("has every part of the file, decimals exactly")
    func wholeProblem() throws {
        let (problem, log) = try ReallocationProblem.read(Array(whole.utf8), file: "p.json")
        #expect(log.kept.isEmpty)
        let cell = problem.cells[0]
        #expect(cell.need == Rational(71, 5))
        #expect(cell.needLow == Rational(27, 2))
        #expect(cell.needHigh == 15)
        #expect(cell.weight == Rational(1, 10))
        #expect(problem.cells[1].weight == 1)
        #expect(problem.cells[1].needLow == 7)
        #expect(problem.cells[1].pool == 1)
        #expect(problem.pools[0] == .init(id: "P", total: 12, reserveMin: 1))
        #expect(problem.arcs == [.init(from: 1, to: 0, cap: 2, cost: Rational(1, 5))])
        #expect(problem.groups == [.init(name: "g", cells: [0, 1], min: 3, max: 19)])
        #expect(problem.issuedMax == 20)
        #expect(problem.aim == .init(kappa: Rational(3, 20)))
        #expect(
            problem.side
                == .init(
                    minBatch: 2, maxReceivingUnits: 1,
                    budget: .init(cost: ["事业": Rational(3, 2)], max: 30)))
    }

    @Test("warns of unknown keys, names the nearest one, and keeps what the top level said")
    func unknownKeys() throws {
        let text = whole.replacing("\"weight\"", with: "\"wieght\"")
            .replacing("\"issued_max\": 20", with: "\"proof\": {\"points\": 7}")
        let (problem, log) = try ReallocationProblem.read(Array(text.utf8), file: "p.json")
        #expect(log.kept.map(\.code) == [.keyUnknown, .keyUnknown])
        #expect(log.kept.allSatisfy { $0.severity == .warning })
        #expect(log.kept.contains { $0.remedy.en == "did you mean weight?" })
        #expect(problem.annotations.map(\.key) == ["proof"])
    }

    @Test(
        "reports a mistake at its place",
        arguments: [
            (
                "\"lower\": 9, \"upper\": 16", "\"lower\": 17, \"upper\": 16",
                DiagnosticCode.boundsReversed, 4
            ),
            ("\"need_lo\": 13.5", "\"need_lo\": 15.5", .boundsReversed, 4),
            ("\"min\": 3", "\"min\": 30", .boundsReversed, 10),
            ("\"quota\": 10", "\"quota\": -1", .outOfRange, 3),
            ("\"quota\": 10", "\"quota\": 1.5", .notWhole, 3),
            ("\"need\": \"14.2\"", "\"need\": NaN", .notANumber, 4),
            ("\"need\": \"14.2\"", "\"need\": \"many\"", .notANumber, 4),
            ("\"need\": \"14.2\"", "\"need\": [1]", .notANumber, 4),
            ("\"need\": \"14.2\"", "\"need\": -0.1", .outOfRange, 4),
            ("\"pool\": \"Q\"", "\"pool\": \"R\"", .unknownReference, 5),
            ("\"from\": \"Q\"", "\"from\": \"R\"", .unknownReference, 9),
            ("[0, 1]", "[0, 2]", .outOfRange, 10),
            ("\"unit\": \"B\"", "\"unit\": \"A\"", .duplicateKey, 5),
            ("\"id\": \"Q\"", "\"id\": \"P\"", .duplicateKey, 8),
            ("\"unit\": \"B\", ", "", .keyMissing, 5),
            ("\"quota\": 10", "\"quota\": 10, \"quota\": 11", .keyDuplicate, 3),
            ("deadband_chi2", "deadband", .notInList, 12),
            ("\"weight\": 0.1", "\"weight\": 1e10", .outOfRange, 4),
            ("\"need\": \"14.2\"", "\"need\": \"1e300\"", .outOfRange, 4),
            ("\"max\": 30", "\"max\": 1e19", .outOfRange, 13),
            ("\"unit\": \"B\"", "\"unit\": \" \"", .valueInvalid, 5),
            ("\"arcs\": [", "\"arcs\": 7, \"x\": [", .valueInvalid, 9),
            ("\"total\": 12", "\"total\": 12,,", .jsonInvalid, 8),
            ("\"max\": 30", "\"max\": 1e12.5", .jsonInvalid, 13),
        ])
    func mistakes(old: String, new: String, code: DiagnosticCode, line: Int) throws {
        #expect(whole.contains(old))
        let errors = diagnostics(whole.replacing(old, with: new))
            .filter { $0.severity == .error && $0.code != .unknownReference || $0.code == code }
        let error = try #require(errors.first { $0.code == code })
        #expect(error.place.line == line)
        #expect(error.place.column != nil)
    }

    @Test("reports every mistake at once")
    func allAtOnce() {
        let text = whole.replacing("\"quota\": 10", with: "\"quota\": \"x\"")
            .replacing("\"pool\": \"Q\"", with: "\"pool\": \"R\"")
            .replacing("\"cap\": 2", with: "\"cap\": -2")
            .replacing("\"kappa\"", with: "\"kapa\"")
        #expect(
            diagnostics(text).map(\.code).filter { $0 != .keyUnknown } == [
                .notANumber, .unknownReference, .outOfRange, .keyMissing,
            ])
    }

    @Test("a pool with a mistake isn't reported again by its cells")
    func brokenPool() {
        let text = whole.replacing("\"reserve_min\": 1", with: "\"reserve_min\": -1")
        #expect(diagnostics(text).map(\.code) == [.outOfRange])
    }

    @Test("costs without a closed form keep to numbers of posts that can be added up")
    func divisors() {
        let hill = whole.replacing("\"kappa\"", with: "\"divisor\": \"hill\", \"kappa\"")
        #expect(diagnostics(hill).isEmpty)
        let large = hill.replacing("\"upper\": 16", with: "\"upper\": 100001")
        #expect(diagnostics(large).map(\.code) == [.outOfRange])
    }

    @Test("is refused where it is no problem at all", arguments: ["", "[]", "7", "{}"])
    func nothing(text: String) {
        #expect(!diagnostics(text).isEmpty)
    }
}
