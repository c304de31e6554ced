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
    private let folder: String
    private var inputs: [InputRecord] = []
    private var log = DiagnosticLog()
    private let keepsResponses: Bool
    private var surveyBook: SurveyBook?

    private static let settingsFile = "evaluation.yaml"
    private static let judgementsFile = "experts/judgements.csv"
    private static let survey = "survey/responses"

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
        self.folder = folder
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
        if let tree, let forms { checkClasses(of: forms, tree) }
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
            survey: survey, surveyBook: surveyBook, timeLogs: logs,
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
            rules: settings.weightingRules(for: tree), into: &log)
    }

    // MARK: Files

    private func path(_ file: String) -> String {
        file.hasPrefix("/") ? file : folder.hasSuffix("/") ? folder + file : folder + "/" + file
    }

    private func exists(_ file: String) -> Bool {
        FileManager.default.fileExists(atPath: path(file))
    }

    private mutating func isFolder() -> Bool {
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
        guard let text = readText(path: path(file), name: file, into: &log) else { return nil }
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
                remedy: near.map {
                    Wording(zh: "是否应为“\($0)”？", en: "did you mean “\($0)”?")
                }
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
                    remedy: nearestName(to: name, among: asked).map {
                        Wording(zh: "是否应为“\($0)”？", en: "did you mean “\($0)”?")
                    } ?? Wording(zh: "请更正，或在问卷中补上", en: "correct it, or ask the group")))
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
                    remedy: nearestName(to: unit.unitClass, among: tree.classes).map {
                        Wording(zh: "是否应为“\($0)”？", en: "did you mean “\($0)”?")
                    }
                        ?? Wording(
                            zh: "如属实则不必处理", en: "nothing, if it is meant")))
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
        let forms = FormsReader.read(folder, encoding: encoding, into: &log)
        for summary in forms?.summaries ?? [] {
            inputs.append(
                InputRecord(file: summary.file, sha256: summary.sha256, rows: summary.rows))
        }
        return forms
    }

    private mutating func judgements(encoding: TextEncoding?) -> [Judgement] {
        guard offers(Self.judgementsFile) else { return [] }
        let source = TableSource(
            path: path(Self.judgementsFile), name: Self.judgementsFile, encoding: encoding)
        let (judgements, summary) = Judgement.read(source, into: &log)
        note(Self.judgementsFile, summary)
        return judgements
    }

    private mutating func survey(
        _ settings: EvaluationSettings?, _ tree: IndicatorTree?, _ forms: EvaluationForms?
    ) -> SurveyResult? {
        let file = Self.survey + ".csv"
        guard offers(file) else { return nil }
        let source = TableSource(path: path(file), name: file, encoding: settings?.encoding)
        guard let settings, let tree, let forms, let questionnaire = tree.questionnaire else {
            // Who is asked what isn't known, but the table can still be checked as one.
            note(file, readTable(source, columns: SurveyResult.columns, into: &log) { _, _ in })
            return nil
        }
        let frame = SurveyFrame(
            units: forms.units.map(\.unitID) + forms.brokenUnits,
            staff: forms.dossiers.map { dossier in
                forms.has(Person.form.name) ? dossier.peopleAsked : nil
            } + forms.brokenUnits.map { _ in nil },
            questionnaire: questionnaire, settings: settings.survey,
            leaves: SurveyFrame.Leaf.all(of: tree))
        if let header = firstRecord(of: source), WideHeader(header).isWide {
            return wideSurvey(source, frame, forms)
        }
        guard let read = SurveyResult.readBook(source, frame: frame, into: &log) else {
            return nil
        }
        if keepsResponses { surveyBook = read.book }
        note(file, read.table)
        return read.result
    }

    /// An export with a response in each row.
    private mutating func wideSurvey(
        _ source: TableSource, _ frame: SurveyFrame, _ forms: EvaluationForms
    ) -> SurveyResult? {
        let names = forms.units.map { (code: $0.unitID, name: $0.name) }
        guard
            let reading = WideExport.read(source, frame: frame, unitNames: names, into: &log)
        else { return nil }
        inputs.append(
            InputRecord(file: source.name, sha256: reading.sha256, rows: reading.rows))
        if keepsResponses { surveyBook = reading.book }
        return reading.result
    }

    /// One log per unit, nil for a unit without one; empty where the folder has none.
    private mutating func timeLogs(
        _ settings: EvaluationSettings?, _ forms: EvaluationForms?
    ) -> [UnitLog?] {
        guard offers(TimeLogForm.file), let settings, let forms else { return [] }
        let hasItems = forms.has(WorkItem.form.name)
        let units = forms.dossiers.map { dossier in
            TimeLogForm.Unit(
                unit: dossier.unit.unitID,
                items: hasItems ? dossier.workItems.map { ($0.itemID, $0.hours) } : nil)
        }
        let broken = forms.brokenUnits.map { TimeLogForm.Unit(unit: $0, items: nil) }
        let source = TableSource(
            path: path(TimeLogForm.file), name: TimeLogForm.file, encoding: settings.encoding)
        guard
            let (logs, summary) = TimeLogForm.read(
                source, units: units + broken, year: settings.year, into: &log)
        else { return [] }
        note(TimeLogForm.file, summary)
        return logs
    }

    private mutating func note(_ file: String, _ summary: TableSummary?) {
        guard let summary else { return }
        inputs.append(InputRecord(file: file, sha256: summary.sha256, rows: summary.rows))
    }

    /// Whether a table is there as CSV; a workbook in its place is reported.
    private mutating func offers(_ file: String) -> Bool {
        let workbook = file.dropLast(".csv".count) + ".xlsx"
        if exists(String(workbook)) {
            log.report(
                Diagnostic(
                    .formatUnsupported, at: Place(file: String(workbook)), found: String(workbook),
                    expected: Wording(file),
                    message: Wording(zh: "是工作簿，不是 CSV", en: "it is a workbook, not CSV"),
                    remedy: Wording(
                        zh: "请另存为“CSV UTF-8（逗号分隔）”，文件名 \(file)",
                        en: "save it as “CSV UTF-8 (comma delimited)” to \(file)")))
        }
        return exists(file)
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

extension Dossier {
    /// People whom the survey of the staff asks: 在编 and 编外.
    var peopleAsked: Int {
        staff.count { $0.isEstablished || $0.isOutside }
    }
}
