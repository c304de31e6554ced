package import Diagnostics
internal import Indicators
internal import Languages

extension StaffingCalculation {
    /// Reads a file of `quanjing staffing`; the keys are those of `docs/formats.md`.
    ///
    /// - Returns: Nil after any error; the log says which.
    package static func read(
        _ bytes: [UInt8], file: String, into log: inout DiagnosticLog
    ) -> StaffingCalculation? {
        let reader = YAMLReader(file: file)
        defer { log.merge(reader.log) }
        guard let root = reader.root(of: bytes), let calculation = root.mapping({ read($0) }),
            !reader.log.hasErrors
        else { return nil }
        return calculation
    }

    private static func read(_ map: YAMLMapping) -> StaffingCalculation? {
        guard let method = map.required("method")?.name(among: methods) else {
            // Without its method a file has no keys to be wrong about.
            _ = map.all()
            return nil
        }
        switch method {
        case "wisn": return WISN(map).map { .wisn($0) }
        case "erlang-c": return ErlangC(map).map { .queue($0) }
        case "work-sampling": return WorkSampling(map).map { .sampling($0) }
        case "time-study": return TimeStudy(map).map { .timeStudy($0) }
        default: return LabourEfficiency(map).map { .efficiency($0) }
        }
    }
}

extension WISN {
    /// Hours that a person can plausibly work in a year: 125 full days to 52 weeks of 40 hours.
    static let plausibleHours = 1000.0...2080.0

    fileprivate init?(_ map: YAMLMapping) {
        let time = map.required("available_time")?.mapping { AvailableTime($0) }
        let current = map.optional("current").map { $0.amount() }
        let services = map.optional("service").map { $0.values { Service($0) } } ?? []
        let category = map.optional("category").map { $0.values { CategoryWork($0) } } ?? []
        let individual = map.optional("individual").map { $0.values { IndividualWork($0) } } ?? []
        let allowance =
            map.optional("allowance").map { $0.choice(Allowance.self) } ?? .multiplicative
        guard let time, let services, let category, let individual, let allowance else {
            return nil
        }
        if case .some(.none) = current { return nil }
        self.init(
            time: time, services: services, category: category, individual: individual,
            allowance: allowance, current: current ?? nil)
        guard hasTimeLeft(map) else { return nil }
        warn(map)
    }

    private func hasTimeLeft(_ map: YAMLMapping) -> Bool {
        guard categoryShare >= 1 - 1e-12 else { return true }
        map.optional("category")?.report(
            .allowanceTooLarge,
            expected: Wording(zh: "合计小于 100%", en: "less than 100 % together"),
            message: Wording(
                zh: "全员辅助工作合计占工作时间的 \(percent(categoryShare))，没有时间办理业务",
                en: "the work of all takes \(percent(categoryShare)) of the time: none is left"),
            remedy: Wording(
                zh: "请核对是否把分钟填成了小时（可用 minutes），以及 per 是否正确",
                en: "check for minutes written as hours (use `minutes`) and for the wrong `per`"))
        return false
    }

    private func warn(_ map: YAMLMapping) {
        if let current, current == 0, required > 0 {
            map.optional("current")?.report(
                .nobodyInPost, .warning,
                expected: Wording(zh: "大于 0 的人数", en: "some people"),
                message: Wording(
                    zh: "有工作量而现有人数为 0", en: "there is work and nobody in post"),
                remedy: Wording(
                    zh: "请核对现有人数；确无人在岗时，工时由谁承担须说明",
                    en: "check `current`; if nobody is there, say who does the work"))
        }
        warnOfMinutes(map)
    }

    /// A service that alone takes many times the people there are was probably timed in minutes.
    private func warnOfMinutes(_ map: YAMLMapping) {
        let limit = current.map { max(5 * $0, 5) } ?? 30
        for (service, value) in zip(services, map.optional("service")?.list() ?? []) {
            guard case .hours(let hours) = service.standard, hours >= 3 else { continue }
            let posts = service.volume * hours / time.hours
            guard posts > limit else { continue }
            value.report(
                .minutesForHours, .warning,
                expected: Wording(
                    zh: "以小时计的单次耗时", en: "hours for one time"),
                message: Wording(
                    zh: "“\(service.name)”单次 \(numeral(hours, decimals: 3)) 小时，"
                        + "仅此一项需 \(numeral(posts)) 人，疑把分钟填成了小时",
                    en: "“\(service.name)” takes \(numeral(hours, decimals: 3)) hours each and "
                        + "\(numeral(posts)) people alone: perhaps these are minutes"),
                remedy: Wording(
                    zh: "若是分钟，请把键 hours 改为 minutes", en: "if so, write `minutes` for `hours`"))
        }
    }
}

