internal import CCrypto

/// The HMAC-SHA-256 of a text in UTF-8 under a key: 32 bytes that nobody can work out, or trace back
/// to the text, without the key.
///
/// - Precondition: The key isn't empty.
/// - Source: RFC 2104, FIPS 180-4; computed by the system's libcrypto.
package func hmacSHA256(_ text: String, key: [UInt8]) -> [UInt8] {
    precondition(!key.isEmpty && key.count <= Int(Int32.max), "a key has bytes")
    var code = [UInt8](repeating: 0, count: 32)
    var length: UInt32 = 0
    var text = text
    let isDone = text.withUTF8 { message in
        HMAC(
            EVP_sha256(), key, Int32(key.count), message.baseAddress, message.count, &code,
            &length) != nil
    }
    precondition(isDone && length == 32, "libcrypto offers HMAC with SHA-256")
    return code
}
