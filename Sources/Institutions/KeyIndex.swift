internal import Tables

/// Keys of rows, and where each was first given.
///
/// Keys are equal as texts are: those in ASCII, as nearly all are, by their bytes.
struct KeyIndex {
    private var plain = ByteIndex()
    /// Address of the first row, per plain key.
    private var addresses: [Int] = []
    private var others: [String: Int] = [:]

    /// Enters a key.
    ///
    /// - Returns: The row where it stands already; nil where it is new.
    mutating func insert(_ key: [UInt8], at address: Int) -> Int? {
        guard Self.isPlain(key) else {
            let text = String(decoding: key, as: UTF8.self)
            if let first = others[text] { return first }
            others[text] = address
            return nil
        }
        let number = plain.insert(key.span)
        if number < addresses.count { return addresses[number] }
        addresses.append(address)
        return nil
    }

    mutating func contains(_ key: [UInt8]) -> Bool {
        Self.isPlain(key)
            ? plain.find(key.span) != nil : others[String(decoding: key, as: UTF8.self)] != nil
    }

    /// In alphabetical order.
    var texts: [String] {
        (addresses.indices.map(plain.text) + others.keys).sorted()
    }

    private static func isPlain(_ key: [UInt8]) -> Bool {
        key.reduce(0, |) < 0x80
    }
}
