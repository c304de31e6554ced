package import Institutions
internal import Languages

/// Leading posts of one level: approved and filled.
package struct LeadershipCount: Sendable, Hashable {
    package let jobLevel: String
    /// 0 where the form of leading posts has no line of the level.
    package let approved: Int
    package let inPost: Int

    package var over: Int { max(0, inPost - approved) }
}

/// Leaders against their approval and their unit's rank.
package struct Leadership: Sendable {
    /// In the order of the form of leading posts, then of the staff form; nil where the form has no
    /// line of the unit.
    package let levels: [LeadershipCount]?
    /// People above level (高配) without a document.
    package let undocumented: [Person]

    package var over: Int { levels?.reduce(0) { $0 + $1.over } ?? 0 }

    package init(_ dossier: Dossier) {
        let leaders = dossier.staff.filter { $0.isEstablished && $0.isLeader == true }
        levels = Self.levels(dossier.leaders, leaders.compactMap(\.jobLevel))
        undocumented = dossier.staff.filter { person in
            guard person.isEstablished, person.aboveLevelDocument == nil else { return false }
            return person.isAboveLevel == true || Self.isAboveUnit(person, dossier.unit)
        }
    }

    private static func levels(_ lines: ArraySlice<LeaderQuota>, _ filled: [String])
        -> [LeadershipCount]?
    {
        guard !lines.isEmpty else { return nil }
        let approved = lines.map { (level: canonical($0.jobLevel), count: $0.approved) }
        let held = filled.map(canonical)
        var names: [String] = []
        for name in approved.map(\.level) + held where !names.contains(name) { names.append(name) }
        return names.map { name in
            LeadershipCount(
                jobLevel: name,
                approved: approved.filter { $0.level == name }.reduce(0) { $0 + $1.count },
                inPost: held.count { $0 == name })
        }
    }

    /// 正科, 正科级 and 乡科级正职 are one level.
    static func canonical(_ level: String) -> String {
        GradeLevel(named: level)?.rawValue ?? level
    }

    /// A leader whose level is above the rank of the unit, where both are ranks.
    static func isAboveUnit(_ person: Person, _ unit: Unit) -> Bool {
        guard person.isLeader == true, let rank = unit.gradeLevel,
            let level = person.jobLevel.flatMap(GradeLevel.init(named:))
        else { return false }
        return level.isAbove(rank)
    }
}

/// R07 超职数: more leaders of a level than approved.
struct OverPosts: Detector {
    func detections(in audit: AuditCase) -> [Detection]? {
        guard audit.hasStaff, let levels = Leadership(audit.dossier).levels else { return nil }
        return levels.filter { $0.over > 0 }.map { count in
            let lines = audit.dossier.leaders.filter {
                Leadership.canonical($0.jobLevel) == count.jobLevel
            }
            let leaders = audit.established.filter {
                $0.isLeader == true
                    && $0.jobLevel.map(Leadership.canonical) == count.jobLevel
            }
            let basis =
                lines.isEmpty
                ? Wording(
                    zh: "领导职数表未列“\(count.jobLevel)”，按核定 0 名计",
                    en: "\(count.jobLevel): no line in the form of leading posts, so none approved")
                : Wording(
                    zh: "\(count.jobLevel)核定职数 \(count.approved) 名",
                    en: "\(count.jobLevel): \(postCount(count.approved)) approved")
            return Detection(
                detail: basis
                    + Wording(
                        zh: "，实配 \(count.inPost) 名，超配 \(count.over) 名：",
                        en: ", \(count.inPost) filled, \(count.over) over: ")
                    + Wording(people: leaders) + Wording(zh: "。", en: "."),
                persons: leaders.map(\.personID),
                evidence: [Evidence(lines, "approved"), Evidence(leaders, "leader", "job_level")])
        }
    }
}

/// R08 高配无依据: above the level of the post or of the unit without a document.
struct AboveRank: Detector {
    func detections(in audit: AuditCase) -> [Detection]? {
        guard audit.hasStaff, audit.forms.has("staff", "above_level_document") else { return nil }
        let found = Leadership(audit.dossier).undocumented
        guard !found.isEmpty else { return [] }
        let rank = audit.unit.gradeLevel.map {
            Wording(zh: "（单位规格\($0.rawValue)）", en: " (the unit's rank is \($0.rawValue))")
        }
        return [
            Detection(
                detail: Wording(
                    zh: "高配或职务层次高于单位规格、未填高配依据 \(found.count) 人",
                    en: "\(peopleCount(found.count)) above level without a document")
                    + (rank ?? Wording("")) + Wording(zh: "：", en: ": ")
                    + Wording(people: found) + Wording(zh: "。", en: "."),
                persons: found.map(\.personID),
                evidence: [
                    Evidence(found, "job_level", "above_level", "above_level_document")
                ])
        ]
    }
}

/// R09 违规设“助理”“顾问”等职务: a title with such an ending, in a post that isn't technical.
struct IrregularTitles: Detector {
    var endings = ["助理", "顾问"]
    /// Titles that the law knows.
    var allowed = ["法官助理", "检察官助理"]

    func detections(in audit: AuditCase) -> [Detection]? {
        guard audit.hasStaff else { return nil }
        let found = audit.established.filter { person in
            guard let title = person.title, person.postClass != .technical,
                !allowed.contains(title)
            else { return false }
            return endings.contains { title.hasSuffix($0) }
        }
        guard !found.isEmpty else { return [] }
        let rows = found.map { (name: "\($0.personID)“\($0.title ?? "")”", line: $0.line) }
        return [
            Detection(
                detail: Wording(
                    zh: "批准职务之外的“\(endings.joined(separator: "”“"))”类职务 \(found.count) 人：",
                    en: "\(peopleCount(found.count)) with titles outside the approved list: ")
                    + Wording(named: rows, one: "人", "people") + Wording(zh: "。", en: "."),
                persons: found.map(\.personID), evidence: [Evidence(found, "title")])
        ]
    }
}