extension WISN.AvailableTime {
    private static let absenceNames: KeyValuePairs<String, Wording> = [
        "public_holidays": Wording(zh: "法定节假日", en: "public holidays"),
        "annual_leave": Wording(zh: "年休假", en: "annual leave"),
        "sick_leave": Wording(zh: "病假", en: "sick leave"),
        "training": Wording(zh: "培训", en: "training"),
        "other_leave": Wording(zh: "其他假", en: "other leave"),
    ]

    fileprivate init?(_ map: YAMLMapping) {
        guard
            let time = map.optional("contract_hours").map({ WISN.AvailableTime($0, map) })
                ?? WISN.AvailableTime(days: map)
        else { return nil }
        self = time
        guard hours > 0 else {
            map.whole.report(
                .outOfRange, expected: Wording(zh: "大于 0 天", en: "more than no day"),
                message: Wording(
                    zh: "扣除各项假期后没有工作日", en: "no working day is left after the absences"),
                remedy: Wording(
                    zh: "请核对各项天数（单位：天/年）", en: "check the days (days a year)"))
            return nil
        }
        warn(map)
    }

    /// Contract hours and absences as shares of them.
    private init?(_ contract: YAMLValue, _ map: YAMLMapping) {
        let hours = contract.number(in: 1...8784)
        let hoursPerDay = map.optional("hours_per_day").map { $0.hoursOfDay() } ?? 8
        let absences =
            map.optional("absences").map {
                $0.values { absence -> (name: String, percent: Double)? in
                    let name = absence.required("name")?.text()
                    let percent = absence.required("percent")?.percentage()
                    guard let name, let percent else { return nil }
                    return (name, percent)
                }
            } ?? []
        guard let hours, let hoursPerDay, let absences else { return nil }
        self.init(contractHours: hours, absences: absences, hoursPerDay: hoursPerDay)
    }

    /// Days a year.
    private init?(days map: YAMLMapping) {
        let workingDays = map.required("working_days")?.number(in: 1...366)
        let absences = Self.absenceNames.map { key, name in
            (name, map.optional(key).map { $0.number(in: 0...366) } ?? 0)
        }
        let hoursPerDay = map.required("hours_per_day")?.hoursOfDay()
        let known = absences.compactMap { name, days in
            days.map { Absence(name: name, days: $0) }
        }
        guard let workingDays, let hoursPerDay, known.count == absences.count else { return nil }
        self.init(workingDays: workingDays, absences: known, hoursPerDay: hoursPerDay)
    }

    private func warn(_ map: YAMLMapping) {
        guard !WISN.plausibleHours.contains(hours) else { return }
        map.whole.report(
            .availableTimeImplausible, .warning,
            expected: Wording(zh: "1,000 至 2,080 小时", en: "1,000 to 2,080 hours"),
            message: Wording(
                zh: "每人每年可用工作时间为 \(numeral(hours)) 小时，超出通常范围",
                en: "a person works \(numeral(hours)) hours a year, outside the usual range"),
            remedy: Wording(
                zh: "请核对工作日、假期（单位：天/年）和每天小时数",
                en: "check working days, absences (days a year) and hours per day"))
    }
}

extension WISN.Service {
    fileprivate init?(_ map: YAMLMapping) {
        let name = map.required("name")?.text()
        let volume = map.required("volume")?.amount()
        let standard = map.one(
            of: ["hours", "minutes", "rate"],
            as: { key, value -> Standard? in
                value.amountAboveZero().map {
                    key == "hours" ? .hours($0) : key == "minutes" ? .minutes($0) : .rate($0)
                }
            })
        guard let name, let volume, let standard else { return nil }
        self.init(name: name, standard: standard, volume: volume)
    }
}

extension WISN.CategoryWork {
    fileprivate init?(_ map: YAMLMapping) {
        let name = map.required("name")?.text()
        let given = map.one(
            of: ["hours", "minutes", "percent"],
            as: { key, value in
                (key == "percent" ? value.percentage() : value.amount()).map { (key, $0, value) }
            })
        let period = map.optional("per").map { $0.choice(Period.self) }
        guard let name, let (key, amount, value) = given else { return nil }
        if key == "percent" {
            if case .some(.none) = period { return nil }
            self.init(name: name, amount: .percent(amount))
            return
        }
        guard let written = period else {
            _ = map.required("per")
            return nil
        }
        guard let period = written else { return nil }
        let hours = key == "minutes" ? amount / 60 : amount
        guard hours <= period.hoursThatPass else {
            value.report(
                .dayTooLong,
                expected: Wording(
                    zh: "每\(period.name.zh)不超过 \(numeral(period.hoursThatPass)) 小时",
                    en: "at most \(numeral(period.hoursThatPass)) hours a \(period.name.en)"),
                message: Wording(
                    zh: "“\(name)”每\(period.name.zh) \(numeral(hours)) 小时，一人一天超过 24 小时",
                    en: "“\(name)” takes \(numeral(hours)) hours a \(period.name.en): "
                        + "over 24 a person and day"),
                remedy: Wording(
                    zh: "若是分钟，请把键 hours 改为 minutes", en: "if these are minutes, write `minutes`"))
            return nil
        }
        self.init(
            name: name,
            amount: key == "minutes" ? .minutes(amount, per: period) : .hours(amount, per: period))
    }
}

