internal import Diagnostics
internal import Institutions
internal import Languages

/// Which fields of a table are to hold pseudonyms.
struct PersonColumns {
    /// 0-based, ascending.
    let fields: [Int]

    /// - Parameters:
    ///   - names: Headers in Chinese or English; empty: the column of people's codes.
    ///   - header: As it stands in the file.
    ///
    /// A name that fits no column, or more than one, is reported.
    init(_ names: [String], header: [String], at place: Place, into log: inout DiagnosticLog) {
        let plain = header.map(plainHeader)
        var fields: Set<Int> = []
        for name in names.isEmpty ? [Self.person] : names {
            let found = Self.fields(named: name, in: plain)
            if found.count == 1 {
                fields.formUnion(found)
                continue
            }
            if found.isEmpty {
                log.report(
                    .columnAbsent(name, header, isAskedFor: !names.isEmpty, at: place))
            } else {
                log.report(.columnTwice(name, found, at: place))
            }
        }
        self.fields = fields.sorted()
    }

    private static let person = "person_id"

    /// Fields with just that header, else with another name of the same column.
    private static func fields(named name: String, in header: [String]) -> [Int] {
        let plain = plainHeader(name)
        let exact = header.indices.filter { header[$0] == plain }
        if !exact.isEmpty { return exact }
        let others = synonyms.filter { $0.contains(plain) }.reduce(Set()) { $0.union($1) }
        return header.indices.filter { others.contains(header[$0]) }
    }

    /// The names of each column of the forms, and of those who answer or judge.
    private static let synonyms: [Set<String>] = {
        let forms = Form.all.flatMap(\.columns).map { [$0.key, $0.name] + $0.otherNames }
        let others = [["respondent_id", "答卷编号"], ["expert", "专家"]]
        return (forms + others).map { Set($0.map(plainHeader)) }
    }()
}

/// A header's form for comparison.
private func plainHeader(_ name: String) -> String { normalised(name).lowercased() }

extension Diagnostic {
    fileprivate static func columnAbsent(
        _ name: String, _ header: [String], isAskedFor: Bool, at place: Place
    ) -> Diagnostic {
        let known = header.filter { !$0.isEmpty }
        let nearest = nearestName(to: name, among: known)
        let list = (zh: known.joined(separator: "、"), en: known.joined(separator: ", "))
        return Diagnostic(
            .columnMissing, at: place, found: isAskedFor ? name : nil,
            expected: Wording(zh: "表头之一：\(list.zh)", en: "one of the headers: \(list.en)"),
            message: isAskedFor
                ? Wording(zh: "没有“\(name)”一列", en: "there is no column “\(name)”")
                : Wording(
                    zh: "没有人员编码（person_id）一列", en: "there is no column person_id (人员编码)"),
            remedy: nearest.map(Wording.didYouMean)
                ?? Wording(
                    zh: "请用 --column 指明要换成化名的列：\(list.zh)",
                    en: "name the columns to replace with --column: \(list.en)"))
    }

    fileprivate static func columnTwice(
        _ name: String, _ fields: [Int], at place: Place
    ) -> Diagnostic {
        let columns = fields.map { String($0 + 1) }
        return Diagnostic(
            .headerDuplicate,
            at: Place(file: place.file, line: place.line, column: fields[1] + 1), found: name,
            expected: Wording(zh: "每列只出现一次", en: "each column once"),
            message: Wording(
                zh: "“\(name)”有不止一列：第 \(columns.joined(separator: "、")) 列",
                en: "“\(name)” stands over several columns: \(columns.joined(separator: ", "))"),
            remedy: Wording(zh: "请删去或改名其中一列", en: "delete or rename one of them"))
    }
}
