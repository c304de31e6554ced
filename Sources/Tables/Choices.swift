/// The texts that a cell may hold, prepared for comparison with bytes.
package struct Choices: Sendable {
    /// The texts as messages list them.
    package let names: [String]
    @usableFromInline let entries: [(bytes: [UInt8], index: Int)]

    /// - Parameter aliases: Further texts and the index of the name that each stands for.
    package init(_ names: [String], aliases: KeyValuePairs<String, Int> = [:]) {
        self.names = names
        entries =
            names.enumerated().map { (Array($1.utf8), $0) }
            + aliases.map { (Array($0.key.utf8), $0.value) }
        precondition(
            entries.allSatisfy { names.indices.contains($0.index) },
            "an alias stands for one of the names")
    }

    /// The index of the name that the bytes spell exactly; nil if none.
    @inlinable
    package func index(of bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        for entry in entries
        where entry.bytes.count == bytes.count && entry.bytes.elementsEqual(bytes) {
            return entry.index
        }
        return nil
    }
}

/// Whether the bytes spell the text exactly.
package func isEqual(_ bytes: UnsafeBufferPointer<UInt8>, _ text: String) -> Bool {
    text.utf8.count == bytes.count && text.utf8.elementsEqual(bytes)
}
