internal import Diagnostics
package import Indicators
internal import Languages

/// Which question of a wide export is what, as `survey.columns` says it.
package struct WideColumns: Sendable, Hashable, Codable {
    /// One line of the settings: a role and a question, in either order.
    package struct Line: Sendable, Hashable, Codable {
        package let key: String
        package let value: String
        /// What the answers of the question mean: an option's code or text, and its meaning.
        package let options: [String: String]
        let place: SettingsPlace
    }

    /// A place that can be stored.
    struct SettingsPlace: Sendable, Hashable, Codable {
        let file: String
        let line: Int?
        let column: Int?

        init(_ place: Place) {
            (file, line, column) = (place.file, place.line, place.column)
        }

        var place: Place { Place(file: file, line: line, column: column) }
    }

    package let lines: [Line]
    /// Options that hold for every item.
    package let options: [String: String]

    package static let none = WideColumns(lines: [], options: [:])

    /// Reads `survey.columns`: `unit_id: 1`, `respondent_group: 2`, `Q01: 3`, or the other way
    /// round by the question's text; `{question: 3, options: {1: 很满意, …}}` where answers are
    /// codes; `options:` for those of all items; items may stand under `items:`.
    /// - Returns: Nil where something is wrong, after reporting it.
    package static func read(_ value: YAMLValue) -> WideColumns? {
        value.mapping { keys in
            var lines: [Line] = []
            var options: [String: String] = [:]
            var isGood = true
            for entry in keys.all() {
                switch entry.key {
                case "options":
                    guard let read = readOptions(entry.value) else {
                        isGood = false
                        continue
                    }
                    options = read
                case "items" where entry.value.isMapping:
                    let items = entry.value.mapping { $0.all().map(line) } ?? []
                    isGood = isGood && !items.contains { $0 == nil }
                    lines += items.compactMap(\.self)
                default:
                    guard let line = line(entry) else {
                        isGood = false
                        continue
                    }
                    lines.append(line)
                }
            }
            return isGood ? WideColumns(lines: lines, options: options) : nil
        }
    }

    private static func line(_ entry: YAMLMapping.Entry) -> Line? {
        if !entry.value.isMapping {
            return entry.value.text().map {
                Line(
                    key: entry.key, value: $0, options: [:], place: SettingsPlace(entry.place))
            }
        }
        return entry.value.mapping { keys in
            let options = keys.optional("options").map { readOptions($0) }
            guard let question = keys.required("question")?.text(), (options ?? [:]) != nil else {
                return nil
            }
            return Line(
                key: entry.key, value: question, options: (options ?? nil) ?? [:],
                place: SettingsPlace(entry.place))
        }
    }

    private static func readOptions(_ value: YAMLValue) -> [String: String]? {
        value.mapping { keys in
            let entries = keys.all()
            let texts = entries.map { $0.value.text() }
            guard !texts.contains(nil) else { return nil }
            return Dictionary(
                zip(entries.map(\.key), texts.compactMap(\.self)),
                uniquingKeysWith: { first, _ in first })
        }
    }
}

/// What a question of a wide export asks.
enum WideRole: Hashable {
    case unit, group
    /// Code of an item of the questionnaire.
    case item(String)

    private static let unitNames: Set<String> = ["unit_id", "unit", "单位编码", "单位", "单位名称"]
    private static let groupNames: Set<String> = ["respondent_group", "group", "评议主体"]

    /// - Parameter items: Codes of the questionnaire's items.
    init?(_ name: String, items: Set<String>) {
        if WideRole.unitNames.contains(name) {
            self = .unit
        } else if WideRole.groupNames.contains(name) {
            self = .group
        } else if items.contains(name) {
            self = .item(name)
        } else {
            return nil
        }
    }
}
