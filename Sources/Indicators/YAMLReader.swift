package import Diagnostics
internal import Languages
internal import Yams

/// One YAML file on its way to values; every problem met is collected with its line and column.
///
/// Reading goes on after a problem, so that a person sees all of them at once. Anchors, aliases,
/// tags, tabs and keys given twice are refused: a reader of the file must see what it says.
package final class YAMLReader {
    /// Name of the file in diagnostics.
    package let file: String
    /// What has been met so far, in order of reading.
    package private(set) var log = DiagnosticLog()

    package init(file: String) {
        self.file = file
    }

    package func report(_ diagnostic: Diagnostic) {
        log.report(diagnostic)
    }

    /// The document of a UTF-8 text (with or without BOM); nil where there is none, and then the
    /// log says why.
    package func root(of bytes: [UInt8]) -> YAMLValue? {
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        guard let text = text(of: body), hasAllowedShape(body) else { return nil }
        do {
            // What a value means its reader says; looking for the types of all costs more than parsing.
            let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
            guard let node = try parser.singleRoot() else {
                reportEmpty()
                return nil
            }
            // A node holds its anchor weakly: the parser must live until anchors are looked for.
            let isPlain = withExtendedLifetime(parser) { refuseSharing(in: node) }
            return isPlain ? YAMLValue(node: node, name: file, reader: self) : nil
        } catch {
            report(failure: error, in: text)
            return nil
        }
    }

    private func text(of body: ArraySlice<UInt8>) -> String? {
        if let text = String(validating: body, as: UTF8.self) { return text }
        report(
            Diagnostic(
                .encodingInvalid, at: Place(file: file),
                expected: Wording(zh: "UTF-8 编码的文本", en: "text in UTF-8"),
                message: Wording(zh: "文件不是 UTF-8 编码", en: "the file is not UTF-8"),
                remedy: Wording(zh: "请另存为 UTF-8 编码", en: "save the file as UTF-8")))
        return nil
    }

    private func reportEmpty() {
        report(
            Diagnostic(
                .fileEmpty, at: Place(file: file),
                message: Wording(zh: "文件没有内容", en: "the file says nothing"),
                remedy: Wording(zh: "请填写内容或改用样例", en: "fill it in, or start from a sample")))
    }

    func place(_ mark: Mark?) -> Place {
        Place(file: file, line: mark?.line, column: mark?.column)
    }
}
