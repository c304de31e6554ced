import ArgumentParser
import Assessment
// Packages inside need it: linked whole, the program learns here what belongs to it.
import Foundation
import Languages

/// The command line: options in, lines and exit status out.
@main
struct Quanjing: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "quanjing",
            abstract: say(
                "全景：机构编制评估引擎，一个文件夹进，一幅全景图出",
                "Institution evaluation: one folder in, the whole picture out"),
            discussion: say(
                """
                先试一试：
                  quanjing sample 示例市      造一个虚构城市的评估文件夹
                  quanjing check 示例市       检查全部文件，一次列出所有问题
                  quanjing evaluate 示例市    评估，生成全景图、工作簿和 JSON
                自己评估：
                  quanjing init 我的评估      新建文件夹，照其中的填表说明填写
                命令补全：quanjing --generate-completion-script zsh（或 bash、fish）
                退出状态：0 完成 · 1 完成但有 --strict 所指的问题 · 64 用法有误 · 65 输入有误 · 70 内部错误 · 74 读写被系统拒绝
                """,
                """
                Try it:
                  quanjing sample city      make the folder of a fictional city
                  quanjing check city       check every file, all problems at once
                  quanjing evaluate city    evaluate: reports, workbook and JSON
                Your own:
                  quanjing init mine        make a folder to fill, with its guide
                Completions: quanjing --generate-completion-script zsh (or bash, fish)
                Exit status: 0 done · 1 done, with findings under --strict · 64 usage ·
                65 bad input · 70 internal · 74 reading or writing refused
                """),
            version: EngineVersion.text,
            subcommands: [
                InitCommand.self,
                CheckCommand.self,
                EvaluateCommand.self,
                BatchCommand.self,
                ReportCommand.self,
                HistoryCommand.self,
                WeightsCommand.self,
                SaturationCommand.self,
                StaffingCommand.self,
                ReallocateCommand.self,
                WhatIfCommand.self,
                CompareCommand.self,
                TimeLogCommand.self,
                PseudonymCommand.self,
                AHPCommand.self,
                SurveyColumnsCommand.self,
                SurveyCommand.self,
                ScoreCommand.self,
                SampleCommand.self,
            ])
    }
}

/// Chooses the language of help, which is made before options are parsed.
func say(_ zh: String, _ en: String) -> String {
    Wording(zh: zh, en: en)[CommonOptions.languageOfProcess]
}
