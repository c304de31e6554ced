import ArgumentParser
import Diagnostics
import Glibc
import Languages

/// What every command understands.
struct CommonOptions: ParsableArguments {
    @Option(
        name: .customLong("lang"),
        help: .init(
            say("语言：zh 或 en（默认随系统，一般为 zh）", "Language: zh or en (default: the locale's)"),
            valueName: "zh|en"))
    var requestedLanguage: Language?

    @Flag(
        name: .customLong("json"),
        help: .init(
            say(
                "结果以一个 JSON 文档写到标准输出，问题以 JSON 行写到标准错误",
                "One JSON document on standard output, diagnostics as JSON lines on standard error")
        ))
    var wantsJSON = false

    var language: Language { requestedLanguage ?? Self.languageOfProcess }

    /// `--lang` wherever it stands on the command line, else what the environment says. Help is
    /// asked for it hundreds of times at each start.
    static let languageOfProcess = languageAskedFor ?? Language(environment: localeVariables)

    private static var languageAskedFor: Language? {
        let arguments = CommandLine.arguments
        for (index, argument) in arguments.enumerated() {
            if argument == "--lang", index + 1 < arguments.count,
                let language = Language(rawValue: arguments[index + 1])
            {
                return language
            }
            if argument.hasPrefix("--lang="),
                let language = Language(rawValue: String(argument.dropFirst(7)))
            {
                return language
            }
        }
        return nil
    }

    private static var localeVariables: [String: String] {
        var variables: [String: String] = [:]
        for name in Language.localeVariables {
            if let value = getenv(name) { variables[name] = String(cString: value) }
        }
        return variables
    }
}

extension Language: ExpressibleByArgument {}
