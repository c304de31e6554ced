/// What kind of unit a sample city has: what stays the same from year to year and seed to seed.
struct UnitKind {
    let name: String
    let category: Category
    let unitClass: UnitClass
    let structure: Structure
    /// Index of the department in charge; the city's government where nil.
    let department: Int?
    /// Typical number of posts.
    let size: Int
    /// What the unit is there for, six topics.
    let topics: [String]

    enum Category: String {
        case administrative = "行政"
        case civilServiceLike = "参公"
        case publicBenefitOne = "公益一类"
        case publicBenefitTwo = "公益二类"
    }

    enum UnitClass: String {
        case support = "综合保障"
        case economy = "服务经济"
        case livelihood = "社会民生"
    }

    enum Structure: String {
        case management = "管理型"
        case professional = "专技型"
        case skilled = "技能型"
    }

    /// The quota type of most posts.
    var quotaType: String {
        switch category {
        case .administrative: "行政"
        case .civilServiceLike: "参公"
        case .publicBenefitOne: "全额"
        case .publicBenefitTwo: "差额"
        }
    }

    var funding: String { category == .publicBenefitTwo ? "差额" : "全额" }

    var isDepartment: Bool { category == .administrative }

    /// Level of the unit and of its chief, of the deputies, of the heads of inner bodies.
    var levels: (chief: String, deputy: String, head: String) {
        isDepartment ? ("正处", "副处", "正科") : ("正科", "副科", "正股")
    }
}
