import Testing

@testable import Diagnostics

@Suite("A diagnostic log")
struct DiagnosticLogTests {
    private func problem(_ line: Int, _ severity: Diagnostic.Severity = .error) -> Diagnostic {
        Diagnostic(
            .notANumber, severity, at: Place(file: "a.csv", line: line), found: "x",
            message: .init("m"), remedy: .init("r"))
    }

    @Test("keeps the first diagnostics of each severity and counts the rest")
    func limit() {
        var log = DiagnosticLog(limit: 2)
        for line in 1...5 { log.report(problem(line)) }
        log.report(problem(6, .warning))
        #expect(log.kept.map(\.place.line) == [1, 2, 6])
        #expect((log.errorCount, log.warningCount, log.omittedCount) == (5, 1, 3))
    }

    @Test("merges another log after its own, counts included")
    func merging() {
        var first = DiagnosticLog(limit: 3)
        var second = DiagnosticLog(limit: 3)
        for line in 1...2 { first.report(problem(line)) }
        for line in 11...15 { second.report(problem(line)) }
        second.report(problem(16, .warning))
        first.merge(second)
        #expect(first.kept.map(\.place.line) == [1, 2, 11, 16])
        #expect((first.errorCount, first.warningCount) == (7, 1))
    }

    @Test("refuses material only for an error")
    func checking() throws {
        var log = DiagnosticLog()
        log.report(problem(1, .warning))
        try log.check()
        log.report(problem(2))
        #expect(throws: InvalidInput.self) { try log.check() }
    }
}

@Suite("The nearest name")
struct NearestNameTests {
    @Test(
        "is the one a slip of the hand away",
        arguments: [
            ("B32", "B23"), ("unit_di", "unit_id"), ("单位编号", "单位编码"), ("Fuding", "funding"),
        ])
    func slip(typed: String, meant: String) {
        #expect(
            nearestName(to: typed, among: ["A11", "B23", "unit_id", "单位编码", "funding"]) == meant)
    }

    @Test("is none where nothing is near")
    func far() {
        #expect(nearestName(to: "完全不同的列", among: ["unit_id", "单位编码"]) == nil)
    }
}
