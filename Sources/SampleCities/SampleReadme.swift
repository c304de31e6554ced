/// The README of a sample folder: what it is, and which facts were planted.
func readme(_ parameters: SampleParameters) -> String {
    let facts = PlantedFact.allCases.filter { $0.holds(in: parameters) }
        .sorted { ($0.unit ?? .max, $0.number) < ($1.unit ?? .max, $1.number) }
    let rows = facts.map { fact in
        let story = fact.story
        let unit = fact.unit.map {
            "\(SampleUnit.id($0, of: parameters)) \(UnitKind.city[$0].name)"
        }
        return "| \(unit ?? "—") | \(story.planted) | `\(story.file)` | \(story.shows) |"
    }
    let table = rows.isEmpty ? ["没有埋设事实。No facts are planted."] : tableHead + rows
    return """
        # \(SampleUnit.cityName)\(parameters.year)年度评估样例 · A fictional city, \(parameters.year)

        虚构的地级市，\(parameters.units)个单位，数据由程序按种子生成，与任何真实地区、单位、个人无关；人员编码是假名。
        A fictional prefecture-level city of \(parameters.units) units, generated from a seed; people appear as pseudonyms only.

            quanjing sample \(parameters.command) FOLDER

        同一组参数生成的文件逐字节相同；同一种子的各年度前后衔接（人员退休补充、上年频次即上年所报）。
        Equal parameters give equal bytes; the years of one seed continue each other.

        \(parameters.forms == .kpi ? contentsOfValues(parameters) : "")## 埋设的事实 · Planted facts
        \(table.joined(separator: "\n"))

        """
}

/// What a folder of values has and what it leaves out.
private func contentsOfValues(_ parameters: SampleParameters) -> String {
    """
    ## 有什么，没有什么 · What is here and what isn't
    本样例只有单位和指标值：`forms/units.csv` 每单位一行，`forms/kpi.csv` 每单位24项指标的值（约二百分之一未报），`survey/responses.csv` 只问\(parameters.surveyedUnits)个单位（均匀抽取），`experts/judgements.csv` 专家判断，`tree.yaml` 是随附指标体系改为直接填报指标值的一版。
    没有职责、机构编制、人员、工作事项、履职成效、重点任务、跟班实测、财政供养各表，没有每日工时，没有问题台账。因此：
    - 三项民意指标（D11、D12、D13）只有被抽中的单位可以评价，其余单位无法评价，权重转给同级指标；
    - 没有工作饱满度的测算、编制使用和编制建议，不查问题；A31 等直接采用所报的值；
    - 五项指标的标度不再另行扣分：A11 直接是分值，A22 每超1职扣25分，B21、D22 不另扣审计问题和查实举报，C13 不看工勤岗位上限；
    - B23、B32 填的是为以前的百分之几（减少10%填90），标度相应平移。

    Units and values of indicators alone: a row per unit in `forms/units.csv`, the values of 24 indicators in `forms/kpi.csv` (one in two hundred wasn't handed in), answers about \(parameters.surveyedUnits) units spread evenly, judgements of experts, and `tree.yaml`, the bundled tree with supplied values. No duties, posts, people, work items, results, tasks, time log or ledger. So opinion (D11–D13) is measured for the units surveyed only, with its weight at the siblings elsewhere; there is no saturation worked out from hours, no posts, no advice and no findings; five rules of scoring take no further points (A11, A22, B21, C13, D22); B23 and B32 are percentages of what was before (ten percent less is 90).


    """
}

private let tableHead = [
    "| 单位 Unit | 埋设了什么 Planted | 文件 File | 结果应当显示 The results must show |", "|---|---|---|---|",
]

extension SampleParameters {
    /// The options of the command line that make this sample.
    var command: String {
        "--units \(units)" + commandForms + " --respondents \(respondents) --days \(days)"
            + (loggingUnits.map { " --logging-units \($0)" } ?? "") + " --experts \(experts)"
            + " --year \(year) --seed \(seed)" + (plantsFacts ? "" : " --no-planted-facts")
    }

