internal import Calendars
internal import Indicators
internal import Languages
internal import Survey
internal import Weighting
internal import Workload

extension RunRecord {
    init(_ folder: EvaluationFolder) {
        let settings = folder.settings
        self.init(
            title: settings.title, year: settings.year, asOf: settings.asOf,
            version: EngineVersion.text, indicators: folder.tree.id,
            indicatorsTitle: folder.tree.title, inputs: folder.inputs,
            parameters: ParameterRecord.all(folder), warnings: folder.warnings)
    }
}

extension ParameterRecord {
    private init(_ key: String, _ zh: String, _ en: String, _ value: String) {
        self.init(key: key, name: Wording(zh: zh, en: en), value: value)
    }

    /// Settings in force, in the order of `evaluation.yaml`.
    fileprivate static func all(_ folder: EvaluationFolder) -> [ParameterRecord] {
        let settings = folder.settings
        return time(settings.workingTime) + weights(settings.weightingRules(for: folder.tree)) + [
            ParameterRecord(
                "grades", "等次下限", "grades from",
                settings.grades(over: folder.tree.grades).bands
                    .map { "\($0.name.zh) \(plain($0.lowest))" }.joined(separator: "，")),
            ParameterRecord(
                "missing", "无法评价指标的处理", "what becomes of missing indicators",
                settings.missing.rawValue),
        ] + survey(settings.survey)
    }

    private static func time(_ time: WorkingTime) -> [ParameterRecord] {
        [
            .init("working_time.workdays", "年工作日", "working days a year", plain(time.workdays)),
            .init("working_time.hours_per_day", "日工作小时", "hours a day", plain(time.hoursPerDay)),
            .init("working_time.allowance", "宽放率", "allowance", plain(time.allowance)),
            .init("working_time.leave_days", "休假培训天数", "days of leave", plain(time.leaveDays)),
            .init("working_time.target", "目标饱满度", "target saturation", plain(time.target)),
        ]
    }

    private static func weights(_ rules: WeightingRules) -> [ParameterRecord] {
        [
            .init("weights.method", "权重方法", "priority method", rules.method.rawValue),
            .init("weights.group", "专家集结方式", "aggregation of experts", rules.group.rawValue),
            .init(
                "weights.random_index", "随机一致性指标", "random index", rules.randomIndex.rawValue),
            .init("weights.max_cr", "一致性比率上限", "largest CR", plain(rules.maximumRatio)),
            .init(
                "weights.inconsistent", "不一致判断的处理", "inconsistent experts",
                rules.inconsistent.rawValue),
            .init(
                "weights.incomplete", "缺失判断的处理", "missing judgements",
                rules.incomplete.rawValue),
            .init("weights.scale", "判断标度", "judgement scale", rules.scale.name),
        ]
    }

    private static func survey(_ settings: SurveySettings) -> [ParameterRecord] {
        let screening = settings.screening
        let groups = settings.groups.map { group in
            switch group.minimum {
            case .count(let count): "\(group.name) \(count)"
            case .shareOfStaff(let share): "\(group.name) \(percent(share))"
            }
        }
        return [
            .init(
                "survey.scale", "问卷量表", "answer scale",
                settings.scale.labels.map { "\($0.text) \(plain($0.value))" }
                    .joined(separator: "，")),
            .init(
                "survey.groups", "最低有效份数", "least valid responses", groups.joined(separator: "，")),
            .init(
                "survey.screening", "答卷筛查", "screening",
                [
                    "seconds_floor \(plain(screening.secondsFloor))",
                    "seconds_per_item \(plain(screening.secondsPerItem))",
                    "missing_share \(plain(screening.missingShare))",
                    "straight_line \(screening.straightLineItems)/\(plain(screening.straightLineShare))/\(plain(screening.straightLineEntropyBits))",
                    "same_address_minutes \(plain(screening.sameAddressMinutes))",
                ].joined(separator: ", ")),
        ]
    }

    /// A number as settings write it.
    private static func plain(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : "\(value)"
    }
}
