package import Diagnostics
internal import Languages
internal import Yams

/// A mapping being read; it remembers which keys were asked for, so that the others are reported.
package final class YAMLMapping {
    package struct Entry {
        package let key: String
        package let place: Place
        package let value: YAMLValue
    }

    /// The mapping itself, for its place and for problems of the whole.
    package let whole: YAMLValue
    private let entries: [Entry]
    private var known: [String] = []
    private var isOpen = false

    init(_ mapping: Node.Mapping, of whole: YAMLValue) {
        self.whole = whole
        entries = mapping.map { key, node in
            let name = key.scalar?.string ?? ""
            return Entry(
                key: name, place: whole.reader.place(key.mark),
                value: YAMLValue(node: node, name: name, reader: whole.reader))
        }
    }

    package var place: Place { whole.place }

    /// The keys as written, in their order. Doesn't count as asking for them.
    package var keys: [String] { entries.map(\.key) }

    /// The value of a key that may be absent; written as nothing counts as absent.
    package func optional(_ key: String) -> YAMLValue? {
        known.append(key)
        return entries.first { $0.key == key }.flatMap { $0.value.isNull ? nil : $0.value }
    }

    /// The value of a key that must be there.
    package func required(_ key: String) -> YAMLValue? {
        if let value = optional(key) { return value }
        whole.reader.report(
            Diagnostic(
                .keyMissing, at: place, found: nil,
                expected: Wording(key),
                message: Wording(
                    zh: "“\(whole.name)”缺少“\(key)”", en: "\(whole.name) lacks \(key)"),
                remedy: Wording(zh: "请补写“\(key)”", en: "add \(key)")))
        return nil
    }

    /// All entries in their order, where the keys are names of the file's own.
    package func all() -> [Entry] {
        isOpen = true
        return entries
    }

    /// All entries in their order; none at all is reported.
    package func some() -> [Entry] {
        if entries.isEmpty { whole.reportEmpty() }
        return all()
    }

    /// Entries whose keys haven't been asked for so far; they count as known from now on.
    package func remaining() -> [Entry] {
        isOpen = true
        return entries.filter { !known.contains($0.key) }
    }

    func reportUnknownKeys() {
        guard !isOpen else { return }
        for entry in entries where !known.contains(entry.key) { reportUnknown(entry) }
    }

    private func reportUnknown(_ entry: Entry) {
        let list = known.joined(separator: ", ")
        let remedy =
            nearestName(to: entry.key, among: known).map(Wording.didYouMean)
            ?? Wording(zh: "可用的键：\(list)", en: "the keys here are: \(list)")
        whole.reader.report(
            Diagnostic(
                .keyUnknown, at: entry.place, found: entry.key,
                expected: Wording(zh: "下列之一：\(list)", en: "one of: \(list)"),
                message: Wording(
                    zh: "不认识的键“\(entry.key)”", en: "unknown key \(entry.key)"),
                remedy: remedy))
    }
}
