import ArgumentParser
import Archive
import Assessment
import Diagnostics
import Documents
import Languages
import LinearAlgebra
import Reports
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
            throw ExitStatus.badInput
        } catch let error as ArchiveError {
            run.tell(error.message, remedy: error.remedy)
            throw error.isSystemRefusal ? ExitStatus.systemRefused : ExitStatus.badInput
        } catch let error as FileError {
            run.tell(error.message, remedy: error.remedy)
            throw ExitStatus.systemRefused
        } catch let error as ReportError {
            run.tell(
                error.message,
                remedy: Wording(
                    zh: "请检查 --output 所指的位置、权限和磁盘空间；没有留下写了一半的文件",
                    en:
                        "check where --output points, rights and free space; nothing half-written was left"
                ))
            throw ExitStatus.systemRefused
        } catch let error as LinearAlgebraError {
            run.tell(
                Wording(zh: "数值计算未收敛：\(error)", en: "a computation did not converge: \(error)"),
                remedy: Wording(
                    zh: "请将输入文件和本行文字一并反馈给维护者",
                    en: "please report this line with the input to the maintainers"))
            throw ExitStatus.internalError
        }
    }

    /// Prints the result: one JSON document where that was asked for, else what people read.
    func print(_ document: @autoclosure () -> JSONValue, text: @autoclosure () -> String) {
        Terminal.write(options.wantsJSON ? document().text : text())
    }

    /// Tells why the command did not do its work.
    func tell(_ message: Wording, remedy: Wording) {
        if options.wantsJSON {
            let line: JSONValue = [
                "severity": "error", "message": .string(message[language]),
                "remedy": .string(remedy[language]),
            ]
            Terminal.line(line.line, to: .error)
            return
        }
        let error = Colour.red(Wording(zh: "错误", en: "error")[language], on: .error)
        let title = Wording(zh: "处理：", en: "remedy: ")[language]
        Terminal.line("\(error): \(message[language])\n  \(title)\(remedy[language])", to: .error)
    }
}
