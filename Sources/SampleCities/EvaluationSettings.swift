/// The commented `evaluation.yaml` of a sample with all forms.
func evaluationSettings(_ parameters: SampleParameters, _ totals: PostTotals) -> String {
    settings(
        parameters, indicators: "puyang-style          # 指标体系：随附的4维度、10组、27项",
        staffMinimum: "60%", note: "本单位职工按编内外总人数的60%。") + """

            quota:
              # 总量红线：市级行政编制，全部编制。
              red_lines: [{ group: { level: 市, quota_type: 行政 }, max: \(totals.administrative + 10) }, { group: {}, max: \(totals.all + 20) }]
              kappa: 0.15                     # 每动一名编制须有的收益
              reserve: [{ pool: 市/全额/全额, minimum: 5 }]    # 周转池至少留存
              attrition: retirements          # 评估日后一年内退休腾出的编制
              leadership: leadership-example  # 领导职数表

            """
}

/// The commented `evaluation.yaml` of a sample whose units supply values alone.
func settingsOfValues(_ parameters: SampleParameters) -> String {
    settings(
        parameters, indicators: "tree.yaml              # 指标体系：随附的27项，指标值直接填报",
        staffMinimum: "20", note: "没有人员信息表，本单位职工按份数计。")
}

/// - Parameters:
///   - staffMinimum: Least valid responses of a unit's own staff, and `note` says why.
private func settings(
    _ parameters: SampleParameters, indicators: String, staffMinimum: String, note: String
) -> String {
    """
    # 评估设置。这是虚构样例：单位、人员、数字均为程序生成，与任何真实地区无关。
    title: \(SampleUnit.cityName)\(parameters.year)年度机构编制评估
    year: \(parameters.year)                        # 评估年度；数据截至当年12月31日
    indicators: \(indicators)

    # 工作时间：\(parameters.year)年法定工作日\(parameters.workdays)天，每天8小时；target为测算编制时的目标饱满度。
    # allowance为宽放率，leave_days为人均休假天数，默认都不计。
    working_time: { workdays: \(parameters.workdays), hours_per_day: 8, allowance: 0, leave_days: 0, target: 0.90 }

    # 权重：特征向量法；多位专家逐格取几何平均（AIJ）；一致性比率超过0.10的提示，不剔除。
    weights: { method: eigenvector, group: aij, random_index: saaty, max_cr: 0.10, inconsistent: warn, incomplete: completion }

    # 等次：由高到低，左闭右开。
    grades: { 优秀: 90, 良好: 80, 合格: 60, 较差: 0 }

    # 无法评价的指标不按零分计，权重分给同级指标。
    missing: reweight

    survey:
      scale: { 很满意: 100, 满意: 80, 基本满意: 60, 不满意: 40, 很不满意: 20 }
      no_answer: [不了解, ""]
      # 各评议主体的最低有效份数；\(note)
      groups: { 服务对象: { minimum: 30 }, 本单位职工: { minimum: \(staffMinimum) }, 上级部门: { minimum: 5 }, 同级部门: { minimum: 5 }, 两代表一委员: { minimum: 5 } }
      # 答卷筛查：过快、漏答、一致作答、同一地址短时间内雷同。
      screening: { seconds_floor: 45, seconds_per_item: 2, missing_share: 0.40, straight_line: { items: 4, share: 0.90, entropy_bits: 0.75 }, same_address_minutes: 5 }

    """
}
