/// The files of this folder as they were when the program was built.
///
/// - Parameter name: A name without extension: `puyang-style`.
/// - Returns: The bytes of the YAML file; nil where no such file is bundled.
package func bundledIndicator(named name: String) -> [UInt8]? {
    bundled.first { $0.name == name }?.bytes()
}

/// Names that `bundledIndicator(named:)` knows, in alphabetical order.
package var bundledIndicatorNames: [String] { bundled.map(\.name) }

private let bundled: [(name: String, bytes: @Sendable () -> [UInt8])] = [
    ("audit-rules", { PackageResources.audit_rules_yaml }),
    ("leadership-example", { PackageResources.leadership_example_yaml }),
    ("puyang-style", { PackageResources.puyang_style_yaml }),
    ("workdays-cn", { PackageResources.workdays_cn_yaml }),
]
