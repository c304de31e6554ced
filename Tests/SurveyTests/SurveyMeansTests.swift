import Draws
import Diagnostics
import Synchronization
import Tables
import Testing

@testable import Survey

@Suite("Means of a survey by itself")
struct SurveyMeansTests {
    private static let header = "respondent_id,unit_id,respondent_group,item,answer,comment\n"

    private func read(
        _ bytes: [UInt8], screening: Bool = false, blockSize: Int = 1 << 18,
        settings: SurveySettings = .standAlone, workers: Int = workerCount
    ) -> (means: SurveyMeans?, problems: [Diagnostic]) {
        var log = DiagnosticLog()
        var source = TableSource(bytes: bytes, name: "answers.csv")
        source.blockSize = blockSize
        let means = SurveyMeans.read(
            [source], settings, screening: screening, workers: workers, into: &log)
        return (means, log.kept)
    }

    private func csv(_ means: SurveyMeans?) throws -> String {
        let text = Mutex([UInt8]())
        try means?.write { piece throws(FileError) in text.withLock { $0 += piece } }
        return text.withLock { String(decoding: $0, as: UTF8.self) }
    }

    private func read(
        _ rows: String, screening: Bool = false, blockSize: Int = 1 << 18
    ) throws -> String {
        let bytes = Array((Self.header + rows).utf8)
        return try csv(read(bytes, screening: screening, blockSize: blockSize).means)
    }

