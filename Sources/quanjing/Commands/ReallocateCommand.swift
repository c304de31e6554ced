import ArgumentParser
import Assessment
import Diagnostics
import FoundationEssentials
import Languages
import Reallocation
import Reports
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
                "例：\n  quanjing reallocate 示例市\n  quanjing reallocate 示例市 --output 调配方案\n  quanjing reallocate 示例市 --json\n  quanjing reallocate --problem 问题.json",
                "Examples:\n  quanjing reallocate city\n  quanjing reallocate city --output plan\n  quanjing reallocate city --json\n  quanjing reallocate --problem problem.json"
            ))
    }

    @Argument(
        help: .init(say("评估文件夹", "The evaluation folder"), valueName: "folder"),
        completion: .directory)
    var folder: String?

    @Option(
        help: .init(
            say("改为求解这个 JSON 文件写明的问题", "Solve the problem of this JSON file instead"),
            valueName: "file"), completion: .file(extensions: ["json"]))
    var problem: String?

    @OptionGroup var report: ReportOutput

    @OptionGroup var options: CommonOptions

    func validate() throws {
        guard report.output == nil || folder != nil else {
            throw ValidationError(
                say("--output 用于评估文件夹，不用于 --problem", "--output goes with a folder, not --problem"))
        }
        guard (folder == nil) != (problem == nil) else {
            throw ValidationError(
                say("请给出一个评估文件夹，或 --problem 文件", "Name a folder, or --problem with a file"))
        }
    }

    func run() throws {
        try CommandRun.perform(options) { run in
            if let problem {
                try solve(problem, run)
            } else if let folder, let output = report.output {
                let study = try WhatIf(ofFolder: folder, scenarios: [], solver: .ofProcess)
                run.printer.print(study.log)
                let files = try WhatIfReport(study, kind: .plan, language: run.language)
                    .write(to: output)
                let plan = study.scenario.study
                try run.print(
                    plan.json(run.language),
                    text: StudyText(plan, run.language).text + toldFiles(files, in: report.output))
            } else if let folder {
                let answer = try FolderReallocation(ofFolder: folder, solver: .ofProcess)
                run.printer.print(answer.log)
                try run.print(
                    answer.study.json(run.language),
                    text: StudyText(answer.study, run.language).text)
            }
        }
    }

    private func solve(_ file: String, _ run: CommandRun) throws {
        var log = DiagnosticLog()
        let source = readText(path: file, name: file, into: &log)
        try log.check()
        guard let source else { throw ExitStatus.internalError }
        let (problem, warnings) = try ReallocationProblem.read(
            Array(source.text.utf8), file: file)
        run.printer.print(warnings)
        let plan = try problem.plan(solver: .ofProcess)
        try run.print(
            plan.json(of: problem), text: PlanText(plan, of: problem, run.language).text)
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

    var diagnostic: Diagnostic {
        switch self {
        case .solverMissing(let names):
            return Diagnostic(
                .solverMissing, at: Place(file: "cbc"), found: names.joined(separator: ", "),
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
                .solverFailed, at: Place(file: "cbc"), found: output,
                message: Wording(
                    zh: "求解器 CBC 未能给出可用的答复", en: "the solver CBC gave no usable answer"),
                remedy: Wording(
                    zh: "请核对 cbc 能否运行、临时目录能否写入；问题很大时请减少规则",
                    en: "check that cbc runs and that the temporary folder can be written; give up "
                        + "some rules where the problem is very large"))
        }
    }
}
