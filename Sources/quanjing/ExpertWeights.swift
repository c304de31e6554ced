import ArgumentParser
import Weighting

/// One `--expert-weight`: numbers with commas, or `expert=number`.
enum ExpertWeights: ExpressibleByArgument {
    case inOrder([Double])
    case named(String, Double)

    init?(argument: String) {
        if let sign = argument.lastIndex(of: "=") {
            guard let weight = Self.weight(argument[argument.index(after: sign)...]) else {
                return nil
            }
            self = .named(String(argument[..<sign]), weight)
            return
        }
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
        let weights = parts.compactMap(Self.weight)
        guard weights.count == parts.count else { return nil }
        self = .inOrder(weights)
    }

    private static func weight(_ text: Substring) -> Double? {
        Double(text).flatMap { $0 >= 0 && $0.isFinite ? $0 : nil }
    }

    /// The sheets with the weights that the command line gives their experts.
    static func applied(
        _ options: [ExpertWeights], to sheets: [SquareJudgements]
    ) throws -> [SquareJudgements] {
        var weights = sheets.map(\.weight)
        let inOrder = options.flatMap { option -> [Double] in
            if case .inOrder(let weights) = option { weights } else { [] }
        }
        guard inOrder.isEmpty || inOrder.count == sheets.count else {
            throw ValidationError(
                say(
                    "--expert-weight 给了 \(inOrder.count) 个，专家有 \(sheets.count) 位",
                    "--expert-weight gives \(inOrder.count) weights for \(sheets.count) experts"))
        }
        if !inOrder.isEmpty { weights = inOrder }
        for option in options {
            guard case .named(let name, let weight) = option else { continue }
            guard let index = sheets.firstIndex(where: { $0.expert == name }) else {
                let known = sheets.map(\.expert).joined(separator: ", ")
                throw ValidationError(
                    say(
                        "没有专家“\(name)”；专家有 \(known)",
                        "there is no expert “\(name)”; there are \(known)"))
            }
            weights[index] = weight
        }
        return zip(sheets, weights).map { $0.weighing($1) }
    }
}
