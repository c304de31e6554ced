package import Diagnostics
internal import Indicators
internal import Institutions
internal import Languages

extension AuditRules {
    /// Reads a file of rules; every problem in it goes to the log, and then the result is nil.
    package static func read(
        _ bytes: [UInt8], file: String, into log: inout DiagnosticLog
    ) -> AuditRules? {
        let reader = YAMLReader(file: file)
        let rules = reader.root(of: bytes).flatMap { AuditRules($0) }
        log.merge(reader.log)
        return reader.log.hasErrors ? nil : rules
    }

    private init?(_ value: YAMLValue) {
        let rules: AuditRules? = value.mapping { map in
            _ = map.optional("title")?.wording()
            let leave = map.optional("leave")?.mapping { AuditRules.leaveDays($0) }
            let written = map.required("rules")?.list() ?? []
            let read = written.compactMap { AuditRule($0) }
            AuditRules.reportRepeats(read.map(\.id), at: written)
            guard !read.isEmpty else { return nil }
            return AuditRules(
                rules: read, sickMonths: leave?.sick ?? 2, privateWorkingDays: leave?.own ?? 20)
        }
        guard let rules else { return nil }
        self = rules
    }

    private static func leaveDays(_ map: YAMLMapping) -> (sick: Int, own: Int)? {
        let sick = map.optional("sick_months", or: 2) { $0.whole(in: 1...12) }
        let own = map.optional("private_working_days", or: 20) { $0.whole(in: 1...366) }
        guard let sick, let own else { return nil }
        return (sick, own)
    }

    private static func reportRepeats(_ ids: [String], at values: [YAMLValue]) {
        guard ids.count == values.count else { return }
        for (index, id) in ids.enumerated() where ids[..<index].contains(id) {
            values[index].report(
                .duplicateKey, expected: Wording(zh: "未用过的编号", en: "an id of its own"),
                message: Wording(zh: "规则 \(id) 重复", en: "rule \(id) stands twice"))
        }
    }
}

extension AuditRule {
    fileprivate init?(_ value: YAMLValue) {
        let rule: AuditRule? = value.mapping { map in
            let id = map.required("id")?.text()
            let title = map.required("title")?.wording()
            let severity = map.required("severity")?.choice(Severity.self)
            let basis = map.required("basis")?.wording()
            let source = map.optional("source")?.text() ?? ""
            let detector: (any Detector)?? = map.optional("detect").map { readDetector($0) }
            guard let id, let title, let severity, let basis else { return nil }
            if case .some(nil) = detector { return nil }
            return AuditRule(
                id: id, title: title, severity: severity, basis: basis, source: source,
                detector: detector ?? nil)
        }
        guard let rule else { return nil }
        self = rule
    }
}

/// Reads `name`, or `{ name: { parameter: … } }`.
private func readDetector(_ value: YAMLValue) -> (any Detector)? {
    guard value.isMapping else {
        guard let name = value.name(among: detectors.map(\.name)) else { return nil }
        return detectors.first { $0.name == name }?.plain
    }
    return value.mapping { map -> (any Detector)? in
        let entries = map.all()
        guard let entry = entries.first, entries.count == 1 else {
            return map.whole.refuse(expected: Wording(zh: "一种检测方式", en: "one kind of detection"))
        }
        guard let known = detectors.first(where: { $0.name == entry.key }) else {
            let list = detectors.map(\.name).joined(separator: ", ")
            return entry.value.refuse(
                .keyUnknown, expected: Wording(zh: "下列之一：\(list)", en: "one of: \(list)"),
                message: Wording(
                    zh: "不认识的检测方式“\(entry.key)”", en: "unknown detection \(entry.key)"))
        }
        return entry.value.mapping { known.read($0) }
    }
}

/// A detector by its name in the file of rules.
private struct NamedDetector: Sendable {
    let name: String
    /// With its standard parameters.
    let plain: any Detector
    /// With those written; nil where one of them is wrong.
    let read: @Sendable (YAMLMapping) -> (any Detector)?

    init<D: Detector>(
        _ name: String, _ standard: D, _ read: @escaping @Sendable (inout D, YAMLMapping) -> Bool
    ) {
        self.name = name
        plain = standard
        self.read = { map in
            var detector = standard
            return read(&detector, map) ? detector : nil
        }
    }

    init<D: Detector>(_ name: String, _ standard: D) {
        self.init(name, standard) { _, _ in true }
    }
}

