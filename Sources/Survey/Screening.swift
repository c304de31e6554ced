internal import Glibc
package import Languages

/// Why a response is suspicious, or left out.
package enum ScreeningReason: UInt8, Sendable, Hashable, Codable, CaseIterable, Comparable {
    /// The same respondent answered for the same unit before.
    case duplicate
    /// Too many items without an answer.
    case missing
    case tooFast
    case straightLine
    /// The same answers for the same unit came from the same address just before.
    case sameAddress

    package var name: Wording {
        switch self {
        case .duplicate: Wording(zh: "答卷编号重复", en: "duplicate response")
        case .missing: Wording(zh: "未答题目过多", en: "too many items unanswered")
        case .tooFast: Wording(zh: "答题过快", en: "answered too fast")
        case .straightLine: Wording(zh: "各题答案雷同", en: "all answers alike")
        case .sameAddress:
            Wording(zh: "短时间内同一地址答案相同", en: "same answers from one address")
        }
    }

    package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

/// Some of the reasons.
struct ScreeningReasons: OptionSet, Sendable, Hashable {
    let rawValue: UInt8

    static let duplicate = ScreeningReasons([ScreeningReason.duplicate])
    static let missing = ScreeningReasons([ScreeningReason.missing])
    static let tooFast = ScreeningReasons([ScreeningReason.tooFast])
    static let straightLine = ScreeningReasons([ScreeningReason.straightLine])
    static let sameAddress = ScreeningReasons([ScreeningReason.sameAddress])

    init(rawValue: UInt8) { self.rawValue = rawValue }

    init(_ reasons: [ScreeningReason]) {
        rawValue = reasons.reduce(0) { $0 | 1 << $1.rawValue }
    }

    /// In their order.
    var all: [ScreeningReason] {
        ScreeningReason.allCases.filter { contains(ScreeningReasons([$0])) }
    }

    /// Whether together they leave a response out: a duplicate, missing answers, or any two.
    var drop: Bool {
        !isDisjoint(with: [.duplicate, .missing]) || rawValue.nonzeroBitCount >= 2
    }
}

/// The limits beyond which a response is suspicious.
///
/// - Source: methods, survey; the rules are those of public parsers of 问卷星 exports.
package struct Screening: Sendable, Hashable, Codable {
    package var secondsFloor: Double
    package var secondsPerItem: Double
    /// Share of items without an answer from which on a response is left out.
    package var missingShare: Double
    /// Fewer answers than this are never a straight line.
    package var straightLineItems: Int
    package var straightLineShare: Double
    package var straightLineEntropyBits: Double
    package var sameAddressMinutes: Double

    package init(
        secondsFloor: Double = 45, secondsPerItem: Double = 2, missingShare: Double = 0.4,
        straightLineItems: Int = 4, straightLineShare: Double = 0.9,
        straightLineEntropyBits: Double = 0.75, sameAddressMinutes: Double = 5
    ) {
        self.secondsFloor = secondsFloor
        self.secondsPerItem = secondsPerItem
        self.missingShare = missingShare
        self.straightLineItems = straightLineItems
        self.straightLineShare = straightLineShare
        self.straightLineEntropyBits = straightLineEntropyBits
        self.sameAddressMinutes = sameAddressMinutes
    }

    /// Flags that one response earns by itself.
    ///
    /// - Parameters:
    ///   - counts: Answers per label.
    ///   - asked: Items put to the respondent.
    ///   - seconds: Time taken for the whole response; nil where it was not recorded.
    func flags(counts: [Int], asked: Int, seconds: Double?) -> ScreeningReasons {
        let answered = counts.reduce(0, +)
        var flags: ScreeningReasons = []
        // 1 − 0.6 is a hair above 0.4.
        if Double(asked - answered) >= missingShare * Double(asked) - 1e-9 {
            flags.insert(.missing)
        }
        if let seconds, seconds < max(secondsFloor, secondsPerItem * Double(asked)) {
            flags.insert(.tooFast)
        }
        if isStraightLine(counts, answered) { flags.insert(.straightLine) }
        return flags
    }

    private func isStraightLine(_ counts: [Int], _ answered: Int) -> Bool {
        guard answered >= max(straightLineItems, 1) else { return false }
        let top = Double(counts.max() ?? 0) / Double(answered)
        if top == 1 { return true }
        guard top >= straightLineShare - 1e-9 else { return false }
        let entropy = -counts.reduce(0.0) { sum, count in
            let share = Double(count) / Double(answered)
            return share > 0 ? sum + share * log2(share) : sum
        }
        return entropy <= straightLineEntropyBits
    }
}
