import BundledIndicators
import Diagnostics
import Testing

@testable import Indicators

/// The bundled tree, or the reason why it can't be read.
func bundledTree() throws -> IndicatorTree {
    try readOnce.get()
}

private let readOnce = Result { try readBundledTree() }

private func readBundledTree() throws -> IndicatorTree {
    let bytes = try #require(bundledIndicator(named: "puyang-style"))
    var log = DiagnosticLog()
    let tree = IndicatorTree.read(bytes, file: "puyang-style.yaml", into: &log)
    try log.check()
    return try #require(tree)
}

/// The rule of a leaf for a unit with a post structure.
func rule(of code: String, postStructure: String? = nil) throws -> ScoringRule {
    let tree = try bundledTree()
    let position = try #require(tree.position(of: code))
    let indicator = try #require(tree.nodes[position].indicator)
    return try #require(indicator.scoring.rule { $0 == "post_structure" ? postStructure : nil })
}
