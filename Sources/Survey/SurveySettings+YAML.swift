package import Diagnostics
package import Indicators
internal import Languages
internal import Tables

extension SurveySettings {
    /// What a survey is read by that belongs to no evaluation: answers 1…5, nobody required.
    package static let standAlone = SurveySettings(
        scale: AnswerScale(
            [
                .init("很满意", 5), .init("满意", 4), .init("一般", 3), .init("不满意", 2),
                .init("很不满意", 1),
            ], noAnswer: []), groups: [], screening: Screening())

    /// The `survey:` settings of an `evaluation.yaml` by itself; its other keys are not looked at.
    ///
    /// - Returns: Nil where something is wrong; the log then says what.
    package static func read(file path: String, into log: inout DiagnosticLog) -> SurveySettings? {
        guard let text = readText(path: path, name: path, into: &log) else { return nil }
        let reader = YAMLReader(file: path)
        let settings = reader.root(of: Array(text.text.utf8))?.mapping { map in
            _ = map.all()
            return map.optional("survey").map { read($0) } ?? .some(.standard)
        }
        log.merge(reader.log)
        return settings
    }

    /// Reads the `survey:` settings of an evaluation; what is not written keeps its standard.
    ///
    /// Respondent groups that are not written keep their standard minimum too.
    /// - Returns: Nil where something is wrong, after reporting it.
    package static func read(_ value: YAMLValue) -> SurveySettings? {
        value.mapping { keys in
            var settings = SurveySettings.standard
            let silent = keys.optional("no_answer").map { silentTexts($0) } ?? ["不了解"]
            let scale = keys.optional("scale").map { AnswerScale.read($0, noAnswer: silent ?? []) }
            let groups = keys.optional("groups").map { readGroups($0) }
            let screening = keys.optional("screening").map { Screening.read($0) }
            let columns = keys.optional("columns").map { WideColumns.read($0) }
            guard let silent, (scale ?? .satisfaction) != nil, (groups ?? []) != nil,
                (screening ?? Screening()) != nil, (columns ?? WideColumns.none) != nil
            else { return nil }
            settings.scale =
                (scale ?? nil) ?? AnswerScale(AnswerScale.satisfaction.labels, noAnswer: silent)
            settings.groups = merge((groups ?? nil) ?? [], over: settings.groups)
            settings.screening = (screening ?? nil) ?? Screening()
            settings.columns = (columns ?? nil) ?? .none
            return settings
        }
    }

    /// A list of texts in which the empty one may stand.
    private static func silentTexts(_ value: YAMLValue) -> [String]? {
        guard let values = value.isList ? value.list() : [value] else { return nil }
        let texts = values.map { $0.scalar ?? $0.refuse(expected: Wording(zh: "文字", en: "a text")) }
        return texts.contains(nil) ? nil : texts.compactMap { $0 }
    }

    private static func readGroups(_ value: YAMLValue) -> [Group]? {
        value.mapping { keys in
            let entries = keys.all()
            let groups = entries.compactMap { entry in
                entry.value.mapping { keys in
                    keys.required("minimum").flatMap(minimum).map { Group(entry.key, minimum: $0) }
                }
            }
            return groups.count == entries.count ? groups : nil
        }
    }

    /// A whole number of responses, or a per cent of the staff.
    private static func minimum(_ value: YAMLValue) -> Minimum? {
        if value.scalar?.hasSuffix("%") == true { return value.share().map { .shareOfStaff($0) } }
        return value.whole(in: 0...1_000_000).map { .count($0) }
    }

    /// Written groups in their order, then the standard ones that are not written.
    private static func merge(_ written: [Group], over standard: [Group]) -> [Group] {
        written + standard.filter { group in !written.contains { $0.name == group.name } }
    }
}

extension AnswerScale {
    /// Labels with their points.
    static func read(_ value: YAMLValue, noAnswer: [String]) -> AnswerScale? {
        value.mapping { keys -> AnswerScale? in
            let entries = keys.all()
            let labels = entries.compactMap { entry in
                entry.value.number(in: 0...100).map { Label(entry.key, $0) }
            }
            guard labels.count == entries.count else { return nil }
            guard (2...labelLimit).contains(labels.count) else {
                return value.refuse(
                    expected: Wording(zh: "2至14个选项", en: "2 to 14 labels"))
            }
            let texts = labels.map(\.text) + noAnswer
            guard Set(texts).count == texts.count, !labels.contains(where: { $0.text.isEmpty })
            else {
                return value.refuse(
                    expected: Wording(
                        zh: "互不相同、且不与 no_answer 重复的选项",
                        en: "labels that differ from each other and from no_answer"))
            }
            return AnswerScale(labels, noAnswer: noAnswer)
        }
    }
}

extension Screening {
    static func read(_ value: YAMLValue) -> Screening? {
        value.mapping { keys in
            let standard = Screening()
            var isGood = true
            func number(
                _ value: YAMLValue?, _ range: ClosedRange<Double>, else standard: Double
            ) -> Double {
                guard let value else { return standard }
                guard let number = value.number(in: range) else {
                    isGood = false
                    return standard
                }
                return number
            }
            func share(_ value: YAMLValue?, else standard: Double) -> Double {
                guard let value else { return standard }
                guard let share = value.share() else {
                    isGood = false
                    return standard
                }
                return share
            }
            var screening = Screening(
                secondsFloor: number(
                    keys.optional("seconds_floor"), 0...86400, else: standard.secondsFloor),
                secondsPerItem: number(
                    keys.optional("seconds_per_item"), 0...3600, else: standard.secondsPerItem),
                missingShare: share(keys.optional("missing_share"), else: standard.missingShare),
                sameAddressMinutes: number(
                    keys.optional("same_address_minutes"), 0...1440,
                    else: standard.sameAddressMinutes))
            if let line = keys.optional("straight_line") {
                let parts = line.mapping { keys in
                    screening.straightLineItems = Int(
                        number(
                            keys.optional("items"), 1...1000,
                            else: Double(standard.straightLineItems)))
                    screening.straightLineShare = share(
                        keys.optional("share"), else: standard.straightLineShare)
                    screening.straightLineEntropyBits = number(
                        keys.optional("entropy_bits"), 0...10,
                        else: standard.straightLineEntropyBits)
                    return true
                }
                isGood = isGood && parts == true
            }
            return isGood ? screening : nil
        }
    }
}
