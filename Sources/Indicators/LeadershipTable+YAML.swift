package import Diagnostics
internal import Languages

extension LeadershipTable {
    /// Reads a table file; every problem in it goes to the log, and then the result is nil.
    package static func read(
        _ bytes: [UInt8], file: String, into log: inout DiagnosticLog
    ) -> LeadershipTable? {
        let reader = YAMLReader(file: file)
        let table = reader.root(of: bytes).flatMap { LeadershipTable($0) }
        log.merge(reader.log)
        return reader.log.hasErrors ? nil : table
    }

    private init?(_ value: YAMLValue) {
        let table: LeadershipTable? = value.mapping { map in
            let id = map.required("id")?.text()
            let title = map.required("title")?.wording()
            let basis = map.optional("basis")?.wording()
            let written = map.required("table")?.oneOrMore() ?? []
            let rows = written.compactMap { value in Row(value).map { (value, $0) } }
            LeadershipTable.checkOverlaps(rows)
            guard let id, let title, !rows.isEmpty else { return nil }
            return LeadershipTable(id: id, title: title, basis: basis, rows: rows.map(\.1))
        }
        guard let table else { return nil }
        self = table
    }

    private static func checkOverlaps(_ rows: [(value: YAMLValue, row: Row)]) {
        for (index, later) in rows.enumerated() {
            for earlier in rows[..<index]
            where earlier.row.kind == later.row.kind && earlier.row.overlaps(later.row) {
                later.value.report(
                    expected: Wording(zh: "互不重叠的区间", en: "ranges that don't overlap"),
                    message: Wording(
                        zh: "与第 \(earlier.value.place.line ?? 0) 行的区间重叠",
                        en: "overlaps the range of line \(earlier.value.place.line ?? 0)"))
            }
        }
    }
}

extension LeadershipTable.Row {
    fileprivate init?(_ value: YAMLValue) {
        let row: Self? = value.mapping { map in
            let kind = map.required("kind")?.text()
            let from = map.required("from")?.whole(in: 0...1_000_000)
            let to = map.optional("to").map { $0.whole(in: (from ?? 0)...1_000_000) }
            let most = map.required("max")?.whole(in: 0...1_000)
            let least = map.optional("min").map { $0.whole(in: 0...(most ?? 1_000)) }
            guard let kind, let from, let most else { return nil }
            return Self(kind: kind, from: from, to: to ?? nil, min: least ?? nil, max: most)
        }
        guard let row else { return nil }
        self = row
    }

    fileprivate func overlaps(_ other: Self) -> Bool {
        from <= other.to ?? .max && other.from <= to ?? .max
    }
}
