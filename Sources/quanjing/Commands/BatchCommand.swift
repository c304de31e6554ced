import ArgumentParser
import Assessment
import Diagnostics
import Documents
import FoundationEssentials
import Languages
import Synchronization
import Tables

/// `quanjing batch`: many evaluation folders, one after the other on every processor.
struct BatchCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "batch",
            abstract: say(
                "批量评估许多文件夹，只重算有变化的", "Evaluate many folders, only those that have changed"),
            discussion: say(
                """
                结果写入各文件夹的 output。一个文件夹有误，其余照常进行；中断后再运行一次，接着做完。
                自上次以来没有变化的文件夹不再计算（--all 全部重算）。
                例：
                  quanjing batch 各县/*/
                """,
                """
                Results go to output in each folder. A folder with errors doesn't stop the others;
                after an interruption, run it again to go on. Folders that have not changed since
                are left as they are (--all: every one again).
                Example:
                  quanjing batch counties/*/
                """))
    }

    @Argument(
        help: .init(say("评估文件夹", "The evaluation folders"), valueName: "folder"),
        completion: .directory)
    var folders: [String]

    @Flag(help: .init(say("没有变化的也重算", "Those that have not changed, too")))
    var all = false

    @OptionGroup var options: CommonOptions

    func run() throws {
        try CommandRun.perform(options) { run in
            let (folders, repeats, language) = (distinct, all, run.language)
            let bar = Mutex(ProgressBar(say("批量评估", "evaluating")))
            let done = Mutex(0)
            let outcomes = Mutex([BatchOutcome]())
            inOrder(folders.count, tools: { () }) { _, number in
                let outcome = BatchOutcome(folders[number], repeats: repeats, language)
                let count = done.withLock { count in
                    count += 1
                    return count
                }
                bar.withLock { $0.show(done: count, of: folders.count) }
                return outcome
            } deliver: { outcome in
                outcomes.withLock { $0.append(outcome) }
            }
            bar.withLock { $0.finish() }
            let results = outcomes.withLock { $0 }
            for problem in results.flatMap(\.log.kept) { run.printer.print(problem) }
            try run.print(document(results), text: summary(results, run.language))
            if let status = results.compactMap(\.status).max(by: { $0.rawValue < $1.rawValue }) {
                throw status
            }
        }
    }

    /// The folders as given, none of them twice.
    private var distinct: [String] {
        var seen: Set<String> = []
        return folders.map { path in
            var path = path
            while path.count > 1, path.hasSuffix("/") { path.removeLast() }
            return path
        }.filter { seen.insert($0).inserted }
    }

    private func document(_ outcomes: [BatchOutcome]) -> JSONValue {
        func count(_ state: BatchOutcome.State) -> JSONValue {
            .integer(outcomes.count { $0.state == state })
        }
        return [
            "folders": .array(outcomes.map(\.json)), "done": count(.done),
            "unchanged": count(.unchanged), "failed": count(.failed),
        ]
    }

    private func summary(_ outcomes: [BatchOutcome], _ language: Language) -> String {
        func count(_ state: BatchOutcome.State) -> Int { outcomes.count { $0.state == state } }
        let failed = outcomes.filter { $0.state == .failed }.map { "  \($0.folder)\n" }.joined()
        return Wording(
            zh: "评估 \(count(.done)) 个，未变 \(count(.unchanged)) 个，有误 \(count(.failed)) 个\n",
            en: "\(count(.done)) evaluated, \(count(.unchanged)) unchanged, "
                + "\(count(.failed)) with errors\n")[language] + failed
    }
}

/// What came of one folder of a batch.
struct BatchOutcome: Sendable {
    enum State: String, Sendable {
        case done, unchanged, failed
    }

    let folder: String
    let state: State
    /// Units evaluated now; nil where none were.
    let units: Int?
    /// Problems, each with the folder before its file.
    let log: DiagnosticLog
    /// Of a failure.
    let status: ExitCode?

    /// Evaluates a folder unless its output is of just what it holds.
    init(_ folder: String, repeats: Bool, _ language: Language) {
        self.folder = folder
        do {
            let job = EvaluationRun(folder: folder)
            let digest = try FolderDigest(ofFolder: folder, language)
            if !repeats && digest.isKept(in: job.output) {
                (state, units, log, status) = (.unchanged, nil, DiagnosticLog(), nil)
                return
            }
            let (evaluation, _) = try job.perform(language)
            try digest.keep(in: job.output)
            (state, units, status) = (.done, evaluation.result.units.count, nil)
            log = evaluation.log.placed(under: folder)
        } catch {
            let refusal = Refusal(error)
            (state, units, status) = (.failed, nil, refusal?.status ?? ExitStatus.internalError)
            log = (refusal?.log ?? DiagnosticLog()).placed(under: folder)
        }
    }

    var json: JSONValue {
        [
            "folder": .string(folder), "state": .string(state.rawValue), "units": .init(units),
            "errors": .integer(log.errorCount), "warnings": .integer(log.warningCount),
        ]
    }
}

extension DiagnosticLog {
    /// The same problems with the folder before the file.
    fileprivate func placed(under folder: String) -> DiagnosticLog {
        var log = DiagnosticLog(limit: limit)
        for problem in kept {
            let (file, place) = (problem.place.file, problem.place)
            let isOutside = file.hasPrefix("/") || file == folder || file.hasPrefix(folder + "/")
            log.report(
                Diagnostic(
                    problem.code, problem.severity,
                    at: Place(
                        file: isOutside ? file : "\(folder)/\(file)", line: place.line,
                        column: place.column), found: problem.found, expected: problem.expected,
                    message: problem.message, remedy: problem.remedy))
        }
        return log
    }
}
