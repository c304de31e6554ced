import Calendars

/// Somebody on a unit's list in the year evaluated.
struct SamplePerson {
    let id: String
    let quotaType: String
    let body: Int
    let role: SampleUnit.Role
    let postClass: String
    let title: String
    let education: String
    let birthYear: Int
    /// nil outside the establishment.
    let retiresOn: Day?
    let joined: Day
    let approvalNumber: String
    let trainingHours: Int
    let fitsPost: Bool?
    /// Months in the post during the year, 1…12.
    let months: Int
    var situation = Situation()

    /// Where a person really is, and as what.
    struct Situation {
        var status = "在岗"
        var since: Day?
        var until: Day?
        var workingUnit: Int?
        var loanDocument = ""
        var leaderLevel: String?
        var isAboveLevel = false
        var aboveLevelDocument = ""
        var isOnPayroll = true
    }

    var isOnEstablishment: Bool { quotaType != "编外" }
    var isAtWork: Bool { situation.status == "在岗" || situation.status == "病休" }
}
