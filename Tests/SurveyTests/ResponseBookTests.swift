import Diagnostics
import Draws
import Indicators
import Languages
import Synchronization
import Tables
import Testing

@testable import Survey

@Suite("A book of responses")
struct ResponseBookTests {
    private static let header =
        "respondent_id,unit_id,respondent_group,item,answer,seconds,submitted,ip,comment\n"

    /// Lines of responses, of which some come twice, lack their time, or are quoted.
    private func lines(_ generator: inout SplitMix64, items: Int, timed: Bool) -> [String] {
        var lines: [String] = []
        for _ in 0..<Int.random(in: 1...50, using: &generator) {
            let respondent = "R\(Int.random(in: 0...30, using: &generator))"
            let unit = Int.random(in: 1...2, using: &generator)
            let day = Int.random(in: 3...4, using: &generator)
            let minute = Int.random(in: 10...12, using: &generator)
            let submitted = timed ? "2025-11-0\(day) 08:\(minute):07" : ""
            // A respondent belongs to one group, takes one time and has one address, or none.
            let number = Int(respondent.utf8.last ?? 0)
            let group = number % 2 == 0 ? SmallSurvey.users : SmallSurvey.staff
            let seconds = [20, 70, 80][number % 3]
            let address = ["1.2.3.4", "10.0.0.255", "::1", ""][number % 4]
            let isStraight = Bool.random(using: &generator)
            for item in 0..<items where Int.random(in: 0...9, using: &generator) > 0 {
                let answer = isStraight ? 4 : Int.random(in: 1...5, using: &generator)
                let comment = Int.random(in: 0...9, using: &generator) == 0 ? "\"两\n行\"" : ""
                let text = Int.random(in: 0...15, using: &generator) == 0 ? "" : "\(answer)"
                lines.append(
                    "\(respondent),U\(unit),\(group),Q\(item + 1),\(text),\(seconds),\(submitted),"
                        + "\(address),\(comment)\n")
            }
        }
        return lines
    }

    private func frame(items: Int) -> SurveyFrame {
        let groups = [SmallSurvey.users, SmallSurvey.staff]
        let items = (0..<items).map { number in
            Questionnaire.Item(
                code: "Q\(number + 1)", name: Wording("问题"), question: Wording("？"),
                groups: groups, feeds: [.init(leaf: "L", weight: Double(number + 1))])
        }
        let questionnaire = Questionnaire(
            title: Wording("问卷"), groups: groups.map { .init(name: Wording($0), trimsAbove: 4) },
            items: items)
        var settings = SurveySettings.standard
        settings.groups = [
            .init(groups[0], minimum: .count(5)), .init(groups[1], minimum: .count(5)),
        ]
        return SurveyFrame(
            units: ["U1", "U2"], staff: [40, nil], questionnaire: questionnaire,
            settings: settings,
            leaves: [
                .init(
                    code: "L",
                    measure: SurveyMeasure(
                        combination: .pooled, items: questionnaire.items(feeding: "L")))
            ])
    }

    private func source(
        _ lines: [String], blockSize: Int, name: String = "responses.csv"
    ) -> TableSource {
        var source = TableSource(bytes: Array((Self.header + lines.joined()).utf8), name: name)
        source.blockSize = blockSize
        return source
    }

    @Test(
        "read on several threads is the one that is read line by line", arguments: UInt64(0)..<60)
    func plainAndCareful(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let items = seed % 4 == 0 ? 40 : 6
        let frame = frame(items: items)
        var lines = lines(&generator, items: items, timed: seed % 3 > 0)
        if seed % 2 == 0 { lines.shuffle(using: &generator) }
        var log = DiagnosticLog()
        let expected = careful([source(lines, blockSize: 1 << 18)], frame, into: &log)
        try #require(log.kept.isEmpty)
        for size in [1, 500, 1 << 18] {
            let reader = ResponseReader(
                names: .init(frame), scale: frame.settings.scale, isTolerant: false)
            let read = try #require(reader.read([source(lines, blockSize: size)], into: &log))
            #expect(read.map(\.table.rows) == [lines.count])
            let book = try #require(reader.finishedBook())
            #expect(Aggregation(book, frame: frame).result() == expected)
        }
    }

