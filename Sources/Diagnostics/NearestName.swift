package import Languages

/// The candidate that a mistyped name most probably means.
///
/// - Returns: The candidate at the least edit distance, if that is at most a third of the longer
///   of the two (at least 1); the first in the given order among equals; nil where none is near.
/// - Complexity: O(candidates × length²).
public func nearestName<Names: Sequence>(to name: String, among candidates: Names) -> String?
where Names.Element == String {
    let wanted = Array(name.lowercased())
    var best: (name: String, distance: Int)?
    for candidate in candidates {
        let other = Array(candidate.lowercased())
        let allowed = max(1, max(wanted.count, other.count) / 3)
        guard abs(wanted.count - other.count) <= allowed else { continue }
        let distance = editDistance(wanted, other)
        if distance <= allowed, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
}

/// Insertions, deletions, substitutions and swaps of neighbours that turn one text into the other.
private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
    guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
    var beforePrevious = [Int](repeating: 0, count: b.count + 1)
    var previous = Array(0...b.count)
    for i in 1...a.count {
        var current = [i] + [Int](repeating: 0, count: b.count)
        for j in 1...b.count {
            let substitution = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
            current[j] = min(previous[j] + 1, current[j - 1] + 1, substitution)
            if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                current[j] = min(current[j], beforePrevious[j - 2] + 1)
            }
        }
        (beforePrevious, previous) = (previous, current)
    }
    return previous[b.count]
}

extension Wording {
    /// The remedy where a name is nearly right: «是否应为“…”？».
    package static func didYouMean(_ name: String) -> Wording {
        Wording(zh: "是否应为“\(name)”？", en: "did you mean “\(name)”?")
    }
}
