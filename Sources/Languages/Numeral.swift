/// A number as sentences show it: rounded half away from zero, thousands set off by commas.
///
/// Trailing zeros after the decimal point are left out; −0 is 0. Full precision belongs in data,
/// not in sentences.
package func numeral(_ value: Double, decimals: Int = 1) -> String {
    precondition((0...6).contains(decimals), "a sentence shows at most six decimals")
    guard value.isFinite, abs(value) < 1e12 else { return "\(value)" }
    let scale = (0..<decimals).reduce(1.0) { product, _ in product * 10 }
    let scaled = Int64((abs(value) * scale).rounded())
    let (whole, fraction) = scaled.quotientAndRemainder(dividingBy: Int64(scale))
    var digits = String(fraction)
    digits = String(repeating: "0", count: max(0, decimals - digits.count)) + digits
    while digits.last == "0" { digits.removeLast() }
    let sign = value < 0 && scaled != 0 ? "−" : ""
    return sign + grouped(whole) + (digits.isEmpty || decimals == 0 ? "" : "." + digits)
}

/// A share of one as per cent: 0.4567 is `45.7%`.
package func percent(_ share: Double, decimals: Int = 1) -> String {
    numeral(share * 100, decimals: decimals) + "%"
}

private func grouped(_ whole: Int64) -> String {
    var groups: [String] = []
    var rest = whole
    while rest >= 1000 {
        let group = String(rest % 1000)
        groups.append(String(repeating: "0", count: 3 - group.count) + group)
        rest /= 1000
    }
    groups.append(String(rest))
    return groups.reversed().joined(separator: ",")
}
