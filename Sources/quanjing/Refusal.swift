import ArgumentParser
import Archive
import Diagnostics
import LinearAlgebra
import Reallocation
import Reports
import SampleCities
import Tables

/// Why a command did not do its work: what it tells, and the status that it ends with.
struct Refusal {
    let log: DiagnosticLog
    let status: ExitCode
    /// The input is at fault, and how much of it is told at the end.
    private(set) var isAboutInput = false

    /// - Returns: Nil for an error that is none of ours.
    init?(_ error: any Error) {
        switch error {
        case let error as InvalidInput:
            self.init(error.log, ExitStatus.refusing(error.log))
            isAboutInput = true
        case let error as ArchiveError:
            self.init(error.diagnostic, isSystemRefusal: error.isSystemRefusal)
        case let error as SampleError:
            self.init(error.diagnostic, isSystemRefusal: error.isSystemRefusal)
        case let error as FileError:
            self.init(error.diagnostic, isSystemRefusal: !error.isInTheWay)
        case let error as ReportError:
            self.init(error.diagnostic, isSystemRefusal: true)
        case let error as ReallocationError: self.init(error.diagnostic, error.status)
        case let error as LinearAlgebraError:
            self.init(error.diagnostic, ExitStatus.internalError)
        default: return nil
        }
    }

    private init(_ log: DiagnosticLog, _ status: ExitCode) {
        (self.log, self.status) = (log, status)
    }

    private init(_ diagnostic: Diagnostic, _ status: ExitCode) {
        var log = DiagnosticLog()
        log.report(diagnostic)
        self.init(log, status)
    }

    private init(_ diagnostic: Diagnostic, isSystemRefusal: Bool) {
        self.init(diagnostic, isSystemRefusal ? ExitStatus.systemRefused : ExitStatus.badInput)
    }
}
