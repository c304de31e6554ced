internal import Diagnostics
internal import Languages

/// What the forms have named so far, so that references can be checked once all are read.
struct NameRegistry {
    private var names: [RegisteredName: KeyIndex] = [:]
    /// Room for the key in hand.
    private var key: [UInt8] = []

    /// The form that registers these names was read, with what it names.
    mutating func enter(_ kind: RegisteredName, _ keys: KeyIndex) {
        names[kind] = keys
    }

    /// Whether a name stands; nil where the form that could say so is absent.
    ///
    /// - Parameter owner: The unit whose it is; nil for a unit.
    mutating func knows(_ kind: RegisteredName, owner: String? = nil, _ name: String) -> Bool? {
        key.removeAll(keepingCapacity: true)
        if let owner {
            key += owner.utf8
            key.append(Self.separator)
        }
        key += name.utf8
        return names[kind]?.contains(key)
    }

    /// Names of one owner (of all for units), in alphabetical order.
    func candidates(_ kind: RegisteredName, owner: String?) -> [String] {
        let all = names[kind]?.texts ?? []
        guard let owner else { return all }
        let prefix = owner + String(UnicodeScalar(Self.separator))
        return all.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
    }

    /// Stands between the parts of a key, and in none: blanks are trimmed and controls mean nothing
    /// in a code.
    static let separator: UInt8 = 0x1F
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
