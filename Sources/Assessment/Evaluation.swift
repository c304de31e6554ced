package import Diagnostics

/// One evaluation: a folder in, a result out, with the warnings that it earned.
public struct Evaluation: Sendable {
    public let result: RoundResult
    /// Warnings only.
    package let log: DiagnosticLog

    /// Evaluates a folder.
    ///
    /// - Parameter progress: Called as units are done, with their number so far and in all.
    /// - Throws: `InvalidInput` with every problem of the folder at once, `LinearAlgebraError`
    ///   where LAPACK gives up on a judgement matrix.
    public init(
        ofFolder path: String, progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws {
        var log = DiagnosticLog()
        let folder = try FolderReader.read(path, into: &log).folder
        try log.check()
        guard let folder, let weights = folder.weights else {
            preconditionFailure("a folder without an error gives an evaluation")
        }
        result = Round(folder: folder, weights: weights).result(progress: progress)
        self.log = log
    }
}
