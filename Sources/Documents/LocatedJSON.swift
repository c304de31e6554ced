/// A JSON document as it is written: every value with its place, every number as its digits.
///
/// A reader that reports mistakes needs both: where a value stands, and exactly what stands there.
package struct LocatedJSON: Sendable, Hashable {
    package enum Content: Sendable, Hashable {
        case null
        case bool(Bool)
        /// A number by the grammar of JSON, in its own digits.
        case number(String)
        /// A bare word that is no JSON value: `NaN`, `Infinity`, `None`.
        case word(String)
        case string(String)
        case array([LocatedJSON])
        case object([Member])
    }

    /// One key of an object, where it stands, and what it holds.
    package struct Member: Sendable, Hashable {
        package let key: String
        package let position: JSONPosition
        package let value: LocatedJSON
    }

    package let content: Content
    /// Of the value's first character.
    package let position: JSONPosition

    package init(_ content: Content, at position: JSONPosition) {
        self.content = content
        self.position = position
    }

    /// The value as its writer would write it, cut short where it is long.
    package var excerpt: String {
        switch content {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .number(let text), .word(let text): LocatedJSON.cut(text)
        case .string(let text): "\"\(LocatedJSON.cut(text))\""
        case .array(let values): "[…] (\(values.count))"
        case .object(let members): "{…} (\(members.count))"
        }
    }

    private static func cut(_ text: String) -> String {
        text.count <= 40 ? text : text.prefix(39) + "…"
    }

    /// The value without its places; numbers become Int or Double, a bare word its text.
    package var value: JSONValue {
        switch content {
        case .null: .null
        case .bool(let value): .bool(value)
        case .number(let text): Int(text).map(JSONValue.integer) ?? .init(Double(text))
        case .word(let text), .string(let text): .string(text)
        case .array(let values): .array(values.map(\.value))
        case .object(let members): .object(members.map { JSONMember($0.key, $0.value.value) })
        }
    }
}

/// Line and character of a text, both from 1.
package struct JSONPosition: Sendable, Hashable {
    package let line: Int
    package let column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}

/// Where a text stops being JSON.
package struct JSONSyntaxError: Error, Sendable, Hashable {
    package enum Reason: Sendable, Hashable {
        /// Nothing but blanks.
        case empty
        case notUTF8
        /// The text ends inside a value.
        case unfinished
        /// Something other than what the grammar wants here, in its own signs: `,` or `}`.
        case expected(String)
        /// A control character or an unknown escape inside a string.
        case badString
        case badNumber
        /// More levels of lists and objects than anybody writes.
        case tooDeep
        /// Something after the end of the document.
        case trailing
    }

    package let reason: Reason
    package let position: JSONPosition
    /// The character there; nil at the end of the text.
    package let found: String?
}
