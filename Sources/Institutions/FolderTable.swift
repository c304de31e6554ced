package import Languages

/// A table of an evaluation that is none of the forms and that another room reads, though it may
/// stand on a sheet among them.
package enum FolderTable: String, CaseIterable, Sendable {
    case timeLog = "timelog"
    case survey = "responses"
    case judgements = "judgements"

    /// The folder of a file of its own.
    package var folder: String {
        switch self {
        case .timeLog: "forms"
        case .survey: "survey"
        case .judgements: "experts"
        }
    }

    /// Path inside the evaluation folder where it is a text file.
    package var file: String { "\(folder)/\(rawValue).csv" }

    package var title: Wording {
        switch self {
        case .timeLog: Wording(zh: "每日工时", en: "daily time log")
        case .survey: Wording(zh: "调查问卷", en: "survey")
        case .judgements: Wording(zh: "专家判断", en: "judgements")
        }
    }

    /// Names of a file of its own without the ending, in lower case.
    package var fileNames: [String] {
        switch self {
        case .timeLog: [rawValue, "每日工时", "每日工时表"]
        case .survey, .judgements: [rawValue, title.zh]
        }
    }

    /// Names of a sheet, plain as `FormNaming` makes them.
    var sheetNames: [String] {
        switch self {
        case .timeLog: [rawValue, "dailytimelog", "每日工时"]
        case .survey: [rawValue, "survey", "surveyresponses", "调查问卷", "问卷", "问卷调查", "答卷"]
        case .judgements:
            [rawValue, "judgments", "pairwisejudgements", "专家判断", "两两比较", "专家两两比较判断"]
        }
    }
}

/// Where one of these tables, or a part of it, stands.
package struct FolderTableSource: Sendable, Hashable {
    /// Path inside the evaluation folder.
    package let file: String
    /// nil in a text file, and in a workbook whose sheet its header tells.
    package let sheet: String?
    /// The unit's delivery that it is part of, nil outside `forms/units/`.
    package let delivery: Delivery?

    /// What a unit handed in.
    package struct Delivery: Sendable, Hashable {
        /// Its path inside the evaluation folder.
        package let name: String
        /// Whose it is, and what says so; nil where only the rows of this table can tell.
        package let owner: DeliveryOwner?

        package init(name: String, owner: DeliveryOwner?) {
            (self.name, self.owner) = (name, owner)
        }
    }

    package init(file: String, sheet: String?, delivery: Delivery?) {
        (self.file, self.sheet, self.delivery) = (file, sheet, delivery)
    }
}

/// The unit of a delivery, and what says so.
package struct DeliveryOwner: Sendable, Hashable {
    package let unit: String
    package let reason: Wording

    package init(unit: String, reason: Wording) {
        (self.unit, self.reason) = (unit, reason)
    }
}
