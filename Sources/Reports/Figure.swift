/// A number as a table shows it: always as many decimals, rounded half away from zero, thousands
/// set off by commas; `—` where there is none.
func figure(_ value: Double?, _ decimals: Int = 1) -> String {
    precondition((0...6).contains(decimals), "a table shows at most six decimals")
    guard let value, value.isFinite, abs(value) < 1e12 else { return "—" }
    let scale = powersOfTen[decimals]
    let scaled = Int64((abs(value) * scale).rounded())
    let (whole, fraction) = scaled.quotientAndRemainder(dividingBy: Int64(scale))
    var text = value < 0 && scaled != 0 ? "−" : ""
    text += grouped(whole)
    guard decimals > 0 else { return text }
    let digits = String(fraction)
    text += "."
    for _ in digits.utf8.count..<decimals { text += "0" }
    text += digits
    return text
}

/// A share of one as per cent, `92%`.
func percentage(_ share: Double?, _ decimals: Int = 0) -> String {
    share.map { figure($0 * 100, decimals) + "%" } ?? "—"
}

/// A difference with its sign, `+1.2` or `−0.4`; `0.0` for none.
func signed(_ difference: Double?, _ decimals: Int = 1) -> String {
    guard let difference else { return "—" }
    let text = figure(difference, decimals)
    return difference > 0 && text != figure(0, decimals) ? "+" + text : text
}

/// A whole number with its thousands set off.
func count(_ number: Int) -> String {
    number < 0 ? "−" + grouped(Int64(-number)) : grouped(Int64(number))
}

private let powersOfTen: [Double] = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000]

private func grouped(_ whole: Int64) -> String {
    guard whole >= 1000 else { return String(whole) }
    let rest = String(whole % 1000)
    return grouped(whole / 1000) + "," + String(repeating: "0", count: 3 - rest.utf8.count) + rest
}
