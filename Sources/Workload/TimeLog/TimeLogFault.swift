package import Languages

/// Why a row of a time log doesn't count; of several reasons the first in this order.
package enum TimeLogFault: Int, Sendable, Hashable, CaseIterable {
    case unitMissing, personMissing, itemUnknown, countInvalid, minutesInvalid, dateInvalid
    case dateOutsideYear

    /// A stable name for files and JSON.
    package var code: String {
        switch self {
        case .unitMissing: "unit-missing"
        case .personMissing: "person-missing"
        case .itemUnknown: "item-unknown"
        case .countInvalid: "count-invalid"
        case .minutesInvalid: "minutes-invalid"
        case .dateInvalid: "date-invalid"
        case .dateOutsideYear: "date-outside-year"
        }
    }

    package var name: Wording {
        switch self {
        case .unitMissing: Wording(zh: "没有单位编码", en: "no unit")
        case .personMissing: Wording(zh: "没有人员编码", en: "no person")
        case .itemUnknown: Wording(zh: "事项编码不在清单中", en: "unknown item")
        case .countInvalid: Wording(zh: "件数不是整数", en: "count is not a whole number")
        case .minutesInvalid:
            Wording(zh: "分钟不是1至960的整数", en: "minutes are no whole number in 1…960")
        case .dateInvalid: Wording(zh: "日期不存在", en: "no such date")
        case .dateOutsideYear: Wording(zh: "日期不在当年", en: "a date of another year")
        }
    }
}

/// What a time log may claim.
package enum TimeLogLimits {
    /// Minutes of one row.
    package static let minutes = 1...960
    /// Effective minutes of one person on one day count up to this.
    package static let effectiveMinutesPerDay = 720
    /// Minutes of a full working day.
    package static let minutesPerDay = 480
    /// Minutes that a day has.
    package static let minutesThatPass = 1440
}
