internal import Languages

/// Checks of reported work against what others know of it: systems, logs, other units, the staff.
enum CrossChecks {
    /// A system's count may differ from the reported frequency by this share.
    static let systemTolerance = 0.10
    /// Logged hours may differ from reported hours by this share.
    static let logTolerance = 0.20

    static func flags(
        of place: Workplace, timeUse: TimeUse?, saturation: Double?, diagnosis: LoadDiagnosis?
    ) -> [WorkFlag] {
        [
            outliers(of: place), systemCounts(of: place.items),
            place.log.map { setAside(of: $0, timeUse) } ?? [],
            timeUse.map { logged($0) } ?? [],
            conflict(of: place, diagnosis, saturation, timeUse), survey(of: place, saturation),
        ].flatMap { $0 }
    }

    private static func outliers(of place: Workplace) -> [WorkFlag] {
        place.items.compactMap { item in
            guard let outlier = place.unitTimes?.outlier(item) else { return nil }
            let (own, median) = (
                numeral(item.hours, decimals: 3), numeral(outlier.median, decimals: 3)
            )
            return WorkFlag(
                code: .unitTimeOutlier,
                detail: Wording(
                    zh: "“\(item.name)”单次\(own)小时，\(outlier.units)个单位同名事项的中位数为"
                        + "\(median)小时，明显偏离",
                    en: "“\(item.name)” takes \(own) hours each; the median of \(outlier.units) "
                        + "units is \(median)"),
                lines: [item.line])
        }
    }

    private static func systemCounts(of items: [ReportedWork]) -> [WorkFlag] {
        items.compactMap { item in
            guard let count = item.systemCount else { return nil }
            let hair = 1e-9
            let base = max(item.frequency, count)
            guard base > 0, abs(count - item.frequency) > (systemTolerance + hair) * base else {
                return nil
            }
            let (reported, counted) = (numeral(item.frequency), numeral(count))
            return WorkFlag(
                code: .systemCountDiffers,
                detail: Wording(
                    zh: "“\(item.name)”填报年频次\(reported)，系统办件量\(counted)，相差超过10%",
                    en: "“\(item.name)” is reported \(reported) times, a system counted \(counted)"),
                lines: [item.line])
        }
    }

    private static func setAside(of log: UnitLog, _ timeUse: TimeUse?) -> [WorkFlag] {
        var flags: [WorkFlag] = []
        if !log.setAside.isEmpty {
            let count = log.setAside.reduce(0) { $0 + $1.count }
            let reasons = log.setAside.map { "\($0.fault.name.zh)\($0.count)行" }
            let reasonsInEnglish = log.setAside.map { "\($0.fault.name.en): \($0.count)" }
            flags.append(
                WorkFlag(
                    code: .logRowsSetAside,
                    detail: Wording(
                        zh: "每日工时\(log.rows)行中有\(count)行未计入："
                            + reasons.joined(separator: "，"),
                        en: "\(count) of \(log.rows) rows of the time log don't count: "
                            + reasonsInEnglish.joined(separator: ", ")),
                    form: .timeLog, lines: log.setAside.flatMap(\.lines).sorted()))
        }
        if log.shareOfYear == nil, log.days > 0 {
            flags.append(
                WorkFlag(
                    code: .logTooShort,
                    detail: Wording(
                        zh: "每日工时只有\(log.days)天，不足以推算全年，频次仍按填报数",
                        en: "the time log has \(log.days) days: too few to tell a year, so the "
                            + "reported frequencies stay"),
                    lines: timeUse?.comparisons.map(\.line).sorted() ?? []))
        }
        return flags
    }

    private static func logged(_ timeUse: TimeUse) -> [WorkFlag] {
        timeUse.comparisons.compactMap { item in
            let hair = 1e-9
            guard let ratio = item.ratio, let hours = item.loggedHours,
                abs(ratio - 1) > logTolerance + hair
            else { return nil }
            let (logged, reported) = (numeral(hours), numeral(item.reportedHours))
            return WorkFlag(
                code: .logDiffers,
                detail: Wording(
                    zh: "“\(item.name)”填报年工时\(reported)小时，按每日工时推算\(logged)小时，"
                        + "为填报数的\(percent(ratio))",
                    en: "“\(item.name)”: \(reported) hours a year reported, \(logged) logged "
                        + "(\(percent(ratio)))"),
                lines: [item.line])
        }
    }

    private static func conflict(
        of place: Workplace, _ diagnosis: LoadDiagnosis?, _ saturation: Double?, _ timeUse: TimeUse?
    ) -> [WorkFlag] {
        guard let diagnosis, diagnosis.isConflict, let saturation, let used = timeUse?.saturation
        else { return [] }
        return [
            WorkFlag(
                code: .readingsConflict,
                detail: Wording(
                    zh: "按定额测算的饱满度为\(percent(saturation))，按每日工时的用时饱和度为"
                        + "\(percent(used))：\(diagnosis.name.zh)",
                    en: "saturation is \(percent(saturation)) by the norm and \(percent(used)) by "
                        + "logged time: \(diagnosis.name.en)"),
                lines: place.items.map(\.line).sorted())
        ]
    }

    private static func survey(of place: Workplace, _ saturation: Double?) -> [WorkFlag] {
        guard let view = place.busyView, let saturation, view.contradicts(saturation) else {
            return []
        }
        let isIdle = view.idleShare > view.busyShare
        let share = percent(isIdle ? view.idleShare : view.busyShare)
        return [
            WorkFlag(
                code: .surveyConflict,
                detail: Wording(
                    zh: "测算饱满度为\(percent(saturation))，而\(view.answers)份职工答卷中"
                        + "\(share)认为岗位\(isIdle ? "不忙" : "繁忙")",
                    en: "saturation is \(percent(saturation)), but \(share) of \(view.answers) "
                        + "staff call their posts \(isIdle ? "idle" : "busy")"),
                lines: place.items.map(\.line).sorted())
        ]
    }
}
