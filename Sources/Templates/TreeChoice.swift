internal import BundledIndicators
package import Diagnostics
package import Indicators
internal import Institutions
internal import Languages
internal import Tables

/// The indicator tree for which a folder is made: bundled, or a file to be copied into it.
package struct TreeChoice: Sendable {
    /// As `evaluation.yaml` names it: of a bundled tree, or a file of the folder.
    package let name: String
    package let tree: IndicatorTree
    /// What is copied into the folder; nil for a bundled tree.
    let file: [UInt8]?

    /// - Parameter name: Of a bundled tree, or the path of a YAML file.
    /// - Returns: Nil after an error, which the log tells.
    package static func read(_ name: String, into log: inout DiagnosticLog) -> TreeChoice? {
        let vocabulary = FormVocabulary(columns: Form.vocabulary)
        if let bytes = bundledIndicator(named: name) {
            let tree = IndicatorTree.read(
                bytes, file: "\(name).yaml", forms: vocabulary, into: &log)
            return tree.map { TreeChoice(name: name, tree: $0, file: nil) }
        }
        guard name.contains("/") || name.hasSuffix(".yaml") || name.hasSuffix(".yml") else {
            log.report(.unknownTree(name))
            return nil
        }
        guard let text = readText(path: name, name: name, into: &log) else { return nil }
        let bytes = Array(text.text.utf8)
        let tree = IndicatorTree.read(bytes, file: name, forms: vocabulary, into: &log)
        let start = name.lastIndex(of: "/").map { name.index(after: $0) } ?? name.startIndex
        let file = String(name[start...])
        // The settings have a file of this name already.
        return tree.map {
            TreeChoice(
                name: file == "evaluation.yaml" ? "indicators.yaml" : file, tree: $0, file: bytes)
        }
    }
}

extension Diagnostic {
    fileprivate static func unknownTree(_ name: String) -> Diagnostic {
        let nearest = nearestName(to: name, among: bundledIndicatorNames)
        return Diagnostic(
            .unknownReference, at: Place(file: name), found: name,
            expected: Wording(
                zh: "随附指标体系的名称，或 YAML 文件的路径",
                en: "the name of a bundled tree, or the path of a YAML file"),
            message: Wording(
                zh: "没有名为“\(name)”的指标体系", en: "there is no indicator tree “\(name)”"),
            remedy: nearest.map(Wording.didYouMean)
                ?? Wording(
                    zh: "可写 puyang-style，或写 YAML 文件的路径",
                    en: "write puyang-style, or the path of a YAML file"))
    }
}