    /// Said only where a city of six forms wouldn't be the same.
    private var commandForms: String {
        (forms == .kpi || units > Self.fullFormsLimit ? " --forms \(forms.rawValue)" : "")
            + (surveyedUnits < units ? " --surveyed-units \(surveyedUnits)" : "")
    }
}

extension PlantedFact {
    var number: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// What the README says about a fact: what was done, where, and what must come of it.
    struct Story {
        let planted: String
        let file: String
        let shows: String
    }

    var story: Story {
        switch self {
        case .idleWithVacancies, .overloadedFull, .overloadedWithVacancies, .paddedWorklog,
            .unbalancedBodies, .dutiesWithoutHours, .movedDuties:
            storyOfWork
        case .overEstablishment, .separatedStaff, .repairedSeparation, .longLoan,
            .payWithoutPost, .overLeaders, .aboveLevelWithoutDocument, .outsideOverCap, .youngUnit:
            storyOfPosts
        default: storyOfMaterial
        }
    }

    private var storyOfWork: Story {
        switch self {
        case .idleWithVacancies:
            Story(
                planted: "工作量每年减少约17%（较前两年均值约−25%），空编5名 Idle, five vacancies, volume −25 %",
                file: "forms/worklog.csv, forms/staff.csv",
                shows: "饱满度（全口径）低于0.60，明显不饱满；B23失分；建议收回空编 S_labour < .60, B23 low, 收回空编")
        case .overloadedFull:
            Story(
                planted: "工作量约为人力的1.25倍以上，无空编，各项成效好 Overloaded, no vacancy, good results",
                file: "forms/worklog.csv, forms/staff.csv",
                shows: "饱满度高于1.20，超负荷；等次良好以上；建议调剂增加 S_labour > 1.20, grade 良好 or better, 调剂增加")
        case .overloadedWithVacancies:
            Story(
                planted: "工作量偏高，同时空编4名 Overloaded with four vacancies",
                file: "forms/worklog.csv, forms/staff.csv",
                shows: "饱满度高于1.00；建议先用空编 S_labour > 1.00, 先用空编")
        case .paddedWorklog:
            Story(
                planted: "填报工时虚高：跟班实测约为填报的0.7，频次多为整十数 Padded hours, round frequencies",
                file: "forms/worklog.csv, forms/spotchecks.csv",
                shows: "核验比约0.7，工时按比例折减，数据质量标注；折减后饱满度由1以上降到0.8左右 r ≈ 0.7, hours scaled, flagged")
        case .unbalancedBodies:
            Story(
                planted: "内设机构忙闲悬殊，有的约0.5，有的约1.5 Inner bodies badly unbalanced",
                file: "forms/worklog.csv",
                shows: "单位饱满度正常，A32接近零分；建议内部挖潜；职工问卷Q10偏低 A32 near 0, 内部挖潜")
        case .dutiesWithoutHours:
            Story(
                planted: "三项法定职责没有工时，也没有重点任务 Three statutory duties without hours or tasks",
                file: "forms/duties.csv, forms/worklog.csv",
                shows: "R13三条；B11、A11失分 R13 thrice, B11 and A11 low")
        default:
            Story(
                planted: "一项法定职责已划转 One statutory duty has been moved elsewhere",
                file: "forms/duties.csv", shows: "建议编随事走 编随事走")
        }
    }

