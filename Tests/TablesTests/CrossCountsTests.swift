import Draws
import Diagnostics
import Synchronization
import Testing

@testable import Tables

@Suite("Counts per three numbers")
struct CrossCountsTests {
    /// Every count, as text.
    private func cells(_ counts: CrossCounts) -> [String] {
        var cells: [String] = []
        for page in counts.pages {
            for third in 0..<CrossCounts.thirdsPerPage {
                let outcomes = (0..<3).map { outcome in
                    let only = (0..<3).map { $0 == outcome ? 1.0 : 0 }
                    return Int(counts.weighed(by: only).weigh(page.page, third).sum)
                }
                let count = counts.weighed(by: [0, 0, 0]).weigh(page.page, third).count
                #expect(count == outcomes.reduce(0, +))
                guard count > 0 else { continue }
                let number = page.chapter * CrossCounts.thirdsPerPage + third
                cells.append("\(page.first) \(page.second) \(number): \(outcomes)")
            }
        }
        return cells.sorted()
    }

    @Test("are exact beyond what a place holds")
    func carries() {
        let (a, b) = (CrossCounts(outcomeCount: 3), CrossCounts(outcomeCount: 3))
        let codes = [Int32](repeating: Int32(a.code(third: 1, outcome: 1)), count: 70_000)
        for _ in 0..<3 { a.count(rows: 70_000, runs: [0], first: [1], second: [1], codes: codes) }
        b.add(100_000, first: 1, second: 1, third: 1, outcome: 1)
        b.add(200_000, first: 7, second: 1, third: 99, outcome: 2)
        a.merge(b)
        #expect(cells(a) == ["1 1 1: [0, 310000, 0]", "7 1 99: [0, 0, 200000]"])
        #expect(a.totals() == (2, 510_000))
    }

    @Test("of two parts are those of the whole", arguments: UInt64(0)..<40)
    func merging(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let parts = (0..<3).map { _ in CrossCounts(outcomeCount: 3) }
        var expected: [[Int32]: [Int]] = [:]
        for part in parts.indices {
            let rows = Int.random(in: 0...400, using: &generator)
            var (runs, firsts, seconds, codes): ([Int32], [Int32], [Int32], [Int32]) = (
                [], [], [], []
            )
            for row in 0..<rows {
                // Second numbers from 8 on, and chapters other than the first, are looked up by hash.
                if row == 0 || Int.random(in: 0...3, using: &generator) == 0 {
                    runs.append(Int32(row))
                    firsts.append(Int32.random(in: 0..<90, using: &generator))
                    seconds.append(Int32.random(in: 0..<12, using: &generator))
                }
                let third = Int.random(in: 0..<80, using: &generator)
                let outcome = Int.random(in: 0..<4, using: &generator)
                // The last outcome is none of the three.
                let code =
                    outcome < 3
                    ? parts[part].code(third: third, outcome: outcome)
                    : CrossCounts.notCounted + third % 64
                codes.append(Int32(code))
                if outcome < 3, let first = firsts.last, let second = seconds.last {
                    expected[[first, second, Int32(third)], default: [0, 0, 0]][outcome] += 1
                }
            }
            parts[part].count(
                rows: rows, runs: runs, first: firsts, second: seconds, codes: codes)
        }
        let whole = parts[0]
        for part in parts.dropFirst() { whole.merge(part) }
        #expect(
            cells(whole)
                == expected.map { "\($0.key[0]) \($0.key[1]) \($0.key[2]): \($0.value)" }.sorted())
    }
}

@Suite("A memory of cells")
struct CellMemoryTests {
    @Test("knows every cell by its bytes, however long", arguments: UInt64(0)..<20)
    func cells(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let words = ["", "a", "12345678", "123456789", "单位", "服务对象服务对象", "一二三四五六七八九十"]
        var expected: [String] = []
        var text = "a,b\n"
        for _ in 0..<2000 {
            let cell =
                (words.randomElement(using: &generator) ?? "")
                + "\(Int.random(in: 0...300, using: &generator))"
                + (words.randomElement(using: &generator) ?? "")
            expected.append(cell)
            text += "x,\(cell)\r\n"
        }
        var log = DiagnosticLog()
        let columns = [Column.required("a", "甲"), .required("b", "乙")]
        let source = TableSource(bytes: Array(text.utf8), name: "t.csv")
        let table = try #require(PlainTable(source, columns: columns, into: &log))
        struct State: Sendable {
            let memory = CellMemory()
            var numbers: [Int32] = []
            var names: [String] = []
            var cells: [String] = []
        }
        let read = table.read(
            workers: 1, from: { State() },
            { state, block in
                var names = state.names
                _ = state.memory.read(block, 1, into: &state.numbers) { value in
                    names.append(String(decoding: value, as: UTF8.self))
                    return names.count - 1
                }
                state.names = names
                state.cells += state.numbers[..<block.rowCount].map { names[Int($0)] }
            }, deliver: { _, _ in })
        let state = try #require(read?.states.first)
        #expect(state.cells == expected)
        #expect(Set(state.names).count == state.names.count)
    }
}

