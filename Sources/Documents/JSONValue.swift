/// A JSON document as a value whose objects keep the order of their members.
///
/// Written as a literal it reads like the document: `["unit": "U01", "score": .init(score)]`.
package enum JSONValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case integer(Int)
    /// Written with the fewest digits that read back equal; a value that is not finite as `null`.
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([JSONMember])

    /// A text, or an explicit `null`.
    package init(_ text: String?) {
        self = text.map(JSONValue.string) ?? .null
    }

    /// A number, or an explicit `null`.
    package init(_ number: Double?) {
        self = number.map(JSONValue.number) ?? .null
    }

    /// A whole number, or an explicit `null`.
    package init(_ integer: Int?) {
        self = integer.map(JSONValue.integer) ?? .null
    }

    /// A truth value, or an explicit `null`.
    package init(_ bool: Bool?) {
        self = bool.map(JSONValue.bool) ?? .null
    }

    /// One value per text.
    package init(_ texts: [String]) {
        self = .array(texts.map(JSONValue.string))
    }

    /// One value per number, or an explicit `null` for the whole list.
    package init(_ numbers: [Double]?) {
        self = numbers.map { .array($0.map(JSONValue.number)) } ?? .null
    }

    /// One value per whole number, or an explicit `null` for the whole list.
    package init(_ integers: [Int]?) {
        self = integers.map { .array($0.map(JSONValue.integer)) } ?? .null
    }
}

extension JSONValue: JSONWritable {
    package func write(to json: inout JSONWriter) { json.append(self) }
}

/// One key of an object and what it holds.
package struct JSONMember: Sendable, Hashable {
    package let key: String
    package let value: JSONValue

    package init(_ key: String, _ value: JSONValue) {
        self.key = key
        self.value = value
    }
}

extension JSONValue: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral,
    ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByNilLiteral
{
    /// An object with its members in the order of the literal.
    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(elements.map { JSONMember($0.0, $0.1) })
    }

    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int) { self = .integer(value) }
    package init(floatLiteral value: Double) { self = .number(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(nilLiteral: ()) { self = .null }
}
