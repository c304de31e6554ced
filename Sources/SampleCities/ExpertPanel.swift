internal import Draws

/// The experts of a sample and what they answer: an example set, each with noise of their own.
struct ExpertPanel {
    let parameters: SampleParameters

    /// One answer: how much more important the left is than the right.
    struct Judgement {
        let expert: String
        let node: String
        let left: String
        let right: String
        /// A place on the 1–9 scale: 0 is equal, 8 is nine times, −8 a ninth.
        let step: Int
        let unitClass: String
    }

    /// The sibling groups of the bundled tree with a plausible answer per pair, as steps.
    private static let nodes: [(node: String, children: [String], steps: [Int])] = [
        ("root", ["A", "B", "C", "D"], [-1, 2, 1, 3, 2, -1]),
        ("A", ["A1", "A2", "A3"], [-1, -1, 0]),
        ("B", ["B1", "B2", "B3"], [1, 3, 1]),
        ("C", ["C1", "C2"], [0]),
        ("D", ["D1", "D2"], [1]),
        ("A1", ["A11", "A12", "A13"], [1, 2, 1]),
        ("A2", ["A21", "A22", "A23"], [1, 0, -1]),
        ("A3", ["A31", "A32", "A33"], [2, 3, 1]),
        ("B1", ["B11", "B12", "B13"], [0, 1, 1]),
        ("B2", ["B21", "B22", "B23"], [0, 1, 1]),
        ("B3", ["B31", "B32"], [1]),
        ("C1", ["C11", "C12", "C13"], [0, -1, -1]),
        ("C2", ["C21", "C22"], [-1]),
        ("D1", ["D11", "D12", "D13"], [1, 2, 1]),
        ("D2", ["D21", "D22"], [0]),
    ]

    func judgements() -> [Judgement] {
        (0..<parameters.experts).flatMap { expert in
            Self.nodes.indices.flatMap { node in
                judgements(
                    expert: expert, Self.nodes[node].node, Self.nodes[node].children,
                    steps: steps(expert: expert, node: node))
            } + judgementsForLivelihood(expert: expert)
        }
    }

    private func judgements(
        expert: Int, _ node: String, _ children: [String], steps: [Int], unitClass: String = ""
    ) -> [Judgement] {
        let pairs = children.indices.flatMap { left in
            children.indices.filter { $0 > left }.map { (left, $0) }
        }
        return zip(pairs, steps).map { pair, step in
            Judgement(
                expert: "E" + SampleUnit.padded(expert + 1, 2), node: node,
                left: children[pair.0], right: children[pair.1], step: step,
                unitClass: unitClass)
        }
    }

    /// Some experts see the weights of the dimensions differently where people are served.
    private func judgementsForLivelihood(expert: Int) -> [Judgement] {
        guard PlantedFact.classJudgements.holds(in: parameters), expert < 3 else { return [] }
        let steps = [[-2, 1, -1, 3, 1, -2], [-2, 1, -1, 3, 0, -2], [-1, 1, -1, 2, 1, -2]][expert]
        return judgements(
            expert: expert, "root", Self.nodes[0].children, steps: steps,
            unitClass: UnitKind.UnitClass.livelihood.rawValue)
    }

    private func steps(expert: Int, node: Int) -> [Int] {
        let example = Self.nodes[node].steps
        if PlantedFact.inconsistentExpert.holds(in: parameters),
            expert == parameters.experts - 1, Self.nodes[node].node == "B"
        {
            return Self.inconsistentSteps
        }
        var generator = SplitMix64(seed: parameters.seed, .expert, expert, node)
        for _ in 0..<20 {
            let noisy = example.map { step in
                generator.chance(0.45) ? step + generator.pick([-1, 1]) : step
            }
            if isConsistent(noisy, order: Self.nodes[node].children.count) { return noisy }
        }
        return example
    }

    /// 3, 3 and 4: CR about 0.19.
    private static let inconsistentSteps = [2, 2, 3]

    /// The value of a step on the 1–9 scale.
    static func value(_ step: Int) -> Double {
        step >= 0 ? Double(step + 1) : 1 / Double(1 - step)
    }

    /// CR at most 0.1 with room to spare, by power iteration.
    private func isConsistent(_ steps: [Int], order: Int) -> Bool {
        guard order > 2 else { return true }
        var matrix = [[Double]](repeating: Array(repeating: 1, count: order), count: order)
        var next = steps.makeIterator()
        for row in 0..<order {
            for column in row + 1..<order {
                let value = Self.value(next.next() ?? 0)
                (matrix[row][column], matrix[column][row]) = (value, 1 / value)
            }
        }
        var (weights, largest) = (Array(repeating: 1 / Double(order), count: order), 0.0)
        for _ in 0..<100 {
            let image = matrix.map { row in zip(row, weights).reduce(0) { $0 + $1.0 * $1.1 } }
            largest = image.reduce(0, +)
            weights = image.map { $0 / largest }
        }
        let index = (largest - Double(order)) / Double(order - 1)
        return index / (order == 3 ? 0.58 : 0.9) < 0.095
    }
}
