internal import Documents

/// Writes a value as JSON on one line while it describes itself, member by member.
///
/// Members stand in the order in which the value names them, so equal values give equal bytes.
/// Foundation's encoder builds a tree and sorts it first; it takes five times as long.
final class ContentEncoder: Encoder {
    // One value is written at a time, by one thread: nothing for the run time to watch.
    @exclusivity(unchecked) private var bytes = ByteBuffer()
    /// Closes the value in hand; nil while it has opened no list or object.
    @exclusivity(unchecked) private var closing: UInt8?
    /// Neither is needed to write: what went wrong is our own mistake and ends the process.
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]

    var text: String { bytes.string }

    func write(_ value: some Encodable) throws {
        let outer = closing
        closing = nil
        try value.encode(to: self)
        if let closing { bytes.append(closing) }
        closing = outer
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        open("{", "}")
        return KeyedEncodingContainer(Members<Key>(encoder: self))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        open("[", "]")
        return Elements(encoder: self)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { Scalar(encoder: self) }

    private func open(_ opening: Unicode.Scalar, _ closing: Unicode.Scalar) {
        precondition(self.closing == nil, "a value is one list or one object")
        bytes.append(UInt8(ascii: opening))
        self.closing = UInt8(ascii: closing)
    }

    /// A comma, unless what follows is the first of its list or object.
    fileprivate func separate() {
        guard let last = bytes.last, last != UInt8(ascii: "{"), last != UInt8(ascii: "[") else {
            return
        }
        bytes.append(UInt8(ascii: ","))
    }

    fileprivate func name(_ key: some CodingKey) {
        separate()
        text(key.stringValue)
        bytes.append(UInt8(ascii: ":"))
    }

    fileprivate func text(_ text: String) { bytes.append(json: text) }

    fileprivate func number(_ value: Double) {
        precondition(value.isFinite, "a round holds finite numbers only")
        bytes.append(number: value)
    }

    fileprivate func number(_ value: Int) { bytes.append(decimal: value) }

    fileprivate func bool(_ value: Bool) { bytes.append(value ? "true" : "false") }

    fileprivate func null() { bytes.append("null") }
}

private struct Members<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let encoder: ContentEncoder
    var codingPath: [any CodingKey] { [] }

    mutating func encodeNil(forKey key: Key) {
        encoder.name(key)
        encoder.null()
    }

    mutating func encode(_ value: Bool, forKey key: Key) {
        encoder.name(key)
        encoder.bool(value)
    }

    mutating func encode(_ value: String, forKey key: Key) {
        encoder.name(key)
        encoder.text(value)
    }

    mutating func encode(_ value: Double, forKey key: Key) {
        encoder.name(key)
        encoder.number(value)
    }

    mutating func encode(_ value: Int, forKey key: Key) {
        encoder.name(key)
        encoder.number(value)
    }

    mutating func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
        encoder.name(key)
        try encoder.write(value)
    }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key)
        -> KeyedEncodingContainer<Nested>
    { preconditionFailure("a round's values describe themselves") }

    mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        preconditionFailure("a round's values describe themselves")
    }

    mutating func superEncoder() -> any Encoder { encoder }
    mutating func superEncoder(forKey key: Key) -> any Encoder { encoder }
}

private struct Elements: UnkeyedEncodingContainer {
    let encoder: ContentEncoder
    var count = 0
    var codingPath: [any CodingKey] { [] }

    init(encoder: ContentEncoder) { self.encoder = encoder }

    mutating func encodeNil() {
        encoder.separate()
        encoder.null()
    }

    mutating func encode<Value: Encodable>(_ value: Value) throws {
        encoder.separate()
        try encoder.write(value)
        count += 1
    }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type)
        -> KeyedEncodingContainer<Nested>
    { preconditionFailure("a round's values describe themselves") }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        preconditionFailure("a round's values describe themselves")
    }

    mutating func superEncoder() -> any Encoder { encoder }
}

private struct Scalar: SingleValueEncodingContainer {
    let encoder: ContentEncoder
    var codingPath: [any CodingKey] { [] }

    mutating func encodeNil() { encoder.null() }
    mutating func encode(_ value: Bool) { encoder.bool(value) }
    mutating func encode(_ value: String) { encoder.text(value) }
    mutating func encode(_ value: Double) { encoder.number(value) }
    mutating func encode(_ value: Int) { encoder.number(value) }
    mutating func encode<Value: Encodable>(_ value: Value) throws { try encoder.write(value) }
}
