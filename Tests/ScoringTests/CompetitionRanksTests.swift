import Testing

@testable import Scoring

@Suite("Ranks within a class")
struct CompetitionRanksTests {
    @Test("are shared by equals, and the next rank is skipped")
    func ties() {
        let ranks = competitionRanks(
            [80, 95, 80, 70, nil, 95 - 1e-10], within: ["a", "a", "a", "a", "a", "a"])
        #expect(ranks == [3, 1, 3, 5, nil, 1])
    }

    @Test("begin at 1 in every class")
    func classes() {
        #expect(competitionRanks([60, 90, 70, 80], within: ["a", "b", "a", "b"]) == [2, 1, 1, 2])
        #expect(competitionRanks([], within: []) == [])
    }

    @Test("don't drift along a chain of near ties")
    func chain() {
        let scores: [Double?] = (0..<5).map { 90 - Double($0) * 0.6e-9 }
        // Only what is within 1e-9 of the best shares its rank.
        #expect(
            competitionRanks(scores, within: Array(repeating: "a", count: 5)) == [1, 1, 3, 3, 5])
    }
}
