package import Indicators
internal import Institutions
internal import Languages
internal import Survey
internal import Workload

/// Measures the leaves of one unit as the tree declares them.
package struct Measurer: Sendable {
    let material: UnitMaterial

    package init(_ material: UnitMaterial) {
        self.material = material
    }

    var dossier: Dossier { material.dossier }

    /// The measurement of a leaf, with what its rule for this unit takes off.
    ///
    /// - Parameter code: Code of the leaf, by which a survey knows it.
    package func measurement(of indicator: Indicator, code: String) -> Measurement {
        var measurement = measurement(of: indicator.measure, code: code)
        guard let rule = indicator.scoring.rule(forColumn: unitColumn) else {
            return .missing("没有适用于本单位的评分标准", "no scoring rule is for this unit")
        }
        if case .audit = indicator.measure, !measurement.isMissing,
            let left = pointsLeft(measurement.counts, by: rule)
        {
            measurement.value = left
        }
        for deduction in rule.deductions {
            let other = self.measurement(of: deduction.measure, code: code)
            measurement.deductions.append(other.value)
            measurement.evidence += other.evidence
            if other.value == nil, !measurement.isMissing {
                measurement.missingReason = other.missingReason
            }
            if let working = measurement.working, let extra = other.working {
                measurement.working = Wording(
                    zh: "\(working.zh)；\(extra.zh)", en: "\(working.en); \(extra.en)")
            }
        }
        return measurement
    }

    /// A cell of the unit's row of the units form, by English key.
    package func unitColumn(_ key: String) -> String? {
        dossier.unit.text(key)
    }

    func measurement(of measure: MeasureDeclaration, code: String) -> Measurement {
        switch measure {
        case .ratio(let ratio): measurement(of: ratio)
        case .quantity(let quantity): measurement(of: quantity)
        case .change(let change): measurement(of: change)
        case .survey: opinion(code: code)
        case .workload(let reading): measurement(of: reading)
        case .audit(let audit): measurement(of: audit)
        case .table(let code): supplied(code: code)
        case .builtIn(let builtIn): measurement(of: builtIn)
        case .byColumn(let column, let cases): measurement(ofOne: cases, by: column, code: code)
        }
    }

    private func measurement(
        ofOne cases: [MeasureCase], by column: String, code: String
    ) -> Measurement {
        guard let value = unitColumn(column) else { return missingUnitColumn(column) }
        guard let match = cases.first(where: { $0.value == value }) else {
            return .missing("“\(value)”类单位不评价本项", "not for units of kind \(value)")
        }
        return measurement(of: match.measure, code: code)
    }

    private func missingUnitColumn(_ column: String) -> Measurement {
        let name = Unit.form.column(column)?.name ?? column
        return .missing("《单位基本情况表》未填“\(name)”", "the units form lacks \(column)")
    }

    private func measurement(of quantity: Quantity) -> Measurement {
        let reading = QuantityReading(quantity, of: dossier)
        return Measurement(
            value: reading.value, missingReason: reading.missingReason,
            working: reading.value == nil ? nil : reading.words, evidence: [reading.evidence])
    }

    private func measurement(of ratio: Ratio) -> Measurement {
        let top = QuantityReading(ratio.numerator, of: dossier)
        let bottom = QuantityReading(ratio.denominator, of: dossier)
        let evidence = [bottom.evidence, top.evidence]
        guard let part = top.value, let whole = bottom.value else {
            return Measurement(
                value: nil, missingReason: bottom.missingReason ?? top.missingReason,
                evidence: evidence)
        }
        guard whole > 0 else {
            return Measurement(
                value: nil,
                missingReason: Wording(
                    zh: "分母为 0：\(bottom.words.zh)", en: "nothing to divide by: \(bottom.words.en)"),
                evidence: evidence)
        }
        let quotient = ratio.isComplement ? 1 - part / whole : part / whole
        let (one, unit) = (ratio.isComplement ? "1 − " : "", ratio.isPercent ? "%" : "")
        let value = ratio.isPercent ? 100 * quotient : quotient
        let result = numeral(value, decimals: ratio.isPercent ? 2 : 4) + unit
        return Measurement(
            value: value,
            working: Wording(
                zh: "\(one)\(top.words.zh) ÷ \(bottom.words.zh) ＝ \(result)",
                en: "\(one)\(top.words.en) ÷ \(bottom.words.en) = \(result)"),
            evidence: evidence)
    }

    private func measurement(of change: Change) -> Measurement {
        let columns = ([change.now] + change.before).flatMap(\.columns)
        let now = QuantityReading(change.now, of: dossier, filled: columns)
        let before = change.before.map { QuantityReading($0, of: dossier, filled: columns) }
        let evidence = [now] + before
        let earlier = before.compactMap(\.value)
        guard let current = now.value, earlier.count == before.count else {
            let reason = evidence.lazy.compactMap(\.missingReason).first
            return Measurement(
                value: nil, missingReason: reason, evidence: evidence.map(\.evidence))
        }
        let base = earlier.reduce(0, +) / Double(earlier.count)
        guard base > 0 else {
            return Measurement(
                value: nil,
                missingReason: Wording(zh: "以前年度为 0，无从比较", en: "nothing before to compare with"),
                evidence: evidence.map(\.evidence))
        }
        let value = 100 * (current / base - 1)
        let (result, mean) = (numeral(value, decimals: 2), numeral(base, decimals: 2))
        return Measurement(
            value: value,
            working: Wording(
                zh: "\(now.words.zh) ÷ 以前\(earlier.count > 1 ? "年均" : "") \(mean) − 1 ＝ \(result)%",
                en: "\(now.words.en) ÷ \(mean) before − 1 = \(result)%"),
            evidence: evidence.map(\.evidence))
    }

    private func supplied(code: String) -> Measurement {
        guard dossier.forms.has(KPIValue.form.name) else {
            return Measurement(value: nil, missingReason: .formAbsent(KPIValue.form.name))
        }
        guard let row = dossier.suppliedValue(of: code) else {
            return .missing(
                "《\(KPIValue.form.title.zh)》没有本单位的 \(code)", "kpi has no \(code) of the unit")
        }
        let value = numeral(row.value, decimals: 4)
        return Measurement(
            value: row.value,
            working: Wording(
                zh: concatenated("填报值 ", value), en: concatenated("supplied value ", value)),
            evidence: [.init(file: KPIValue.form.file, lines: [row.line], columns: ["value"])])
    }

    private func opinion(code: String) -> Measurement {
        guard let opinion = material.opinion else {
            return .missing("没有调查问卷", "there is no survey")
        }
        guard let leaf = opinion.leaves.first(where: { $0.leaf == code }) else {
            return .missing("问卷没有对应本项的题目", "no item of the questionnaire is for this")
        }
        return Measurement(
            value: leaf.value, missingReason: leaf.value == nil ? leaf.shortage : nil,
            working: leaf.value == nil ? nil : words(for: leaf.parts),
            evidence: [
                .init(
                    file: "survey/responses.csv", lines: [], columns: ["answer"],
                    tables: opinion.tables)
            ])
    }

    /// What each group says, group by group.
    private func words(for parts: [LeafOpinion.Part]) -> Wording {
        var (zh, en): ([String], [String]) = ([], [])
        zh.reserveCapacity(7 * parts.count)
        en.reserveCapacity(7 * parts.count)
        for (index, part) in parts.enumerated() {
            let (mean, valid) = (numeral(part.mean, decimals: 2), String(part.valid))
            zh += [index > 0 ? "，" : "", part.group, " ", mean, " 分（有效 ", valid, " 份）"]
            en += [index > 0 ? ", " : "", part.group, " ", mean, " (", valid, " valid)"]
        }
        return Wording(zh: concatenated(zh), en: concatenated(en))
    }

    private func measurement(of reading: WorkloadReading) -> Measurement {
        let lines = dossier.workItems.map(\.line)
        let evidence = [
            Evidence(
                file: WorkItem.form.file, lines: lines,
                columns: ["frequency", "hours", "people"])
        ]
        guard let workload = material.workload else {
            return Measurement(
                value: nil,
                missingReason: dossier.forms.has(WorkItem.form.name)
                    ? .notFilled(WorkItem.form.name) : .formAbsent(WorkItem.form.name),
                evidence: evidence)
        }
        let (value, working, reason) = workload.reading(reading)
        return Measurement(
            value: value, missingReason: value == nil ? reason : nil,
            working: value == nil ? nil : working, evidence: evidence)
    }
}

