/// The responses of a survey as they came in, from which opinion of other units can be told too.
///
/// It holds a few bytes per response, no free text and no address.
package struct SurveyBook: Sendable {
    let responses: ResponseBook
    package let frame: SurveyFrame

    /// Opinion of other units than were asked about.
    ///
    /// A response is screened among those about the same unit as before and then counts for the
    /// unit that answers for it now: one respondent's responses about two units that became one are
    /// two responses.
    package func result(of subjects: SurveySubjects) -> SurveyResult {
        Aggregation(responses, frame: frame, subjects: subjects).result()
    }
}

/// The units of which opinion is to be told.
package struct SurveySubjects: Sendable {
    package let units: [String]
    /// People on the establishment and outside it, per unit; nil where they are not known.
    package let staff: [Int?]
    /// Per unit of the frame, the position of the unit for which its responses count; nil: none.
    package let places: [Int?]

    /// - Precondition: One number of staff per unit; places are positions of units.
    package init(units: [String], staff: [Int?], places: [Int?]) {
        precondition(units.count == staff.count, "every unit has a staff count, if unknown")
        precondition(
            places.allSatisfy { $0.map(units.indices.contains) ?? true }, "places are of units")
        self.units = units
        self.staff = staff
        self.places = places
    }

    /// The units that were asked about.
    init(of frame: SurveyFrame) {
        self.init(
            units: frame.units, staff: frame.staff, places: frame.units.indices.map(Optional.some))
    }
}
