import Diagnostics
import Indicators
import Testing

@testable import Survey

@Suite("Survey settings")
struct SurveySettingsTests {
    private func settings(_ yaml: String) -> (SurveySettings?, [String]) {
        let reader = YAMLReader(file: "evaluation.yaml")
        let settings = reader.root(of: Array(yaml.utf8)).flatMap { SurveySettings.read($0) }
        return (
            settings,
            reader.log.kept.map { "\($0.code.rawValue):\($0.place.line ?? 0)" }
        )
    }

    @Test("are read whole")
    func whole() throws {
        let (settings, problems) = settings(
            """
            scale: { 好: 100, 中: 50, 差: 0 }
            no_answer: [不清楚, ""]
            groups: { 群众: { minimum: 12 }, 本单位职工: { minimum: 50% } }
            screening: { seconds_floor: 30, seconds_per_item: 1.5, missing_share: 0.5, straight_line: { items: 5, share: 0.8, entropy_bits: 0.9 }, same_address_minutes: 10 }
            columns: {}
            """)
        #expect(problems.isEmpty)
        let read = try #require(settings)
        #expect(read.scale.labels.map(\.value) == [100, 50, 0])
        #expect(read.scale.noAnswer == ["不清楚", ""])
        #expect(read.groups.prefix(2).map(\.minimum) == [.count(12), .shareOfStaff(0.5)])
        #expect(read.groups.map(\.name).contains("服务对象"))
        #expect(
            read.screening
                == Screening(
                    secondsFloor: 30, secondsPerItem: 1.5, missingShare: 0.5, straightLineItems: 5,
                    straightLineShare: 0.8, straightLineEntropyBits: 0.9, sameAddressMinutes: 10))
    }

    @Test("keep their standard where nothing is written")
    func standard() {
        #expect(settings("columns: {}").0 == .standard)
    }

    @Test(
        "are refused at their line",
        arguments: [
            ("scael: {}", "key-unknown:1"), ("scale: { 好: 100 }", "value-invalid:1"),
            ("scale: { 好: 100, 差: 0 }\nno_answer: [好]", "value-invalid:1"),
            ("scale: { 好: 120, 差: 0 }", "value-invalid:1"),
            ("groups: { 群众: {} }", "key-missing:1"),
            ("groups: { 群众: { minimum: 120% } }", "value-invalid:1"),
            ("screening: { missing_share: 2 }", "value-invalid:1"),
            ("screening: { straight_line: { itmes: 3 } }", "key-unknown:1"),
        ])
    func refused(yaml: String, problem: String) {
        #expect(settings(yaml).1 == [problem])
    }

    @Test("ask for whole people: 60 % of 15 are 9, of 16 are 10")
    func minimum() {
        let share = SurveySettings.Minimum.shareOfStaff(0.6)
        #expect([15, 16, 0].map { share.responses(staff: $0) } == [9, 10, 0])
        #expect(share.responses(staff: nil) == nil)
    }
}