    /// Line by line.
    private func careful(
        _ sources: [TableSource], _ frame: SurveyFrame, into log: inout DiagnosticLog
    ) -> SurveyResult {
        var reader = AnswerReader(frame: frame, isTolerant: false)
        var book = ResponseBook(itemCount: frame.questionnaire.items.count)
        for source in sources { _ = reader.read(source, into: &book, &log) }
        book.finish(into: &log)
        return Aggregation(book, frame: frame).result()
    }

    /// What a result says, without where it was read.
    private func told(_ result: SurveyResult) -> String {
        let dropped = result.dropped.map { "\($0.respondent) \($0.unit) \($0.reasons)" }
        return
            "\(result.received) \(result.valid) \(result.answers) \(result.dropCounts) \(dropped) "
            + result.units.map { "\($0.groups) \($0.leaves)" }.joined()
    }

    @Test("of several tables is that of one", arguments: UInt64(0)..<60)
    func cut(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let frame = frame(items: 6)
        var lines = lines(&generator, items: 6, timed: seed % 3 > 0)
        if seed % 2 == 0 { lines.shuffle(using: &generator) }
        var log = DiagnosticLog()
        let whole = careful([source(lines, blockSize: 1 << 18)], frame, into: &log)
        for size in [1, 500, 1 << 18] {
            var rest = lines[...]
            var (sources, texts) = ([TableSource](), [String]())
            while !rest.isEmpty {
                let count = Int.random(in: 0...rest.count, using: &generator)
                sources.append(
                    source(
                        Array(rest.prefix(count)), blockSize: size,
                        name: "\(sources.count).csv"))
                texts.append(Self.header + rest.prefix(count).joined())
                rest = rest.dropFirst(count)
            }
            let reading = SurveyReading.read(sources, frame: frame, into: &log)
            #expect(log.kept.isEmpty)
            let result = try #require(reading.result)
            #expect(told(result) == told(whole))
            #expect(reading.tables.reduce(0) { $0 + ($1?.rows ?? 0) } == lines.count)
            // The lines told are where the responses begin.
            for dropped in result.dropped {
                let number = try #require(Int(dropped.file.dropLast(4)))
                let all = texts[number].split(separator: "\n", omittingEmptySubsequences: false)
                #expect(all[dropped.line - 1].hasPrefix("\(dropped.respondent),\(dropped.unit),"))
            }
            #expect(careful(sources, frame, into: &log).dropped == result.dropped)
        }
    }