@Suite("Two columns as one")
struct NumberedPairTests {
    private static let columns = [
        Column.required("a", "甲"), .required("b", "乙"), .required("c", "丙"),
    ]

    private struct State: Sendable {
        var pair = NumberedPair()
        var texts: [String] = []
        var found: [String] = []

        mutating func read(_ block: PlainBlock, _ first: Int, _ second: Int) -> Bool {
            var texts = texts
            func number(_ value: [UInt8]) -> Int {
                let text = String(decoding: value, as: UTF8.self)
                if text == "bad" { return -1 }
                if let known = texts.firstIndex(of: text) { return known }
                texts.append(text)
                return texts.count - 1
            }
            let isSound = pair.read(block, first, second, number, number) { $0 << 12 | $1 }
            self.texts = texts
            guard isSound else { return false }
            for code in pair.numbers[..<block.rowCount] {
                found.append("\(texts[Int(code >> 12)])|\(texts[Int(code & 4095)])")
            }
            return true
        }
    }

    private func read(_ rows: [[String]], _ first: Int, _ second: Int) throws -> [String]? {
        let text = "a,b,c\r\n" + rows.map { $0.joined(separator: ",") + "\r\n" }.joined()
        var log = DiagnosticLog()
        var source = TableSource(bytes: Array(text.utf8), name: "t.csv")
        source.blockSize = 1 << 12
        let table = try #require(
            PlainTable(source, columns: Self.columns, allowsQuotes: true, into: &log))
        let good = Mutex(true)
        let read = table.read(
            workers: 1, from: { State() }, { state, block in state.read(block, first, second) },
            deliver: { isGood, _ in if !isGood { good.withLock { $0 = false } } })
        return good.withLock { $0 } ? read?.states.first?.found : nil
    }

    @Test(
        "are what they are apart: neighbours or not, however many, quoted and last",
        arguments: UInt64(0)..<12)
    func pairs(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let kinds = seed % 3 == 0 ? 200 : 20
        let rows = (0..<6000).map { _ in
            (0..<3).map { _ in
                let cell = "单位\(Int.random(in: 0..<kinds, using: &generator))"
                return Bool.random(using: &generator) ? "\"\(cell)\"" : cell
            }
        }
        for (first, second) in [(0, 1), (1, 2), (0, 2), (2, 0)] {
            let expected = rows.map { row in
                "\(row[first])|\(row[second])".filter { $0 != "\"" }
            }
            #expect(try read(rows, first, second) == expected)
        }
    }

    @Test("say when a cell may not hold what it holds", arguments: [(0, 1), (1, 2), (0, 2)])
    func bad(first: Int, second: Int) throws {
        for field in [first, second] {
            var rows = [["x", "y", "z"], ["x", "y", "z"], ["x", "y", "z"]]
            rows[1][field] = "bad"
            #expect(try read(rows, first, second) == nil)
        }
    }
}

@Suite("Lines put together")
struct LineBufferTests {
    @Test("hold fields of any length", arguments: 0...70)
    func fields(length: Int) {
        let field = String(repeating: "x", count: length)
        let fields = FieldList([field, "单位"])
        var lines = LineBuffer(capacity: 1)
        for number in [0, 1, 0] { lines.put(fields, number) }
        #expect(
            String(decoding: lines.takeBytes(), as: UTF8.self) == "\(field),单位,\(field),")
    }

    @Test("hold fields, whole numbers and shortest decimals")
    func lines() {
        let fields = FieldList(["单位", "a,b", "", "say \"yes\""])
        var lines = LineBuffer(capacity: 1)
        var texts = NumberTexts()
        for number in 0..<4 { lines.put(fields, number) }
        for number in [0, 7, 10, -5, 65_536, Int.max] {
            lines.reserve(32)
            lines.put(number)
            lines.put(UInt8(ascii: " "))
        }
        for number in [3.2, 11.0 / 3, 4, 1e-9, 3.2] {
            lines.reserve(32)
            texts.put(number, into: &lines)
            lines.put(UInt8(ascii: "\n"))
        }
        #expect(
            String(decoding: lines.takeBytes(), as: UTF8.self)
                == "单位,\"a,b\",,\"say \"\"yes\"\"\",0 7 10 -5 65536 9223372036854775807 "
                + "3.2\n3.6666666666666665\n4\n1e-09\n3.2\n")
    }
}
