/// One number on each of the three bases that are never mixed.
package struct ByBasis: Sendable, Hashable, Codable {
    /// Approved posts.
    package let quota: Double?
    /// Staff on the establishment who are at work.
    package let inPost: Double?
    /// Those and the staff outside the establishment: whether the place is busy.
    package let labour: Double?

    package init(quota: Double?, inPost: Double?, labour: Double?) {
        self.quota = quota
        self.inPost = inPost
        self.labour = labour
    }

    package func map(_ transform: (Double) -> Double?) -> ByBasis {
        ByBasis(
            quota: quota.flatMap(transform), inPost: inPost.flatMap(transform),
            labour: labour.flatMap(transform))
    }
}

/// Norm saturation (工作饱满度): hours of work needed ÷ hours that can be worked.
package struct Saturation: Sendable, Hashable, Codable {
    /// Physical hours of work a year.
    package let hours: Double
    /// Posts, or person-years by months in post.
    package let persons: ByBasis
    package let capacityHours: ByBasis
    /// Nil on a basis that has nobody, or that is not known.
    package let ratio: ByBasis

    package init(hours: Double, persons: ByBasis, time: WorkingTime) {
        self.hours = hours
        self.persons = persons
        capacityHours = persons.map { $0 * time.hoursPerPost }
        ratio = capacityHours.map { $0 > 0 ? hours / $0 : nil }
    }
}
