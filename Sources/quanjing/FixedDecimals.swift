/// A number with a fixed count of decimals, for columns of a table on a terminal.
func fixed(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return "\(value)" }
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = Int64((abs(value) * scale).rounded())
    let (whole, fraction) = scaled.quotientAndRemainder(dividingBy: Int64(scale))
    let digits = String(fraction)
    let zeros = String(repeating: "0", count: max(0, decimals - digits.count))
    let sign = value < 0 && scaled != 0 ? "−" : ""
    return decimals == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(zeros)\(digits)"
}
