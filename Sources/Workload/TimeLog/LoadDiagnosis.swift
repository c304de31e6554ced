package import Languages

/// What the two readings of saturation say together: work needed ÷ available (norm), and time worked
/// ÷ available (time use).
package enum LoadDiagnosis: String, Sendable, Hashable, Codable, CaseIterable {
    /// High and high.
    case shortage
    /// Low and high: padded or slow.
    case padded
    /// High and low: the norm is too generous, or the work is done elsewhere.
    case elsewhere
    /// Low and low.
    case surplus
    /// The readings agree within the middle, or differ by less than their bands.
    case consistent

    /// Saturation from which a reading is high, and below which it is low.
    package static let highAbove = 1.0
    package static let lowBelow = 0.8

    package init(norm: Double, timeUse: Double) {
        let hair = 1e-9
        func isHigh(_ value: Double) -> Bool { value > Self.highAbove + hair }
        func isLow(_ value: Double) -> Bool { value < Self.lowBelow - hair }
        self =
            switch (isHigh(norm), isLow(norm), isHigh(timeUse), isLow(timeUse)) {
            case (true, _, true, _): .shortage
            case (_, true, true, _): .padded
            case (true, _, _, true): .elsewhere
            case (_, true, _, true): .surplus
            default: .consistent
            }
    }

    /// The readings contradict each other.
    package var isConflict: Bool { self == .padded || self == .elsewhere }

    package var name: Wording {
        switch self {
        case .shortage:
            Wording(
                zh: "工作量和用时都高：确有人员短缺", en: "both are high: a real shortage of people")
        case .padded:
            Wording(
                zh: "按定额工作量不足而用时高：可能虚增工时或效率偏低",
                en: "little work by the norm and full days: padded hours or slow work")
        case .elsewhere:
            Wording(
                zh: "按定额工作量高而用时低：单次耗时可能偏宽，或工作由他人承担",
                en: "much work by the norm and empty days: a generous norm, or done elsewhere")
        case .surplus:
            Wording(zh: "工作量和用时都低：人员有富余", en: "both are low: more people than work")
        case .consistent: Wording(zh: "两种口径基本一致", en: "the two readings agree")
        }
    }
}
