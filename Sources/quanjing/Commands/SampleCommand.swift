import ArgumentParser
import Documents
import Languages
import SampleCities

/// `quanjing sample`: a fictional evaluation folder from a seed.
struct SampleCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "sample",
            abstract: say(
                "造一个虚构城市的评估文件夹（同一种子，同样内容）",
                "Make the evaluation folder of a fictional city (same seed, same bytes)"),
            discussion: say(
                """
                例：
                  quanjing sample 示例市
                  quanjing sample 大市 --units 300 --respondents 100 --seed 7
                  quanjing sample 全国 --units 1000000
                """,
                """
                Examples:
                  quanjing sample city
                  quanjing sample large --units 300 --respondents 100 --seed 7
                  quanjing sample country --units 1000000
                """))
    }

    @Argument(help: .init(say("要建立的文件夹", "The folder to make"), valueName: "folder"))
    var folder: String

    @Option(help: .init(say("单位数", "Units"), valueName: "n"))
    var units = 45

    @Option(
        help: .init(
            say(
                "full 为六张表齐全；kpi 只有单位和指标值（超过10万个单位时默认）",
                "full: all six forms; kpi: units and values of indicators alone (default beyond 100,000 units)"
            ), valueName: "full|kpi"))
    var forms: SampleParameters.Forms?

    @Option(
        help: .init(say("每个被调查单位的答卷数", "Responses per unit surveyed"), valueName: "n"))
    var respondents = 112

    @Option(
        help: .init(
            say(
                "问卷调查的单位数，均匀抽取（默认全部；kpi 为百分之一，至少1000个）",
                "Units surveyed, spread evenly (default: all; for kpi one in a hundred, at least 1000)"
            ), valueName: "n"))
    var surveyedUnits: Int?

    @Option(help: .init(say("每日工时记录的天数，0 为不写", "Days of time log; 0 for none"), valueName: "n"))
    var days = 0

    @Option(
        help: .init(
            say("写每日工时的单位数（默认全部）", "Units that keep the time log (default: all)"),
            valueName: "n"))
    var loggingUnits: Int?

    @Option(help: .init(say("专家数", "Experts"), valueName: "n"))
    var experts = 7

    @Option(help: .init(say("评估年度", "Year evaluated"), valueName: "yyyy"))
    var year = 2025

    @Flag(
        inversion: .prefixedNo,
        help: .init(
            say("是否埋设已知事实（列于样例的 README）", "Whether to plant known facts (its README lists them)")))
    var plantedFacts = true

    @Option(help: .init(say("随机种子", "Seed"), valueName: "n"))
    var seed: UInt64 = 1

    @OptionGroup var options: CommonOptions

    func validate() throws {
        try demand(1...16_000_000, units, "--units")
        try demand(0...100_000, respondents, "--respondents")
        try demand(0...16_000_000, surveyedUnits ?? 0, "--surveyed-units")
        try demand(0...250, days, "--days")
        try demand(0...16_000_000, loggingUnits ?? 0, "--logging-units")
        try demand(1...99, experts, "--experts")
        try demand(2000...2100, year, "--year")
        guard (respondents + 1) * units < 1 << 32 else {
            throw ValidationError(
                say("答卷总数须少于 2³²", "fewer than 2³² responses in all, please"))
        }
    }

    private func demand(_ range: ClosedRange<Int>, _ value: Int, _ name: String) throws {
        guard range.contains(value) else {
            throw ValidationError(
                say(
                    "\(name) 应在 \(range.lowerBound) 至 \(range.upperBound) 之间，现为 \(value)",
                    "\(name) lies in \(range.lowerBound)…\(range.upperBound), not \(value)"))
        }
    }

    func run() throws {
        try CommandRun.perform(options) { run in
            let parameters = SampleParameters(
                units: units, forms: forms, respondents: respondents,
                surveyedUnits: surveyedUnits, days: days, loggingUnits: loggingUnits,
                experts: experts, year: year, seed: seed,
                plantsFacts: plantedFacts)
            try writeSample(parameters, to: folder)
            try run.print(
                ["files": [.string(folder)]] as JSONValue,
                text: Wording(
                    zh: "已建立 \(folder)（\(units) 个单位）。下一步：quanjing evaluate \(folder)\n",
                    en: "made \(folder) (\(units) units). Next: quanjing evaluate \(folder)\n")[
                        run.language])
        }
    }
}

extension SampleParameters.Forms: ExpressibleByArgument {}
