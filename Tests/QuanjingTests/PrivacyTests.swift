import Foundation
import TestFolders
import Testing

@Suite("What nobody may learn")
struct PrivacyTests {
    private static let address = "203.0.113.247"
    private static let comment = "绝密意见甲乙丙丁secretcomment"

    /// The smallest sample, every answer with this address and this comment.
    private func planted() throws -> SampleFiles {
        try SampleFiles(sample: "minimal").changing("survey/responses.csv") { text in
            var table = CSVText(text)
            for row in table.rows.indices {
                table.rows[row][7] = Self.address
                table.rows[row][8] = Self.comment
            }
            // Addresses of one response that differ are told, without either.
            return table.text()
        }
    }

    /// Every byte that a folder holds, parts of zip files unpacked.
    private func texts(below path: String) throws -> [(name: String, bytes: Data)] {
        try FileManager.default.subpathsOfDirectory(atPath: path).sorted().flatMap { name in
            let url = URL(filePath: path + "/" + name)
            guard let data = try? Data(contentsOf: url) else { return [(name, Data())] }
            guard name.hasSuffix(".xlsx") else { return [(name, data)] }
            let parts = try #require(ZipParts(Array(data)).contents())
            return parts.sorted { $0.key < $1.key }.map { ("\(name)/\($0.key)", Data($0.value)) }
        }
    }

    private func expectAbsent(_ words: [String], in found: [(name: String, bytes: Data)]) {
        for (name, bytes) in found {
            for word in words {
                #expect(bytes.range(of: Data(word.utf8)) == nil, "\(word) in \(name)")
            }
        }
    }

    @Test("addresses and comments are in no page, no workbook, no JSON and no archive")
    func addresses() throws {
        let folder = try planted().folder()
        let output = try TemporaryFolder()
        let run = try CommandLineRun(["evaluate", folder.path, "--output", output.path, "--json"])
        #expect(run.status == 0, "\(run.errorText)")
        var found = try texts(below: output.path)
        for name in ["result.json", "round.html", "archive.sqlite"] {
            #expect(found.contains { $0.name == name && !$0.bytes.isEmpty })
        }
        #expect(found.contains { $0.name.hasPrefix("round.xlsx/xl/worksheets/") })
        #expect(found.contains { $0.name.hasPrefix("units/") && $0.name.hasSuffix(".html") })
        found += [("standard output", run.output), ("standard error", run.errors)]
        expectAbsent([Self.address, Self.comment, "secretcomment"], in: found)
    }

    @Test("nor are they in lists of problems, which send no answer to a unit")
    func problems() throws {
        var files = try planted()
        files = files.changing("survey/responses.csv") { text in
            var table = CSVText(text)
            table.rows[1][7] = "203.0.113.248"
            table.rows[2][4] = "非常满意"
            return table.text()
        }
        let folder = try files.folder()
        let output = try TemporaryFolder()
        let run = try CommandLineRun([
            "check", folder.path, "--report", "--output", output.path, "--json",
        ])
        #expect(run.status == 65)
        let codes = try run.diagnostics().map { $0["code"] as? String }
        #expect(codes.contains("response-conflict") && codes.contains("answer-off-scale"))
        let found = try texts(below: output.path)
        #expect(!found.isEmpty)
        let unitPages = found.filter { $0.name.contains("U01") }
        expectAbsent(["非常满意"], in: unitPages)
        expectAbsent(
            [Self.address, "203.0.113.248", Self.comment],
            in: found + [("standard output", run.output), ("standard error", run.errors)])
    }

    @Test("a response numbered by an ID-card number is refused at its cell, whole nowhere")
    func respondents() throws {
        let number = "41090119900307123X"
        let folder = try SampleFiles(sample: "minimal").changing("survey/responses.csv") {
            $0.replacing("R0001,", with: number + ",")
        }.folder()
        let run = try CommandLineRun(["check", folder.path, "--json"])
        #expect(run.status == 65)
        let found = try run.diagnostics()
        #expect(Set(found.map { $0["code"] as? String }) == ["personal-data"])
        #expect(found.first?["line"] as? Int == 2 && found.first?["column"] as? Int == 1)
        #expect(!run.errorText.contains(number) && !run.outputText.contains(number))
    }

