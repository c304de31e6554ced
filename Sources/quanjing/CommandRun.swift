import ArgumentParser
import Diagnostics
import Documents
import Languages
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
        } catch {
            guard let refusal = Refusal(error) else { throw error }
            run.printer.print(refusal)
            throw refusal.status
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
    func print(_ document: @autoclosure () -> some JSONWritable, text: @autoclosure () -> String)
        throws(FileError)
    {
        if options.wantsJSON {
            try Terminal.write(document().bytes)
        } else {
            try Terminal.write(text())
        }
    }
}
