internal import Diagnostics
internal import Languages

/// What the forms have named so far, so that references can be checked once all are read.
struct NameRegistry {
    private var names: [RegisteredName: Set<String>] = [:]

    /// The form that registers these names was read.
    mutating func open(_ kind: RegisteredName) {
        names[kind, default: []] = names[kind] ?? []
    }

    mutating func register(_ kind: RegisteredName, _ parts: [String]) {
        names[kind, default: []].insert(parts.joined(separator: Self.separator))
    }

    /// Whether a name stands; nil where the form that could say so is absent.
    func knows(_ kind: RegisteredName, _ parts: [String]) -> Bool? {
        names[kind].map { $0.contains(parts.joined(separator: Self.separator)) }
    }

    /// Names of one owner (of all for units), in alphabetical order.
    func candidates(_ kind: RegisteredName, owner: String?) -> [String] {
        let all = (names[kind] ?? []).sorted()
        guard let owner else { return all }
        let prefix = owner + Self.separator
        return all.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
    }

    // No cell holds this character: blanks are trimmed and controls mean nothing in a code.
    private static let separator = "\u{1F}"
}

extension RegisteredName {
    /// What it is and where it is listed.
    var wording: Wording {
        switch self {
        case .unit: Wording(zh: "单位", en: "unit")
        case .body: Wording(zh: "内设机构", en: "inner body")
        case .duty: Wording(zh: "职责", en: "duty")
        case .item: Wording(zh: "工作事项", en: "work item")
        }
    }

    /// The form that lists it.
    var form: Form {
        switch self {
        case .unit: Unit.form
        case .body: QuotaLine.form
        case .duty: Duty.form
        case .item: WorkItem.form
        }
    }
}
