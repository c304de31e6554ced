import ArgumentParser
import Diagnostics
import Documents
import Languages
import Privacy
import Tables

/// `quanjing pseudonym`: people's codes replaced by pseudonyms that only the key's owner can trace.
struct PseudonymCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "pseudonym",
            abstract: say(
                "把表中的身份证号等人员编码换成化名，各表各年同一人同一化名",
                "Replace ID-card numbers and other codes of people by pseudonyms"),
            discussion: say(
                """
                化名由密钥和原编码算出（HMAC-SHA-256），没有密钥不能还原，也不能逐个试出。
                第一次用 --new-key 新建密钥，以后各表各年都用 --key；密钥请单独保管，不要随表分发。
                例：
                  quanjing pseudonym 人员.csv --column 身份证号 --new-key 化名.key
                  quanjing pseudonym 财政供养.csv --column 人员编码 --key 化名.key --out forms/payroll.csv
                """,
                """
                Pseudonyms are keyed digests (HMAC-SHA-256): without the key nobody can trace them, or
                try them out. Make the key once with --new-key, then use it with --key for all files and
                years; keep it apart from the files.
                Examples:
                  quanjing pseudonym staff.csv --column person_id --new-key city.key
                  quanjing pseudonym payroll.csv --key city.key --out forms/payroll.csv
                """))
    }

    @Argument(
        help: .init(say("表（CSV，第一行为表头）", "The table (CSV with a header)"), valueName: "file"),
        completion: .file(extensions: ["csv", "xlsx"]))
    var file: String

    @Option(
        parsing: .upToNextOption,
        help: .init(
            say(
                "要换成化名的列，中文或英文表头（默认 人员编码）",
                "Columns to replace, by Chinese or English header (default: person_id)"),
            valueName: "name"))
    var column: [String] = []

    @Option(
        help: .init(say("已有的密钥文件", "The key file"), valueName: "file"), completion: .file())
    var key: String?

    @Option(
        help: .init(
            say("新建密钥文件（仅本人可读，不覆盖已有文件）", "Make a key file, readable by you alone"),
            valueName: "file"), completion: .file())
    var newKey: String?

    @Option(
        help: .init(
            say("结果写入此文件（默认在原表旁，名为 …-pseudonym.csv）", "Write there (default: …-pseudonym.csv)"),
            valueName: "file"), completion: .file(extensions: ["csv"]))
    var out: String?

    @OptionGroup var options: CommonOptions

    func validate() throws {
        guard (key == nil) != (newKey == nil) else {
            throw ValidationError(
                say("请给出 --key 或 --new-key 之一", "give either --key or --new-key"))
        }
        guard newKey.map({ ![file, target].contains($0) }) ?? true else {
            throw ValidationError(
                say("密钥不能与表同一个文件", "the key can't be the same file as a table"))
        }
    }

    /// Where the copy goes.
    private var target: String {
        if let out { return out }
        let name = file.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        let end = name.lastIndex(of: ".").flatMap { $0 > name.startIndex ? $0 : nil }
        return file.dropLast(end.map { name[$0...].count } ?? 0) + "-pseudonym.csv"
    }

    func run() throws {
        try CommandRun.perform(options) { run in
            for path in [file, key].compactMap(\.self) where isSameFile(path, target) {
                throw FileError.inTheWay(target)
            }
            if let newKey, fileExists(newKey) { throw FileError.inTheWay(newKey) }
            var log = DiagnosticLog()
            let key = try secret(&log)
            try log.check()
            guard let key else { throw ExitStatus.internalError }
            let copy = try WholeFile(path: target)
            let summary = try PseudonymTable(
                TableSource(path: file, name: file), columns: column, key: key
            ).copy(to: copy, into: &log)
            try log.check()
            guard let summary else { throw ExitStatus.internalError }
            try publish(copy, key)
            run.printer.print(log)
            try run.print(document(summary), text: text(summary, run.language))
        }
    }

    private func secret(_ log: inout DiagnosticLog) throws(FileError) -> PseudonymKey? {
        if let key { return try PseudonymKey.read(key, into: &log) }
        var generator = SystemRandomNumberGenerator()
        return PseudonymKey(using: &generator)
    }

    /// The key first: pseudonyms without their key are lost.
    private func publish(_ copy: WholeFile, _ key: PseudonymKey) throws(FileError) {
        if let newKey { try key.write(to: newKey) }
        do throws(FileError) {
            try copy.commit()
        } catch {
            if let newKey { removeFile(newKey) }
            throw error
        }
    }

    private var files: [String] { [target, newKey].compactMap(\.self) }

    private func document(_ summary: PseudonymSummary) -> JSONValue {
        [
            "rows": .integer(summary.rows), "pseudonyms": .integer(summary.pseudonyms),
            "columns": .array(
                summary.columns.map {
                    [
                        "column": .string($0.header), "cells": .integer($0.cells),
                        "blank": .integer($0.blank), "pseudonyms": .integer($0.pseudonyms),
                    ]
                }),
            "files": .init(files),
        ]
    }

    private func text(_ summary: PseudonymSummary, _ language: Language) -> String {
        var lines = [
            Wording(
                zh: "\(target)：\(summary.rows) 行，\(summary.pseudonyms) 个化名",
                en: "\(target): \(summary.rows) rows, \(summary.pseudonyms) pseudonyms")
        ]
        lines += summary.columns.map {
            Wording(
                zh: "  “\($0.header)”：换 \($0.cells) 格，空 \($0.blank) 格，\($0.pseudonyms) 个化名",
                en: "  “\($0.header)”: \($0.cells) cells, \($0.blank) blank, "
                    + "\($0.pseudonyms) pseudonyms")
        }
        if let newKey {
            lines.append(
                Wording(
                    zh: "密钥在 \(newKey)，仅本人可读：请单独保管，以后各表各年都用 --key \(newKey)",
                    en: "the key is in \(newKey), readable by you alone: keep it apart, and use "
                        + "--key \(newKey) for all files and years"))
        }
        return lines.map { $0[language] + "\n" }.joined()
    }
}
