import Calendars

/// The forms of a sample folder, open at once and filled unit by unit.
struct SampleForms {
    let parameters: SampleParameters
    let pseudonyms: Pseudonyms
    let units, duties, establishment, leaders, staff, worklog: SampleFile
    let results, tasks, spotchecks, payroll, problems: SampleFile
    let opinions: SampleSurvey
    let timeLog: SampleFile?

    init(_ parameters: SampleParameters, in folder: String) throws(SampleError) {
        self.parameters = parameters
        pseudonyms = Pseudonyms(parameters)
        func open(_ path: String, _ header: String) throws(SampleError) -> SampleFile {
            try SampleFile(path: folder + "/" + path, columns: header)
        }
        units = try open("forms/units.csv", Self.unitHeader)
        duties = try open(
            "forms/duties.csv", "单位编码 职责编码 职责名称 类型 主责主业 依据 承办机构 调整触发日 申请日 状态")
        establishment = try open(
            "forms/establishment.csv",
            "单位编码 内设机构编码 内设机构名称 机构规格 批准规格 编制类型 核定编制数 周转编制数 周转到期日 批准文号")
        leaders = try open("forms/leaders.csv", "单位编码 职务层次 核定职数")
        staff = try open("forms/staff.csv", Self.staffHeader)
        worklog = try open("forms/worklog.csv", Self.worklogHeader)
        results = try open("forms/results.csv", Self.resultsHeader)
        tasks = try open(
            "forms/tasks.csv", "单位编码 任务编码 任务名称 职责编码 权重 目标值 完成值 方向 应完成日 完成日")
        spotchecks = try open("forms/spotchecks.csv", "单位编码 事项编码 实测单次耗时 日期 观察人")
        payroll = try open("forms/payroll.csv", "人员编码 单位编码 经费来源 发放至")
        problems = try open(
            "ledgers/problems.csv", "问题编号 单位编码 发现日期 来源 规则 严重程度 状态 整改期限 销号日期 描述")
        opinions = try SampleSurvey(parameters, pseudonyms, in: folder)
        timeLog =
            parameters.days > 0
            ? try open("forms/timelog.csv", "单位编码 人员编码 日期 事项编码 分钟 件数") : nil
    }

    private static let unitHeader =
        SampleFile.unitColumns + " 设立日期 批准日期 设立文号 内设机构批准数 编外控制数 批准挂牌 实际挂牌"
    private static let staffHeader =
        "人员编码 占编单位 编制类型 实际工作单位 借调文号 所在内设机构 岗位类别 职务 领导职务 职务层次"
        + " 高配 高配依据 学历 出生年 退休日期 入编日期 入编文号 在岗状态 状态起 状态止 培训学时 培训天数"
        + " 符合岗位条件 在岗月数"
    private static let worklogHeader =
        "单位编码 事项编码 工作事项 年频次 单次耗时(小时/人) 参与人数 承办机构 职责编码 类别 难度系数"
        + " 佐证 系统办件量 上年频次 前年频次"
    private static let resultsHeader =
        "单位编码 受理件数 按时办结数 退回数 纠错数 败诉数 审计问题数 诉求件数 诉求满意数 预算数 决算数"
        + " 三公经费 上年三公经费 查实举报数 应整改数 按期整改数"

    /// Everything about one unit.
    func write(_ unit: SampleUnit) throws(SampleError) {
        let duties = unit.duties()
        let items = unit.items(for: duties)
        let people = unit.people(pseudonyms)
        let problems = unit.problems()
        try writeUnit(unit)
        try write(duties, of: unit)
        try writeEstablishment(unit)
        try writeLeaders(unit)
        try write(people, of: unit)
        try write(items, of: unit)
        if !unit.facts.contains(.missingResults) { try writeResults(unit, problems) }
        try write(unit.tasks(for: duties), of: unit)
        try write(unit.observations(of: items), of: unit)
        try write(problems, of: unit)
        try opinions.write(unit)
        if let timeLog { try write(people, items, of: unit, to: timeLog) }
    }

    func close() throws(SampleError) {
        let files = [
            units, duties, establishment, leaders, staff, worklog, results, tasks, spotchecks,
            payroll, problems,
        ]
        for file in files { try file.close() }
        try opinions.close()
        try timeLog?.close()
    }
}
