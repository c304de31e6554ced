import Foundation
import Testing

@testable import Assessment
@testable import Reports

@Suite("The result document")
struct ResultDocumentTests {
    static let round = SyntheticRound().result()

    private func object(_ round: RoundResult = round) throws -> [String: Any] {
        let data = Data(ResultDocument(round).json())
        return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    @Test("has the promised keys, in units, indicators, advice and the run")
    func keys() throws {
        let document = try object()
        let units = try #require(document["units"] as? [[String: Any]])
        #expect(units.count == 45)
        for unit in units {
            let promised: Set = [
                "unit", "name", "class", "score", "grade", "rank", "rankInterval", "compliance",
                "benefit", "dimensions", "coverage", "indicators", "dataQuality", "advice",
            ]
            #expect(promised.isSubset(of: unit.keys))
            let dimensions = try #require(unit["dimensions"] as? [String: Any])
            #expect(Set(dimensions.keys) == ["A", "B", "C", "D"])
            let indicators = try #require(unit["indicators"] as? [[String: Any]])
            #expect(indicators.count == 27)
            for leaf in indicators {
                let promised: Set = [
                    "code", "raw", "score", "weight", "effectiveWeight", "contribution",
                    "missing",
                ]
                #expect(promised.isSubset(of: leaf.keys))
            }
            for advice in try #require(unit["advice"] as? [[String: Any]]) {
                #expect(advice["action"] is String && advice["reason"] is String)
            }
        }
        let run = try #require(document["run"] as? [String: Any])
        #expect(Set(["title", "year", "version", "inputs"]).isSubset(of: run.keys))
    }

    @Test("says null, not nothing, where there is no value")
    func nulls() throws {
        let units = try #require(try object()["units"] as? [[String: Any]])
        let last = try #require(units.last)
        for key in ["score", "grade", "rank", "rankInterval", "compliance", "benefit"] {
            #expect(last[key] is NSNull, "\(key)")
        }
        let leaf = try #require((last["indicators"] as? [[String: Any]])?.first)
        #expect(leaf["score"] is NSNull && leaf["raw"] is NSNull)
        #expect(leaf["missing"] as? Bool == true && leaf["contribution"] as? Double == 0)
    }

    @Test("has contributions that add up to the score and weights that add up to 1")
    func sums() throws {
        for unit in try #require(try object()["units"] as? [[String: Any]]) {
            let indicators = try #require(unit["indicators"] as? [[String: Any]])
            let sum = indicators.reduce(0) { $0 + ($1["contribution"] as? Double ?? .nan) }
            let weight = indicators.reduce(0) { $0 + ($1["weight"] as? Double ?? .nan) }
            #expect(abs(weight - 1) < 1e-12)
            if let score = unit["score"] as? Double { #expect(abs(sum - score) < 1e-9) }
        }
    }

    private struct Numbers: Decodable {
        struct Unit: Decodable {
            let score: Double?
            let coverage: Double
            let indicators: [Leaf]
        }
        struct Leaf: Decodable {
            let raw: Double?
            let contribution: Double
        }
        let units: [Unit]
    }

    @Test("carries every bit of a number")
    func precision() throws {
        // JSONSerialization loses the last bits on Linux; JSONDecoder reads them all.
        let data = Data(ResultDocument(Self.round).json())
        let numbers = try JSONDecoder().decode(Numbers.self, from: data)
        for (unit, result) in zip(numbers.units, Self.round.units) {
            #expect(unit.score == result.score && unit.coverage == result.coverage)
            #expect(unit.indicators.map(\.raw) == result.indicators.map(\.raw))
            #expect(unit.indicators.map(\.contribution) == result.indicators.map(\.contribution))
        }
    }

    @Test("keeps any text and is equal for equal input")
    func nasty() throws {
        let nasty = SyntheticRound(seed: 5, isNasty: true).result()
        let units = try #require(try object(nasty)["units"] as? [[String: Any]])
        for (unit, result) in zip(units, nasty.units) {
            let name = try #require(unit["name"] as? String)
            #expect(name.utf8.elementsEqual(result.name.utf8))
        }
        #expect(ResultDocument(nasty).json() == ResultDocument(nasty).json())
    }

    @Test("is a document for a round of nothing")
    func empty() throws {
        let document = try object(SyntheticRound(unitCount: 0).result())
        #expect((document["units"] as? [Any])?.isEmpty == true)
    }
}
