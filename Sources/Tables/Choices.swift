/// The texts that a cell may hold, prepared for comparison with bytes.
package struct Choices: Sendable {
    /// The texts as messages list them.
    package let names: [String]
    /// All texts, one behind the other.
    @usableFromInline let spelling: [UInt8]
    /// Where each text ends in `spelling`, and the index that it stands for.
    @usableFromInline let entries: [(end: Int, index: Int)]

    /// - Parameter aliases: Further texts and the index of the name that each stands for.
    package init(_ names: [String], aliases: KeyValuePairs<String, Int> = [:]) {
        self.names = names
        let all = names.enumerated().map { ($1, $0) } + aliases.map { ($0.key, $0.value) }
        var spelling: [UInt8] = []
        entries = all.map { text, index in
            precondition(names.indices.contains(index), "an alias stands for one of the names")
            spelling += Array(text.utf8)
            return (spelling.count, index)
        }
        self.spelling = spelling
    }

    /// The index of the name that the bytes spell exactly; nil if none.
    @inlinable
    package func index(of bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var start = 0
        for entry in entries {
            if entry.end &- start == bytes.count && isSpelled(bytes, at: start) {
                return entry.index
            }
            start = entry.end
        }
        return nil
    }

    @inlinable
    func isSpelled(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
        var position = 0
        while position < bytes.count && bytes[position] == spelling[start &+ position] {
            position &+= 1
        }
        return position == bytes.count
    }
}

/// Whether the bytes spell the text exactly.
package func isEqual(_ bytes: UnsafeBufferPointer<UInt8>, _ text: String) -> Bool {
    text.utf8.count == bytes.count && text.utf8.elementsEqual(bytes)
}
