/// Many small comparison matrices at once, perhaps of many experts.
package struct JudgementBatch: Sendable {
    /// One matrix of the batch; its ratios stand in `upper` from `start` on.
    struct Entry: Sendable {
        let matrix: Int
        let order: Int
        let start: Int
        /// Of the file, where the matrix begins.
        let line: Int
    }

    /// The file.
    let file: String
    /// Names of the matrices in order of first appearance.
    var names: [String] = []
    /// Whether each matrix was judged by several experts.
    var hasExperts = false
    /// In order of first appearance; one per matrix, or one per expert and matrix.
    var entries: [Entry] = []
    /// Upper triangles one after the other, row by row, answers on the 1–9 scale; 0: not judged.
    var upper: [Double] = []

    init(file: String) { self.file = file }

    func matrix(_ entry: Entry, on scale: JudgementScale) -> ComparisonMatrix {
        let count = entry.order * (entry.order - 1) / 2
        return ComparisonMatrix(
            order: entry.order,
            upper: upper[entry.start..<entry.start + count].map { answer in
                answer > 0 ? scale.ratio(of: answer) : nil
            })
    }
}
