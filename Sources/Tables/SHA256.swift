internal import CCrypto

/// A running SHA-256, computed by the system's libcrypto.
struct SHA256: ~Copyable {
    private let context: OpaquePointer?

    init() {
        context = EVP_MD_CTX_new()
        let status = EVP_DigestInit_ex(context, EVP_sha256(), nil)
        precondition(status == 1, "libcrypto offers SHA-256")
    }

    deinit { EVP_MD_CTX_free(context) }

    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        let status = EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
        precondition(status == 1, "libcrypto accepts bytes")
    }

    /// 64 lower-case hexadecimal digits. Ends the computation.
    consuming func hexadecimal() -> String {
        var digest = [UInt8](repeating: 0, count: 32)
        let status = EVP_DigestFinal_ex(context, &digest, nil)
        precondition(status == 1, "libcrypto ends a digest")
        let digits = Array("0123456789abcdef".utf8)
        let text = digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }
}

/// The SHA-256 of bytes as 64 lower-case hexadecimal digits.
package func sha256(of bytes: [UInt8]) -> String {
    bytes.withUnsafeBytes { sha256(of: $0) }
}

/// The SHA-256 of bytes as 64 lower-case hexadecimal digits.
package func sha256(of bytes: UnsafeRawBufferPointer) -> String {
    var digest = SHA256()
    digest.update(bytes)
    return digest.hexadecimal()
}

/// The SHA-256 of a file's bytes as 64 lower-case hexadecimal digits, read in blocks.
package func sha256(ofFile path: String) throws(FileError) -> String {
    var digest = SHA256()
    try readBlocks(ofFile: path) { digest.update($0) }
    return digest.hexadecimal()
}

/// Reads a file's bytes in order, in blocks of 256 KiB.
package func readBlocks(
    ofFile path: String, _ take: (UnsafeRawBufferPointer) throws(FileError) -> Void
) throws(FileError) {
    let file = try ByteSource(path: path)
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 64)
    defer { block.deallocate() }
    while true {
        let count = try file.read(into: block)
        if count == 0 { return }
        try take(UnsafeRawBufferPointer(rebasing: block[..<count]))
    }
}
