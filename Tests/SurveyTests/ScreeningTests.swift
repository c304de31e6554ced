import Testing

@testable import Survey

@Suite("Screening")
struct ScreeningTests {
    private let screening = Screening()

    @Test(
        "flags a response by its time, its gaps and its answers",
        arguments: [
            // ten items, five labels
            ([3, 3, 2, 1, 1], 10, 60.0, [ScreeningReason]()),
            ([3, 3, 2, 1, 1], 10, 44.9, [.tooFast]),
            ([3, 3, 2, 1, 1], 10, 45.0, []),
            // 30 items want 60 seconds
            ([9, 9, 6, 3, 3], 30, 59.0, [.tooFast]),
            // four of ten missing is 40 %
            ([2, 2, 1, 1, 0], 10, 60.0, [.missing]),
            ([2, 2, 1, 1, 1], 10, 60.0, []),
            ([0, 4, 0, 0, 0], 4, 60.0, [.straightLine]),
            ([0, 3, 0, 0, 0], 3, 60.0, []),
            // nine of ten alike: share .9, entropy .469 bit
            ([0, 9, 1, 0, 0], 10, 60.0, [.straightLine]),
            ([0, 8, 2, 0, 0], 10, 60.0, []),
            ([0, 4, 0, 0, 0], 4, 10.0, [.tooFast, .straightLine]),
        ])
    func flags(counts: [Int], asked: Int, seconds: Double, expected: [ScreeningReason]) {
        #expect(screening.flags(counts: counts, asked: asked, seconds: seconds).all == expected)
    }

    @Test("asks for low entropy too: a share of .90 over many labels is not a straight line")
    func entropy() {
        var strict = screening
        strict.straightLineEntropyBits = 0.4
        #expect(strict.flags(counts: [0, 9, 1, 0, 0], asked: 10, seconds: nil).isEmpty)
    }

    @Test("says nothing of a time that was not recorded")
    func untimed() {
        #expect(screening.flags(counts: [2, 1, 1, 0, 0], asked: 4, seconds: nil).isEmpty)
    }

    @Test(
        "drops for a duplicate, for gaps, or for two flags together",
        arguments: [
            ([ScreeningReason](), false), ([.duplicate], true), ([.missing], true),
            ([.tooFast], false), ([.straightLine], false), ([.sameAddress], false),
            ([.tooFast, .straightLine], true), ([.sameAddress, .tooFast], true),
        ])
    func drops(flags: [ScreeningReason], dropped: Bool) {
        #expect(ScreeningReasons(flags).drop == dropped)
    }
}

@Suite("An answer scale")
struct AnswerScaleTests {
    @Test(
        "understands labels, ranks with the best highest, and silence",
        arguments: [
            ("很满意", Answer.label(0)), ("很不满意", .label(4)), ("5", .label(0)), ("1", .label(4)),
            ("", .silent), ("不了解", .silent),
        ])
    func understood(text: String, answer: Answer) {
        let bytes = Array(text.utf8)
        #expect(AnswerScale.satisfaction.answer(bytes.span) == answer)
    }

    @Test("refuses what is off it", arguments: ["0", "6", "4.5", "好", "05", "33", "-1", "满", "５"])
    func offScale(text: String) {
        let bytes = Array(text.utf8)
        #expect(AnswerScale.satisfaction.answer(bytes.span) == nil)
    }

    @Test("orders its labels by value, whatever order they are given in")
    func order() {
        let scale = AnswerScale([.init("差", 0), .init("好", 100), .init("中", 50)])
        #expect(scale.labels.map(\.text) == ["好", "中", "差"])
        let bytes = Array("3".utf8)
        #expect(scale.answer(bytes.span) == .label(0))
    }

    @Test("refuses two meanings of one text")
    func twice() async {
        await #expect(processExitsWith: .failure) {
            _ = AnswerScale([.init("好", 1), .init("差", 0)], noAnswer: ["好"])
        }
    }
}
