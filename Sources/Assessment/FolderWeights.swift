package import Diagnostics
package import Weighting

/// Weights of a folder's tree, without evaluating its units.
package struct FolderWeights: Sendable {
    package let sets: WeightSets
    /// One per unit class of the folder, in order.
    package let classes: [(class: String, weights: TreeWeights)]
    /// Warnings only.
    package let log: DiagnosticLog

    /// - Throws: `InvalidInput` with every problem of the folder at once, `LinearAlgebraError`
    ///   where LAPACK gives up on a judgement matrix.
    package init(ofFolder path: String) throws {
        var log = DiagnosticLog()
        let folder = try FolderReader.read(path, into: &log).folder
        try log.check()
        guard let folder, let sets = folder.weights else {
            preconditionFailure("a folder without an error has weights")
        }
        self.sets = sets
        classes = folder.classes.compactMap { name in sets[name].map { (name, $0) } }
        self.log = log
    }
}