    @Test("by hand: labels and numbers are one scale, what is off it is counted")
    func byHand() throws {
        let rows = """
            R1,U2,服务对象,Q1,5,
            R1,U2,服务对象,Q2,很满意,"流程清楚
            态度好"
            R2,U2,"服务对象",Q1,满意,
            R3,U2,服务对象,Q1, 4,
            R3,U1,员工,Q1,不满意,
            R4,U1,员工,Q1,6,
            R5,U1,员工,Q1,,
            R5,U1,员工,Q2,1,"说 ""好"" 的"

            """
        let (means, problems) = read(Array((Self.header + rows).utf8))
        #expect(problems.isEmpty)
        let found = try #require(means)
        #expect(found.rows == 8 && found.answers == 5 && found.count == 4)
        #expect(found.setAside.map(\.reason) == [.noAnswer, .offScale])
        #expect(found.setAside.map(\.count) == [1, 2])
        #expect(
            try csv(found) == """
                unit_id,item,respondent_group,n,mean
                U1,Q1,员工,1,2
                U1,Q2,员工,1,1
                U2,Q1,服务对象,2,4.5
                U2,Q2,服务对象,1,5

                """)
    }

    /// Rows with keys of all lengths, some of them quoted, and a naive account of them.
    private func random(
        _ generator: inout SplitMix64, items: Int
    ) -> (rows: [String], expected: String) {
        let answers = ["1", "2", "3", "4", "5", "很满意", "一般", "\"3\"", "", "0", "\" 4\"", "不清楚"]
        let scores: [String: Int] = [
            "1": 1, "2": 2, "3": 3, "4": 4, "5": 5, "很满意": 5, "一般": 3, "\"3\"": 3,
        ]
        let comments = ["", "\"a,b\"", "\"两\n行\"", "好"]
        let groups = ["服务对象", "员工", "人大代表、政协委员和服务对象代表", "a,b"]
        var (rows, sums): ([String], [[String]: (Int, Int)]) = ([], [:])
        for _ in 0..<Int.random(in: 0...600, using: &generator) {
            let group = groups.randomElement(using: &generator) ?? ""
            let key = [
                "U\(Int.random(in: 0...20, using: &generator))",
                "Q\(Int.random(in: 0..<items, using: &generator))", group,
            ]
            let answer = answers.randomElement(using: &generator) ?? ""
            let field = group == "a,b" || Bool.random(using: &generator) ? "\"\(group)\"" : group
            let comment = comments.randomElement(using: &generator) ?? ""
            rows.append("R,\(key[0]),\(field),\(key[1]),\(answer),\(comment)")
            guard let score = scores[answer] else { continue }
            let known = sums[key] ?? (0, 0)
            sums[key] = (known.0 + 1, known.1 + score)
        }
        let lines = sums.sorted { a, b in
            zip(a.key, b.key).first { $0 != $1 }.map {
                Array($0.utf8).lexicographicallyPrecedes($1.utf8)
            }
                ?? false
        }.map { key, sum in
            var writer = CSVWriter()
            for part in key { writer.add(part) }
            writer.add(sum.0)
            writer.add(Double(sum.1) / Double(sum.0))
            writer.endRecord()
            return String(decoding: writer.bytes, as: UTF8.self)
        }
        return (rows, "unit_id,item,respondent_group,n,mean\n" + lines.joined())
    }

    @Test(
        "are those of a naive count, in any order of rows and any blocks", arguments: UInt64(0)..<60
    )
    func naive(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        var (rows, expected) = random(&generator, items: seed % 2 == 0 ? 9 : 100)
        for size in [1, 200, 1 << 18] {
            #expect(try read(rows.map { $0 + "\n" }.joined(), blockSize: size) == expected)
            rows.shuffle(using: &generator)
        }
        #expect(try read(rows.joined(separator: "\r\n"), blockSize: 333) == expected)
    }

    @Test("are the same in GB 18030 and UTF-16")
    func encodings() throws {
        let utf16 = (Self.header + "R1,U1,服务对象,Q1,满意,好\n").utf16.flatMap {
            [UInt8($0 & 0xFF), UInt8($0 >> 8)]
        }
        // 服务对象, 满意, 好 in GB 18030.
        let gbk =
            Array((Self.header + "R1,U1,").utf8)
            + [0xB7, 0xFE, 0xCE, 0xF1, 0xB6, 0xD4, 0xCF, 0xF3, 0x2C, 0x51, 0x31, 0x2C, 0xC2, 0xFA]
            + [0xD2, 0xE2, 0x2C, 0xBA, 0xC3, 0x0A]
        let expected = "unit_id,item,respondent_group,n,mean\nU1,Q1,服务对象,1,4\n"
        #expect(try csv(read([0xFF, 0xFE] + utf16).means) == expected)
        #expect(try csv(read(gbk).means) == expected)
    }

    @Test(
        "are refused where the table is wrong, at the place",
        arguments: [
            ("R1,U1,员工,Q1,5\n", "field-count:2:6"), ("R1,,员工,Q1,5,\n", "value-missing:2:2"),
            ("R1,U1,员工,Q1,5,\nR1,U1, ,Q1,5,\n", "value-missing:3:3"),
            ("R1,U1,员工,,5,\n", "value-missing:2:4"),
            ("R1,U1,员工,Q1,5,\"x\n", "quote-unclosed:2:6"),
            ("R1,U1,员工,Q1,5,a\"x\n", "quote-misplaced:2:6"),
        ])
    func refused(rows: String, problem: String) {
        let problems = read(Array((Self.header + rows).utf8)).problems.map {
            "\($0.code.rawValue):\($0.place.line ?? 0):\($0.place.column ?? 0)"
        }
        #expect(problems == [problem])
    }

    @Test("need every column of theirs")
    func columns() {
        let problems = read(Array("respondent_id,unit_id,item\nR1,U1,Q1\n".utf8)).problems
        #expect(problems.map(\.code) == [.columnMissing, .columnMissing])
        #expect(read([]).problems.map(\.code) == [.fileEmpty])
    }

    @Test("take the scale of an evaluation")
    func scale() throws {
        let means = read(
            Array((Self.header + "R1,U1,员工,Q1,5,\nR2,U1,员工,Q1,基本满意,\nR3,U1,员工,Q1,不了解,\n").utf8),
            settings: .standard
        ).means
        #expect(try csv(means).hasSuffix("U1,Q1,员工,2,80\n"))
        #expect(means?.setAside.map(\.reason.code) == ["no-answer"])
    }

    @Test("with screening leave out what an evaluation would")
    func screening() throws {
        let answers = ["5", "4", "2", "3", "1", "5"]
        func response(_ respondent: String, _ answers: [String], _ submitted: String) -> String {
            answers.enumerated().map { item, answer in
                "\(respondent),U1,员工,Q\(item),\(answer),60,\(submitted)\n"
            }.joined()
        }
        let header = "respondent_id,unit_id,respondent_group,item,answer,seconds,submitted\n"
        let rows =
            response("R1", answers, "2025-11-03 08:00")
            + response("R2", answers, "2025-11-03 09:00")
            // Came a second time, and hardly answered anything.
            + response("R1", answers, "2025-11-04 08:00")
            + response("R3", ["5", "", "", "", "9", "4"], "2025-11-03 10:00")
        let means = read(Array((header + rows).utf8), screening: true).means
        #expect(
            means?.setAside.map(\.reason.code) == [
                "no-answer", "off-scale", "duplicate", "missing",
            ])
        #expect(means?.setAside.map(\.count) == [3, 1, 1, 1])
        let text = try csv(means)
        #expect(
            text.hasPrefix("unit_id,item,respondent_group,n,mean\nU1,Q0,员工,2,5\nU1,Q1,员工,2,4\n"))
    }

    @Test("are the same from one file or many, in any order", arguments: UInt64(0)..<30)
    func manyFiles(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let header = "respondent_id,unit_id,respondent_group,item,answer,seconds,comment\n"
        var rows: [String] = []
        for number in 0..<40 {
            for item in 0..<7 {
                let answer = Int.random(in: 0...5, using: &generator)
                rows.append("R\(number / 2),U\(number % 5),员工,Q\(item),\(answer),,\n")
            }
        }
        // A file that has to be read the careful way, and all others with it.
        if seed % 5 == 0 { rows[7] = String(rows[7].dropLast()) + "\"a\rb\"\n" }
        func source(_ rows: some Sequence<String>, _ name: String) -> TableSource {
            var source = TableSource(bytes: Array((header + rows.joined()).utf8), name: name)
            source.blockSize = 300
            return source
        }
        for screening in [false, true] {
            var results: Set<String> = []
            for count in [1, 2, 5] {
                rows.shuffle(using: &generator)
                let sources = (0..<count).map { part in
                    source(
                        rows[part * rows.count / count..<(part + 1) * rows.count / count],
                        "\(part).csv")
                }
                var log = DiagnosticLog()
                let means = SurveyMeans.read(
                    sources, .standAlone, screening: screening, into: &log)
                #expect(log.kept.isEmpty)
                results.insert(
                    try csv(means) + "\(means?.rows ?? 0) \(means?.setAside.map(\.count) ?? [])")
            }
            #expect(results.count == 1)
        }
    }

    @Test("are the same from any number of threads", arguments: UInt64(0)..<20)
    func threads(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        var rows = random(&generator, items: seed % 2 == 0 ? 9 : 100).rows.enumerated().map {
            // Responses of one line, or of several that may contradict each other.
            "R\($0 / (Int(seed % 4) + 1))" + $1.dropFirst() + "\n"
        }
        if seed % 3 == 0 { rows.shuffle(using: &generator) }
        let bytes = Array((Self.header + rows.joined()).utf8)
        for screening in [false, true] {
            let results = try [1, 2, 5].map { workers in
                let (means, problems) = read(
                    bytes, screening: screening, blockSize: 500, workers: workers)
                return try csv(means) + "\(means?.setAside.map(\.count) ?? [])"
                    + problems.map { "\($0.code) \($0.place)" }.joined()
            }
            #expect(Set(results).count == 1)
        }
    }

    @Test("tell each problem in its file")
    func problemsInFiles() {
        let texts = ["R1,U1,员工,Q1,5,\n", "R1,,员工,Q1,5,\n", "R1,U1,员工,Q1,5,\nR1,U1,员工\n"]
        for screening in [false, true] {
            var log = DiagnosticLog()
            let sources = texts.enumerated().map {
                TableSource(bytes: Array((Self.header + $1).utf8), name: "\($0).csv")
            }
            _ = SurveyMeans.read(sources, .standAlone, screening: screening, into: &log)
            #expect(log.kept.map(\.place.file) == ["1.csv", "2.csv"])
            #expect(log.kept.map(\.place.line) == [2, 3])
        }
    }

    @Test("tell a response with and without a time in the file where it stands")
    func undatedInFiles() {
        let header = "respondent_id,unit_id,respondent_group,item,answer,submitted\n"
        let texts = [
            "R2,U1,员工,Q1,5,2025-11-03\n", "R3,U1,员工,Q1,5,\nR1,U1,员工,Q1,5,\n",
            "R1,U1,员工,Q1,5,2025-11-03\n",
        ]
        var log = DiagnosticLog()
        let sources = texts.enumerated().map {
            TableSource(bytes: Array((header + $1).utf8), name: "\($0).csv")
        }
        _ = SurveyMeans.read(sources, .standAlone, screening: true, into: &log)
        #expect(log.kept.map(\.place.description) == ["1.csv:3"])
    }

    @Test("with screening depend on no order and no blocks", arguments: UInt64(0)..<20)
    func screeningOrder(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        var rows: [String] = []
        for number in 0..<60 {
            let respondent = "R\(Int.random(in: 0...40, using: &generator))"
            let unit = "U\(number % 3)"
            for item in 0..<6 where Int.random(in: 0...9, using: &generator) > 0 {
                let answer = Int.random(in: 0...6, using: &generator)
                rows.append(
                    "\(respondent),\(unit),员工,Q\(item),\(answer),,2025-11-03 08:\(number),1.1.1.1\n"
                )
            }
        }
        let header = "respondent_id,unit_id,respondent_group,item,answer,seconds,submitted,ip\n"
        var results: Set<String> = []
        for size in [1, 300, 1 << 18] {
            let bytes = Array((header + rows.joined()).utf8)
            let (means, problems) = read(bytes, screening: true, blockSize: size)
            #expect(problems.isEmpty)
            results.insert(try csv(means) + "\(means?.setAside.map(\.count) ?? [])")
            rows.shuffle(using: &generator)
        }
        #expect(results.count == 1)
    }
}
