import Draws
import Glibc
import Testing

@testable import Weighting

@Suite("Experts who agree")
struct ExpertClusterTests {
    // By hand: Σ w/u = 4/3 + 2/3 = 2 and Σ u/w = 3/4 + 3/2 = 9/4, so the index is 4.5/4.
    @Test("are told by the compatibility of their weights")
    func compatibility() {
        #expect(abs(Compatibility.index([2.0 / 3, 1.0 / 3], [0.5, 0.5]) - 1.125) < 1e-15)
        #expect(Compatibility.index([0.2, 0.8], [0.2, 0.8]) == 1)
    }

    @Test("form clusters in which every two agree, the larger ones first")
    func clusters() {
        let opinions: [(expert: String, weights: [Double])] = [
            ("a", [0.2, 0.3, 0.5]), ("b", [0.6, 0.3, 0.1]), ("c", [0.58, 0.31, 0.11]),
            ("d", [0.57, 0.33, 0.1]), ("e", [0.21, 0.3, 0.49]), ("f", [0.34, 0.33, 0.33]),
        ]
        let found = ExpertCluster.all(among: opinions)
        #expect(found.map(\.experts) == [["b", "c", "d"], ["a", "e"], ["f"]])
        #expect(found[2].widest == 1 && distance(found[2].weights, [0.34, 0.33, 0.33]) < 1e-15)
        #expect(found[0].widest > 1 && found[0].widest <= 1.1)
    }

    @Test("agree in every cluster, and no two clusters could be one", arguments: UInt64(0)..<30)
    func complete(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let opinions = (0..<12).map { number in
            (
                expert: "E\(number)",
                weights: (0..<4).map { _ in Double.random(in: 1...2.2, using: &generator) }
                    .scaledToOne()
            )
        }
        let clusters = ExpertCluster.all(among: opinions)
        #expect(clusters.flatMap(\.experts).sorted() == opinions.map(\.expert).sorted())
        func widest(_ experts: [String]) -> Double {
            let inside = opinions.filter { experts.contains($0.expert) }
            return inside.reduce(1) { widest, first in
                inside.reduce(widest) { max($0, Compatibility.index(first.weights, $1.weights)) }
            }
        }
        for (place, cluster) in clusters.enumerated() {
            #expect(abs(widest(cluster.experts) - cluster.widest) < 1e-12)
            #expect(cluster.widest <= Compatibility.agreement)
            for other in clusters[..<place] {
                #expect(widest(cluster.experts + other.experts) > Compatibility.agreement)
            }
        }
    }

    @Test("stay alone where nobody else is, and are none where nobody is")
    func few() {
        #expect(ExpertCluster.all(among: []).isEmpty)
        #expect(ExpertCluster.all(among: [("a", [1])]).map(\.experts) == [["a"]])
    }

    // Dong et al. 2010: the first pair is the most disputed, by 0.988656825632 in logarithms.
    @Test("differ most on the comparison that is named first")
    func disagreements() throws {
        let all = GroupPrioritiesTests.dong.disagreements(labels: ["A", "B", "C", "D"])
        #expect(all.count == 6)
        let first = try #require(all.first)
        #expect(first.left == "A" && first.right == "B" && first.count == 5)
        #expect(abs(first.deviation - 0.988656825632) < 1e-11)
        #expect(abs(first.mean - 2.226958508013) < 1e-11)
        #expect(first.lowest == 0.5 && first.lowestExpert == "E5")
        #expect(first.highest == 5 && first.highestExpert == "E2")
        #expect(zip(all, all.dropFirst()).allSatisfy { $0.deviation >= $1.deviation })
        let alone = JudgementGroup([GroupPrioritiesTests.dong.opinions[0]])
        #expect(alone.disagreements(labels: ["A", "B", "C", "D"]).isEmpty)
    }
}
