import Tables

import Indicators
import Languages

@testable import Survey

/// Two units, two groups of four items each, a scale of five: small enough for paper.
struct SmallSurvey {
    static let users = "服务对象"
    static let staff = "本单位职工"

    struct Row {
        var respondent: String
        var unit = 0
        var group = 0
        var item: Int
        /// A rank from 1 to 5; 0 for no answer.
        var rank: Int
        var seconds: Double? = 100
        var submitted: Int64?
        var address = ""
        var line = 2
    }

    var rows: [Row] = []
    var settings = SurveySettings(
        scale: .satisfaction,
        groups: [
            .init(users, minimum: .count(2)), .init(staff, minimum: .shareOfStaff(0.6)),
        ], screening: Screening())
    var staffCounts: [Int?] = [5, 5]
    var combination = SurveyMeasure.Combination.equal
    var trimsAbove: Int?

    /// A response with one rank per item: of Q1…Q4 for users, Q5…Q8 for staff.
    mutating func respond(
        _ respondent: String, unit: Int = 0, group: Int = 0, _ ranks: [Int], seconds: Double? = 100,
        submitted: Int64? = nil, address: String = ""
    ) {
        for (index, rank) in ranks.enumerated() {
            rows.append(
                Row(
                    respondent: respondent, unit: unit, group: group, item: group * 4 + index,
                    rank: rank, seconds: seconds, submitted: submitted, address: address,
                    line: rows.count + 2))
        }
    }

    var frame: SurveyFrame {
        let groups = [SmallSurvey.users, SmallSurvey.staff]
        // The fourth item counts double for the leaf.
        let items = (0..<8).map { number in
            Questionnaire.Item(
                code: "Q\(number + 1)", name: Wording("问题"), question: Wording("？"),
                groups: [groups[number / 4]],
                feeds: [.init(leaf: number < 4 ? "L1" : "L2", weight: number % 4 == 3 ? 2 : 1)])
        }
        let questionnaire = Questionnaire(
            title: Wording("问卷"),
            groups: groups.map { .init(name: Wording($0), trimsAbove: trimsAbove) }, items: items)
        let both = SurveyMeasure(
            combination: combination,
            items: items.map { .init(code: $0.code, weight: 1, groups: $0.groups) })
        let leaves = ["L1", "L2"].map { leaf in
            SurveyFrame.Leaf(
                code: leaf,
                measure: SurveyMeasure(
                    combination: .equal, items: questionnaire.items(feeding: leaf)))
        }
        return SurveyFrame(
            units: ["U1", "U2"], staff: staffCounts, questionnaire: questionnaire,
            settings: settings, leaves: leaves + [.init(code: "L3", measure: both)])
    }

    typealias Combination = SurveyMeasure.Combination

    func result() -> SurveyResult { Aggregation(book, frame: frame).result() }

    var book: ResponseBook {
        let addresses = AddressNumbers()
        var book = ResponseBook(itemCount: 8)
        for row in rows {
            let address = Array(row.address.utf8).withUnsafeBufferPointer(addresses.number)
            let entry = ResponseBook.Entry(
                respondent: Array(row.respondent.utf8),
                head: .init(
                    unit: UInt32(row.unit), group: UInt32(row.group), submitted: row.submitted,
                    seconds: row.seconds, address: address),
                item: row.item, answer: row.rank == 0 ? .silent : .label(5 - row.rank),
                line: row.line)
            _ = book.add(entry)
        }
        return book
    }
}
