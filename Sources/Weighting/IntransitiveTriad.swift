/// Three siblings preferred in a circle: a over b, b over c, and yet c over a.
public struct IntransitiveTriad: Sendable, Hashable, Codable {
    /// Zero-based places; each is at least as good as the next, the last as the first, and one of
    /// the three preferences is strict. Begins with the earliest sibling.
    public let circle: [Int]
}

extension ComparisonMatrix {
    /// Every triad of judged pairs whose preferences run in a circle, by its places.
    ///
    /// - Complexity: O(n³).
    /// - Source: [KendallSmith1940]; with ties [Kulakowski2018].
    package var intransitiveTriads: [IntransitiveTriad] {
        var found: [IntransitiveTriad] = []
        for i in 0..<order {
            for j in (i..<order).dropFirst() {
                for k in (j..<order).dropFirst() {
                    if runsInCircle(i, j, k) { found.append(IntransitiveTriad(circle: [i, j, k])) }
                    if runsInCircle(i, k, j) { found.append(IntransitiveTriad(circle: [i, k, j])) }
                }
            }
        }
        return found
    }

    private func runsInCircle(_ a: Int, _ b: Int, _ c: Int) -> Bool {
        guard let first = self[a, b], let second = self[b, c], let third = self[c, a] else {
            return false
        }
        return first >= 1 && second >= 1 && third >= 1 && (first > 1 || second > 1 || third > 1)
    }
}
