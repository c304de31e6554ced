internal import Institutions

/// A fictional person, on the establishment of the unit of an inner body or outside of it.
struct ExamplePerson {
    let number: Int
    let body: String
    let quotaType: String
    let age: Int
    let title: String
    let postClass: String
    let education: String
    /// Nil: no leading post.
    let leads: String?

    init(
        _ number: Int, _ body: String, _ quotaType: String, age: Int, _ title: String,
        _ postClass: String, _ education: String, leads: String? = nil
    ) {
        self.number = number
        self.body = body
        self.quotaType = quotaType
        self.age = age
        self.title = title
        self.postClass = postClass
        self.education = education
        self.leads = leads
    }

    var isOutside: Bool { quotaType == "编外" }

    /// A pseudonym, such as P007.
    var code: String { "P" + String(1000 + number).dropFirst() }
}

extension Example {
    var people: [ExamplePerson] {
        [
            .init(1, "S01-B1", "行政", age: 52, "局长", "管理", "硕士", leads: "正处"),
            .init(2, "S01-B1", "行政", age: 47, "副局长", "管理", "本科", leads: "副处"),
            .init(3, "S01-B1", "行政", age: 42, "办公室主任", "管理", "本科"),
            .init(4, "S01-B1", "行政", age: 57, "科员", "管理", "大专"),
            .init(5, "S01-B2", "行政", age: 44, "科长", "管理", "硕士"),
            .init(6, "S01-B2", "行政", age: 38, "副科长", "管理", "本科"),
            .init(7, "S01-B2", "行政", age: 33, "科员", "管理", "本科"),
            .init(8, "S01-B2", "行政", age: 29, "科员", "管理", "硕士"),
            .init(9, "S02-B1", "全额", age: 50, "主任", "管理", "本科", leads: "正科"),
            .init(10, "S02-B1", "全额", age: 46, "副主任", "管理", "本科", leads: "副科"),
            .init(11, "S02-B1", "全额", age: 56, "会计", "专技", "大专"),
            .init(12, "S02-B2", "全额", age: 41, "工程师", "专技", "硕士"),
            .init(13, "S02-B2", "全额", age: 39, "工程师", "专技", "本科"),
            .init(14, "S02-B2", "全额", age: 36, "工程师", "专技", "本科"),
            .init(15, "S02-B2", "全额", age: 34, "助理工程师", "专技", "本科"),
            .init(16, "S02-B2", "全额", age: 30, "助理工程师", "专技", "本科"),
            .init(17, "S02-B2", "全额", age: 28, "技术员", "专技", "本科"),
            .init(18, "S02-B2", "编外", age: 31, "窗口引导员", "专技", "大专"),
        ]
    }

    func row(_ person: ExamplePerson) -> TemplateRow {
        let birth = year - person.age
        let joined = min(birth + 24, year - 3)
        return [
            "person_id": person.code, "unit_id": unit(person.body),
            "quota_type": person.quotaType, "working_unit_id": unit(person.body),
            "body_id": person.body, "post_class": person.postClass, "title": person.title,
            "leader": person.leads == nil ? "否" : "是", "job_level": person.leads ?? "",
            "above_level": "否", "education": person.education, "birth_year": "\(birth)",
            "retires_on": person.isOutside ? "" : "\(birth + 63)-01-31",
            "joined": "\(joined)-07-01",
            "approval_no": person.isOutside ? "" : "示编准〔\(joined)〕\(person.number)号",
            "status": "在岗", "training_hours": "96", "training_days": "12", "post_fit": "是",
            "months": "12",
        ]
    }

    var payrollRows: [TemplateRow] {
        people.filter { !$0.isOutside }.map { person in
            [
                "person_id": person.code, "unit_id": unit(person.body), "source": "市级财政",
                "paid_until": "\(year)-12-31",
            ]
        }
    }
}
