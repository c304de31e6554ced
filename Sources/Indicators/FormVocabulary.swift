/// Which forms and columns a measure may name, so that a mistyped one is found when the tree is
/// read rather than when a unit is measured.
package struct FormVocabulary: Sendable {
    /// Columns of each form by their English keys, derived ones such as `established` included.
    package let columns: [String: [String]]

    package init(columns: [String: [String]]) {
        self.columns = columns
    }

    /// Keys of the forms in a fixed order.
    package var forms: [String] { columns.keys.sorted() }
}
