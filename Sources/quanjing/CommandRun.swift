import ArgumentParser
import Archive
import Assessment
import Diagnostics
import Documents
import Languages
import LinearAlgebra
import Reallocation
import Reports
import SampleCities
import Tables

/// One run of a command: where its results, its problems and its refusals are told.
struct CommandRun {
    let options: CommonOptions
    let printer: DiagnosticPrinter

    var language: Language { options.language }

    /// Runs a command's body; what is thrown is told on standard error and becomes a status.
    static func perform(_ options: CommonOptions, _ body: (CommandRun) throws -> Void) throws {
        let run = CommandRun(options: options, printer: DiagnosticPrinter(options: options))
        do {
            try body(run)
        } catch let refusal as InvalidInput {
            run.printer.print(refusal.log)
            throw ExitStatus.refusing(refusal.log)
        } catch let error as ArchiveError {
            let status = error.isSystemRefusal ? ExitStatus.systemRefused : ExitStatus.badInput
            throw run.refusal(error.diagnostic, status)
        } catch let error as SampleError {
            let status = error.isSystemRefusal ? ExitStatus.systemRefused : ExitStatus.badInput
            throw run.refusal(error.diagnostic, status)
        } catch let error as FileError {
            let status = error.isInTheWay ? ExitStatus.badInput : ExitStatus.systemRefused
            throw run.refusal(error.diagnostic, status)
        } catch let error as ReportError {
            throw run.refusal(error.diagnostic, ExitStatus.systemRefused)
        } catch let error as ReallocationError {
            throw run.refusal(error.diagnostic, error.status)
        } catch let error as LinearAlgebraError {
            throw run.refusal(error.diagnostic, ExitStatus.internalError)
        }
    }

    /// Tells why the command did not do its work.
    ///
    /// - Returns: The status to throw.
    func refusal(_ diagnostic: Diagnostic, _ status: ExitCode = ExitStatus.badInput) -> ExitCode {
        printer.print(diagnostic)
        return status
    }

    /// Prints the result: one JSON document where that was asked for, else what people read.
    func print(_ document: @autoclosure () -> JSONValue, text: @autoclosure () -> String)
        throws(FileError)
    {
        try Terminal.write(options.wantsJSON ? document().text : text())
    }
}
