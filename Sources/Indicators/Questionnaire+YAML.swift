internal import Diagnostics
internal import Languages

extension Questionnaire {
    init?(_ value: YAMLValue) {
        let read: Questionnaire? = value.mapping { map in
            let title = map.required("title")?.wording()
            let groups = map.required("groups")?.mapping { groups in
                groups.some().compactMap { Group($0) }
            }
            let names = groups?.map(\.name.zh)
            let items = map.required("items")?.mapping { items in
                items.some().compactMap { Item($0, groups: names ?? []) }
            }
            guard let title, let groups, let items else { return nil }
            return Questionnaire(title: title, groups: groups, items: items)
        }
        guard let read else { return nil }
        self = read
    }
}

extension Questionnaire.Group {
    fileprivate init?(_ entry: YAMLMapping.Entry) {
        if entry.value.isNull {
            self.init(name: Wording(entry.key))
            return
        }
        let group: Self? = entry.value.mapping { map in
            let english = map.optional("en")?.text() ?? entry.key
            let trim = map.optional("trim_above").map { $0.whole(in: 2...1_000_000) }
            if case .some(nil) = trim { return nil }
            return Self(name: Wording(zh: entry.key, en: english), trimsAbove: trim ?? nil)
        }
        guard let group else { return nil }
        self = group
    }
}

extension Questionnaire.Item {
    fileprivate init?(_ entry: YAMLMapping.Entry, groups known: [String]) {
        let item: Self? = entry.value.mapping { map in
            let name = map.required("name")?.wording()
            let question = map.required("question")?.wording()
            let written = map.required("groups")?.oneOrMore() ?? []
            let groups = written.compactMap { $0.name(among: known) }
            let checking = map.optional("checks")
            let checks = checking?.choice(Questionnaire.Item.Check.self)
            // An item that checks the workload model need not feed a leaf.
            let feeding = checking != nil ? map.optional("feeds") : map.required("feeds")
            let feeds = feeding?.mapping { feeds in
                feeds.some().compactMap { feed in
                    feed.value.number(in: 1e-9...1e9).map {
                        Questionnaire.Feed(leaf: feed.key, weight: $0)
                    }
                }
            }
            guard let name, let question, !groups.isEmpty, groups.count == written.count,
                checks != nil || checking == nil, feeds != nil || feeding == nil
            else { return nil }
            return Self(
                code: entry.key, name: name, question: question, groups: groups,
                feeds: feeds ?? [], checks: checks)
        }
        guard let item else { return nil }
        self = item
    }
}
