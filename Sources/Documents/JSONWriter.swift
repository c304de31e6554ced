/// Writes a JSON document into bytes while its values describe themselves, with no tree of values in
/// between: `json.object { $0.member("unit", unit) }`.
///
/// A document for people has lines for the members of an object and the values of a list that hold
/// another object or list, unless that is empty; whatever is left stands on one line.
@usableFromInline
package struct JSONWriter: ~Copyable {
    package enum Style: Sendable {
        /// What is not known is `null`, and so is a number that is not finite.
        case document
        /// Without blanks; what is not known is left out, and numbers are finite.
        case content
    }

    private let style: Style
    private var bytes: ByteBuffer
    /// Depth from which everything stands on one line; that of the document itself is 0.
    package var deepest: Int
    /// Of the object or list in hand.
    private var depth = -1
    private var isFirst = true
    /// Whether the object or list in hand is broken into lines.
    private var isBroken = false
    /// Where the object or list in hand is broken if anything is to stand in it: no other can be in
    /// doubt, as those around it hold it.
    private var joints: [Int] = []

    /// - Parameter deepest: Depth from which everything stands on one line, 0 for the whole.
    package init(_ style: Style = .document, deepest: Int = 0, capacity: Int = 256) {
        self.style = style
        self.deepest = deepest
        bytes = ByteBuffer(capacity: capacity)
    }

    package consuming func finish() -> ByteBuffer { bytes }

    /// Hands over what is written so far once it is more than a number of bytes.
    ///
    /// It may be asked for between the values of a list whose lines are broken.
    package mutating func drain<Failure: Error>(
        over limit: Int, _ take: (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        guard bytes.count > limit else { return }
        precondition(joints.isEmpty, "what is handed over is broken into lines already")
        try bytes.withBytes(take)
        bytes.removeAll()
    }

    // Objects.

    @inlinable
    package mutating func object<Failure: Error>(
        _ members: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        let wasBroken = open(UInt8(ascii: "{"))
        try members(&self)
        close(UInt8(ascii: "}"), wasBroken)
    }

    /// An object as a member.
    @inlinable
    package mutating func object(_ key: StaticString, _ members: (inout JSONWriter) -> Void) {
        name(key)
        object(members)
    }

    /// An object that says what a value is.
    @inlinable
    package mutating func member<Value>(
        _ key: StaticString, _ value: Value?, _ members: (inout JSONWriter, borrowing Value) -> Void
    ) {
        guard let value else { return missing(key) }
        name(key)
        object { members(&$0, value) }
    }

    package mutating func member(_ key: StaticString, _ text: String?) {
        guard let text else { return missing(key) }
        name(key)
        bytes.append(json: text)
    }

    package mutating func member(_ key: StaticString, _ number: Double?) {
        guard let number else { return missing(key) }
        name(key)
        append(number)
    }

    package mutating func member(_ key: StaticString, _ number: Int?) {
        guard let number else { return missing(key) }
        name(key)
        bytes.append(decimal: number)
    }

    package mutating func member(_ key: StaticString, _ value: Bool) {
        name(key)
        append(value)
    }

    /// A member whose key is data.
    package mutating func member(named key: String, _ number: Double?) {
        name(key)
        append(JSONValue(number))
    }

    package mutating func member(named key: String, _ text: String) {
        name(key)
        bytes.append(json: text)
    }

    /// An object whose key is data.
    @inlinable
    package mutating func object(named key: String, _ members: (inout JSONWriter) -> Void) {
        name(key)
        object(members)
    }

    package mutating func member(_ key: StaticString, _ value: JSONValue) {
        name(key)
        append(value)
    }

    // Lists.

    @inlinable
    package mutating func list<Failure: Error>(
        _ key: StaticString, _ values: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        name(key)
        let wasBroken = open(UInt8(ascii: "["))
        try values(&self)
        close(UInt8(ascii: "]"), wasBroken)
    }

    /// A list of objects that say what values are.
    @inlinable
    package mutating func list<Value>(
        _ key: StaticString, _ values: [Value],
        _ members: (inout JSONWriter, borrowing Value) -> Void
    ) {
        list(key, values.span, members)
    }

    /// The same of values in their places: as if they couldn't be copied, or those of many texts
    /// would be, text by text.
    @inlinable
    internal mutating func list<Value: ~Copyable>(
        _ key: StaticString, _ values: Span<Value>,
        _ members: (inout JSONWriter, borrowing Value) -> Void
    ) {
        name(key)
        let wasBroken = open(UInt8(ascii: "["))
        for index in values.indices {
            separate()
            let isBroken = open(UInt8(ascii: "{"))
            members(&self, values[index])
            close(UInt8(ascii: "}"), isBroken)
        }
        close(UInt8(ascii: "]"), wasBroken)
    }

    /// An object as a value of a list.
    @inlinable
    package mutating func element(_ members: (inout JSONWriter) -> Void) {
        separate()
        object(members)
    }

    /// A text as a value of a list.
    @usableFromInline
    package mutating func element(_ text: String) {
        separate()
        bytes.append(json: text)
    }

    package mutating func member(_ key: StaticString, _ texts: [String]) {
        list(key) { json in
            let texts = texts.span
            for index in texts.indices { json.element(texts[index]) }
        }
    }

    /// A list with a text of each value.
    @inlinable
    package mutating func member<Value>(
        _ key: StaticString, _ values: [Value], text: (borrowing Value) -> String
    ) {
        list(key) { json in
            let values = values.span
            for index in values.indices { json.element(text(values[index])) }
        }
    }

    package mutating func member(_ key: StaticString, _ numbers: [Double]?) {
        guard let numbers else { return missing(key) }
        elements(key, numbers) { $0.append($1) }
    }

    package mutating func member(_ key: StaticString, _ numbers: [Int]?) {
        guard let numbers else { return missing(key) }
        elements(key, numbers) { $0.bytes.append(decimal: $1) }
    }

    private mutating func elements<Value>(
        _ key: StaticString, _ values: [Value], _ write: (inout JSONWriter, borrowing Value) -> Void
    ) {
        list(key) { json in
            let values = values.span
            for index in values.indices {
                json.separate()
                write(&json, values[index])
            }
        }
    }

    // Values.

    /// A value in the place where one may stand.
    package mutating func append(_ value: JSONValue) {
        switch value {
        case .null: bytes.append("null")
        case .bool(let value): append(value)
        case .integer(let value): bytes.append(decimal: value)
        case .number(let value): append(value)
        case .string(let value): bytes.append(json: value)
        case .array(let values):
            let wasBroken = open(UInt8(ascii: "["))
            for value in values {
                separate()
                append(value)
            }
            close(UInt8(ascii: "]"), wasBroken)
        case .object(let members):
            object { json in
                for member in members {
                    json.name(member.key)
                    json.append(member.value)
                }
            }
        }
    }

    private mutating func append(_ value: Bool) { bytes.append(value ? "true" : "false") }

    private mutating func append(_ number: Double) {
        if number.isFinite { return bytes.append(number: number) }
        precondition(style == .document, "what is kept has finite numbers only")
        bytes.append("null")
    }

    @usableFromInline
    internal mutating func missing(_ key: StaticString) {
        if style == .content { return }
        name(key)
        bytes.append("null")
    }

    /// The name of a member; it needs no escape.
    @usableFromInline
    internal mutating func name(_ key: StaticString) {
        // Most members are neither the first nor on a line of their own.
        if !isFirst, !isBroken, depth >= deepest {
            return bytes.append(nextName: key, isSpaced: style == .document)
        }
        separate()
        bytes.append(name: key)
        if style == .document { bytes.append(UInt8(ascii: " ")) }
    }

    @usableFromInline
    internal mutating func name(_ key: String) {
        separate()
        bytes.append(json: key)
        bytes.append(UInt8(ascii: ":"))
        if style == .document { bytes.append(UInt8(ascii: " ")) }
    }
}

/// Where lines are broken.
extension JSONWriter {
    /// - Returns: What `close` has to know.
    @usableFromInline
    internal mutating func open(_ bracket: UInt8) -> Bool {
        bytes.append(bracket)
        depth += 1
        isFirst = true
        defer { isBroken = false }
        return isBroken
    }

    @usableFromInline
    internal mutating func close(_ bracket: UInt8, _ wasBroken: Bool) {
        if isBroken { breakLine(depth) }
        bytes.append(bracket)
        depth -= 1
        let isEmpty = isFirst
        isFirst = false
        isBroken = wasBroken
        if isEmpty { return }
        joints.removeAll(keepingCapacity: true)
        // What holds something that isn't empty is broken by now.
        isBroken = depth < deepest
    }

    /// Goes on to the next member or value.
    @usableFromInline
    internal mutating func separate() {
        if isFirst {
            isFirst = false
            if !joints.isEmpty { breakOuter() }
        } else {
            bytes.append(UInt8(ascii: ","))
            if isBroken { return breakLine(depth + 1) }
            if style == .document { bytes.append(UInt8(ascii: " ")) }
        }
        if depth < deepest { joints.append(bytes.count) }
    }

    /// Breaks what is around the object or list in hand, which stood on one line so far.
    private mutating func breakOuter() {
        let start = joints[0]
        let line = bytes.removeLast(from: start)
        for (index, joint) in joints.enumerated() {
            breakLine(depth)
            // A blank stands before every joint but the first.
            let end = index + 1 < joints.count ? joints[index + 1] - 1 : start + line.count
            bytes.append(line[joint - start..<end - start])
        }
        joints.removeAll(keepingCapacity: true)
    }

    private mutating func breakLine(_ depth: Int) {
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(UInt8(ascii: " "), times: 2 * depth)
    }
}
