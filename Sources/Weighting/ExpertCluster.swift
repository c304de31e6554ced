/// Experts of whom every two agree on the weights.
public struct ExpertCluster: Sendable, Hashable, Codable {
    /// In the order of the panel.
    public let experts: [String]
    /// Geometric mean of their weights, sum 1.
    public let weights: [Double]
    /// The largest compatibility index within; 1 for a single expert.
    public let widest: Double
}

extension ExpertCluster {
    /// Groups experts by complete linkage: the two groups whose least agreeing members agree most
    /// are joined first, until members would disagree. Equal distances join by the panel's order.
    ///
    /// - Parameter opinions: Weights of the same siblings, each above 0.
    /// - Returns: Larger clusters first, then by their first expert.
    /// - Complexity: O(experts²) comparisons of weights, about as many of numbers.
    package static func all(
        among opinions: [(expert: String, weights: [Double])],
        agreement: Double = Compatibility.agreement
    ) -> [ExpertCluster] {
        var linkage = Linkage(opinions.map(\.weights), within: agreement)
        while linkage.joinClosest() {}
        let clusters = linkage.clusters.map { members, widest in
            ExpertCluster(
                experts: members.map { opinions[$0].expert },
                weights: aggregatedPriorities(members.map { (opinions[$0].weights, 1) }),
                widest: widest)
        }
        return clusters.indices.sorted {
            let (a, b) = (clusters[$0].experts.count, clusters[$1].experts.count)
            return a == b ? $0 < $1 : a > b
        }.map { clusters[$0] }
    }
}

/// Clusters while they are being joined.
private struct Linkage {
    /// Of the clusters still open, by their first member.
    private var open: [Int]
    private var members: [[Int]]
    private var widest: [Double]
    /// Between each cluster and those before it: the index of the two members furthest apart.
    private var distances: [[Double]]
    /// Of each cluster, the nearest one before it within agreement.
    private var nearest: [Int?]
    private let agreement: Double

    init(_ opinions: [[Double]], within agreement: Double) {
        self.agreement = agreement
        open = Array(opinions.indices)
        members = opinions.indices.map { [$0] }
        widest = opinions.map { _ in 1 }
        distances = opinions.indices.map { second in
            opinions[..<second].map { Compatibility.index($0, opinions[second]) }
        }
        nearest = opinions.map { _ in nil }
        for second in opinions.indices { nearest[second] = nearestBefore(second) }
    }

    /// Members in the panel's order with the largest index within, by their first member.
    var clusters: [(members: [Int], widest: Double)] {
        open.map { (members[$0].sorted(), widest[$0]) }
    }

    /// - Returns: Whether two clusters agreed.
    mutating func joinClosest() -> Bool {
        var best: (first: Int, second: Int, distance: Double)?
        for second in open {
            guard let first = nearest[second] else { continue }
            let distance = distances[second][first]
            if distance < (best?.distance ?? .infinity) { best = (first, second, distance) }
        }
        guard let best else { return false }
        join(best.first, best.second, at: best.distance)
        return true
    }

    private mutating func join(_ first: Int, _ second: Int, at distance: Double) {
        members[first] += members[second]
        widest[first] = distance
        open.removeAll { $0 == second }
        for other in open where other != first {
            let (low, high) = (min(first, other), max(first, other))
            let (a, b) = (min(second, other), max(second, other))
            distances[high][low] = max(distances[high][low], distances[b][a])
        }
        // Distances only grow, so who was nearest to others stays so.
        for other in open
        where other == first || nearest[other] == first || nearest[other] == second {
            nearest[other] = nearestBefore(other)
        }
    }

    private func nearestBefore(_ second: Int) -> Int? {
        var best: (first: Int, distance: Double)?
        for first in open {
            guard first < second else { break }
            let distance = distances[second][first]
            if distance <= agreement, distance < (best?.distance ?? .infinity) {
                best = (first, distance)
            }
        }
        return best?.first
    }
}