    @Test("tells lines of several tables that contradict each other with both places")
    func contradictionsOfTables() {
        let first = "R1,U1,\(SmallSurvey.users),Q1,5,60,2025-11-03 08:00,1.1.1.1,\n"
        let other = "R1,U1,\(SmallSurvey.staff),Q2,5,60,2025-11-03 08:00,1.1.1.1,\n"
        let undated = "R1,U1,\(SmallSurvey.users),Q3,5,60,,1.1.1.1,\n"
        var log = DiagnosticLog()
        let reading = SurveyReading.read(
            [
                source([first], blockSize: 500, name: "a.csv"),
                source([other], blockSize: 500, name: "b.csv"),
                source([], blockSize: 500, name: "c.csv"),
                source([undated], blockSize: 500, name: "d.csv"),
            ], frame: frame(items: 6), into: &log)
        #expect(reading.result == nil)
        #expect(reading.tables.map { $0?.rows } == [1, 1, 0, 1])
        #expect(
            log.kept.map { "\($0.code.rawValue) \($0.place)" } == [
                "response-conflict b.csv:2:3", "response-conflict d.csv:2",
            ])
        #expect(log.kept.allSatisfy { $0.message.zh.contains("a.csv:2") })
        #expect(log.kept.allSatisfy { $0.message.en.contains("a.csv:2") })
    }

    @Test(
        "is the same for lines in any order, but for the lines it tells", arguments: UInt64(0)..<40)
    func order(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        // An item that is answered twice counts by its first line, so there are none here.
        var seen: Set<String> = []
        var lines = lines(&generator, items: 6, timed: true).filter {
            let cells = $0.split(separator: ",", omittingEmptySubsequences: false)
            return seen.insert("\(cells[0]) \(cells[1]) \(cells[3]) \(cells[6])").inserted
        }
        var results: Set<String> = []
        for size in [1, 700, 1 << 18] {
            var log = DiagnosticLog()
            let read = SurveyReading.read(
                [source(lines, blockSize: size)], frame: frame(items: 6), into: &log)
            let result = try #require(read.result)
            #expect(log.kept.isEmpty)
            let dropped = result.dropped.map { "\($0.respondent) \($0.unit) \($0.reasons)" }
            results.insert("\(result.units) \(dropped) \(result.valid) \(result.answers)")
            lines.shuffle(using: &generator)
        }
        #expect(results.count == 1)
    }

    @Test("tells lines that contradict each other at their places")
    func contradictions() throws {
        let lines = [
            "R1,U1,\(SmallSurvey.users),Q1,5,60,2025-11-03 08:00,1.1.1.1,\n",
            "R1,U1,\(SmallSurvey.staff),Q2,5,61,2025-11-03 08:00,1.1.1.2,\n",
        ]
        var log = DiagnosticLog()
        _ = SurveyReading.read([source(lines, blockSize: 1)], frame: frame(items: 6), into: &log)
        #expect(log.kept.map(\.code) == [.responseConflict, .responseConflict, .responseConflict])
        #expect(log.kept.map(\.place.column) == [3, 6, 8])
    }
}

@Suite("Addresses as numbers")
struct AddressNumbersTests {
    @Test("are equal where the texts are, and only there")
    func equal() {
        let texts = [
            "0.0.0.0", "1.2.3.4", "4.3.2.1", "1.2.3.04", "1.2.3", "1.2.3.4.5", "256.2.3.4",
            "255.255.255.255", "1..3.4", ".1.2.3", "1.2.3.", "::1", "fe80::1", "1.2.3.4(本地)",
            "1.23.4",
            "12.3.4", "00.0.0.0", "一.2.3.4",
        ]
        let numbers = AddressNumbers()
        func number(_ text: String) -> UInt64? {
            Array(text.utf8).withUnsafeBufferPointer(numbers.number)
        }
        let first = texts.map(number)
        #expect(Set(first).count == texts.count && !first.contains(nil))
        #expect(texts.reversed().map(number) == first.reversed())
        #expect(number("") == nil)
    }
}

@Suite("Moments, the day remembered")
struct MomentReaderTests {
    @Test("are those that are read one by one", arguments: UInt64(0)..<30)
    func same(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        var reader = MomentReader()
        let days = ["2025-11-03", "2025-11-04", "2025-02-30", "2025/11/03", "2025-1-3", "20251103"]
        let times = [
            "", " 08:07", " 08:07:13", "T23:59:59", " 24:00", " 8:07", " 08:60", " 08:07:60",
            " 0a:07", " 08-07", "  08:07", " 08:07:1", " 08:07 13",
        ]
        for _ in 0..<200 {
            let day = days.randomElement(using: &generator) ?? ""
            let text = Array((day + (times.randomElement(using: &generator) ?? "")).utf8)
            text.withUnsafeBufferPointer { #expect(reader.moment($0) == parseMoment($0)) }
        }
    }
}

@Suite("Answers sixteen at a time")
struct AnswerWordTests {
    @Test("are counted as one by one", arguments: UInt64(0)..<100)
    func count(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let word = generator.next() & (seed % 2 == 0 ? .max : generator.next())
        let codes = (0..<16).map { word >> UInt64($0 * 4) & 15 }
        for code in UInt64(1)...15 {
            #expect(places(of: code, in: word).nonzeroBitCount == codes.count { $0 == code })
        }
        #expect(
            labels(in: word)
                == codes.indices.reduce(0) {
                    $0 | ((1...14).contains(codes[$1]) ? 1 << UInt64($1 * 4) : 0)
                })
    }
}
