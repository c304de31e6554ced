/// Hours and staff of one inner body.
package struct BodyLoad: Sendable, Hashable, Codable {
    package let body: String
    package let name: String
    /// Hours a year of the items that name the body.
    package let hours: Double
    /// Person-years of those at work in the body, 编外 included.
    package let staff: Double
    /// Nil where nobody is in post.
    package let saturation: Double?

    package init(body: String, name: String, hours: Double, staff: Double, time: WorkingTime) {
        self.body = body
        self.name = name
        self.hours = hours
        self.staff = staff
        saturation = staff > 0 ? hours / (staff * time.hoursPerPost) : nil
    }
}

/// How evenly work lies on the inner bodies of a unit (忙闲均衡).
package enum LoadBalance {
    /// Coefficient of variation of the bodies' saturation, weighted by their staff.
    ///
    /// Bodies with nobody in post have no saturation and do not count.
    ///
    /// - Returns: Nil with fewer than two staffed bodies, or where none of them has any hours.
    package static func coefficientOfVariation(of bodies: [BodyLoad]) -> Double? {
        let staffed = bodies.compactMap { body in
            body.saturation.map { (weight: body.staff, saturation: $0) }
        }
        guard staffed.count >= 2 else { return nil }
        let weight = staffed.reduce(0) { $0 + $1.weight }
        let mean = staffed.reduce(0) { $0 + $1.weight * $1.saturation } / weight
        guard mean > 0 else { return nil }
        let variance =
            staffed.reduce(0) { sum, body in
                let distance = body.saturation - mean
                return sum + body.weight * distance * distance
            } / weight
        return variance.squareRoot() / mean
    }
}
