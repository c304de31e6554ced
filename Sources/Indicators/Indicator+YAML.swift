internal import Languages

extension Indicator {
    /// Reads what a leaf has besides code, name and weight.
    init?(_ map: YAMLMapping, in context: MeasureContext, subIndex inherited: SubIndex?) {
        let unit = map.required("unit")?.wording()
        let direction = map.required("direction")?.choice(Direction.self)
        let measure = map.required("measure").flatMap { MeasureDeclaration($0, in: context) }
        let written = map.required("scoring")
        let scoring = written.flatMap { ScoringChoice($0, in: context) }
        let elements = map.required("elements")?.wording()
        let standard = map.required("standard")?.wording()
        let basis = map.optional("basis")?.oneOrMore().compactMap { Basis($0) } ?? []
        let subIndex = map.optional("sub_index")?.choice(SubIndex.self) ?? inherited
        guard let unit, let direction, let measure, let scoring, let elements, let standard
        else { return nil }
        self.init(
            unit: unit, direction: direction, measure: measure, scoring: scoring,
            elements: elements, standard: standard, basis: basis, subIndex: subIndex)
        if let written { check(at: written) }
    }

    /// Reports a rule that contradicts the direction, or counts what the measure doesn't count.
    private func check(at value: YAMLValue) {
        for rule in scoring.rules {
            let agrees =
                switch direction {
                case .higher: rule.curve.neverFalls
                case .lower: rule.curve.neverRises
                case .band: true
                }
            if !agrees {
                value.report(
                    .treeInvalid,
                    expected: Wording(
                        zh: "与 direction: \(direction.rawValue) 一致的标度",
                        en: "a rule that agrees with direction: \(direction.rawValue)"),
                    message: Wording(
                        zh: "标度与指标方向矛盾", en: "the rule contradicts the direction"))
            }
            checkCounts(rule.curve, at: value)
        }
    }

    private func checkCounts(_ curve: ScoringCurve, at value: YAMLValue) {
        let counted = measure.countKeys ?? []
        guard case .deduct(let deductions) = curve else {
            if !counted.isEmpty {
                value.report(
                    .treeInvalid, expected: Wording(zh: "deduct 标度", en: "a deduct rule"),
                    message: Wording(
                        zh: "该测量只计个数，应配 deduct 标度",
                        en: "this measure counts and needs a deduct rule"))
            }
            return
        }
        let keys = deductions.map(\.key)
        guard Set(keys) != Set(counted) else { return }
        let list = counted.joined(separator: ", ")
        value.report(
            .treeInvalid,
            expected: Wording(
                zh: counted.isEmpty ? "deduct 以外的标度" : "恰为 \(list) 的扣分项",
                en: counted.isEmpty ? "a rule other than deduct" : "points for exactly \(list)"),
            message: Wording(
                zh: "扣分项与测量所计的不一致", en: "the deductions don't match what the measure counts"))
    }
}

extension Indicator.Basis {
    fileprivate init?(_ value: YAMLValue) {
        let basis: Self? = value.mapping { map in
            let zh = map.required("zh")?.text()
            let en = map.optional("en")?.text()
            let source = map.optional("source")?.text() ?? ""
            let reliability = map.required("reliability")?.choice(Reliability.self)
            guard let zh, let reliability else { return nil }
            return Self(
                text: Wording(zh: zh, en: en ?? zh), source: source, reliability: reliability)
        }
        guard let basis else { return nil }
        self = basis
    }
}
