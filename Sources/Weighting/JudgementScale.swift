import Glibc
public import Languages

/// What an answer on the 1–9 scale means as a ratio of importance (标度).
///
/// An answer below 1 is the reciprocal of its mirror image: scale(1/x) = 1/scale(x).
public struct JudgementScale: Sendable, Hashable {
    /// The name by which settings ask for it.
    public let name: String
    public let title: Wording
    let formula: Formula

    /// The ratio for an answer x in 1…9.
    enum Formula: Sendable, Hashable {
        /// x^exponent
        case power(exponent: Double)
        /// base^((x − 1) ÷ step)
        case exponential(base: Double, step: Double)
        /// log₂(x + 1)
        case logarithmic
        /// (numerator + x) ÷ (denominator − x)
        case quotient(numerator: Double, denominator: Double)
        /// 9 ÷ (10 − x)
        case inverseLinear
        /// The ratios of the answers 1…9; between them in proportion of the logarithms.
        case table([Double])
    }

    /// The ratio that an answer in 1/9…9 means.
    package func ratio(of answer: Double) -> Double {
        answer >= 1 ? formula(answer) : 1 / formula(1 / answer)
    }

    /// The seventeen answers 1/9, 1/8 … 1 … 8, 9 and their ratios, ascending.
    package var grid: [(answer: Double, ratio: Double)] {
        let above = (1...9).map { (answer: Double($0), ratio: formula(Double($0))) }
        return above.dropFirst().reversed().map { (1 / $0.answer, 1 / $0.ratio) } + above
    }

    /// The scales on offer, the default first.
    ///
    /// - Source: [Saaty1980], [HarkerVargas1987], [Lootsma1991], [MaZheng1991],
    ///   [SaloHamalainen1997], [IshizakaLabib2011].
    public static let all: [JudgementScale] = [
        .linear,
        .init(
            name: "power", title: Wording(zh: "平方标度", en: "power scale x²"),
            formula: .power(exponent: 2)),
        .init(
            name: "root", title: Wording(zh: "平方根标度", en: "root scale √x"),
            formula: .power(exponent: 0.5)),
        .init(
            name: "geometric", title: Wording(zh: "几何标度", en: "geometric scale 2^(x−1)"),
            formula: .exponential(base: 2, step: 1)),
        .init(
            name: "exponential",
            title: Wording(zh: "9^((x−1)/8) 指数标度", en: "exponential scale 9^((x−1)/8)"),
            formula: .exponential(base: 9, step: 8)),
        .init(
            name: "logarithmic",
            title: Wording(zh: "对数标度", en: "logarithmic scale log₂(x+1)"),
            formula: .logarithmic),
        .init(
            name: "9/9-9/1", title: Wording(zh: "9/9–9/1 标度", en: "9/9–9/1 scale 9/(10−x)"),
            formula: .inverseLinear),
        .init(
            name: "10/10-18/2",
            title: Wording(zh: "10/10–18/2 标度", en: "10/10–18/2 scale (9+x)/(11−x)"),
            formula: .quotient(numerator: 9, denominator: 11)),
        .init(
            name: "balanced",
            title: Wording(zh: "平衡标度", en: "balanced scale w/(1−w), w = 0.45 + 0.05x"),
            formula: .quotient(numerator: 9, denominator: 11)),
    ]

    /// Saaty's: the answer is the ratio.
    public static let linear = JudgementScale(
        name: "1-9", title: Wording(zh: "1–9 标度", en: "1–9 scale"),
        formula: .power(exponent: 1))

    /// A scale by its name, or by nine rising ratios from 1 for the answers 1…9:
    /// `1,1.5,2,3,4,5,6,7,9`. A dash may be a long one.
    public init?(name: String) {
        let plain = String(name.map { "–—−".contains($0) ? "-" : $0 })
        if let scale = Self.all.first(where: { $0.name == plain }) {
            self = scale
            return
        }
        let parts = name.split(separator: ",", omittingEmptySubsequences: false)
        let ratios = parts.compactMap { Double($0.filter { $0 != " " }) }
        guard ratios.count == parts.count else { return nil }
        self.init(ratios: ratios)
    }

    /// A scale as data: the ratios that the answers 1…9 mean, in between in proportion of the
    /// logarithms.
    ///
    /// - Returns: nil unless there are nine finite ratios that begin with 1 and rise.
    public init?(ratios: [Double]) {
        guard ratios.count == 9, ratios[0] == 1, ratios.allSatisfy(\.isFinite),
            zip(ratios, ratios.dropFirst()).allSatisfy({ $0 < $1 })
        else { return nil }
        let name = ratios.map { $0 == $0.rounded() && $0 < 1e9 ? "\(Int($0))" : "\($0)" }
            .joined(separator: ",")
        self.init(
            name: name, title: Wording(zh: "自定标度 \(name)", en: "own scale \(name)"),
            formula: .table(ratios))
    }

    private init(name: String, title: Wording, formula: Formula) {
        self.name = name
        self.title = title
        self.formula = formula
    }
}

extension JudgementScale.Formula {
    fileprivate func callAsFunction(_ x: Double) -> Double {
        switch self {
        case .power(let exponent): exponent == 1 ? x : pow(x, exponent)
        case .exponential(let base, let step): pow(base, (x - 1) / step)
        case .logarithmic: log2(x + 1)
        case .quotient(let numerator, let denominator): (numerator + x) / (denominator - x)
        case .inverseLinear: 9 / (10 - x)
        case .table(let ratios): interpolated(ratios, at: x)
        }
    }

    private func interpolated(_ ratios: [Double], at x: Double) -> Double {
        let below = min(max(0, Int(x) - 1), ratios.count - 2)
        let part = x - Double(below + 1)
        if part == 0 || part == 1 { return ratios[below + Int(part)] }
        return exp(log(ratios[below]) * (1 - part) + log(ratios[below + 1]) * part)
    }
}
