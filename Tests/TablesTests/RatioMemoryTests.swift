import Testing

@testable import Tables

@Suite("A memory of cells")
struct RatioMemoryTests {
    @Test("gives what reading gives, however often and in whatever order")
    func ratios() {
        var memory = RatioMemory()
        let texts = (1...300).map { "\(Double($0) / 7)" } + ["1/3", "x", "", "1/3", "0.5", "5.0"]
        for text in texts + texts.reversed() {
            Array(text.utf8).withUnsafeBufferPointer { bytes in
                #expect(memory.ratio(bytes) == parseRatio(bytes))
            }
        }
    }

    @Test("knows a cell that repeats the one before")
    func repeats() {
        var cell = RepeatedCell()
        let long = String(repeating: "x", count: 200)
        let cells = ["", "", "a", "a", "b", "a", long, long, "", "a"]
        let repeated = cells.map { text in
            Array(text.utf8).withUnsafeBufferPointer { cell.isRepeated($0) }
        }
        #expect(repeated == [false, true, false, true, false, false, false, true, false, false])
    }
}
