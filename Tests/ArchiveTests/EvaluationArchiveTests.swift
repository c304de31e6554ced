import Calendars
import GRDB
import TestRounds
import Testing

@testable import Archive
@testable import Assessment

@Suite("An archive of evaluations")
struct EvaluationArchiveTests {
    let folder: TemporaryFolder
    let archive: EvaluationArchive
    private let first = SmallRound(year: 2024, units: [.init(unit: "U1", scores: [80, nil])])
    private let second = SmallRound(
        year: 2025,
        units: [.init(unit: "U2", scores: [70, 60]), .init(unit: "U1", scores: [90, 50])]
    )

    init() throws {
        folder = try TemporaryFolder()
        archive = EvaluationArchive(path: folder.file("archive.sqlite"))
    }

    @Test("tells of a unit over two years side by side")
    func twoYears() throws {
        try archive.save(second.result)
        try archive.save(first.result)
        let history = try #require(try archive.history(ofUnit: "U1"))
        #expect(history.rounds.map(\.year) == [2024, 2025])
        #expect(history.rounds.map(\.score) == [80, 90])
        #expect(history.rounds.map(\.classUnitCount) == [1, 2])
        #expect(history.rounds.map { $0.leaves.map(\.code) } == [["A1", "A2"], ["A1", "A2"]])
        #expect(history.rounds.map { $0.leaves.map(\.score) } == [[80, nil], [90, 50]])
        #expect(history.rounds.map { $0.nodes.map(\.score) } == [[80], [90]])
        #expect(history.rounds.map { $0.saturation?.inPost } == [1, 1])
        #expect(history.rounds.map { $0.quotas.map(\.vacant) } == [[2], [2]])
        #expect(history.result(before: 2025)?.year == 2024)
        #expect(history.result(before: 2024) == nil)
    }

    @Test("tells of all units by code, and only through the year asked for")
    func histories() throws {
        try archive.save(first.result)
        try archive.save(second.result)
        #expect(try archive.histories().map(\.unit) == ["U1", "U2"])
        #expect(try archive.histories(through: 2024).map { $0.rounds.map(\.year) } == [[2024]])
        #expect(try archive.history(ofUnit: "U2", through: 2024) == nil)
        #expect(try archive.history(ofUnit: "U9") == nil)
    }

    @Test("knows the round before, where it had one of the units")
    func previousRound() throws {
        try archive.save(first.result)
        try archive.save(second.result)
        #expect(try archive.previousRound(before: 2025, units: ["U2", "U1"])?.year == 2024)
        #expect(try archive.previousRound(before: 2025, units: ["U2"]) == nil)
        #expect(try archive.previousRound(before: 2024, units: ["U1"]) == nil)
        #expect(try archive.previousRound(before: 2030, units: ["U2"])?.year == 2025)
    }

    @Test("lists its rounds by year")
    func list() throws {
        try archive.save(second.result)
        let saved = try archive.save(first.result)
        let rounds = try archive.rounds()
        #expect(rounds.map(\.year) == [2024, 2025])
        #expect(rounds.map(\.unitCount) == [1, 2])
        #expect(rounds.map(\.asOf) == [Day(lastOf: 2024), Day(lastOf: 2025)])
        #expect(rounds.first == saved)
    }

    @Test("gives back what was saved", arguments: UInt64(0)..<60)
    func roundTrip(seed: UInt64) throws {
        let round = try RoundResult.random(seed: seed)
        let saved = try archive.save(round)
        #expect(try archive.round(saved.id) == round)
        #expect(try folder.names() == ["archive.sqlite"])
    }

    @Test("doesn't change when it is told the same again", arguments: UInt64(0)..<20)
    func twice(seed: UInt64) throws {
        let round = try RoundResult.random(seed: seed)
        let saved = try archive.save(round)
        let bytes = try folder.bytes("archive.sqlite")
        #expect(try archive.save(round) == saved)
        #expect(try folder.bytes("archive.sqlite") == bytes)
    }

    @Test("has equal bytes for equal rounds")
    func equalBytes() throws {
        let other = EvaluationArchive(path: folder.file("other.sqlite"))
        for round in [first.result, second.result, try .random(seed: 1)] {
            try archive.save(round)
            try other.save(round)
        }
        #expect(try folder.bytes("archive.sqlite") == folder.bytes("other.sqlite"))
    }

    @Test("keeps both versions of a round; the last one told is current")
    func versions() throws {
        var corrected = first
        corrected.input = "b"
        var stricter = first
        stricter.parameter = "0.85"
        let ids = try [first, corrected, stricter].map { try archive.save($0.result).id }
        #expect(Set(ids).count == 3)
        #expect(try archive.rounds().map(\.isCurrent) == [false, false, true])
        try archive.save(corrected.result)
        #expect(try archive.rounds().filter(\.isCurrent).map(\.id) == [ids[1]])
        #expect(try archive.history(ofUnit: "U1")?.rounds.count == 1)
    }

    @Test("takes what came out last for one and the same evaluation")
    func replaced() throws {
        let before = try archive.save(first.result)
        var other = first
        other.units = [.init(unit: "U1", scores: [75, 75])]
        let after = try archive.save(other.result)
        #expect(after == before)
        #expect(try archive.rounds().count == 1)
        #expect(try archive.round(after.id) == other.result)
        #expect(try archive.history(ofUnit: "U1")?.rounds.map(\.score) == [75])
    }

    @Test(
        "is a file, whatever it is called",
        arguments: ["file:a?mode=memory", ":memory:", "档 案's.sqlite"])
    func names(name: String) throws {
        let archive = EvaluationArchive(path: folder.file(name))
        try archive.save(first.result)
        #expect(try archive.rounds().count == 1)
        #expect(try folder.names() == [name])
    }

    @Test("is told to people who ask in SQL")
    func views() throws {
        try archive.save(first.result)
        try archive.save(second.result)
        let queue = try DatabaseQueue(path: archive.path)
        try queue.read { db in
            let units = try Row.fetchAll(db, sql: "SELECT * FROM units ORDER BY unit")
            #expect(units.map { $0["first_year"] as Int } == [2024, 2025])
            #expect(units.map { $0["round_count"] as Int } == [2, 1])
            let years = try Row.fetchAll(db, sql: "SELECT * FROM unit_years ORDER BY unit, year")
            #expect(years.map { $0["posts_approved"] as Int } == [20, 20, 20])
            #expect(try String.fetchOne(db, sql: "PRAGMA integrity_check") == "ok")
            #expect(try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").isEmpty)
        }
        try queue.close()
    }

    @Test("leaves nothing of a round behind that is replaced")
    func nothingLeft() throws {
        try archive.save(first.result)
        let other = EvaluationArchive(path: folder.file("other.sqlite"))
        var changed = first
        changed.units = [.init(unit: "U7", scores: [1, 2]), .init(unit: "U8", scores: [1, 2])]
        try other.save(changed.result)
        try other.save(first.result)
        #expect(try dump(archive.path) == dump(other.path))
    }

    private func dump(_ path: String) throws -> String {
        let queue = try DatabaseQueue(path: path)
        let text = DumpText()
        try queue.dumpContent(to: text)
        try queue.close()
        return text.text
    }
}

private final class DumpText: TextOutputStream, @unchecked Sendable {
    var text = ""
    func write(_ string: String) { text += string }
}
