import Calendars
import Diagnostics
import Glibc
import Testing

@testable import Tables

@Suite("A table's cells are typed")
struct RowTests {
    let columns: [Column] = [
        .required("unit_id", "单位编码", or: "占编单位"),
        .optional("hours", "单次耗时(小时/人)"),
        .optional("people", "参与人数"),
        .optional("due", "应完成日"),
        .optional("core", "主责主业"),
        .optional("level", "层级"),
    ]

    @Test("headers in Chinese or English, any order, full- or half-width brackets")
    func headers() {
        var seen: [String] = []
        let text = "应完成日, UNIT_ID ,单次耗时（小时／人）\n2025/3/1, U1 ,\"1,234.5\"\n"
        let (summary, log) = read(text, columns) { row, log in
            let day = row.day(3, &log)?.description ?? "-"
            seen.append("\(row.text(0, &log) ?? "-") \(row.number(1, &log) ?? -1) \(day)")
            seen.append("\(row.has(2)) \(row.whole(2, &log).map(String.init) ?? "-")")
        }
        #expect(seen == ["U1 1234.5 2025-03-01", "false -"])
        #expect(log.kept.isEmpty)
        #expect(summary?.positions == [1, 2, nil, 0, nil, nil])
        #expect(summary?.rows == 1)
        #expect(summary?.header == ["应完成日", "UNIT_ID", "单次耗时（小时／人）"])
    }

    @Test("a wrong header is reported at its cell")
    func headerProblems() {
        let (_, log) = read("hours,单次耗时(小时/人),unit_di,note,note,\n", columns) { _, _ in }
        #expect(
            describe(log) == [
                "header-duplicate:1:2", "column-unknown:1:3", "column-unknown:1:4",
                "header-duplicate:1:5", "column-unknown:1:6", "column-missing:1:7",
            ])
        #expect(log.kept[1].expected?.en == "“unit_id”?")
    }

    @Test("each wrong cell is reported at its place, and only there")
    func cells() {
        let text = """
            unit_id,hours,people,due,core,level
            U1,1.5,2,2025-01-31,是,市
            ,,,,,
            U3,三,1.5,2025-02-30,yes,省级
            U4,-1,-2,2025/2/28 0:00,FALSE,　县

            """
        var values: [String] = []
        let (summary, log) = read(text, columns) { row, log in
            let level = row.choice(5, from: ["省", "市", "县", "乡"], &log)
            values.append(
                [
                    row.text(0, &log), row.number(1, &log).map { "\($0)" },
                    row.whole(2, &log).map { "\($0)" }, row.day(3, &log)?.description,
                    row.flag(4, &log).map { "\($0)" }, level.map { "\($0)" },
                ].map { $0 ?? "-" }.joined(separator: " "))
        }
        #expect(
            values == [
                "U1 1.5 2 2025-01-31 true 1", "- - - - - -", "U3 - - - - -",
                "U4 - - 2025-02-28 false 2",
            ])
        #expect(
            describe(log) == [
                "value-missing:3:1", "not-in-list:4:6", "not-a-number:4:2", "not-whole:4:3",
                "not-a-date:4:4", "not-a-flag:4:5", "out-of-range:5:2", "out-of-range:5:3",
            ])
        #expect(log.kept[1].found == "省级")
        #expect(summary?.rows == 4)
    }

    @Test("rows of another width are reported and left out")
    func fieldCount() {
        var lines: [Int] = []
        let text = "unit_id,hours\nU1\nU2,1,2\n\nU3,1\n\n"
        let (_, log) = read(text, columns) { row, _ in lines.append(row.line) }
        #expect(lines == [5])
        #expect(describe(log) == ["field-count:2:2", "field-count:3:3", "field-count:4:2"])
    }

    @Test("a header that can't be read refuses the table, without a word about its rows")
    func malformedHeader() {
        for (text, problems) in [
            ("unit_id,\"hours\n1,2\n3\n", ["quote-unclosed:1:2"]),
            ("unit_id,ho\"urs\n1,2\n3\n\"", ["quote-misplaced:1:2", "quote-unclosed:4:1"]),
            ("a,b\n1,2\n3\n", ["column-unknown:1:1", "column-unknown:1:2", "column-missing:1:3"]),
        ] {
            let (summary, log) = read(text, columns) { _, _ in Issue.record("no row is handed on") }
            #expect(summary == nil)
            #expect(describe(log) == problems)
        }
    }

    @Test("a cell with doubled quotes, line breaks and blanks gives its text")
    func quotedCells() {
        var texts: [String] = []
        let text = "unit_id,level\r\n\" U\"\"1\"\" \",\"市\r\n县\"\r\n"
        _ = read(text, columns) { row, _ in
            texts += [row.text(0) ?? "-", row.text(5) ?? "-"]
            texts.append(String(decoding: row.exactBytes(0), as: UTF8.self))
        }
        #expect(texts == ["U\"1\"", "市\r\n县", " U\"1\" "])
    }

    @Test("a file that is no table is reported and gives nil")
    func noTable() {
        for (text, code) in [
            ("", DiagnosticCode.fileEmpty), ("\u{FEFF}", .fileEmpty), ("\n\n", .fileEmpty),
            ("PK\u{3}\u{4}xxxx", .formatUnsupported),
        ] {
            let (summary, log) = read(text, columns) { _, _ in }
            #expect(summary == nil)
            #expect(log.kept.map(\.code) == [code])
        }
        var log = DiagnosticLog()
        let source = TableSource(path: "/nowhere/t.csv", name: "t.csv")
        #expect(readTable(source, columns: columns, into: &log) { _, _ in } == nil)
        let folder = TableSource(path: "/", name: "/")
        #expect(readTable(folder, columns: columns, into: &log) { _, _ in } == nil)
        #expect(log.kept.map(\.code) == [.fileMissing, .fileUnreadable])
    }

    @Test("a pipe or a device among the files is refused, not waited for")
    func pipe() throws {
        let path = "/tmp/pipe-\(UInt64.random(in: 0 ... .max)).csv"
        #expect(mkfifo(path, 0o600) == 0)
        defer { unlink(path) }
        let link = path + ".link"
        #expect(symlink("/dev/zero", link) == 0)
        defer { unlink(link) }
        for path in [path, link] {
            var log = DiagnosticLog()
            let source = TableSource(path: path, name: "t.csv")
            #expect(readTable(source, columns: columns, into: &log) { _, _ in } == nil)
            #expect(log.kept.map(\.code) == [.fileUnreadable])
            #expect(log.kept.first?.message.en.contains("pipe or a device") == true)
        }
    }
}