extension WISN.CategoryWork.Period {
    /// Hours that go by in it, day and night.
    fileprivate var hoursThatPass: Double {
        switch self {
        case .day: 24
        case .week: 168
        case .month: 744
        case .year: 8784
        }
    }
}

extension WISN.IndividualWork {
    fileprivate init?(_ map: YAMLMapping) {
        let name = map.required("name")?.text()
        let hours = map.required("hours_per_year")
        let hoursPerYear = hours?.amount()
        let staff = map.required("staff")
        let people = staff?.amount()
        guard let name, let hoursPerYear, let people else { return nil }
        guard hoursPerYear <= 8784 else {
            hours?.report(
                .dayTooLong,
                expected: Wording(zh: "每人每年不超过 8,784 小时", en: "at most 8,784 hours a person"),
                message: Wording(
                    zh: "“\(name)”每人每年 \(numeral(hoursPerYear)) 小时，一天超过 24 小时",
                    en: "“\(name)”: \(numeral(hoursPerYear)) hours a person and year, "
                        + "over 24 a day"),
                remedy: Wording(
                    zh: "请填每人每年小时数，人数填在 staff", en: "give the hours of one person"))
            return nil
        }
        self.init(name: name, hoursPerYear: hoursPerYear, staff: people)
        guard people == 0, hoursPerYear > 0 else { return }
        staff?.report(
            .nobodyInPost, .warning, expected: Wording(zh: "大于 0 的人数", en: "some people"),
            message: Wording(
                zh: "“\(name)”有工时而无人承担，未计入", en: "“\(name)” has hours and nobody, so it adds none"),
            remedy: Wording(zh: "请填承担该工作的人数", en: "give the people who do it"))
    }
}

extension ErlangC {
    fileprivate init?(_ map: YAMLMapping) {
        let arrivals = map.required("arrivals")?.amount()
        let interval = map.required("interval_minutes")?.amountAboveZero()
        let handle = map.required("handle_minutes")?.handlingMinutes()
        let target = map.required("target_seconds")?.amount()
        let level = map.required("service_level")?.proportion(isOneAllowed: false)
        let occupancy = map.optional("max_occupancy").map { $0.proportion(isOneAllowed: true) } ?? 1
        let shrinkage = map.optional("shrinkage").map { $0.loss() } ?? 0
        guard let arrivals, let interval, let handle, let target, let level, let occupancy,
            let shrinkage
        else { return nil }
        guard arrivals * handle / interval <= ErlangC.trafficLimit else {
            map.optional("arrivals")?.report(
                .outOfRange,
                expected: Wording(zh: "不超过 1,000,000 Erlang", en: "at most 1,000,000 Erlangs"))
            return nil
        }
        self.init(
            arrivals: arrivals, intervalMinutes: interval, handleMinutes: handle,
            targetSeconds: target, targetLevel: level, maximumOccupancy: occupancy,
            shrinkage: shrinkage)
    }
}

extension WorkSampling {
    fileprivate init?(_ map: YAMLMapping) {
        let share = map.required("p")?.proportion(isOneAllowed: false)
        let deviations = map.required("z")?.amountAboveZero(upTo: 10)
        let error = map.required("error")?.proportion(isOneAllowed: false)
        guard let share, let deviations, let error else { return nil }
        self.init(share: share, deviations: deviations, error: error)
    }
}

extension TimeStudy {
    fileprivate init?(_ map: YAMLMapping) {
        let written = map.required("observed")
        let observed = written?.values { value, _ in value.amountAboveZero() }
        let rating = map.required("rating")?.amountAboveZero(upTo: 5)
        let basis = map.optional("basis").map { $0.choice(Basis.self) } ?? .normalTime
        let allowance = map.optional("allowance").map { $0.loss() } ?? 0
        guard let observed, let rating, let basis, let allowance else { return nil }
        if observed.isEmpty {
            written?.reportEmpty()
            return nil
        }
        self.init(observed: observed, rating: rating, allowance: allowance, basis: basis)
    }
}

