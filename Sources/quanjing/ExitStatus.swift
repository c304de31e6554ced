import ArgumentParser
import Diagnostics

/// Exit statuses that scripts rely on; a usage error (64) is ArgumentParser's own.
enum ExitStatus {
    /// Done, with findings that the caller asked to fail on.
    static let findings = ExitCode(1)
    /// Bad input, an absent or unusable one included.
    static let badInput = ExitCode(65)
    /// Our own mistake.
    static let internalError = ExitCode(70)
    /// The system refused to read an existing file, or to write.
    static let systemRefused = ExitCode(74)

    /// Of input with errors: what the system wouldn't let us read is not the input's fault.
    static func refusing(_ log: DiagnosticLog) -> ExitCode {
        log.kept.contains { $0.severity == .error && $0.code == .fileUnreadable }
            ? systemRefused : badInput
    }
}
