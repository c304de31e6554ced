internal import Indicators
internal import Languages
internal import Survey

extension Example {
    /// As many responses as every respondent group needs, one line per answer.
    func answers(to questionnaire: Questionnaire) -> [TemplateRow] {
        var rows: [TemplateRow] = []
        var response = 0
        for unit in Self.units {
            for group in questionnaire.groups.map(\.name.zh) {
                let items = questionnaire.items.filter { $0.groups.contains(group) }
                for _ in 0..<(items.isEmpty ? 0 : responses(of: group, unit)) {
                    response += 1
                    rows += items.indices.map { index in
                        answer(response, unit, group, items[index].code, index)
                    }
                }
            }
        }
        return rows
    }

    private func responses(of group: String, _ unit: String) -> Int {
        let minimum = SurveySettings.standard.groups.first { $0.name == group }?.minimum
        let staff = people.count { self.unit($0.body) == unit }
        return minimum?.responses(staff: staff) ?? 5
    }

    /// Answers take turns on the scale, so that none looks like a straight line.
    private func answer(
        _ response: Int, _ unit: String, _ group: String, _ item: String, _ index: Int
    ) -> TemplateRow {
        let labels = SurveySettings.standard.scale.labels.map(\.text)
        let label = (response + index).isMultiple(of: 2) ? 0 : response.isMultiple(of: 5) ? 2 : 1
        let minutes = 8 * 60 + 9 * response
        let day = "\(year)-11-" + twoDigits(3 + minutes / (12 * 60))
        let time = twoDigits(8 + minutes % (12 * 60) / 60) + ":" + twoDigits(minutes % 60) + ":00"
        return [
            "respondent_id": "R" + String(1000 + response).dropFirst(), "unit_id": unit,
            "respondent_group": group, "item": item, "answer": labels[min(label, labels.count - 1)],
            "seconds": "\(75 + response % 60)", "submitted": "\(day) \(time)",
            "ip": "198.51.100.\(1 + response % 250)",
        ]
    }

    private func twoDigits(_ number: Int) -> String { String("\(100 + number)".dropFirst()) }
}
