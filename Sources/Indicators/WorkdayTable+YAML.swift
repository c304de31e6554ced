internal import Calendars
package import Diagnostics
internal import Languages

extension WorkdayTable {
    /// Reads a table file; every problem in it goes to the log, and then the result is nil.
    package static func read(
        _ bytes: [UInt8], file: String, into log: inout DiagnosticLog
    ) -> WorkdayTable? {
        let reader = YAMLReader(file: file)
        let table = reader.root(of: bytes).flatMap { WorkdayTable($0) }
        log.merge(reader.log)
        return reader.log.hasErrors ? nil : table
    }

    private init?(_ value: YAMLValue) {
        let table: WorkdayTable? = value.mapping { map in
            let written = map.required("workdays")?.oneOrMore() ?? []
            let spans = written.compactMap { Span($0) }
            let years = map.optional("calendars")?.mapping { years in
                years.all().compactMap { Year($0) }
            }
            guard !spans.isEmpty else { return nil }
            return WorkdayTable(spans: spans, years: years ?? [])
        }
        guard let table else { return nil }
        self = table
    }
}

extension WorkdayTable.Span {
    fileprivate init?(_ value: YAMLValue) {
        let span: Self? = value.mapping { map in
            let from = map.required("from")?.whole(in: 1949...9999)
            let through = map.optional("through").map { $0.whole(in: (from ?? 1949)...9999) }
            let days = map.required("days")?.whole(in: 1...366)
            let basis = map.required("basis")?.wording()
            guard let from, let days, let basis else { return nil }
            return Self(from: from, through: through ?? nil, days: days, basis: basis)
        }
        guard let span else { return nil }
        self = span
    }
}

extension WorkdayTable.Year {
    fileprivate init?(_ entry: YAMLMapping.Entry) {
        guard let year = Int(entry.key), (1949...9999).contains(year) else {
            entry.value.report(expected: Wording(zh: "以年份为键", en: "a year as the key"))
            return nil
        }
        self.init(entry.value, year: year)
    }

    /// Reads the holidays and the exchanged days of one year, as a file of the user's may give them.
    package init?(_ value: YAMLValue, year: Int) {
        let table: Self? = value.mapping { map in
            let basis = map.required("basis")?.wording()
            let holidays = map.required("holidays")?.days(in: year, weekend: false)
            let exchanged = map.required("exchanged")?.days(in: year, weekend: true)
            guard let basis, let holidays, let exchanged else { return nil }
            return Self(year: year, holidays: holidays, exchanged: exchanged, basis: basis)
        }
        guard let table else { return nil }
        self = table
    }
}

extension YAMLValue {
    /// Days of one year that are all on weekends or all on weekdays.
    fileprivate func days(in year: Int, weekend: Bool) -> [Day]? {
        list()?.compactMap { value in
            guard let day = value.day() else { return nil }
            guard day.year == year, (day.weekday > 5) == weekend else {
                return value.refuse(
                    expected: Wording(
                        zh: "\(year) 年的\(weekend ? "周末" : "工作日")",
                        en: "a \(weekend ? "weekend day" : "weekday") of \(year)"))
            }
            return day
        }
    }
}
