/// A column that a form declares: its English key, its Chinese name, and whether it must be there.
package struct Column: Sendable, Hashable {
    /// The header by which formats and messages name it, e.g. `unit_id`.
    package let key: String
    /// The Chinese header, e.g. 单位编码.
    package let name: String
    /// Further headers by which it is known.
    package let otherNames: [String]
    /// The column must be there and its cells filled.
    package let isRequired: Bool

    package init(key: String, name: String, otherNames: [String], isRequired: Bool) {
        self.key = key
        self.name = name
        self.otherNames = otherNames
        self.isRequired = isRequired
    }

    /// A column that must be there, with every cell filled.
    package static func required(_ key: String, _ name: String, or otherNames: String...) -> Column
    {
        Column(key: key, name: name, otherNames: otherNames, isRequired: true)
    }

    /// A column that may be absent, and whose cells may be blank.
    package static func optional(_ key: String, _ name: String, or otherNames: String...) -> Column
    {
        Column(key: key, name: name, otherNames: otherNames, isRequired: false)
    }

    /// Every header by which it is known, the key first.
    var headers: [String] { [key, name] + otherNames }
}