    @Test("dropped responses are listed with their reasons, and nothing else of them")
    func dropped() throws {
        let folder = try planted().changing("survey/responses.csv") { text in
            var table = CSVText(text)
            let first = table.rows[0][0]
            for row in table.rows.indices where table.rows[row][0] == first {
                table.rows[row][5] = "3"
                table.rows[row][4] = "很不满意"
            }
            return table.text()
        }.folder()
        let output = try TemporaryFolder()
        let run = try CommandLineRun([
            "evaluate", folder.path, "--output", output.path, "--lang", "zh",
        ])
        #expect(run.status == 0, "\(run.errorText)")
        let parts = try texts(below: output.path).filter { $0.name.hasPrefix("round.xlsx/") }
        let shared = parts.map { String(decoding: $0.bytes, as: UTF8.self) }.joined()
        #expect(shared.contains("剔除答卷"))
        #expect(shared.contains("R0001") && shared.contains("答题过快；各题答案雷同"))
    }

    @Test("a group under five gives no number away, alone or by subtraction")
    func smallGroups() throws {
        // Of one unit four of staff answer, and four are enough; what they say changes twice.
        func result(_ answer: String) throws -> (String, [(name: String, bytes: Data)]) {
            let files = try SampleFiles(sample: "minimal").changing("evaluation.yaml") {
                $0.replacing("minimum: 60%", with: "minimum: 4")
                    .replacing("minimum: 5 }", with: "minimum: 1 }")
            }.changing("survey/responses.csv") { text in
                var table = CSVText(text)
                let (unit, group) = ("U03", "本单位职工")
                var people: [String] = []
                for row in table.rows where row[1] == unit && row[2] == group {
                    if !people.contains(row[0]) { people.append(row[0]) }
                }
                #expect(people.count >= 4)
                let kept = people.prefix(4)
                table.rows.removeAll {
                    $0[1] == unit && $0[2] == group && !kept.contains($0[0])
                }
                // Each of the four answers in two ways, so that nobody is dropped.
                for row in table.rows.indices
                where table.rows[row][1] == unit && table.rows[row][2] == group {
                    table.rows[row][4] = row % 2 == 0 ? answer : "基本满意"
                }
                return table.text()
            }
            let folder = try files.folder()
            let output = try TemporaryFolder()
            let run = try CommandLineRun([
                "evaluate", folder.path, "--output", output.path, "--json",
            ])
            #expect(run.status == 0, "\(run.errorText)")
            return (run.outputText, try texts(below: output.path))
        }
        let (first, files) = try result("很满意")
        let (second, others) = try result("不满意")
        let document = try #require(
            try JSONSerialization.jsonObject(with: Data(first.utf8)) as? [String: Any])
        let units = try #require(document["units"] as? [[String: Any]])
        let unit = try #require(units.first { $0["unit"] as? String == "U03" })
        let opinion = try #require(unit["opinion"] as? [[String: Any]])
        let staff = try #require(opinion.first { $0["group"] as? String == "本单位职工" })
        #expect(staff["valid"] as? Int == 4)
        #expect(staff["hidden"] as? Bool == true)
        #expect(staff["mean"] is NSNull)
        // Whatever they say, nothing but the digest of the input changes.
        func masked(_ text: String) -> String {
            text.replacing(/[0-9a-f]{64}/, with: "digest").replacing(/[0-9a-f]{12,63}/, with: "d")
        }
        #expect(masked(first) == masked(second))
        #expect(files.map(\.name) == others.map(\.name))
        for (one, other) in zip(files, others) where !one.name.hasSuffix(".sqlite") {
            #expect(
                masked(String(decoding: one.bytes, as: UTF8.self))
                    == masked(String(decoding: other.bytes, as: UTF8.self)), "\(one.name)")
        }
    }
}
