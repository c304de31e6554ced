internal import Languages

/// Units of the forms' numbers, as templates and documentation name them.
enum NumberUnit {
    static let people = Wording(zh: "人", en: "people")
    static let posts = Wording(zh: "名", en: "posts")
    static let hours = Wording(zh: "小时", en: "h")
    static let days = Wording(zh: "天", en: "days")
    static let months = Wording(zh: "月", en: "months")
    static let tenThousandYuan = Wording(zh: "万元", en: "10,000 CNY")
    static let cases = Wording(zh: "件", en: "cases")
    static let timesAYear = Wording(zh: "次/年", en: "times a year")
}
