internal import BundledIndicators
internal import Diagnostics
internal import Indicators
internal import Languages
internal import Survey
internal import Weighting
internal import Workload

/// `evaluation.yaml` with every key, what it means, and its default as its value.
struct SettingsTemplate {
    private let wishes: StarterFolder.Wishes
    private let choice: TreeChoice

    init(_ wishes: StarterFolder.Wishes, tree: TreeChoice) {
        self.wishes = wishes
        choice = tree
    }

    var text: String {
        [head, workingTime, weights, grades, survey, quota].joined(separator: "\n")
    }

    private var head: String {
        let year = wishes.year
        let title = wishes.title ?? (wishes.isBlank ? "" : "示例市") + "\(year)年度机构编制评估"
        return """
            # 评估设置。“#”之后是说明，程序不读；每个冒号后空一格；缩进用空格，不用制表符。
            # 除 title、year、indicators 外，各项都可整行删去，删去即取默认值；这里写的就是默认值。

            title: \(quoted(title))    # 评估名称，印在全景图和工作簿上
            year: \(year)    # 评估年度
            # as_of: \(year)-12-31    # 数据截止日；不写即评估年度的 12 月 31 日
            indicators: \(quoted(choice.name))    # 指标体系：随附体系的名称（如 puyang-style），或本文件夹内 YAML 文件的路径
            # encoding: gb18030    # 各表的文字编码：utf-8、gb18030、gbk、utf-16 或 big5；不写即自动识别
            missing: reweight    # 无法评价的指标：reweight 权重分给同级指标；reject 该单位不计总分

            """
    }

    private var workingTime: String {
        let time = WorkingTime(workdays: Double(statutoryWorkdays(in: wishes.year)))
        return """
            working_time:    # 一名编制一年的工作时间，用于测算工作饱满度
              workdays: \(plain(time.workdays))    # 法定工作日，天；不写则按年度查随附的工作日表
              hours_per_day: \(plain(time.hoursPerDay))    # 每日工时，小时
              allowance: \(plain(time.allowance))    # 宽放率：休息、准备等不计入工作事项的时间占比，0 至 0.95
              leave_days: \(plain(time.leaveDays))    # 人均休假、培训天数，从法定工作日中扣除
              target: \(plain(time.target))    # 目标饱满度：测算需要多少编制时的除数

            """
    }

    private var weights: String {
        let rules = WeightingRules()
        let index = choice.tree.randomIndex ?? rules.randomIndex.rawValue
        return """
            weights:    # 由专家两两比较判断（experts/judgements.csv）计算权重
              method: \(rules.method.rawValue)    # 排序方法：eigenvector 特征向量法；geometric-mean 几何平均法；column-mean 和积法
              group: \(rules.group.rawValue)    # 多位专家：aij 逐格取判断的几何平均；aip 取各人权重的几何平均
              random_index: \(index)    # 随机一致性指标表：saaty、alonso-lamata 或 textbook；不写则按指标体系所定
              max_cr: \(plain(rules.maximumRatio))    # 一致性比率上限
              inconsistent: \(rules.inconsistent.rawValue)    # 超过上限的专家：warn 提示并照用；exclude 不用其在该处的判断；reject 拒绝评估
              incomplete: \(rules.incomplete.rawValue)    # 缺失的判断：completion 补全；harker 哈克法；reject 拒绝评估
              scale: "\(rules.scale.name)"    # 判断标度：\(JudgementScale.all.map(\.name).joined(separator: "、"))

            """
    }

    private var grades: String {
        let bands = choice.tree.grades.bands.map { "  \(quoted($0.name.zh)): \(plain($0.lowest))" }
        return """
            grades:    # 等次和各等次的最低分，由高到低；不写则按指标体系所定
            \(bands.joined(separator: "\n"))

            """
    }

    private var survey: String {
        let settings = SurveySettings.standard
        let labels = settings.scale.labels.map { "    \($0.text): \(plain($0.value))" }
        let silent = settings.scale.noAnswer.map { $0.isEmpty ? "\"\"" : $0 }
        let groups = settings.groups.map { group in
            switch group.minimum {
            case .count(let count): "    \(group.name): { minimum: \(count) }"
            case .shareOfStaff(let share): "    \(group.name): { minimum: \(plain(100 * share))% }"
            }
        }
        return """
            survey:    # 调查问卷
              scale:    # 选项及其分值；答案也可填数字，最好的选项数字最大
            \(labels.joined(separator: "\n"))
              no_answer: [\(silent.joined(separator: ", "))]    # 视为未作答的填法；"" 即空白
              groups:    # 各评议主体的最低有效份数；百分数按本单位编内、编外总人数计
            \(groups.joined(separator: "\n"))
            \(screening)
              columns: {}    # 直接使用问卷星导出表时，写明哪一题是单位、评议主体和各题，如 { unit_id: 1, respondent_group: 2, Q01: 3 }；长表不用

            """
    }

    private var screening: String {
        let limits = Screening()
        return """
              screening:    # 答卷筛查：可疑的答卷不计入，并说明理由
                seconds_floor: \(plain(limits.secondsFloor))    # 整份用时少于此数的不计，秒
                seconds_per_item: \(plain(limits.secondsPerItem))    # 平均每题用时少于此数的不计，秒
                missing_share: \(plain(limits.missingShare))    # 未答题目达到此比例的不计
                straight_line:    # 各题答案雷同
                  items: \(limits.straightLineItems)    # 答题少于此数的不判断
                  share: \(plain(limits.straightLineShare))    # 同一选项达到此比例的视为雷同
                  entropy_bits: \(plain(limits.straightLineEntropyBits))    # 答案分布的熵低于此数的视为雷同，比特
                same_address_minutes: \(plain(limits.sameAddressMinutes))    # 同一地址在此分钟数内交来的相同答卷只计一份
            """
    }

    private var quota: String {
        """
        quota:    # 编制调配的规则
          red_lines: []    # 总量红线，如 [{ group: { level: 市, quota_type: 行政 }, max: 1800 }, { group: {}, max: 5200 }]
          kappa: 0.15    # 每调动一名编制至少应换来的改善，人年
          reserve: []    # 周转池的最低留存，如 [{ pool: 市/全额/全额, minimum: 5 }]；池名为 层级/编制类型/经费形式
          arcs: []    # 准许的跨池调动，如 [{ from: 市/全额/全额, to: 县/全额/全额, cap: 10, cost: 0.1 }]
          attrition: retirements    # 自然减员：retirements 计入评估日后一年内退休腾出的编制；none 不计
          # leadership: leadership-example    # 领导职数核定标准：随附表的名称，或 YAML 文件的路径；不写则不核对

        """
    }

    /// A YAML text in double quotes, whatever it holds.
    private func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}

/// A number as a person writes it: 8 rather than 8.0.
func plain(_ number: Double) -> String {
    numeral(number, decimals: 3).split(separator: ",").joined()
}

/// Working days of a year by the bundled table; what it says first for a year before it begins.
func statutoryWorkdays(in year: Int) -> Int {
    var log = DiagnosticLog()
    let table = bundledIndicator(named: "workdays-cn").flatMap {
        WorkdayTable.read($0, file: "workdays-cn.yaml", into: &log)
    }
    guard let table, let first = table.spans.map(\.days).first else {
        preconditionFailure("the bundled table of working days can be read")
    }
    return table.workdays(in: year) ?? first
}
