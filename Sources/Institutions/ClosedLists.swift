/// Level of government (层级), highest first.
package enum Level: String, Sendable, CaseIterable, Codable, Comparable {
    case province = "省"
    case city = "市"
    case county = "县"
    case township = "乡"

    /// 0 for a township, 3 for a province.
    package var rank: Int {
        switch self {
        case .province: 3
        case .city: 2
        case .county: 1
        case .township: 0
        }
    }

    /// The lower level comes first.
    package static func < (a: Level, b: Level) -> Bool { a.rank < b.rank }
}

/// What a unit is in law (类别).
package enum UnitCategory: String, Sendable, CaseIterable, Codable {
    case administrative = "行政"
    case civilServiceLike = "参公"
    case publicWelfareOne = "公益一类"
    case publicWelfareTwo = "公益二类"
    case commercial = "生产经营"
}

/// How a unit is paid for (经费形式).
package enum Funding: String, Sendable, CaseIterable, Codable {
    case full = "全额"
    case partial = "差额"
    case selfFunded = "自收自支"
}

/// Which class of posts a unit mainly has (岗位结构类型).
package enum PostStructure: String, Sendable, CaseIterable, Codable {
    case managerial = "管理型"
    case technical = "专技型"
    case skilled = "技能型"
}

/// Rank of a body or of a leading post (规格), highest first.
package enum GradeLevel: String, Sendable, CaseIterable, Codable {
    case bureauChief = "正厅"
    case bureauDeputy = "副厅"
    case divisionChief = "正处"
    case divisionDeputy = "副处"
    case sectionChief = "正科"
    case sectionDeputy = "副科"
    case subsectionChief = "正股"
    case subsectionDeputy = "副股"
    case unranked = "未定级"

    /// 8 for 正厅 down to 1 for 副股; nil for 未定级, which compares with nothing.
    package var rank: Int? {
        switch self {
        case .bureauChief: 8
        case .bureauDeputy: 7
        case .divisionChief: 6
        case .divisionDeputy: 5
        case .sectionChief: 4
        case .sectionDeputy: 3
        case .subsectionChief: 2
        case .subsectionDeputy: 1
        case .unranked: nil
        }
    }

    /// Whether both have a rank and this one's is higher.
    package func isAbove(_ other: GradeLevel) -> Bool {
        guard let rank, let otherRank = other.rank else { return false }
        return rank > otherRank
    }

    /// The grade that a free text names: 正科, 正科级, 乡科级正职, 县处级副职…; nil where none.
    package init?(named text: String) {
        if let exact = GradeLevel(rawValue: text) {
            self = exact
            return
        }
        let steps: [(Character, GradeLevel, GradeLevel)] = [
            ("厅", .bureauChief, .bureauDeputy), ("处", .divisionChief, .divisionDeputy),
            ("科", .sectionChief, .sectionDeputy), ("股", .subsectionChief, .subsectionDeputy),
        ]
        guard let step = steps.first(where: { text.contains($0.0) }) else { return nil }
        switch (text.contains("正"), text.contains("副")) {
        case (true, false): self = step.1
        case (false, true): self = step.2
        default: return nil
        }
    }
}

/// Kind of a post on the establishment (编制类型), or outside of it (编外).
package enum QuotaType: String, Sendable, CaseIterable, Codable {
    case administrative = "行政"
    case politicalLegal = "政法专项"
    case civilServiceLike = "参公"
    case full = "全额"
    case partial = "差额"
    case selfFunded = "自收自支"
    case support = "工勤"
    /// On no establishment.
    case outside = "编外"

    /// The types that an approval can name.
    package static let approved: [QuotaType] = allCases.filter { $0 != .outside }
}

package enum DutyKind: String, Sendable, CaseIterable, Codable {
    case statutory = "法定"
    case key = "重点"
    case temporary = "临时"
}

package enum DutyStatus: String, Sendable, CaseIterable, Codable {
    case active = "在行"
    case weakened = "弱化"
    case cancelled = "取消"
    case added = "新增"
    case transferred = "划转"

    /// The unit still has to perform it.
    package var isInForce: Bool { self != .cancelled && self != .transferred }
}

/// Class of a person's post (岗位类别).
package enum PostClass: String, Sendable, CaseIterable, Codable {
    case managerial = "管理"
    case technical = "专技"
    case support = "工勤"
}

/// Highest education (学历), highest first.
package enum Education: String, Sendable, CaseIterable, Codable {
    case doctor = "博士"
    case master = "硕士"
    case bachelor = "本科"
    case college = "大专"
    case vocational = "中专"
    case highSchool = "高中"
    case other = "其他"
}

/// Where a person is (在岗状态).
package enum StaffStatus: String, Sendable, CaseIterable, Codable {
    case atPost = "在岗"
    case lentOut = "借出"
    case lentIn = "借入"
    case seconded = "挂职"
    case sickLeave = "病休"
    case privateLeave = "事假"
    case offPost = "离岗"
    case retired = "退休"
    case deceased = "死亡"
    case resigned = "离职"

    /// The person holds no post any more.
    package var hasLeft: Bool { self == .retired || self == .deceased || self == .resigned }
}

package enum WorkKind: String, Sendable, CaseIterable, Codable {
    case recurrent = "常规"
    case project = "阶段"
    case temporary = "临时"
}

package enum WorkEvidence: String, Sendable, CaseIterable, Codable {
    case system = "系统"
    case ledger = "台账"
    case none = "无"
}

/// Whether more or less of a task's measure is better (方向).
package enum TaskDirection: String, Sendable, CaseIterable, Codable {
    case higher = "高"
    case lower = "低"
}

package enum ProblemSource: String, Sendable, CaseIterable, Codable {
    case audit = "审计"
    case evaluation = "评估"
    case inspection = "督查"
    case selfCheck = "自查"
    case hotline = "12310"
    case discipline = "巡察"
}

/// How grave a violation is (严重程度), gravest first.
package enum Severity: String, Sendable, CaseIterable, Codable {
    case major = "重"
    case medium = "中"
    case minor = "轻"
}

/// Where a problem of the ledger stands in its life (状态), in order; the last three are branches.
package enum ProblemState: String, Sendable, CaseIterable, Codable {
    case found = "发现"
    case registered = "登记"
    case confirmed = "认定"
    case assigned = "交办"
    case rectifying = "整改中"
    case reported = "报账"
    case accepted = "验收"
    case closed = "销号"
    case supervised = "挂号督办"
    case filed = "备案"
    case handedOver = "移送"

    /// From 认定 on.
    package var isConfirmed: Bool { self != .found && self != .registered }

    /// Nothing is left for the unit to do.
    package var isFinal: Bool { self == .closed || self == .filed || self == .handedOver }
}
