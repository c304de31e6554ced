import Foundation
import Testing

@testable import Archive
@testable import Assessment

@Suite("Rounds of older archives")
struct OlderRoundsTests {
    @Test("have no list of dropped responses, which is not an empty one")
    func droppedResponses() throws {
        let older = #"{"received":12,"valid":11,"answers":40,"dropped":[]}"#
        let survey = try ContentCoder.value(SurveyRecord.self, from: Array(older.utf8))
        #expect(survey.received == 12)
        #expect(survey.droppedResponses == nil)
        let listed =
            #"{"received":2,"valid":1,"answers":4,"dropped":[],"droppedResponses":[{"#
            + #""respondent":"R1","unit":"U1","group":"G","reasons":[],"line":7}]}"#
        let response = try ContentCoder.value(SurveyRecord.self, from: Array(listed.utf8))
            .droppedResponses?.first
        #expect(response?.line == 7 && response?.file == nil)
        let empty = SurveyRecord(
            received: 12, valid: 12, answers: 40, dropped: [], droppedResponses: [])
        let again = try ContentCoder.value(
            SurveyRecord.self, from: Array(ContentCoder.text(empty).utf8))
        #expect(again == empty)
        #expect(again.droppedResponses == [])
    }

    @Test("of now keep who was left out and why")
    func kept() throws {
        let survey = SurveyRecord(
            received: 2, valid: 1, answers: 4, dropped: [],
            droppedResponses: [
                .init(
                    respondent: "R1", unit: "U1", group: "服务对象",
                    reasons: [.init(zh: "答题过快", en: "answered too fast")],
                    file: "survey/responses/甲区.csv", line: 7)
            ])
        #expect(ContentCoder.text(survey).contains(#""file":"survey/responses/甲区.csv""#))
        let again = try ContentCoder.value(
            SurveyRecord.self, from: Array(ContentCoder.text(survey).utf8))
        #expect(again == survey)
    }
}