extension LabourEfficiency {
    fileprivate init?(_ map: YAMLMapping) {
        let task = map.required("task")?.amount()
        let hoursPerDay = map.optional("hours_per_day").map { $0.hoursOfDay() } ?? 8
        let norm = map.one(
            of: ["output_per_day", "time_norm_hours"],
            as: { key, value in value.amountAboveZero().map { (key, $0, value) } })
        let days = map.required("days")?.number(in: 1...366)
        let attendance = map.optional("attendance").map { $0.proportion(isOneAllowed: true) } ?? 1
        let completion = map.optional("completion").map { $0.amountAboveZero(upTo: 5) } ?? 1
        guard let task, let hoursPerDay, let (key, amount, value) = norm, let days, let attendance,
            let completion
        else { return nil }
        self.init(
            task: task,
            norm: key == "output_per_day"
                ? .outputPerDay(amount) : .hours(amount, hoursPerDay: hoursPerDay),
            days: days, attendance: attendance, completion: completion)
        guard key == "time_norm_hours", amount > hoursPerDay, exact > 30 else { return }
        value.report(
            .minutesForHours, .warning,
            expected: Wording(zh: "以小时计的单件耗时", en: "hours for one unit"),
            message: Wording(
                zh: "一件 \(numeral(amount, decimals: 3)) 小时，共需 \(numeral(exact)) 人，疑把分钟填成了小时",
                en: "\(numeral(amount, decimals: 3)) hours each take \(numeral(exact)) people: "
                    + "perhaps these are minutes"),
            remedy: Wording(zh: "若是分钟，请除以 60", en: "if so, divide by 60"))
    }
}

extension YAMLMapping {
    /// The value of the one key of some that must be there alone.
    fileprivate func one<T>(of keys: [String], as read: (String, YAMLValue) -> T?) -> T? {
        let given = keys.compactMap { key in optional(key).map { (key, $0) } }
        if given.count == 1 { return read(given[0].0, given[0].1) }
        let list = keys.joined(separator: ", ")
        whole.report(
            .keyMissing, expected: Wording(zh: "\(list) 之一", en: "one of \(list)"),
            message: Wording(
                zh: "“\(whole.name)”应写 \(list) 中的一个，且只写一个",
                en: "\(whole.name) takes exactly one of \(list)"),
            remedy: Wording(zh: "请保留其中一个", en: "keep one of them"))
        return nil
    }
}

extension YAMLValue {
    /// Values of a list; nil if any of them is wrong.
    fileprivate func values<T>(_ read: (YAMLMapping) -> T?) -> [T]? {
        values { value, _ in value.mapping(read) }
    }

    fileprivate func values<T>(_ read: (YAMLValue, Int) -> T?) -> [T]? {
        guard let list = list() else { return nil }
        let values = list.enumerated().compactMap { read($1, $0) }
        return values.count == list.count ? values : nil
    }

    /// A number of at least 0.
    fileprivate func amount() -> Double? { number(in: 0...1e12) }

    fileprivate func amountAboveZero(upTo limit: Double = 1e12) -> Double? {
        guard let value = number(in: 0...limit) else { return nil }
        if value > 0 { return value }
        return refuse(.outOfRange, expected: Wording(zh: "大于 0 的数", en: "a number above 0"))
    }

    fileprivate func hoursOfDay() -> Double? {
        guard let hours = amountAboveZero() else { return nil }
        if hours <= 24 { return hours }
        return refuse(
            .dayTooLong, expected: Wording(zh: "每人每天不超过 24 小时", en: "at most 24 hours a day"))
    }

    fileprivate func handlingMinutes() -> Double? {
        guard let minutes = amountAboveZero() else { return nil }
        if minutes <= 1440 { return minutes }
        return refuse(
            .dayTooLong,
            expected: Wording(zh: "每件不超过 1,440 分钟", en: "at most 1,440 minutes each"),
            remedy: Wording(zh: "若是秒，请除以 60", en: "if these are seconds, divide by 60"))
    }

    /// A share above 0, up to 1, as 0.8 or 80%.
    fileprivate func proportion(isOneAllowed: Bool) -> Double? {
        guard let share = share() else { return nil }
        if share > 0, share < 1 || isOneAllowed { return share }
        return refuse(
            .outOfRange,
            expected: isOneAllowed
                ? Wording(zh: "大于 0、不大于 1 的份额", en: "a share above 0, at most 1")
                : Wording(zh: "大于 0、小于 1 的份额", en: "a share above 0 and below 1"))
    }

    /// A share of at least 0 that leaves something: below 1.
    fileprivate func loss() -> Double? {
        guard let share = share() else { return nil }
        if share < 1 { return share }
        return refuse(
            .outOfRange, expected: Wording(zh: "小于 1 的份额", en: "a share below 1"))
    }

    /// Per cent as a number, with or without the sign.
    fileprivate func percentage() -> Double? {
        if scalar?.hasSuffix("%") == true { return share().map { $0 * 100 } }
        return number(in: 0...10000)
    }
}
