internal import Foundation

/// Turns values into the JSON that an archive keeps of them, and back.
///
/// Equal values give equal texts; what is read equals what was written.
enum ContentCoder {
    static func text(_ value: some Encodable) -> String {
        let encoder = ContentEncoder()
        do {
            try encoder.write(value)
        } catch {
            preconditionFailure("a round describes itself: \(error)")
        }
        return encoder.text
    }

    /// - Parameter text: In UTF-8.
    static func value<Value: Decodable>(_ type: Value.Type, from text: [UInt8]) throws -> Value {
        try JSONDecoder().decode(type, from: Data(text))
    }
}
