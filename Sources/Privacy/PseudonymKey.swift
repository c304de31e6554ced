package import Diagnostics
internal import Languages
package import Tables

/// The secret under which pseudonyms are made.
///
/// Whoever has it can find out who is behind a pseudonym by trying every ID-card number; so it is
/// never shown, and never written but where the owner asked for.
package struct PseudonymKey: Sendable {
    private let bytes: [UInt8]

    /// Fewer bytes can be guessed.
    static let shortest = 16

    /// - Parameter bytes: Of a key file; blanks, line ends and a mark around them are no part of it,
    ///   as an editor may have added them.
    /// - Returns: Nil where nothing is left.
    package init?(_ bytes: [UInt8]) {
        var bytes = bytes[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        while bytes.last.map(Self.isBlank) == true { bytes.removeLast() }
        bytes = bytes.drop(while: Self.isBlank)
        guard !bytes.isEmpty else { return nil }
        self.bytes = Array(bytes)
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }

    /// A new key: 32 random bytes as 64 hexadecimal digits.
    package init(using generator: inout some RandomNumberGenerator) {
        let digits = Array("0123456789abcdef".utf8)
        bytes = (0..<64).map { _ in digits[Int.random(in: 0..<16, using: &generator)] }
    }

    /// Reads a key file; an empty one is an error, a short one earns a warning.
    package static func read(_ path: String, into log: inout DiagnosticLog) throws(FileError)
        -> PseudonymKey?
    {
        let place = Place(file: path)
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try readBytes(path)
        } catch {
            guard error.isMissing else { throw error }
            log.report(.keyMissing(at: place))
            return nil
        }
        guard let key = PseudonymKey(bytes) else {
            log.report(.keyEmpty(at: place))
            return nil
        }
        if key.bytes.count < shortest { log.report(.keyWeak(at: place)) }
        return key
    }

    /// Writes the key to a new file that only its owner may read.
    package func write(to path: String) throws(FileError) {
        try writeSecret(bytes, to: path)
    }

    /// The pseudonym of a normalised text.
    func pseudonym(of text: String) -> Pseudonym {
        let code = hmacSHA256(text, key: bytes)
        return Pseudonym(number: code.prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
    }
}

extension Diagnostic {
    private static let newKey = Wording(
        zh: "请用 --new-key 新建一个密钥文件，并一直保管、使用它",
        en: "make one with --new-key, keep it safe and go on using it")

    fileprivate static func keyMissing(at place: Place) -> Diagnostic {
        Diagnostic(
            .fileMissing, at: place, expected: Wording(zh: "密钥文件", en: "a key file"),
            message: Wording(zh: "没有这个密钥文件", en: "there is no such key file"), remedy: newKey)
    }

    fileprivate static func keyEmpty(at place: Place) -> Diagnostic {
        Diagnostic(
            .fileEmpty, at: place, expected: Wording(zh: "密钥", en: "a key"),
            message: Wording(zh: "密钥文件是空的", en: "the key file is empty"), remedy: newKey)
    }

    fileprivate static func keyWeak(at place: Place) -> Diagnostic {
        Diagnostic(
            .keyWeak, .warning, at: place,
            expected: Wording(
                zh: "至少\(PseudonymKey.shortest)字节", en: "\(PseudonymKey.shortest) bytes or more"),
            message: Wording(
                zh: "密钥太短，他人可以逐个试出化名背后的人",
                en: "the key is so short that others can find out who is behind a pseudonym"),
            remedy: newKey)
    }
}
