import ArgumentParser
import Diagnostics
import FoundationEssentials
import Languages
import Reallocation
import Tables

/// `quanjing reallocate`: where posts should go, with what is proved about the plan.
struct ReallocateCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "reallocate",
            abstract: say(
                "编制调配：求可证明的最优方案，或指出互相冲突的规则",
                "Where posts should go: a plan proved best, or the rules in conflict"),
            discussion: say(
                "例：\n  quanjing reallocate --problem 问题.json\n  quanjing reallocate --problem 问题.json --json",
                "Examples:\n  quanjing reallocate --problem problem.json\n  quanjing reallocate --problem problem.json --json"
            ))
    }

    @Option(
        help: .init(
            say("写明调配问题的 JSON 文件", "A JSON file with the problem"), valueName: "file"),
        completion: .file(extensions: ["json"]))
    var problem: String

    @OptionGroup var options: CommonOptions

    func run() throws {
        try CommandRun.perform(options) { run in
            var log = DiagnosticLog()
            let source = readText(path: problem, name: problem, into: &log)
            try log.check()
            guard let source else { throw ExitStatus.internalError }
            let (posed, warnings) = try ReallocationProblem.read(
                Array(source.text.utf8), file: problem)
            run.printer.print(warnings)
            let plan = try run.plan(posed, of: problem)
            try run.print(
                plan.json(of: posed), text: PlanText(plan, of: posed, run.language).text)
        }
    }
}

extension CommandRun {
    /// The best plan of a problem; a refusal of the solver is told at the problem's file.
    func plan(_ problem: ReallocationProblem, of file: String) throws -> ReallocationPlan {
        do throws(ReallocationError) {
            return try problem.plan(solver: .ofProcess)
        } catch {
            throw refusal(error.diagnostic(of: problem, file: file), error.status)
        }
    }
}

extension CBC {
    /// The solver that this process's search path has; nil where it isn't installed.
    static var ofProcess: CBC? {
        installed(
            searchPath: ProcessInfo.processInfo.environment["PATH"] ?? "",
            folder: FileManager.default.temporaryDirectory.path)
    }
}

extension ReallocationError {
    var status: ExitCode {
        switch self {
        case .solverMissing: ExitStatus.badInput
        case .solverFailed: ExitStatus.systemRefused
        }
    }

    func diagnostic(of problem: ReallocationProblem, file: String) -> Diagnostic {
        switch self {
        case .solverMissing(let rules):
            let names = rules.map { $0.text(in: problem) }
            return Diagnostic(
                .solverMissing, at: Place(file: file), found: names.joined(separator: ", "),
                expected: Wording("cbc"),
                message: Wording(
                    zh: "这些规则需要整数规划求解器 CBC，本机未安装：\(names.joined(separator: "、"))",
                    en: "these rules need the solver CBC, which isn't installed: "
                        + names.joined(separator: ", ")),
                remedy: Wording(
                    zh: "请安装：apt-get install coinor-cbc；或删去这些规则",
                    en: "install it: apt-get install coinor-cbc; or leave the rules out"))
        case .solverFailed(let output):
            return Diagnostic(
                .solverFailed, at: Place(file: file), found: output,
                message: Wording(
                    zh: "求解器 CBC 未能给出可用的答复", en: "the solver CBC gave no usable answer"),
                remedy: Wording(
                    zh: "请核对 cbc 能否运行、临时目录能否写入；问题很大时请减少规则",
                    en: "check that cbc runs and that the temporary folder can be written; give up "
                        + "some rules where the problem is very large"))
        }
    }
}
