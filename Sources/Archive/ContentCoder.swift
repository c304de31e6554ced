internal import Foundation

/// Turns values into the JSON that an archive keeps of them, and back.
///
/// Equal values give equal bytes; what is read equals what was written.
enum ContentCoder {
    static func bytes(_ value: some Encodable) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return [UInt8](try encoder.encode(value))
        } catch {
            preconditionFailure("a round holds finite numbers only: \(error)")
        }
    }

    static func value<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }
}
