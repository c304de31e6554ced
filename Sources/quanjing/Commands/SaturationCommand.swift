import ArgumentParser
import Assessment
import Diagnostics
import Documents
import Languages
import Reports

/// `quanjing saturation`: working-time saturation of every unit, without the rest.
struct SaturationCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "saturation",
            abstract: say("测算各单位工作饱满度（三种口径）", "Working-time saturation of every unit"),
            discussion: say(
                "例：\n  quanjing saturation 示例市\n  quanjing saturation 示例市 --json",
                "Examples:\n  quanjing saturation city\n  quanjing saturation city --json"))
    }

    @Argument(
        help: .init(say("评估文件夹", "The evaluation folder"), valueName: "folder"),
        completion: .directory)
    var folder: String

    @OptionGroup var options: CommonOptions

    func run() throws {
        try CommandRun.perform(options) { run in
            let saturations = try FolderSaturations(ofFolder: folder)
            run.printer.print(saturations.log)
            try run.print(
                SaturationDocument(saturations.units, language: run.language),
                text: text(saturations, run.language))
        }
    }

    private func text(_ saturations: FolderSaturations, _ language: Language) -> String {
        func say(_ zh: String, _ en: String) -> String { Wording(zh: zh, en: en)[language] }
        var table = TextTable([
            (say("单位", "unit"), .leading), (say("名称", "name"), .leading),
            (say("年工时", "hours"), .trailing), (say("核定编制", "quota"), .trailing),
            (say("在编在岗", "in post"), .trailing), (say("含编外", "labour"), .trailing),
            (say("测算需要", "needed"), .trailing), (say("判断", "band"), .leading),
        ])
        for unit in saturations.units {
            let record = unit.saturation
            func percent(_ value: Double?) -> String {
                value.map { fixed(100 * $0, 1) + "%" } ?? "—"
            }
            table.add([
                unit.unit, unit.name, record.map { fixed($0.hours, 0) } ?? "—",
                percent(record?.saturation.quota), percent(record?.saturation.inPost),
                percent(record?.saturation.labour),
                record?.requiredStaff.map { fixed($0, 1) } ?? "—",
                record?.band?[language] ?? say("无法测算", "not known"),
            ])
        }
        return table.text
    }
}
