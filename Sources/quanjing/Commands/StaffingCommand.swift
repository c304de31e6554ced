import ArgumentParser
import Diagnostics
import Languages
import Tables
import Workload

/// `quanjing staffing`: the classical calculators of staffing need, each from one file.
struct StaffingCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "staffing",
            abstract: say(
                "测算人员需要：WISN、窗口排队、工作抽样、测时、劳动效率定编",
                "Staffing need: WISN, queues, work sampling, time study, labour efficiency"),
            discussion: say(
                """
                例（文件内容）：
                  method: erlang-c
                  arrivals: 100          # 每个时段到达
                  interval_minutes: 30
                  handle_minutes: 3
                  target_seconds: 20
                  service_level: 0.8
                运行：
                  quanjing staffing 窗口.yaml
                  quanjing staffing 窗口.yaml --json
                """,
                """
                Example of a file:
                  method: erlang-c
                  arrivals: 100          # in each interval
                  interval_minutes: 30
                  handle_minutes: 3
                  target_seconds: 20
                  service_level: 0.8
                Run:
                  quanjing staffing window.yaml
                  quanjing staffing window.yaml --json
                """))
    }

    @Argument(
        help: .init(
            say("写明方法和数据的 YAML 文件", "A YAML file with the method and its data"),
            valueName: "file"), completion: .file(extensions: ["yaml", "yml"]))
    var file: String

    @OptionGroup var options: CommonOptions

    func run() throws {
        try CommandRun.perform(options) { run in
            var log = DiagnosticLog()
            let source = readText(path: file, name: file, into: &log)
            let calculation = source.flatMap {
                StaffingCalculation.read(Array($0.text.utf8), file: file, into: &log)
            }
            try log.check()
            guard let calculation else { throw ExitStatus.internalError }
            run.printer.print(log)
            try run.print(calculation.json(run.language), text: text(calculation, run.language))
        }
    }

    private func text(_ calculation: StaffingCalculation, _ language: Language) -> String {
        let steps = calculation.workings.enumerated().map { "\($0 + 1). \($1[language])\n" }
        return "\(calculation.title[language])\n" + steps.joined()
    }
}
