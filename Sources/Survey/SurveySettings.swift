/// How answers become opinion: the scale, who must answer in what number, what is screened out.
package struct SurveySettings: Sendable, Hashable, Codable {
    package var scale: AnswerScale
    /// In the order of `evaluation.yaml`.
    package var groups: [Group]
    package var screening: Screening
    /// Which question of a wide export is what.
    package var columns: WideColumns

    package init(
        scale: AnswerScale, groups: [Group], screening: Screening, columns: WideColumns = .none
    ) {
        self.scale = scale
        self.groups = groups
        self.screening = screening
        self.columns = columns
    }

    /// A respondent group (评议主体) and the number of valid responses it needs.
    package struct Group: Sendable, Hashable, Codable {
        package let name: String
        package let minimum: Minimum

        package init(_ name: String, minimum: Minimum) {
            self.name = name
            self.minimum = minimum
        }
    }

    package enum Minimum: Sendable, Hashable, Codable {
        case count(Int)
        /// Share of the unit's staff, in 0…1: the group is the staff itself.
        case shareOfStaff(Double)

        /// Valid responses needed; nil where a share is asked of a staff that is not known.
        package func responses(staff: Int?) -> Int? {
            switch self {
            case .count(let count): count
            case .shareOfStaff(let share):
                // 0.6 × 15 may be a hair above 9.
                staff.map { Int((share * Double($0) - 1e-9).rounded(.up)) }
            }
        }
    }

    package static let standard = SurveySettings(
        scale: .satisfaction,
        groups: [
            Group("服务对象", minimum: .count(30)), Group("本单位职工", minimum: .shareOfStaff(0.6)),
            Group("上级部门", minimum: .count(5)), Group("同级部门", minimum: .count(5)),
            Group("两代表一委员", minimum: .count(5)),
        ], screening: Screening())
}
