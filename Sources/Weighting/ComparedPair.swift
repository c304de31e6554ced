/// Two siblings that are compared, by their zero-based places; the left one comes first.
public struct ComparedPair: Sendable, Hashable, Codable, Comparable {
    public let left: Int
    public let right: Int

    package init(_ left: Int, _ right: Int) {
        precondition(0 <= left && left < right, "a pair names two siblings, the earlier first")
        self.left = left
        self.right = right
    }

    /// By the left sibling, then the right one.
    public static func < (a: ComparedPair, b: ComparedPair) -> Bool {
        (a.left, a.right) < (b.left, b.right)
    }

    /// All pairs of so many siblings, by left, then right.
    package static func all(order: Int) -> [ComparedPair] {
        (0..<order).flatMap { left in
            (left..<order).dropFirst().map { ComparedPair(left, $0) }
        }
    }

    /// Where the pair stands among all pairs of so many siblings.
    func place(order: Int) -> Int {
        precondition(right < order, "a pair names siblings that are there")
        return left * order - left * (left + 1) / 2 + right - left - 1
    }
}