    private var storyOfPosts: Story {
        switch self {
        case .overEstablishment:
            Story(
                planted: "实有人数比核定编制多2人 Two people over establishment",
                file: "forms/establishment.csv, forms/staff.csv",
                shows: "R01；A21失分；建议只出不进 R01, A21 low, 只出不进")
        case .separatedStaff:
            Story(
                planted:
                    "3名事业编制人员在民政局工作，无借调手续 Three people work in another office without a document",
                file: "forms/staff.csv", shows: "R04、R03；A23失分 R04, R03, A23 low")
        case .repairedSeparation:
            Story(
                planted:
                    "2人在编不在本单位工作，无借调手续；次年3月前整改 Two people work elsewhere; repaired by next March",
                file: "forms/staff.csv, ledgers/problems.csv",
                shows: "R04；A23失分；2025年度恢复 R04, A23 low, better in 2025")
        case .longLoan:
            Story(
                planted: "1人自2024年2月起借出，手续齐全但超过180天 One person on loan for more than 180 days",
                file: "forms/staff.csv", shows: "R05；A23失分 R05, A23 low")
        case .payWithoutPost:
            Story(
                planted: "1人5月退休，工资发放至年底，名册未出 Retired in May, paid until December",
                file: "forms/staff.csv, forms/payroll.csv", shows: "R06（重）、R28；A13、A23失分 R06, R28")
        case .overLeaders:
            Story(
                planted: "副处级领导多配1人 One deputy more than approved",
                file: "forms/staff.csv, forms/leaders.csv", shows: "R07；A22失分25 R07, A22 −25")
        case .aboveLevelWithoutDocument:
            Story(
                planted: "1名科长高配，无依据文号 One person above level without a document",
                file: "forms/staff.csv", shows: "R08；A22失分15 R08, A22 −15")
        case .outsideOverCap:
            Story(
                planted: "编外人员比控制数多4人 Four people outside the establishment over the cap",
                file: "forms/units.csv, forms/staff.csv", shows: "R19")
        default:
            Story(
                planted: "2024年3月新组建，到岗不足一半 Set up in March 2024, under half staffed",
                file: "forms/units.csv, forms/staff.csv",
                shows: "R15；A11、A21失分 R15, A11 and A21 low")
        }
    }

    private var storyOfMaterial: Story {
        switch self {
        case .unauthorisedBody:
            Story(
                planted: "擅设“驻外联络部”，无批准文号 A body without approval",
                file: "forms/establishment.csv", shows: "R10（重）；A11失分30 R10, A11 −30")
        case .openMajorFinding:
            Story(
                planted: "巡察发现的重大问题9月到期，仍在整改 A major finding, overdue and open",
                file: "ledgers/problems.csv",
                shows: "等次不高于合格；建议暂缓受理；R27；D22失分 Grade capped at 合格, 暂缓受理, R27")
        case .missingResults:
            Story(
                planted: "没有履职成效与经费表，也没有以前年度频次 No row of results, no former frequencies",
                file: "forms/results.csv, forms/worklog.csv",
                shows: "B21、B22、B23、B31、B32、D21、D22（查实举报数未报）无法评价，权重转给其他指标 "
                    + "Missing (D22 for want of the upheld reports), reweighted, coverage below 1")
        case .straightLined:
            Story(
                planted: "12份服务对象答卷同一地址、极快、全选很满意 Twelve hurried, straight-lined responses",
                file: "survey/responses.csv", shows: "全部剔除并留痕 All dropped, with reasons")
        case .duplicateResponse:
            Story(
                planted: "一个答卷编号出现两次 One response id appears twice", file: "survey/responses.csv",
                shows: "作为重复答卷剔除并留痕 Dropped as a duplicate")
        case .fewServiceUsers:
            Story(
                planted: "服务对象答卷只有18份 Only 18 service users answered", file: "survey/responses.csv",
                shows: "D11样本不足，无法评价 D11 missing for too small a sample")
        case .lateDutyList:
            Story(
                planted: "权责清单全部超过10个工作日才申请调整，一项至今未申请 All duty changes late, one never applied",
                file: "forms/duties.csv", shows: "R25；A12得0分 R25, A12 = 0")
        case .overBudget:
            Story(
                planted: "决算为预算的106% Spending at 106 % of the budget", file: "forms/results.csv",
                shows: "B31得60分 B31 = 60")
        case .threePublicUp:
            Story(
                planted: "三公经费比上年增长14% Three public expenses up 14 %", file: "forms/results.csv",
                shows: "B32得0分 B32 = 0")
        case .inconsistentExpert:
            Story(
                planted: "最后一位专家对B的判断不一致（CR约0.19） The last expert is inconsistent on B",
                file: "experts/judgements.csv",
                shows: "提示该专家该节点CR大于0.10，群体CR仍合格 A warning for that expert and node")
        default:
            Story(
                planted: "三位专家为社会民生序列另行判断四个维度 Three experts judge the root for 社会民生 apart",
                file: "experts/judgements.csv", shows: "该序列权重与其他序列不同 Weights of that class differ")
        }
    }
}
