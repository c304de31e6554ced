internal import Calendars
internal import Diagnostics
internal import Indicators
internal import Languages
internal import Reallocation
internal import Scoring
internal import Survey
internal import Tables
internal import Weighting
internal import Workload

extension EvaluationSettings {
    /// Reads `evaluation.yaml`; what it leaves out takes the default that `docs/formats.md` names.
    ///
    /// - Parameters:
    ///   - file: Name of the file in diagnostics.
    ///   - workdays: Statutory working days, for settings that don't state their own.
    /// - Returns: Nil where the file is no mapping. After another error, told in the log, the
    ///   default stands in its place, so that the other files can still be checked.
    init?(
        yaml bytes: [UInt8], file: String, workdays: WorkdayTable, into log: inout DiagnosticLog
    ) {
        let reader = YAMLReader(file: file)
        let settings = reader.root(of: bytes)?.mapping { EvaluationSettings($0, workdays) }
        log.merge(reader.log)
        guard let settings else { return nil }
        self = settings
    }

    private init(_ map: YAMLMapping, _ workdays: WorkdayTable) {
        title = map.required("title")?.text() ?? ""
        let given = map.required("year")?.whole(in: 1950...2200)
        let year = given ?? 2025
        self.year = year
        asOf = map.optional("as_of")?.day() ?? Day(lastOf: year)
        let indicators = map.required("indicators")
        self.indicators = indicators?.text()
        (workingTime, yearCalendar) = WorkingTime.read(
            map.optional("working_time"), year: year, byLaw: workdays)
        weights = WeightSettings(map.optional("weights")) ?? .unsaid
        grades = map.optional("grades").flatMap { GradeScale($0, findingCap: nil) }
        missing = map.optional("missing")?.choice(ScoreTree.MissingPolicy.self) ?? .reweight
        let (survey, quota) = (map.optional("survey"), map.optional("quota"))
        self.survey = survey.flatMap { SurveySettings.read($0) } ?? .standard
        self.quota = QuotaRules(quota) ?? .none
        encoding = map.optional("encoding")?.encoding()
        places = SettingPlaces(
            indicators: indicators?.place, leadership: quota?.value(of: "leadership")?.place,
            surveyGroups: survey?.value(of: "groups")?.entries.map { ($0.key, $0.place) } ?? [])
    }
}

extension YAMLValue {
    /// The name of a text encoding.
    func encoding() -> TextEncoding? {
        guard let text = text() else { return nil }
        return TextEncoding(name: text)
            ?? refuse(
                expected: Wording(
                    zh: "utf-8、gb18030、gbk、utf-16 或 big5",
                    en: "utf-8, gb18030, gbk, utf-16 or big5"))
    }
}

/// How weights are won from judgements; what isn't said is left to the tree or the default.
package struct WeightSettings: Sendable, Hashable {
    let method: PriorityMethod?
    let randomIndex: RandomIndex?
    let group: WeightingRules.GroupAggregation?
    let maximumRatio: Double?
    let inconsistent: WeightingRules.InconsistencyPolicy?
    let incomplete: WeightingRules.IncompletenessPolicy?
    let scale: JudgementScale?

    /// - Returns: Nil after an error, which has been reported.
    init?(_ value: YAMLValue?) {
        guard let value else {
            self = .unsaid
            return
        }
        let settings = value.mapping { map in
            WeightSettings(
                method: map.optional("method")?.choice(PriorityMethod.self),
                randomIndex: map.optional("random_index")?.choice(RandomIndex.self),
                group: map.optional("group")?.choice(WeightingRules.GroupAggregation.self),
                maximumRatio: map.optional("max_cr")?.number(in: 0.001...1),
                inconsistent: map.optional("inconsistent")?
                    .choice(WeightingRules.InconsistencyPolicy.self),
                incomplete: map.optional("incomplete")?
                    .choice(WeightingRules.IncompletenessPolicy.self),
                scale: map.optional("scale")?.judgementScale())
        }
        guard let settings else { return nil }
        self = settings
    }

    fileprivate static let unsaid = WeightSettings(method: nil)

    private init(
        method: PriorityMethod?, randomIndex: RandomIndex? = nil,
        group: WeightingRules.GroupAggregation? = nil, maximumRatio: Double? = nil,
        inconsistent: WeightingRules.InconsistencyPolicy? = nil,
        incomplete: WeightingRules.IncompletenessPolicy? = nil, scale: JudgementScale? = nil
    ) {
        self.method = method
        self.randomIndex = randomIndex
        self.group = group
        self.maximumRatio = maximumRatio
        self.inconsistent = inconsistent
        self.incomplete = incomplete
        self.scale = scale
    }

    /// The rules in force; a tree may name the random-index table where the settings don't.
    func rules(treeIndex: RandomIndex?) -> WeightingRules {
        let standard = WeightingRules()
        return WeightingRules(
            method: method ?? standard.method,
            randomIndex: randomIndex ?? treeIndex ?? standard.randomIndex,
            group: group ?? standard.group, maximumRatio: maximumRatio ?? standard.maximumRatio,
            inconsistent: inconsistent ?? standard.inconsistent,
            incomplete: incomplete ?? standard.incomplete, scale: scale ?? standard.scale)
    }
}

extension YAMLValue {
    /// A judgement scale (标度) by its name, or as a list of the ratios that 1…9 mean.
    func judgementScale() -> JudgementScale? {
        if isList {
            guard let numbers = list()?.map({ $0.number() }), !numbers.contains(nil) else {
                return nil
            }
            return JudgementScale(ratios: numbers.compactMap(\.self))
                ?? refuse(
                    expected: Wording(
                        zh: "由 1 开始递增的九个比值", en: "nine rising ratios that begin with 1"))
        }
        if let text = scalar, let scale = JudgementScale(name: text) { return scale }
        return name(among: JudgementScale.all.map(\.name)).flatMap { name in
            JudgementScale.all.first { $0.name == name }
        }
    }
}
