package import Diagnostics
package import Indicators
package import Tables

/// What the questions of a wide export seem to be, by their texts: a proposal for
/// `survey.columns`, to be looked over by a person.
package struct WideProposal: Sendable {
    /// A question that was recognised.
    package struct Match: Sendable, Hashable {
        /// `unit_id`, `respondent_group` or the code of an item.
        package let role: String
        /// The question as the file has it.
        package let question: String
        /// Its number, with the column within it where it has several: `3`, `3.2`.
        package let number: String
        /// How alike the texts are, 0…1.
        package let likeness: Double
    }

    /// In the order of the file.
    package let matches: [Match]
    /// Questions that are nothing that the tree asks, such as comments.
    package let others: [String]
    /// Items of the questionnaire that no question seems to ask.
    package let missing: [String]

    /// Reads the header of an export.
    /// - Returns: Nil when the file can't be read or is no wide export; the reason was reported.
    package static func read(
        _ source: TableSource, questionnaire: Questionnaire, into log: inout DiagnosticLog
    ) -> WideProposal? {
        var header: WideHeader?
        var place = Place(file: source.name)
        let records = readRecords(source, fieldCount: .any, into: &log) { record, _ in
            if header == nil { (header, place) = (WideHeader(record.texts), record.place) }
        }
        guard records != nil, let header else { return nil }
        guard !header.questions.isEmpty else {
            log.report(.noQuestions(at: place))
            return nil
        }
        return WideProposal(header, questionnaire)
    }

    /// Below this the texts have too little in common.
    private static let threshold = 0.45

    init(_ header: WideHeader, _ questionnaire: Questionnaire) {
        var candidates: [(role: String, field: Int, likeness: Double)] = []
        for field in header.questions {
            let text = WideHeader.text(of: header.names[field])
            for item in questionnaire.items {
                let likeness = max(
                    WideProposal.likeness(text, item.question.zh),
                    text.contains(item.name.zh) ? 0.9 : text.contains(item.code) ? 0.85 : 0)
                candidates.append((item.code, field, likeness))
            }
            candidates.append(("unit_id", field, WideProposal.unitLikeness(text)))
            candidates.append(("respondent_group", field, WideProposal.groupLikeness(text)))
        }
        // The best pairs first; equal ones in the order of the questions.
        let ranked = candidates.enumerated().filter { $0.element.likeness >= Self.threshold }
            .sorted { a, b in
                a.element.likeness != b.element.likeness
                    ? a.element.likeness > b.element.likeness : a.offset < b.offset
            }.map(\.element)
        var byField: [Int: (role: String, likeness: Double)] = [:]
        var roles: Set<String> = []
        for candidate in ranked
        where byField[candidate.field] == nil && !roles.contains(candidate.role) {
            byField[candidate.field] = (candidate.role, candidate.likeness)
            roles.insert(candidate.role)
        }
        matches = header.questions.compactMap { field in
            byField[field].map {
                Match(
                    role: $0.role, question: header.names[field],
                    number: WideProposal.number(of: field, in: header), likeness: $0.likeness)
            }
        }
        others = header.questions.filter { byField[$0] == nil }.map { header.names[$0] }
        missing = questionnaire.items.map(\.code).filter { !roles.contains($0) }
    }

    private static func number(of field: Int, in header: WideHeader) -> String {
        let number = WideHeader.number(of: header.names[field])
        let same = header.questions.filter { WideHeader.number(of: header.names[$0]) == number }
        let text = number.map(String.init) ?? header.names[field]
        guard same.count > 1, let place = same.firstIndex(of: field) else { return text }
        return "\(text).\(place + 1)"
    }

    /// Twice the pairs of neighbouring characters that two texts share, over all of theirs (Dice).
    static func likeness(_ a: String, _ b: String) -> Double {
        var (first, second) = (pairs(of: a), pairs(of: b))
        guard !first.isEmpty, !second.isEmpty else { return 0 }
        let total = first.count + second.count
        first.sort()
        second.sort()
        var (i, j, shared) = (0, 0, 0)
        while i < first.count, j < second.count {
            if first[i] == second[j] {
                (i, j, shared) = (i + 1, j + 1, shared + 1)
            } else if first[i] < second[j] {
                i += 1
            } else {
                j += 1
            }
        }
        return 2 * Double(shared) / Double(total)
    }

    private static func pairs(of text: String) -> [UInt64] {
        let scalars = text.unicodeScalars.filter {
            $0.properties.isAlphabetic || $0.properties.numericType != nil
        }
        return zip(scalars, scalars.dropFirst()).map { UInt64($0.value) << 32 | UInt64($1.value) }
    }

    private static func unitLikeness(_ text: String) -> Double {
        if text.contains("满意") || text.contains("身份") || text.contains("类别") { return 0 }
        if ["评价的单位", "评议的单位", "被评单位", "被评议单位", "单位名称"].contains(where: text.contains) {
            return 0.95
        }
        return text.contains("单位") ? 0.6 : 0
    }

    private static func groupLikeness(_ text: String) -> Double {
        if text.contains("满意") { return 0 }
        if text.contains("评议主体") || text.contains("身份") { return 0.95 }
        return ["您是", "类别", "属于"].contains(where: text.contains) ? 0.7 : 0
    }
}