private let detectors: [NamedDetector] = [
    NamedDetector("over_establishment", OverEstablishment()) { detector, map in
        map.set(&detector.bodySeverity, "body_severity") { $0.choice(Severity.self) }
    },
    NamedDetector("mixed_use", MixedUse()) { detector, map in
        map.set(&detector.allowed, "allowed") { allowedTypes($0) }
    },
    NamedDetector("separation", Separation()),
    NamedDetector("long_absence", LongAbsence()) { detector, map in
        let isRead = map.set(&detector.days, "days") { $0.whole(in: 1...3660) }
        return map.set(&detector.statuses, "statuses") { $0.choices(StaffStatus.self) } && isRead
    },
    NamedDetector("pay_without_post", PayWithoutPost()) { detector, map in
        map.set(&detector.graceDays, "grace_days") { $0.whole(in: 0...366) }
    },
    NamedDetector("over_posts", OverPosts()),
    NamedDetector("above_rank", AboveRank()),
    NamedDetector("irregular_titles", IrregularTitles()) { detector, map in
        let isRead = map.set(&detector.endings, "endings") { $0.texts() }
        return map.set(&detector.allowed, "allowed") { $0.texts() } && isRead
    },
    NamedDetector("unapproved_bodies", UnapprovedBodies()),
    NamedDetector("signboards", Signboards()) { detector, map in
        map.set(&detector.missingSeverity, "missing_severity") { $0.choice(Severity.self) }
    },
    NamedDetector("raised_rank", RaisedRank()),
    NamedDetector("idle_duties", IdleDuties()) { detector, map in
        map.set(&detector.kinds, "kinds") { $0.choices(DutyKind.self) }
    },
    NamedDetector("foreign_work", ForeignWork()) { detector, map in
        map.set(&detector.share, "share") { $0.share() }
    },
    NamedDetector("slow_set_up", SlowSetUp()) { detector, map in
        let isRead = map.set(&detector.months, "months") { $0.whole(in: 1...120) }
        let isShareRead = map.set(&detector.share, "share") { $0.share() }
        return map.set(&detector.newWithinMonths, "new_within_months") { $0.whole(in: 1...600) }
            && isRead && isShareRead
    },
    NamedDetector("missing_approval", MissingApproval()),
    NamedDetector("payroll_strangers", PayrollStrangers()) { detector, map in
        map.set(&detector.unpaid, "unpaid") { $0.choices(QuotaType.self) }
    },
    NamedDetector("three_numbers", ThreeNumbers()) { detector, map in
        map.set(&detector.unpaid, "unpaid") { $0.choices(QuotaType.self) }
    },
    NamedDetector("outside_over_cap", OutsideOverCap()),
    NamedDetector("outside_in_post", OutsideInPost()) { detector, map in
        map.set(&detector.titleWords, "title_words") { $0.texts() }
    },
    NamedDetector("revolving_posts", RevolvingPosts()),
    NamedDetector("encroachment", Encroachment()) { detector, map in
        let isRead = map.set(&detector.ownerSeverity, "owner_severity") {
            $0.choice(Severity.self)
        }
        return map.set(&detector.exempt, "exempt") { $0.choices(StaffStatus.self) } && isRead
    },
    NamedDetector("implausible_data", ImplausibleData()) { detector, map in
        let isRead = map.set(&detector.leastJoiningAge, "least_joining_age") {
            $0.whole(in: 1...100)
        }
        return map.set(&detector.retirementAges, "retirement_ages") { $0.range(in: 1...120) }
            && isRead
    },
    NamedDetector("late_duty_list", LateDutyList()) { detector, map in
        map.set(&detector.workingDays, "working_days") { $0.whole(in: 1...366) }
    },
    NamedDetector("overdue_problems", OverdueProblems()) { detector, map in
        map.set(&detector.majorAfterDays, "major_after_days") { $0.whole(in: 0...3660) }
    },
    NamedDetector("late_removal", LateRemoval()) { detector, map in
        map.set(&detector.days, "days") { $0.whole(in: 0...3660) }
    },
    NamedDetector("missing_report", MissingReport()),
]

private func allowedTypes(_ value: YAMLValue) -> [UnitCategory: Set<QuotaType>]? {
    value.mapping { map in
        var allowed: [UnitCategory: Set<QuotaType>] = [:]
        var isRead = true
        for category in UnitCategory.allCases {
            guard let value = map.optional(category.rawValue) else { continue }
            let types = value.choices(QuotaType.self)
            isRead = isRead && types != nil
            allowed[category] = types.map(Set.init)
        }
        return isRead ? allowed : nil
    }
}

extension YAMLMapping {
    /// The value of a key that may be absent; nil where it is there and wrong.
    fileprivate func optional<T>(_ key: String, or standard: T, _ read: (YAMLValue) -> T?) -> T? {
        guard let value = optional(key) else { return standard }
        return read(value)
    }

    /// Takes over the value of a key that may be absent; false where it is there and wrong.
    fileprivate func set<T>(_ target: inout T, _ key: String, _ read: (YAMLValue) -> T?) -> Bool {
        guard let value = optional(key, or: target, read) else { return false }
        target = value
        return true
    }
}

extension YAMLValue {
    /// One or more cases of an enumeration; nil if any is wrong.
    fileprivate func choices<T: CaseIterable & RawRepresentable<String>>(_ type: T.Type) -> [T]? {
        let values = oneOrMore()
        let cases = values.compactMap { $0.choice(type) }
        return cases.count == values.count ? cases : nil
    }

    /// Two whole numbers, the lower first.
    fileprivate func range(in limits: ClosedRange<Int>) -> ClosedRange<Int>? {
        let bounds = oneOrMore().compactMap { $0.whole(in: limits) }
        guard bounds.count == 2, bounds[0] <= bounds[1] else {
            return refuse(
                expected: Wording(zh: "由小到大的两个整数", en: "two whole numbers, the lower first"))
        }
        return bounds[0]...bounds[1]
    }
}
