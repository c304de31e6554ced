internal import Glibc

/// The quantile of Student's distribution.
///
/// Exact for one and two degrees of freedom, else the expansion of Cornish and Fisher: three digits
/// and more at the levels in use.
/// - Parameter share: In ½..<1.
/// - Source: [AbramowitzStegun1964], 26.7.5.
func studentQuantile(_ share: Double, freedom: Int) -> Double {
    precondition(share >= 0.5 && share < 1 && freedom >= 1, "an upper quantile of some freedom")
    if freedom == 1 { return tan(Double.pi * (share - 0.5)) }
    if freedom == 2 {
        let both = 2 * share - 1
        return both * (2 / (1 - both * both)).squareRoot()
    }
    let (z, n) = (normalQuantile(share), Double(freedom))
    let (z2, z3) = (z * z, z * z * z)
    let first = (z3 + z) / 4
    let second = (5 * z3 * z2 + 16 * z3 + 3 * z) / 96
    let third = (3 * z3 * z2 * z2 + 19 * z3 * z2 + 17 * z3 - 15 * z) / 384
    let fourth =
        (79 * z3 * z3 * z3 + 776 * z3 * z2 * z2 + 1482 * z3 * z2 - 1920 * z3 - 945 * z) / 92160
    return z + first / n + second / (n * n) + third / (n * n * n) + fourth / (n * n * n * n)
}

/// The quantile of the normal distribution: Newton's steps on its distribution function.
private func normalQuantile(_ share: Double) -> Double {
    var z = 0.0
    for _ in 0..<30 {
        let density = exp(-z * z / 2) / (2 * Double.pi).squareRoot()
        z -= (erfc(-z / 2.0.squareRoot()) / 2 - share) / density
    }
    return z
}
