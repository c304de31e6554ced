internal import Documents
internal import Languages

/// Writes JSON on one line member by member, as `ContentEncoder` would, without asking the run time
/// what each value is: what an archive keeps of units is many values of few kinds.
///
/// A member without a value is left out.
struct ContentWriter: ~Copyable {
    private var bytes: ByteBuffer
    /// Whether the list or object in hand has nothing in it yet.
    private var isFirst = true

    init(capacity: Int) { bytes = ByteBuffer(capacity: capacity) }

    consuming func finish() -> ByteBuffer { bytes }

    mutating func object(_ members: (inout ContentWriter) -> Void) {
        bytes.append(UInt8(ascii: "{"))
        isFirst = true
        members(&self)
        bytes.append(UInt8(ascii: "}"))
        isFirst = false
    }

    mutating func member<Value>(
        _ key: StaticString, _ value: Value?, _ members: (inout ContentWriter, Value) -> Void
    ) {
        guard let value else { return }
        name(key)
        object { members(&$0, value) }
    }

    /// A list of objects.
    mutating func list<Value>(
        _ key: StaticString, _ values: [Value], _ members: (inout ContentWriter, Value) -> Void
    ) {
        name(key)
        bytes.append(UInt8(ascii: "["))
        // By position: a record taken out of its list would be counted in and out, field by field.
        for index in values.indices {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            object { members(&$0, values[index]) }
        }
        bytes.append(UInt8(ascii: "]"))
    }

    mutating func member(_ key: StaticString, _ texts: [String]) {
        elements(key, texts) { $0.append(json: $1) }
    }

    mutating func member(_ key: StaticString, _ numbers: [Double]?) {
        guard let numbers else { return }
        elements(key, numbers) { $0.append(finite: $1) }
    }

    mutating func member(_ key: StaticString, _ numbers: [Int]?) {
        guard let numbers else { return }
        elements(key, numbers) { $0.append(decimal: $1) }
    }

    mutating func member(_ key: StaticString, _ text: String?) {
        guard let text else { return }
        name(key)
        bytes.append(json: text)
    }

    mutating func member(_ key: StaticString, _ number: Double?) {
        guard let number else { return }
        name(key)
        bytes.append(finite: number)
    }

    mutating func member(_ key: StaticString, _ number: Int?) {
        guard let number else { return }
        name(key)
        bytes.append(decimal: number)
    }

    mutating func member(_ key: StaticString, _ value: Bool) {
        name(key)
        bytes.append(value ? "true" : "false")
    }

    mutating func member(_ key: StaticString, _ wording: Wording?) {
        guard let wording else { return }
        name(key)
        object { $0.members(of: wording) }
    }

    mutating func list(_ key: StaticString, _ wordings: [Wording]) {
        list(key, wordings) { $0.members(of: $1) }
    }

    private mutating func members(of wording: Wording) {
        member("zh", wording.zh)
        member("en", wording.en)
    }

    private mutating func elements<Value>(
        _ key: StaticString, _ values: [Value], _ write: (inout ByteBuffer, Value) -> Void
    ) {
        name(key)
        bytes.append(UInt8(ascii: "["))
        for (index, value) in values.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            write(&bytes, value)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    private mutating func name(_ key: StaticString) {
        bytes.append(member: key, isFirst: isFirst)
        isFirst = false
    }
}

extension ByteBuffer {
    fileprivate mutating func append(finite number: Double) {
        precondition(number.isFinite, "a round holds finite numbers only")
        append(number: number)
    }
}
