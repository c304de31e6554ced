internal import Languages

/// Checks of reported work against what others know of it: systems, logs, other units, the staff.
enum CrossChecks {
    /// Logged hours may differ from reported hours by this share.
    static let logTolerance = 0.20
    /// Share of the people at work who should keep a log of whole days.
    static let leastLoggingShare = 0.80

    /// What was reckoned of a unit.
    struct Readings {
        let timeUse: TimeUse?
        /// On the labour basis.
        let saturation: Double?
        let balance: Double?
        let diagnosis: LoadDiagnosis?
    }

    static func flags(
        of place: Workplace, readings: Readings, time: WorkingTime
    ) -> [WorkFlag] {
        [
            outliers(of: place), systemCounts(of: place.items),
            place.log.map { setAside(of: $0) } ?? [],
            readings.timeUse.map { coverage(of: place, $0, time) } ?? [],
            readings.timeUse.map { logged($0) } ?? [], conflict(of: place, readings),
            survey(of: place, readings.saturation), spread(of: place, readings.balance),
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
        items.filter(SystemCounts.differs).map { item in
            let (reported, counted) = (numeral(item.frequency), numeral(item.systemCount ?? 0))
            return WorkFlag(
                code: .systemCountDiffers,
                detail: Wording(
                    zh: "“\(item.name)”填报年频次\(reported)，系统办件量\(counted)，相差超过10%",
                    en: "“\(item.name)” is reported \(reported) times, a system counted \(counted)"),
                lines: [item.line])
        }
    }

    private static func setAside(of log: UnitLog) -> [WorkFlag] {
        guard !log.setAside.isEmpty else { return [] }
        let count = log.setAside.reduce(0) { $0 + $1.count }
        let reasons = log.setAside.map { "\($0.fault.name.zh)\($0.count)行" }
        let reasonsInEnglish = log.setAside.map { "\($0.fault.name.en): \($0.count)" }
        return [
            WorkFlag(
                code: .logRowsSetAside,
                detail: Wording(
                    zh: "每日工时\(log.rows)行中有\(count)行未计入：" + reasons.joined(separator: "，"),
                    en: "\(count) of \(log.rows) rows of the time log don't count: "
                        + reasonsInEnglish.joined(separator: ", ")),
                form: .timeLog, lines: log.setAside.flatMap(\.lines).sorted())
        ]
    }

    /// Whether the log is long enough, and kept by enough people, to speak for the year.
    private static func coverage(
        of place: Workplace, _ timeUse: TimeUse, _ time: WorkingTime
    ) -> [WorkFlag] {
        guard let log = place.log, log.days > 0 else { return [] }
        let lines = timeUse.comparisons.map(\.line).sorted()
        var flags: [WorkFlag] = []
        if timeUse.shareOfYear == nil {
            flags.append(
                WorkFlag(
                    code: .logTooShort,
                    detail: Wording(
                        zh: "每日工时只有\(log.days)天，不足以推算全年，频次仍按填报数",
                        en: "the time log has \(log.days) days: too few to tell a year, so the "
                            + "reported frequencies stay"),
                    lines: lines))
        }
        if let staff = place.labour, Double(log.people) < leastLoggingShare * staff,
            log.tellsWholeDays(time)
        {
            flags.append(
                WorkFlag(
                    code: .logPartial,
                    detail: Wording(
                        zh: "每日工时由\(log.people)人填写，在岗\(numeral(staff))人：其他人的工作量不在其中",
                        en: "\(log.people) of \(numeral(staff)) people keep the time log: what the "
                            + "others do is not in it"),
                    lines: lines))
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
            let share = percent(ratio)
            return WorkFlag(
                code: .logDiffers,
                detail: Wording(
                    zh: concatenated(
                        "“", item.name, "”填报年工时", reported, "小时，按每日工时推算", logged, "小时，为填报数的",
                        share),
                    en: concatenated(
                        "“", item.name, "”: ", reported, " hours a year reported, ", logged,
                        " logged (", share, ")")),
                lines: [item.line])
        }
    }

    private static func conflict(of place: Workplace, _ readings: Readings) -> [WorkFlag] {
        guard let diagnosis = readings.diagnosis, diagnosis.isConflict,
            let saturation = readings.saturation, let used = readings.timeUse?.saturation
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
        guard let view = place.busyView, let saturation, view.contradicts(saturation: saturation)
        else { return [] }
        let isIdle = view.worstShare > view.bestShare
        let share = percent(max(view.worstShare, view.bestShare))
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

    private static func spread(of place: Workplace, _ balance: Double?) -> [WorkFlag] {
        guard let view = place.balanceView, let balance, view.contradicts(balance: balance)
        else { return [] }
        let isUneven = view.worstShare > view.bestShare
        let share = percent(max(view.worstShare, view.bestShare))
        let spread = numeral(balance, decimals: 2)
        return [
            WorkFlag(
                code: .surveyConflict,
                detail: Wording(
                    zh: "内设机构忙闲变异系数为\(spread)，而\(view.answers)份职工答卷中"
                        + "\(share)对忙闲均衡\(isUneven ? "不满意" : "满意")",
                    en: "the spread of load between bodies is \(spread), but \(share) of "
                        + "\(view.answers) staff call it \(isUneven ? "uneven" : "even")"),
                lines: place.items.map(\.line).sorted())
        ]
    }
}