extension UnitWorkload {
    /// A value of the workload model, how it came about, and why it may be missing.
    fileprivate func reading(_ reading: WorkloadReading) -> (Double?, Wording, Wording) {
        switch reading {
        case .saturation(let basis):
            let (ratio, capacity) = (saturation.ratio[basis], saturation.capacityHours[basis])
            let (hours, available) = (numeral(saturation.hours), numeral(capacity ?? 0))
            return (
                ratio,
                Wording(
                    zh: "年工时 \(hours) ÷ 可用工时 \(available)",
                    en: "\(hours) hours ÷ \(available) hours available"),
                Wording(zh: "没有可用的编制或人员数据", en: "no posts or people are known")
            )
        case .balance:
            let count = bodies.count { $0.saturation != nil }
            return (
                balance,
                Wording(
                    zh: "\(count) 个内设机构饱满度的变异系数（按人数加权）",
                    en: "coefficient of variation of \(count) inner bodies, weighted by staff"),
                Wording(zh: "有人员和工时的内设机构不足两个", en: "fewer than two inner bodies with staff")
            )
        case .coreShare:
            let core = demand.byDuty.reduce(0) { $1.isCore ? $0 + $1.hours : $0 }
            return (
                demand.coreShare.map { 100 * $0 },
                Wording(
                    zh: "主责主业工时 \(numeral(core)) ÷ 全部工时 \(numeral(demand.hours))",
                    en: "core hours \(numeral(core)) ÷ all hours \(numeral(demand.hours))"),
                Wording(
                    zh: "工作事项未对应职责，或职责未标明主责主业",
                    en: "no work item names a duty, or no duty says whether it is core")
            )
        }
    }
}

extension ByBasis {
    fileprivate subscript(basis: WorkloadReading.Basis) -> Double? {
        switch basis {
        case .quota: quota
        case .inPost: inPost
        case .labour: labour
        }
    }
}
