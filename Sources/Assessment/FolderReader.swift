internal import BundledIndicators
package import Diagnostics
import FoundationEssentials
internal import Indicators
internal import Institutions
internal import Languages
package import LinearAlgebra
internal import Oversight
internal import Survey
internal import Tables
internal import Weighting
internal import Workload

/// Reads an evaluation folder; the only place that knows what its files are called.
package struct FolderReader {
    let files: FolderFiles
    private var inputs: [InputRecord] = []
    var log = DiagnosticLog()
    let keepsResponses: Bool
    var surveyBook: SurveyBook?
    var otherTables: [String: [Place]] = [:]
    /// Tables that stand on sheets among the forms, or are parts of the log.
    private var amongForms: [FolderTable: [FolderTableSource]] = [:]
    /// Where the judgements were found.
    private var judgementPlaces: [Place] = []
    private var hasBrokenJudgements = false

    private static let settingsFile = "evaluation.yaml"

    /// Reads and checks every file; all problems of all files are reported in one pass.
    ///
    /// - Parameters:
    ///   - weighing: Whether the judgements must give the weights of the tree.
    ///   - keepingResponses: Whether the responses of the survey are kept beside its result.
    /// - Returns: The folder, nil after any error; the files that could be read, in path order.
    /// - Throws: `LinearAlgebraError` where LAPACK gives up on a judgement matrix.
    package static func read(
        _ folder: String, weighing: Bool = true, keepingResponses: Bool = false,
        into log: inout DiagnosticLog
    ) throws(LinearAlgebraError) -> (folder: EvaluationFolder?, files: [InputRecord]) {
        var reader = FolderReader(folder: folder, keepsResponses: keepingResponses)
        let result = try reader.read(weighing: weighing)
        log.merge(reader.log)
        return (reader.log.hasErrors ? nil : result, reader.sortedInputs)
    }

    private init(folder: String, keepsResponses: Bool) {
        files = FolderFiles(folder)
        self.keepsResponses = keepsResponses
    }

    private var sortedInputs: [InputRecord] { inputs.sorted { $0.file < $1.file } }

    private mutating func read(weighing: Bool) throws(LinearAlgebraError) -> EvaluationFolder? {
        guard isFolder(), let calendar = calendar(), let rules = rules() else { return nil }
        let settings = settings(calendar)
        let tree = settings.flatMap { self.tree($0) }
        let leadership = settings.flatMap { self.leadership($0) }
        if let settings, let tree { checkGroups(of: settings, tree) }
        let forms = forms(encoding: settings?.encoding)
        if let tree, let forms {
            checkClasses(of: forms, tree)
            checkSuppliedValues(of: forms, tree)
        }
        if let forms { checkLedger(of: forms, rules) }
        if let settings, let forms { forms.checkTotals(asOf: settings.asOf, into: &log) }
        let judgements = judgements(encoding: settings?.encoding)
        let survey = survey(settings, tree, forms)
        let logs = timeLogs(settings, forms)
        let weights =
            weighing ? try weights(judgements, settings: settings, tree: tree, forms: forms) : nil
        guard let settings, let tree, let forms else { return nil }
        return EvaluationFolder(
            settings: settings, tree: tree,
            calendar: calendar.replacing(settings.yearCalendar).calendar, rules: rules,
            forms: forms,
            survey: survey, surveyBook: surveyBook, otherTables: otherTables, timeLogs: logs,
            unitTimes: UnitTimes(forms.dossiers.map { $0.workItems.map(ReportedWork.init) }),
            judgements: judgements, judgedWeights: weights,
            leadership: leadership, inputs: sortedInputs,
            warnings: log.warningCount)
    }

    private mutating func weights(
        _ judgements: [Judgement], settings: EvaluationSettings?, tree: IndicatorTree?,
        forms: EvaluationForms?
    ) throws(LinearAlgebraError) -> JudgedWeights? {
        guard let settings, let tree, let forms else { return nil }
        return try JudgedWeights(
            tree: tree.siblingGroups, judgements: judgements,
            classes: tree.classes(with: forms.units),
            rules: settings.weightingRules(for: tree), place: judgementPlace, into: &log)
    }

    /// Where a judgement that is missing would stand; nil where some couldn't be read.
    private var judgementPlace: Place? {
        guard !hasBrokenJudgements else { return nil }
        switch judgementPlaces.count {
        case 0: return Place(file: FolderTable.judgements.file)
        case 1: return judgementPlaces[0]
        default: return Place(file: FolderTable.judgements.folder)
        }
    }

    // MARK: Files

    private func exists(_ file: String) -> Bool {
        FileManager.default.fileExists(atPath: files.path(of: file))
    }

    private mutating func isFolder() -> Bool {
        let folder = files.path
        var isFolder = false
        if FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder {
            return true
        }
        log.report(
            Diagnostic(
                .fileMissing, at: Place(file: folder.isEmpty ? "\"\"" : folder), found: folder,
                expected: Wording(zh: "评估文件夹", en: "an evaluation folder"),
                message: Wording(zh: "没有这个文件夹", en: "there is no such folder"),
                remedy: Wording(
                    zh: "请核对路径；新建可用 quanjing init",
                    en: "check the path; quanjing init makes a new one")))
        return false
    }

    private mutating func text(_ file: String) -> [UInt8]? {
        guard let text = readText(path: files.path(of: file), name: file, into: &log) else {
            return nil
        }
        inputs.append(InputRecord(file: file, sha256: text.sha256, rows: nil))
        return Array(text.text.utf8)
    }

    private mutating func settings(_ workdays: WorkdayTable) -> EvaluationSettings? {
        text(Self.settingsFile).flatMap {
            EvaluationSettings(
                yaml: $0, file: Self.settingsFile, workdays: workdays, into: &log)
        }
    }

    /// The tree that the settings name.
    private mutating func tree(_ settings: EvaluationSettings) -> IndicatorTree? {
        guard let name = settings.indicators else { return nil }
        let kind = Wording(zh: "指标体系", en: "indicator tree")
        let found = data(
            named: name, at: settings.places.indicators, kind, example: "puyang-style")
        return found.flatMap { bytes, file in
            IndicatorTree.read(
                bytes, file: file, forms: FormVocabulary(columns: Form.vocabulary), into: &log)
        }
    }

    /// The leadership table that the settings name; nil where they name none.
    private mutating func leadership(_ settings: EvaluationSettings) -> LeadershipTable? {
        guard let name = settings.quota.leadership else { return nil }
        let kind = Wording(zh: "领导职数表", en: "leadership table")
        let found = data(
            named: name, at: settings.places.leadership, kind, example: "leadership-example")
        return found.flatMap { bytes, file in
            LeadershipTable.read(bytes, file: file, into: &log)
        }
    }

    /// A bundled YAML file by name, or a file of the folder by path.
    private mutating func data(
        named name: String, at place: Place?, _ kind: Wording, example: String
    ) -> (bytes: [UInt8], file: String)? {
        if let bytes = bundledIndicator(named: name) { return (bytes, "\(name).yaml") }
        let file = [name, name + ".yaml"].first(where: exists)
        if let file { return text(file).map { ($0, file) } }
        let near = nearestName(to: name, among: bundledIndicatorNames)
        log.report(
            Diagnostic(
                .unknownReference, at: place ?? Place(file: Self.settingsFile), found: name,
                expected: Wording(
                    zh: "随附\(kind.zh)的名称，或评估文件夹内的 YAML 文件",
                    en: "the name of a bundled \(kind.en), or a YAML file of the folder"),
                message: Wording(
                    zh: "没有名为“\(name)”的\(kind.zh)", en: "there is no \(kind.en) “\(name)”"),
                remedy: near.map(Wording.didYouMean)
                    ?? Wording(
                        zh: "可写 \(example)，或写文件的相对路径",
                        en: "write \(example), or the path of a file")))
        return nil
    }

    /// Respondent groups of the settings that the questionnaire doesn't ask.
    private mutating func checkGroups(of settings: EvaluationSettings, _ tree: IndicatorTree) {
        guard let asked = tree.questionnaire?.groups.map(\.name.zh) else { return }
        let known = asked + SurveySettings.standard.groups.map(\.name)
        for (name, place) in settings.places.surveyGroups where !known.contains(name) {
            log.report(
                Diagnostic(
                    .unknownReference, at: place, found: name,
                    expected: Wording(asked.joined(separator: "、")),
                    message: Wording(
                        zh: "“\(name)”不是问卷的评议主体",
                        en: "“\(name)” is no respondent group of the questionnaire"),
                    remedy: nearestName(to: name, among: asked).map(Wording.didYouMean)
                        ?? Wording(zh: "请更正，或在问卷中补上", en: "correct it, or ask the group")))
        }
    }

    /// Warns of the first unit of each class that the tree isn't made for.
    private mutating func checkClasses(of forms: EvaluationForms, _ tree: IndicatorTree) {
        var known = Set(tree.classes)
        for unit in forms.units
        where !tree.classes.isEmpty && known.insert(unit.unitClass).inserted {
            let list = tree.classes.joined(separator: "、")
            log.report(
                Diagnostic(
                    .notInList, .warning, at: forms.place(Unit.form, line: unit.line, "class"),
                    found: unit.unitClass, expected: Wording(list),
                    message: Wording(
                        zh: "“\(unit.unitClass)”不是指标体系所列的评估序列，单独加权、排名",
                        en: "“\(unit.unitClass)” is no class of the tree; it is ranked by itself"),
                    remedy: nearestName(to: unit.unitClass, among: tree.classes).map(
                        Wording.didYouMean)
                        ?? Wording(
                            zh: "如属实则不必处理", en: "nothing, if it is meant")))
        }
    }

    /// Warns of the first problem of each rule that reads like one of ours and is none.
    private mutating func checkLedger(of forms: EvaluationForms, _ rules: AuditRules) {
        var known: Set<String> = []
        let marks = Set("RrＲｒ")
        for problem in forms.dossiers.lazy.flatMap(\.problems)
        where problem.rule.first.map(marks.contains) ?? false
            && problem.rule.dropFirst().allSatisfy(\.isNumber) && problem.rule.count > 1
            && rules.rule(problem.rule) == nil && known.insert(problem.rule).inserted
        {
            let near = nearestName(to: problem.rule.uppercased(), among: rules.rules.map(\.id))
            log.report(
                Diagnostic(
                    .unknownReference, .warning,
                    at: forms.place(ProblemRow.form, line: problem.line, "rule"),
                    found: problem.rule,
                    expected: Wording(zh: "审计规则编号，如 R10", en: "an audit rule, such as R10"),
                    message: Wording(
                        zh: "没有审计规则“\(problem.rule)”，按其他问题计",
                        en: "there is no audit rule “\(problem.rule)”; it counts as another problem"
                    ),
                    remedy: near.map(Wording.didYouMean)
                        ?? Wording(zh: "如属实则不必处理", en: "nothing, if it is meant")))
        }
    }

    /// Warns of supplied values whose code the tree doesn't have: nobody reads them.
    private mutating func checkSuppliedValues(of forms: EvaluationForms, _ tree: IndicatorTree) {
        let codes = tree.nodes.map(\.code)
        var known = Set(codes).union(tree.suppliedCodes)
        for value in forms.dossiers.lazy.flatMap(\.kpi) where known.insert(value.code).inserted {
            log.report(
                Diagnostic(
                    .unknownReference, .warning,
                    at: forms.place(KPIValue.form, line: value.line, "code"), found: value.code,
                    expected: Wording(zh: "指标体系中的编码", en: "a code of the indicator tree"),
                    message: Wording(
                        zh: "指标体系中没有“\(value.code)”，该指标值不会用到",
                        en: "the tree has no “\(value.code)”; its values are not used"),
                    remedy: nearestName(to: value.code, among: codes).map(Wording.didYouMean)
                        ?? Wording(zh: "如不需要则不必处理", en: "nothing, if it isn't needed")))
        }
    }

    private mutating func calendar() -> WorkdayTable? {
        bundledIndicator(named: "workdays-cn").flatMap {
            WorkdayTable.read($0, file: "workdays-cn.yaml", into: &log)
        }
    }

    private mutating func rules() -> AuditRules? {
        bundledIndicator(named: "audit-rules").flatMap {
            AuditRules.read($0, file: "audit-rules.yaml", into: &log)
        }
    }

    private mutating func forms(encoding: TextEncoding?) -> EvaluationForms? {
        let (forms, others, _) = FormsReader.readAll(files.path, encoding: encoding, into: &log)
        amongForms = others
        for summary in forms?.summaries ?? [] {
            inputs.append(
                InputRecord(file: summary.file, sha256: summary.sha256, rows: summary.rows))
        }
        return forms
    }

    private mutating func judgements(encoding: TextEncoding?) -> [Judgement] {
        var judgements: [Judgement] = []
        let errorsBefore = log.errorCount
        for source in judgementSources(encoding) {
            let (found, summary) = Judgement.read(source, into: &log)
            note(source.name, rows: summary?.rows, sha256: summary?.sha256)
            if let summary { judgementPlaces.append(summary.place) }
            judgements += found
        }
        hasBrokenJudgements = log.errorCount > errorsBefore
        return judgements
    }

    /// The table of judgements, then the workbooks of single experts, by name.
    private mutating func judgementSources(_ encoding: TextEncoding?) -> [TableSource] {
        let table = FolderTable.judgements
        let names = tableFiles(in: table.folder)
        var sources: [TableSource] = []
        if let source = self.table(table, encoding) {
            sources =
                source.sheet == nil
                ? sheets(of: source.name, Judgement.columns, encoding) : [source]
        }
        for name in names where !isNamed(name, table.fileNames) {
            let file = table.folder + "/" + name
            if TableSource.isWorkbook(name) {
                sources += sheets(of: file, Judgement.columns, encoding)
            } else {
                log.report(.unknown(file, nearest: table.file))
            }
        }
        return sources
    }

    /// Names of the tables right in a folder, sorted.
    private func tableFiles(in folder: String) -> [String] {
        files.names(in: folder).filter(isTable)
    }

    /// A text file, or each sheet of a workbook that has these columns.
    mutating func sheets(
        of file: String, _ columns: [Column], _ encoding: TextEncoding?
    ) -> [TableSource] {
        var source = TableSource(path: files.path(of: file), name: file, encoding: encoding)
        source.refusesIdentityNumbers = true
        guard source.isWorkbook else { return [source] }
        guard let outline = readOutline(source, into: &log) else { return [] }
        let visible = outline.sheets.filter { !$0.isHidden }
        for sheet in outline.sheets where sheet.isHidden && sheet.isTable(of: columns) {
            log.report(.sheetHidden(at: Place(file: file, sheet: sheet.name)))
        }
        let tables = visible.filter { $0.isTable(of: columns) }
        // Where there is none, reading the workbook tells what is missing.
        if tables.isEmpty { return [source] }
        return tables.map { sheet in
            var table = source
            table.sheet = sheet.name
            return table
        }
    }

    /// One log per unit, nil for a unit without one; empty where the folder has none.
    private mutating func timeLogs(
        _ settings: EvaluationSettings?, _ forms: EvaluationForms?
    ) -> [UnitLog?] {
        let parts = (amongForms[.timeLog] ?? []).map { part in
            TimeLogForm.Part(source(part, settings?.encoding), delivery: part.delivery)
        }
        guard !parts.isEmpty else { return [] }
        // Without one of its columns no row of the work log stands: its items aren't known then.
        let hasItems =
            forms.map { forms in
                WorkItem.form.columns.filter(\.isRequired)
                    .allSatisfy { forms.has(WorkItem.form.name, $0.key) }
            } ?? false
        let units = (forms?.dossiers).map { dossiers in
            dossiers.map { dossier in
                TimeLogForm.Unit(
                    unit: dossier.unit.unitID,
                    items: hasItems ? dossier.workItems.map { ($0.itemID, $0.hours) } : nil)
            }
        }
        guard let settings, let forms, let units else {
            // Units and year aren't known, but the table can still be checked as one.
            for part in amongForms[.timeLog] ?? [] {
                let table = source(part, settings?.encoding)
                let read = readTable(table, columns: TimeLogSummary.columns, into: &log) { _, _ in }
                note(part.file, rows: read?.rows, sha256: read?.sha256)
            }
            return []
        }
        let broken = forms.brokenUnits.map { TimeLogForm.Unit(unit: $0, items: nil) }
        let (logs, tables) = TimeLogForm.read(
            parts, units: units + broken, year: settings.year, into: &log)
        for (part, table) in zip(amongForms[.timeLog] ?? [], tables) {
            note(part.file, rows: table?.rows, sha256: table?.sha256)
        }
        guard tables.contains(where: { $0 != nil }) else { return [] }
        otherTables[TimeLogForm.file] = zip(amongForms[.timeLog] ?? [], tables).map {
            $1?.place ?? Place(file: $0.file, sheet: $0.sheet)
        }
        return logs
    }

    /// A file counts once, however many of its sheets are read.
    ///
    /// - Parameter rows: Nil where it could not be read as a table.
    mutating func note(_ file: String, rows: Int?, sha256: String?) {
        guard let rows, let sha256 else { return }
        let index = inputs.firstIndex { $0.file == file }
        let others = index.map { inputs[$0].rows ?? 0 } ?? 0
        if let index { inputs.remove(at: index) }
        inputs.append(InputRecord(file: file, sha256: sha256, rows: others + rows))
    }

    /// The one file or sheet that holds a table; more than one are reported.
    mutating func table(_ table: FolderTable, _ encoding: TextEncoding?) -> TableSource? {
        let files = tableFiles(in: table.folder).filter { isNamed($0, table.fileNames) }
            .map { FolderTableSource(file: table.folder + "/" + $0, sheet: nil, delivery: nil) }
        let all = files + (amongForms[table] ?? [])
        guard let first = all.first else { return nil }
        for other in all.dropFirst() {
            log.report(
                .twice(
                    table.title, Place(file: other.file, sheet: other.sheet),
                    Place(file: first.file, sheet: first.sheet)))
        }
        var source = source(first, encoding)
        source.refusesIdentityNumbers = table != .survey
        return source
    }

    private func source(_ part: FolderTableSource, _ encoding: TextEncoding?) -> TableSource {
        var source = TableSource(
            path: files.path(of: part.file), name: part.file, encoding: encoding)
        source.sheet = part.sheet
        source.refusesIdentityNumbers = true
        return source
    }
}

extension IndicatorTree {
    /// The classes of the tree, then the others that units name, in order of appearance.
    func classes(with units: [Unit]) -> [String] {
        units.map(\.unitClass).reduce(into: classes) { classes, name in
            if !classes.contains(name) { classes.append(name) }
        }
    }
}

/// Whether a file has the ending of a table.
func isTable(_ file: String) -> Bool {
    file.lowercased().hasSuffix(".csv") || TableSource.isWorkbook(file)
}

/// Whether a file has one of these names and the ending of a table.
func isNamed(_ file: String, _ names: [String]) -> Bool {
    let endings = [".csv"] + TableSource.workbookEndings
    return names.contains { name in endings.contains { file.lowercased() == name + $0 } }
}

extension Dossier {
    /// People whom the survey of the staff asks: 在编 and 编外.
    var peopleAsked: Int {
        staff.count { $0.isEstablished || $0.isOutside }
    }
}
