internal import Calendars
internal import Languages

/// How a report speaks: one language, its words for what the forms say, its dates.
struct Voice: Sendable {
    let language: Language

    func callAsFunction(
        _ chinese: @autoclosure () -> String, _ english: @autoclosure () -> String
    ) -> String {
        language == .chinese ? chinese() : english()
    }

    /// A literal of one's own.
    func literal(_ chinese: StaticString, _ english: StaticString) -> StaticString {
        language == .chinese ? chinese : english
    }

    func callAsFunction(_ wording: Wording) -> String { wording[language] }

    func callAsFunction(_ wording: Wording?) -> String { wording?[language] ?? "—" }

    /// A value of a closed list of the forms: as it is in Chinese, translated in English.
    func term(_ value: String) -> String {
        language == .chinese ? value : Voice.englishTerms[value] ?? value
    }

    /// `2025年3月1日`, `1 March 2025`.
    func day(_ day: Day) -> String {
        let (year, month, dayOfMonth) = day.components
        return self(
            "\(year)年\(month)月\(dayOfMonth)日", "\(dayOfMonth) \(Voice.months[month - 1]) \(year)")
    }

    var separator: String { self("、", ", ") }
    var fullStop: String { self("。", ".") }

    static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]

    private static let englishTerms = [
        "省": "provincial", "市": "municipal", "县": "county", "乡": "township",
        "行政": "administrative", "参公": "civil-service-managed", "公益一类": "public service I",
        "公益二类": "public service II", "生产经营": "business", "全额": "fully funded",
        "差额": "partly funded", "自收自支": "self-funded", "政法专项": "justice", "工勤": "support",
        "优秀": "excellent", "良好": "good", "合格": "pass", "较差": "poor", "重": "major", "中": "medium",
        "轻": "minor", "发现": "found", "登记": "registered", "认定": "confirmed", "交办": "assigned",
        "整改中": "being corrected", "报账": "reported done", "验收": "accepted", "销号": "closed",
        "挂号督办": "supervised", "备案": "filed", "移送": "handed over", "常规": "recurrent",
        "阶段": "project", "临时": "temporary", "服务对象": "service users", "本单位职工": "staff",
        "上级部门": "superiors", "同级部门": "peers", "两代表一委员": "representatives",
        "很满意": "very satisfied", "满意": "satisfied", "基本满意": "fairly satisfied",
        "不满意": "dissatisfied", "很不满意": "very dissatisfied", "正厅": "department head",
        "副厅": "deputy department head", "正处": "division head", "副处": "deputy division head",
        "正科": "section head", "副科": "deputy section head", "正股": "subsection head",
        "副股": "deputy subsection head", "未定级": "no grade", "综合保障": "general support",
        "服务经济": "economic services", "社会民生": "social affairs", "暂缓受理": "Hold applications",
        "只出不进": "Outflow only", "收回空编": "Take back vacancies", "冻结": "Freeze vacancies",
        "维持": "Keep", "先用空编": "Use vacancies first", "调剂增加": "Add by transfer",
        "周转池": "Lend from the pool", "编随事走": "Posts follow duties",
        "内部挖潜": "Redistribute inside", "限期整改": "Correct by a deadline", "暂不建议": "No advice yet",
    ]
}
