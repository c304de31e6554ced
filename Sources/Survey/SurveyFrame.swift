package import Indicators

/// What a survey is read against: who is evaluated, who is asked what, and what it feeds.
package struct SurveyFrame: Sendable {
    /// A leaf of the tree that opinion feeds.
    package struct Leaf: Sendable {
        package let code: String
        package let measure: SurveyMeasure

        package init(code: String, measure: SurveyMeasure) {
            self.code = code
            self.measure = measure
        }
    }

    /// In the order of the units form.
    package let units: [String]
    /// People on the establishment and outside it, per unit; nil where the staff form is absent.
    package let staff: [Int?]
    package let questionnaire: Questionnaire
    package let settings: SurveySettings
    package let leaves: [Leaf]
    /// Groups of the settings, then those that the questionnaire alone names.
    let groups: [Group]

    struct Group: Sendable {
        let name: String
        let minimum: SurveySettings.Minimum
        let trimsAbove: Int?
        /// Numbers of the items that the group is asked, ascending, with their weights in its mean.
        let items: [(item: Int, weight: Double)]
    }

    /// - Precondition: one number of staff per unit.
    package init(
        units: [String], staff: [Int?], questionnaire: Questionnaire, settings: SurveySettings,
        leaves: [Leaf]
    ) {
        precondition(units.count == staff.count, "every unit has a staff count, if unknown")
        self.units = units
        self.staff = staff
        self.questionnaire = questionnaire
        self.settings = settings
        self.leaves = leaves
        let known = settings.groups.map(\.name)
        let others = questionnaire.groups.map(\.name.zh).filter { !known.contains($0) }
        groups = (known + others).map { name in
            Group(
                name: name,
                minimum: settings.groups.first { $0.name == name }?.minimum ?? .count(5),
                trimsAbove: questionnaire.groups.first { $0.name.zh == name }?.trimsAbove,
                items: SurveyFrame.items(askedOf: name, questionnaire, leaves))
        }
    }

    /// Weights are those that the items have in all that they feed; equal where they feed nothing.
    private static func items(
        askedOf group: String, _ questionnaire: Questionnaire, _ leaves: [Leaf]
    ) -> [(item: Int, weight: Double)] {
        let asked = questionnaire.items.enumerated().filter { _, item in
            item.groups.contains(group)
                || leaves.contains { leaf in
                    leaf.measure.items.contains {
                        $0.code == item.code && $0.groups.contains(group)
                    }
                }
        }.map { number, item in (item: number, weight: item.feeds.reduce(0) { $0 + $1.weight }) }
        return asked.contains { $0.weight > 0 } ? asked : asked.map { ($0.item, 1) }
    }
}

extension SurveyFrame.Leaf {
    /// The leaves of a tree that opinion feeds, in tree order.
    package static func all(of tree: IndicatorTree) -> [SurveyFrame.Leaf] {
        tree.nodes.compactMap { node in
            guard case .survey(let measure)? = node.indicator?.measure else { return nil }
            return SurveyFrame.Leaf(code: node.code, measure: measure)
        }
    }
}
