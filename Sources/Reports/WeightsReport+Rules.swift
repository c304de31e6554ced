internal import Languages
internal import Weighting

/// How the weights were won.
extension WeightsReport {
    /// In one sentence.
    var rules: String {
        let rules = study.rules
        let ceiling = figure(rules.maximumRatio, 2)
        let parts = [
            say(method(rules.method)), say(aggregation(rules.group)),
            say(
                "随机一致性指标 \(rules.randomIndex.rawValue) 表",
                "random index \(rules.randomIndex.rawValue)"),
            say("CR 上限 \(ceiling)", "CR up to \(ceiling)"),
            say("\(rules.scale.name) 标度", "scale \(rules.scale.name)"),
            say(policy(rules.inconsistent)), say(policy(rules.incomplete)),
        ]
        return say("\(study.year)年　", "\(study.year) · ") + parts.joined(separator: say("，", ", "))
    }

    private func method(_ method: PriorityMethod) -> Wording {
        switch method {
        case .eigenvector: Wording(zh: "特征向量法", en: "eigenvector")
        case .geometricMean: Wording(zh: "方根法", en: "geometric mean")
        case .columnMean: Wording(zh: "和积法", en: "column mean")
        }
    }

    private func aggregation(_ group: WeightingRules.GroupAggregation) -> Wording {
        switch group {
        case .aij: Wording(zh: "先集结判断（AIJ）", en: "judgements aggregated (AIJ)")
        case .aip: Wording(zh: "先集结权重（AIP）", en: "priorities aggregated (AIP)")
        }
    }

    private func policy(_ policy: WeightingRules.InconsistencyPolicy) -> Wording {
        switch policy {
        case .warn: Wording(zh: "不一致的专家保留并警告", en: "inconsistent experts count, with a warning")
        case .exclude: Wording(zh: "不一致的专家不采用", en: "inconsistent experts are left out")
        case .reject: Wording(zh: "有专家不一致即拒绝", en: "inconsistent experts are refused")
        }
    }

    private func policy(_ policy: WeightingRules.IncompletenessPolicy) -> Wording {
        switch policy {
        case .completion: Wording(zh: "未判断的按 λ 最小推算", en: "missing answers implied by the least λ")
        case .harker:
            Wording(zh: "未判断的按 Harker 法推算", en: "missing answers implied by Harker’s matrix")
        case .reject: Wording(zh: "有未判断的即拒绝", en: "missing answers are refused")
        }
    }
}
