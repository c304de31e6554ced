/// A duty of a unit, as its approved functions name it.
struct SampleDuty {
    let name: String
    let kind: String
    let isCore: Bool
    let basis: String
    let body: Int
    /// Whether work items exist for it.
    let hasWork: Bool
    var status = "在行"
}

/// A work item and how often it comes up.
struct SampleItem {
    let name: String
    let template: WorkTemplate
    let body: Int
    let duty: Int
    let people: Int
    let hoursHundredths: Int
    /// Times in the first year.
    let frequencyAtFirst: Double
}

/// A kind of work: how long it takes and how it comes up.
struct WorkTemplate {
    let name: String
    /// Usual hours each time, in hundredths.
    let hours: [Int]
    let people: ClosedRange<Int>
    let kind: String
    let difficultyTenths: Int
    let evidence: String
    /// Share of its body's hours, compared with the other items there.
    let load: ClosedRange<Int>

    /// What is done for a topic; the name follows the topic's.
    static let forTopics = [
        WorkTemplate(
            name: "受理办理", hours: [50, 75, 100, 150, 200], people: 1...1, kind: "常规",
            difficultyTenths: 10, evidence: "系统", load: 8...14),
        WorkTemplate(
            name: "日常检查", hours: [300, 400, 600, 800], people: 2...2, kind: "常规",
            difficultyTenths: 10, evidence: "台账", load: 5...9),
        WorkTemplate(
            name: "统计分析", hours: [400, 600, 800, 1600], people: 1...1, kind: "常规",
            difficultyTenths: 12, evidence: "台账", load: 3...6),
        WorkTemplate(
            name: "政策宣传培训", hours: [800, 1200, 1600], people: 2...3, kind: "阶段",
            difficultyTenths: 10, evidence: "台账", load: 2...4),
        WorkTemplate(
            name: "方案制定", hours: [4000, 6000, 8000], people: 2...3, kind: "阶段",
            difficultyTenths: 15, evidence: "台账", load: 2...4),
        WorkTemplate(
            name: "专项行动", hours: [6000, 8000, 12000], people: 2...3, kind: "临时",
            difficultyTenths: 12, evidence: "无", load: 2...3),
    ]

    /// What every office does, with the place of its duty among the office's duties.
    static let forOffices: [(duty: Int, work: WorkTemplate)] = [
        (0, office("公文处理", [50, 60], "系统")),
        (0, office("会议组织", [300, 400, 450], "台账", people: 2...2)),
        (0, office("财务核算", [350, 400, 450], "系统")),
        (0, office("后勤保障", [700, 750, 800], "无")),
        (1, office("人事管理", [300, 350, 400], "台账")),
        (1, office("党建工作", [300, 350, 400], "台账")),
        (2, office("信访答复", [250, 300, 350], "系统")),
        (2, office("信息公开", [150, 200, 250], "系统")),
        (3, office("安全检查", [400, 450, 500], "台账", people: 2...2)),
    ]

    private static func office(
        _ name: String, _ hours: [Int], _ evidence: String, people: ClosedRange<Int> = 1...1
    ) -> WorkTemplate {
        WorkTemplate(
            name: name, hours: hours, people: people, kind: "常规", difficultyTenths: 10,
            evidence: evidence, load: 4...8)
    }
}
