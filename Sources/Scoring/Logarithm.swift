internal import Glibc

/// ln of points, where less than one point counts as one: a geometric mean must not fall to
/// nothing over a single leaf.
func flooredLogarithm(_ points: Double) -> Double { log(max(1, points)) }

extension Double {
    static func exponential(of value: Double) -> Double { exp(value) }
}
