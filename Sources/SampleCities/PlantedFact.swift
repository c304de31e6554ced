/// A fact put into a sample on purpose, so that its results can be checked.
enum PlantedFact: CaseIterable {
    case idleWithVacancies, overloadedFull, overloadedWithVacancies, overEstablishment
    case separatedStaff, longLoan, payWithoutPost, overLeaders, aboveLevelWithoutDocument
    case unauthorisedBody, openMajorFinding, paddedWorklog, missingResults, straightLined
    case duplicateResponse, fewServiceUsers, lateDutyList, dutiesWithoutHours, unbalancedBodies
    case overBudget, threePublicUp, movedDuties, youngUnit, outsideOverCap, repairedSeparation
    case inconsistentExpert, classJudgements

    /// The unit that carries the fact, as its index in the city; nil for what isn't a unit's.
    var unit: Int? {
        switch self {
        case .openMajorFinding: 3
        case .aboveLevelWithoutDocument: 6
        case .overLeaders: 8
        case .payWithoutPost: 10
        case .lateDutyList: 11
        case .fewServiceUsers: 13
        case .dutiesWithoutHours: 14
        case .threePublicUp: 15
        case .unbalancedBodies: 16
        case .overBudget: 17
        case .longLoan: 19
        case .overloadedFull: 20
        case .overEstablishment: 23
        case .movedDuties: 24
        case .idleWithVacancies: 26
        case .overloadedWithVacancies: 27
        case .youngUnit: 28
        case .unauthorisedBody: 29
        case .paddedWorklog: 30
        case .missingResults: 33
        case .straightLined: 34
        case .duplicateResponse: 35
        case .outsideOverCap: 38
        case .separatedStaff: 41
        case .repairedSeparation: 42
        case .inconsistentExpert, .classJudgements: nil
        }
    }

    /// Whether the fact is there in a year: some come with the second year, one goes with it.
    func holds(in parameters: SampleParameters) -> Bool {
        guard parameters.plantsFacts, unit.map({ $0 < parameters.units }) ?? true,
            parameters.forms == .full || unit == nil
        else { return false }
        let isFirst = parameters.year == 2024
        switch self {
        case .openMajorFinding, .movedDuties, .overBudget, .threePublicUp: return !isFirst
        case .repairedSeparation: return isFirst
        case .separatedStaff: return parameters.units > Self.receivingUnit
        case .inconsistentExpert: return parameters.experts > 1
        case .classJudgements: return parameters.units > 2
        default: return true
        }
    }

    /// The department in which the separated staff really work.
    static let receivingUnit = 9
}
