package import Diagnostics
package import LinearAlgebra

/// What checking an evaluation folder brings to light; nothing is evaluated.
package struct FolderCheck: Sendable {
    package let log: DiagnosticLog
    /// Files that could be read, in path order.
    package let files: [InputRecord]

    /// Reads every file and sees whether the judgements give weights.
    package init(_ path: String) throws(LinearAlgebraError) {
        var log = DiagnosticLog()
        files = try FolderReader.read(path, into: &log).files
        self.log = log
    }
}
