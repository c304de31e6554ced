/// A name pattern: `*` stands for any characters, `?` for one.
struct NameGlob: Sendable {
    private let pattern: [Character]

    init(_ text: String) {
        pattern = Array(text)
    }

    /// Whether it holds a wildcard at all.
    var isPattern: Bool { pattern.contains("*") || pattern.contains("?") }

    /// - Complexity: O(pattern × name).
    func matches(_ name: String) -> Bool {
        let name = Array(name)
        var (at, place) = (0, 0)
        var retry: (at: Int, place: Int)?
        while place < name.count {
            if at < pattern.count, pattern[at] == "*" {
                retry = (at, place)
                at += 1
            } else if at < pattern.count, pattern[at] == "?" || pattern[at] == name[place] {
                at += 1
                place += 1
            } else if let last = retry {
                retry = (last.at, last.place + 1)
                at = last.at + 1
                place = last.place + 1
            } else {
                return false
            }
        }
        return pattern[at...].allSatisfy { $0 == "*" }
    }
}
