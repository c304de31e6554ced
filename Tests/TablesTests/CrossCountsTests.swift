import Draws
import Diagnostics
import Testing

@testable import Tables

@Suite("Counts per three numbers")
struct CrossCountsTests {
    /// Every count, as text.
    private func cells(_ counts: CrossCounts) -> [String] {
        var outcomes = [0, 0, 0]
        var cells: [String] = []
        for page in counts.pages {
            for third in 0..<CrossCounts.thirdsPerPage {
                guard counts.take(page.page, third, into: &outcomes) > 0 else { continue }
                let number = page.chapter * CrossCounts.thirdsPerPage + third
                cells.append("\(page.first) \(page.second) \(number): \(outcomes)")
            }
        }
        return cells.sorted()
    }

    @Test("are exact beyond what a place holds")
    func carries() {
        let (a, b) = (CrossCounts(outcomeCount: 3), CrossCounts(outcomeCount: 3))
        let ones = [Int32](repeating: 1, count: 70_000)
        for _ in 0..<3 {
            a.count(rows: 70_000, first: ones, second: ones, third: ones, outcomes: ones)
        }
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
            var columns = [[Int32]](repeating: [], count: 4)
            for _ in 0..<rows {
                let row = [9, 3, 80, 4].map { Int32.random(in: 0..<$0, using: &generator) }
                for (column, value) in row.enumerated() { columns[column].append(value) }
                // The last outcome is none of the three.
                if row[3] < 3 {
                    expected[Array(row[..<3]), default: [0, 0, 0]][Int(row[3])] += 1
                }
            }
            parts[part].count(
                rows: rows, first: columns[0], second: columns[1], third: columns[2],
                outcomes: columns[3])
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

@Suite("Lines put together")
struct LineBufferTests {
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
