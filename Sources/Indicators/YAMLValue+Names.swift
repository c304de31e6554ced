internal import Diagnostics
internal import Languages

extension YAMLValue {
    /// A list of texts with at least one, or one text; nil if any of them is wrong.
    package func someTexts() -> [String]? {
        let values = oneOrMore()
        let texts = values.compactMap { $0.text() }
        return texts.isEmpty || texts.count < values.count ? nil : texts
    }

    /// Whether it says yes; saying no is reported, for a key that is left out instead.
    func isConfirmed() -> Bool {
        guard let flag = flag() else { return false }
        if !flag { report(expected: Wording(zh: "true，否则删去此键", en: "true, or no such key")) }
        return flag
    }

    /// Reports a key that should have been a column of the form.
    func reportUnknownColumn(_ entry: YAMLMapping.Entry, among columns: [String]) {
        reader.reportUnlisted(
            entry, among: columns, code: .columnUnknown,
            message: Wording(zh: "表中没有“\(entry.key)”列", en: "the form has no column \(entry.key)"))
    }
}

extension MeasureDeclaration {
    static func reportUnknownKind(_ entry: YAMLMapping.Entry, _ reader: YAMLReader) {
        reader.reportUnlisted(
            entry, among: kinds + builtInNames, code: .keyUnknown,
            message: Wording(
                zh: "没有“\(entry.key)”这种测量方式", en: "there is no measure \(entry.key)"))
    }
}

extension YAMLReader {
    /// Reports a key that isn't one of a list, with the nearest that is.
    func reportUnlisted(
        _ entry: YAMLMapping.Entry, among names: [String], code: DiagnosticCode, message: Wording
    ) {
        let list = names.joined(separator: ", ")
        let near = nearestName(to: entry.key, among: names)
        report(
            Diagnostic(
                code, at: entry.place, found: entry.key,
                expected: Wording(zh: "下列之一：\(list)", en: "one of: \(list)"), message: message,
                remedy: near.map(Wording.didYouMean)
                    ?? Wording(zh: "可用的有：\(list)", en: "there are: \(list)")))
    }
}
