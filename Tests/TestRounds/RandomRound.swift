import Draws
package import Assessment

extension RoundResult {
    /// Any round that the type allows, whether or not an evaluation could end in it: every field
    /// is filled at random, whatever may be absent is absent half the time.
    package static func random(seed: UInt64) throws -> RoundResult {
        try RoundResult(from: RandomDecoder(seed: seed))
    }
}

/// Answers whatever a value asks for by chance, the same for the same seed.
///
/// No two texts are equal, so that keys are keys.
private final class RandomDecoder: Decoder {
    private final class Source {
        var generator: SplitMix64
        var textCount = 0
        init(seed: UInt64) { generator = SplitMix64(seed: seed) }
    }

    private static let pieces = [
        "示例", "unit", "\u{0301}e", "🙂𠮷", "\"'\\", "\n\t", "</script>", "=1+1", ",", " ", "é",
    ]

    private let source: Source
    let codingPath: [any CodingKey]
    let userInfo: [CodingUserInfoKey: Any] = [:]

    init(seed: UInt64) {
        source = Source(seed: seed)
        codingPath = []
    }

    private init(_ source: Source, _ path: [any CodingKey]) {
        self.source = source
        codingPath = path
    }

    func deeper(_ key: any CodingKey) -> RandomDecoder { RandomDecoder(source, codingPath + [key]) }

    func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &source.generator) }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(RandomMembers<Key>(decoder: self))
    }

    func unkeyedContainer() -> any UnkeyedDecodingContainer {
        RandomElements(decoder: self, count: below(4))
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { RandomScalar(decoder: self) }

    /// Some keys lead to texts of a certain form.
    func text() -> String {
        switch codingPath.last?.stringValue {
        case "direction": return ["higher", "lower", "band"][below(3)]
        case "subIndex": return ["compliance", "benefit"][below(2)]
        case "load": return ["idle", "full", "heavy"][below(3)]
        case "asOf", "due", "closedOn": return "20\(10 + below(90))-0\(1 + below(9))-1\(below(10))"
        default:
            source.textCount += 1
            let pieces = (0..<below(4)).map { _ in Self.pieces[below(Self.pieces.count)] }
            return pieces.joined() + String(source.textCount)
        }
    }

    func number() -> Double {
        switch below(6) {
        case 0: [0, 1, -0.0, 100, .leastNonzeroMagnitude, .greatestFiniteMagnitude][below(6)]
        case 1: Double(below(200_001) - 100_000) / 1000
        default: Double.random(in: -1000...1000, using: &source.generator)
        }
    }

    func integer() -> Int { below(8) == 0 ? below(Int.max) : below(3000) }
}

private struct RandomMembers<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let decoder: RandomDecoder
    var codingPath: [any CodingKey] { decoder.codingPath }
    var allKeys: [Key] { [] }

    func contains(_ key: Key) -> Bool { true }
    func decodeNil(forKey key: Key) -> Bool { decoder.below(2) == 0 }
    func decode(_ type: Bool.Type, forKey key: Key) -> Bool { decoder.below(2) == 0 }
    func decode(_ type: String.Type, forKey key: Key) -> String { decoder.deeper(key).text() }
    func decode(_ type: Double.Type, forKey key: Key) -> Double { decoder.number() }
    func decode(_ type: Int.Type, forKey key: Key) -> Int { decoder.integer() }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try Value(from: decoder.deeper(key))
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key)
        -> KeyedDecodingContainer<Nested>
    { decoder.deeper(key).container(keyedBy: type) }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedDecodingContainer {
        decoder.deeper(key).unkeyedContainer()
    }

    func superDecoder() -> any Decoder { decoder }
    func superDecoder(forKey key: Key) -> any Decoder { decoder.deeper(key) }
}

private struct RandomElements: UnkeyedDecodingContainer {
    let decoder: RandomDecoder
    let count: Int?
    var currentIndex = 0
    var codingPath: [any CodingKey] { decoder.codingPath }
    var isAtEnd: Bool { currentIndex >= count ?? 0 }

    init(decoder: RandomDecoder, count: Int) {
        self.decoder = decoder
        self.count = count
    }

    mutating func decodeNil() -> Bool { false }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        currentIndex += 1
        return try Value(from: decoder)
    }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type)
        -> KeyedDecodingContainer<Nested>
    { decoder.container(keyedBy: type) }

    mutating func nestedUnkeyedContainer() -> any UnkeyedDecodingContainer {
        decoder.unkeyedContainer()
    }

    mutating func superDecoder() -> any Decoder { decoder }
}

private struct RandomScalar: SingleValueDecodingContainer {
    let decoder: RandomDecoder
    var codingPath: [any CodingKey] { decoder.codingPath }

    func decodeNil() -> Bool { decoder.below(2) == 0 }
    func decode(_ type: Bool.Type) -> Bool { decoder.below(2) == 0 }
    func decode(_ type: String.Type) -> String { decoder.text() }
    func decode(_ type: Double.Type) -> Double { decoder.number() }
    func decode(_ type: Int.Type) -> Int { decoder.integer() }
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try Value(from: decoder) }
}
