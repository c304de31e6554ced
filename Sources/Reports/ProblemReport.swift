package import Assessment
internal import Calendars
internal import Diagnostics
package import Languages
internal import Workbooks

/// The problems of a folder, to be looked at and sent back: one page and one workbook of all, and
/// both again for every unit.
package struct ProblemReport: Sendable {
    private let list: ProblemList
    let say: Voice
    private let page: Page

    package init(_ list: ProblemList, language: Language = .chinese) {
        self.list = list
        say = Voice(language: language)
        page = Page(language: language)
    }

    /// Writes `problems.html`, `problems.xlsx`, and `problems/<unit>.html` and `.xlsx`.
    ///
    /// Each file appears whole or not at all; pages of units without problems any more go.
    /// - Parameter folder: Where to; made where it is missing.
    /// - Returns: The files written, relative to the folder.
    package func write(to folder: String) throws(ReportError) -> [String] {
        let units = list.groups.filter { $0.unit != nil }
        let names = PageNames(units.map { $0.unit ?? "" }).names
        let output = try OutputFolder(folder, subfolders: ["problems"])
        var files: [String] = []
        do throws(ReportError) {
            try stage(list.groups, as: "problems", in: output, &files)
            for (group, name) in zip(units, names) {
                try stage([group], as: "problems/\(name)", in: output, &files)
            }
        } catch {
            output.abandon()
            throw error
        }
        try output.publish(files)
        try output.removeStale(
            in: "problems", except: Set(names.map { $0 + ".html" }), companions: [".xlsx"],
            isOurs: Page.isOurs)
        try output.finish()
        return files
    }

    private func stage(
        _ groups: [ProblemList.Group], as name: String, in output: OutputFolder,
        _ files: inout [String]
    ) throws(ReportError) {
        try output.stage(html(groups), as: name + ".html")
        try workbook(groups).written(
            to: output.stagingPath(of: name + ".xlsx"),
            scratch: output.stagingPath(of: "problems"))
        files += [name + ".html", name + ".xlsx"]
    }

    // MARK: Page

    private var title: String { say("待更正的问题", "Problems to be corrected") }

    func html(_ groups: [ProblemList.Group]) -> [UInt8] {
        var body: Markup = "<main id=\"main\">"
        body += "<p class=\"kicker\">\(say("数据检查", "Data check"))</p><h1>\(title)</h1>"
        body += "<p class=\"meta\">\(summary(groups))</p>"
        let note = say(
            "每个问题列在它所在的格子旁边。请在原文件中更正后重新报送；程序不会代为修改。",
            "Each problem stands beside its cell. Correct it in the file and send that again; nothing is ever changed for you."
        )
        body += "<p class=\"note\">\(note)</p>"
        if groups.count > 1 { body += contents(groups) }
        for (number, group) in groups.enumerated() { body += section(group, number) }
        if groups.isEmpty {
            body += "<p>\(say("没有问题。", "There are no problems."))</p>"
        }
        body += "</main>"
        return page.html(title: title, footer: title, body: body)
    }

    private func summary(_ groups: [ProblemList.Group]) -> String {
        let problems = groups.flatMap(\.tables).flatMap { $0.whole + $0.rows.flatMap(\.problems) }
        let errors = problems.count { $0.severity == .error }
        let warnings = problems.count - errors
        let omitted = list.omittedCount
        return say(
            "\(errors)个错误，必须更正；\(warnings)个警告，请核实。",
            "\(errors) errors, to be corrected; \(warnings) warnings, to be verified.")
            + (omitted == 0
                ? ""
                : say("另有\(omitted)个未逐一列出。", " \(omitted) more are not listed."))
    }

    private func name(_ group: ProblemList.Group) -> String {
        guard let unit = group.unit else { return say("整个文件夹", "The folder as a whole") }
        return group.name.map { "\(unit) \($0)" } ?? unit
    }

    private func count(_ group: ProblemList.Group) -> Int {
        group.tables.reduce(0) { sum, table in
            sum + table.whole.count + table.rows.reduce(0) { $0 + $1.problems.count }
        }
    }

    private func contents(_ groups: [ProblemList.Group]) -> Markup {
        var markup: Markup = "<nav>"
        for (number, group) in groups.enumerated() {
            markup += "<a href=\"#g\(number)\">\(name(group))（\(count(group))）</a>"
        }
        markup += "</nav>"
        return markup
    }

    private func section(_ group: ProblemList.Group, _ number: Int) -> Markup {
        var markup: Markup = "<section id=\"g\(number)\"><h2>\(name(group))</h2>"
        for table in group.tables {
            markup += "<h3>\(table.name)</h3>"
            for problem in table.whole { markup += whole(problem) }
            if !table.rows.isEmpty { markup += rows(of: table) }
        }
        markup += "</section>"
        return markup
    }

    private func whole(_ problem: Diagnostic) -> Markup {
        """
        <div class="advice"><p>\(severity(problem))\(say(problem.message))</p>\
        <p class="note">\(say("处理：", "Remedy: "))\(say(problem.remedy))</p></div>
        """
    }

    private func severity(_ problem: Diagnostic) -> Markup {
        switch problem.severity {
        case .error: "<span class=\"tag finding\">\(say("错误", "error"))</span> "
        case .warning: "<span class=\"tag\">\(say("警告", "warning"))</span> "
        }
    }

    private func rows(of table: ProblemList.Table) -> Markup {
        var markup: Markup = """
            <table class="problems"><thead><tr><th class="n">\(say("行", "Line"))</th>\
            <th>\(say("该行开头", "The row begins"))</th><th>\(say("列", "Column"))</th>\
            <th>\(say("填的是", "Found"))</th><th>\(say("问题与处理", "Problem and remedy"))</th></tr></thead>\
            <tbody class="each">
            """
        for row in table.rows {
            for (index, problem) in row.problems.enumerated() {
                markup += line(problem, of: row, in: table, isFirst: index == 0)
            }
        }
        markup += "</tbody></table>"
        return markup
    }

    private func line(
        _ problem: Diagnostic, of row: ProblemList.Row, in table: ProblemList.Table,
        isFirst: Bool
    ) -> Markup {
        let beginning =
            table.header.isEmpty
            ? "" : row.cells.prefix(3).filter { !$0.isEmpty }.joined(separator: " · ")
        // Most messages say already what is expected.
        let expected = problem.expected.map { say($0) }
            .flatMap { say(problem.message).contains($0) ? nil : say("应为：", "Expected: ") + $0 }
        var markup: Markup = """
            <tr><td class="n">\(isFirst ? "\(row.line)" : "")</td>\
            <td>\(isFirst ? short(beginning) : "")</td><td>\(column(problem, in: table))</td>\
            <td><mark>\(short(cell(problem, of: row)))</mark></td>\
            <td>\(severity(problem))\(say(problem.message))
            """
        if let expected { markup += "<br><small>\(short(expected))</small>" }
        markup += "<br><small>\(say("处理：", "Remedy: "))\(say(problem.remedy))</small></td></tr>"
        return markup
    }

    /// The column's letter in a spreadsheet and its name.
    private func column(_ problem: Diagnostic, in table: ProblemList.Table) -> String {
        guard let column = problem.place.column else { return "" }
        guard !table.header.isEmpty else { return say("第\(column)字", "character \(column)") }
        let name = table.header.indices.contains(column - 1) ? table.header[column - 1] : ""
        return "\(Place.letters(ofColumn: column)) \(name)"
    }

    private func cell(_ problem: Diagnostic, of row: ProblemList.Row) -> String {
        if let column = problem.place.column, row.cells.indices.contains(column - 1) {
            return row.cells[column - 1]
        }
        return problem.found ?? ""
    }

    /// A text that doesn't fill the page.
    private func short(_ text: String) -> String {
        text.count > 80 ? text.prefix(79) + "…" : text
    }

    // MARK: Workbook

    func workbook(_ groups: [ProblemList.Group]) -> Spreadsheet {
        var names = SheetNames()
        let list = listSheet(groups, name: names.next(say("问题清单", "Problems")))
        let tables = groups.flatMap { group in group.tables.map { (group.unit, $0) } }
            .filter { !$0.1.header.isEmpty && !$0.1.rows.isEmpty }
        var byFile: [String] = []
        for (_, table) in tables where !byFile.contains(table.name) { byFile.append(table.name) }
        let sheets = byFile.map { file in
            rowsSheet(tables.map(\.1).filter { $0.name == file }, name: names.next(file))
        }
        // A fixed day, no clock: equal input gives equal bytes.
        return Spreadsheet(
            sheets: [list] + sheets, title: title, created: Day(lastOf: 2000))
    }

    private func listSheet(_ groups: [ProblemList.Group], name: String) -> Sheet {
        var rows: [[Sheet.Cell]] = []
        for group in groups {
            for table in group.tables {
                for problem in table.whole {
                    rows.append(cells(of: problem, unit: group.unit, table: table, row: nil))
                }
                for row in table.rows {
                    for problem in row.problems {
                        rows.append(cells(of: problem, unit: group.unit, table: table, row: row))
                    }
                }
            }
        }
        return Sheet(
            name: name,
            columns: [
                .init(say("单位", "Unit"), width: 12), .init(say("文件", "File"), width: 24),
                .init(say("行", "Line"), .whole, width: 7), .init(say("列", "Column"), width: 16),
                .init(say("级别", "Severity"), width: 8),
                .init(say("填的是", "Found"), .prose, width: 20),
                .init(say("应为", "Expected"), .prose, width: 26),
                .init(say("问题", "Problem"), .prose, width: 44),
                .init(say("处理", "Remedy"), .prose, width: 44), .init(say("代号", "Code"), width: 18),
            ], rows: rows, frozenColumns: 2)
    }

    private func cells(
        of problem: Diagnostic, unit: String?, table: ProblemList.Table, row: ProblemList.Row?
    ) -> [Sheet.Cell] {
        [
            .init(unit), .text(table.name), .init(row?.line), .text(column(problem, in: table)),
            .text(problem.severity == .error ? say("错误", "error") : say("警告", "warning")),
            .text(row.map { cell(problem, of: $0) } ?? problem.found ?? ""),
            .init(problem.expected.map { say($0) }), .text(say(problem.message)),
            .text(say(problem.remedy)), .text(problem.code.rawValue),
        ]
    }

    /// The rows of a file as they were reported, what is wrong before them and marked in them.
    private func rowsSheet(_ tables: [ProblemList.Table], name: String) -> Sheet {
        let header = tables.first?.header ?? []
        let rows = tables.flatMap(\.rows).sorted { $0.line < $1.line }
        let columns: [Sheet.Column] =
            [
                .init(say("原文件行号", "Line"), .whole, width: 8),
                .init(say("问题", "Problem"), .prose, width: 40),
                .init(say("处理", "Remedy"), .prose, width: 40),
            ] + header.map { .init($0, .literal, width: 14) }
        return Sheet(
            name: name, columns: columns, rows: rows.map(marked), frozenColumns: 3)
    }

    private func marked(_ row: ProblemList.Row) -> [Sheet.Cell] {
        let wrong = Set(row.problems.compactMap(\.place.column))
        let problems = row.problems.map { "\(letters($0))\(say($0.message))" }
        let remedies = row.problems.map { "\(letters($0))\(say($0.remedy))" }
        return [
            .init(row.line), .text(problems.joined(separator: "\n")),
            .text(remedies.joined(separator: "\n")),
        ]
            + row.cells.enumerated().map { index, text in
                guard wrong.contains(index + 1) else { return .text(text) }
                let notes = row.problems.filter { $0.place.column == index + 1 }
                return .marked(
                    text, note: notes.map { say($0.message) }.joined(separator: "\n"))
            }
    }

    private func letters(_ problem: Diagnostic) -> String {
        problem.place.column.map { Place.letters(ofColumn: $0) + say("列：", ": ") } ?? ""
    }
}

/// Names of sheets that Excel takes: without some characters, at most 31 long, none twice.
private struct SheetNames {
    private var taken: Set<String> = []

    mutating func next(_ wanted: String) -> String {
        let safe = wanted.filter { !"[]:*?/\\'".contains($0) || $0 == "/" }
            .replacing("/", with: "·")
        let stem = String(safe.unicodeScalars.prefix(27))
        var name = stem.isEmpty ? "1" : stem
        var number = 2
        while !taken.insert(name.lowercased()).inserted {
            name = "\(stem) \(number)"
            number += 1
        }
        return name
    }
}
