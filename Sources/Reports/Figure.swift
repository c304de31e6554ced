internal import Languages

/// A number as a table shows it: always as many decimals, rounded half away from zero, thousands
/// set off by commas; `—` where there is none.
func figure(_ value: Double?, _ decimals: Int = 1) -> String {
    guard let value, value.isFinite, abs(value) < 1e12 else { return "—" }
    return numeral(value, decimals: decimals, keepsZeros: true)
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
func count(_ number: Int) -> String { numeral(number) }
