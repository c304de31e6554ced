internal import Diagnostics
internal import Indicators
internal import Institutions
internal import Languages
internal import Survey
internal import Tables

/// The survey of an evaluation: one table, or many that are one survey together.
extension FolderReader {
    mutating func survey(
        _ settings: EvaluationSettings?, _ tree: IndicatorTree?, _ forms: EvaluationForms?
    ) -> SurveyResult? {
        let sources = surveySources(settings?.encoding)
        guard let settings, let tree, let forms, let questionnaire = tree.questionnaire else {
            // Who is asked what isn't known, but the tables can still be checked as such.
            note(SurveyReading.check(sources, into: &log), of: sources)
            return nil
        }
        if sources.isEmpty { return nil }
        let frame = SurveyFrame(
            units: forms.units.map(\.unitID) + forms.brokenUnits,
            staff: forms.dossiers.map { dossier in
                forms.has(Person.form.name) ? dossier.peopleAsked : nil
            } + forms.brokenUnits.map { _ in nil },
            questionnaire: questionnaire, settings: settings.survey,
            leaves: SurveyFrame.Leaf.all(of: tree))
        let reading = SurveyReading.read(
            sources, frame: frame, unitNames: forms.units.map { ($0.unitID, $0.name) }, into: &log)
        note(reading.tables, of: sources)
        warnOfCopies(reading.tables)
        warnOfSilence(reading.tables)
        if keepsResponses { surveyBook = reading.book }
        otherTables[FolderTable.survey.file] = zip(sources, reading.tables).map {
            $1?.place ?? Place(file: $0.name, sheet: $0.sheet)
        }
        return reading.result
    }

    private mutating func note(_ tables: [SurveyReading.Table?], of sources: [TableSource]) {
        for (source, table) in zip(sources, tables) {
            note(source.name, rows: table?.rows, sha256: table?.sha256)
        }
    }

    // MARK: Files

    /// The table of the whole survey, then its parts: files of its name with a number, and whatever
    /// stands in a folder of its name.
    private mutating func surveySources(_ encoding: TextEncoding?) -> [TableSource] {
        let whole = table(.survey, encoding).map { [$0] } ?? []
        var sources: [TableSource] = []
        for file in surveyParts() {
            for var source in sheets(of: file, SurveyResult.columns, encoding) {
                // Only who answers may not be told by such a number.
                source.refusesIdentityNumbers = false
                sources.append(source)
            }
        }
        return whole + sources
    }

    /// In natural order; one that is there as a text and as a workbook is an error.
    private mutating func surveyParts() -> [String] {
        let table = FolderTable.survey
        var parts: [String] = []
        for (folder, names) in files.folders(from: table.folder, into: &log) {
            for name in names where folder != table.folder || !isNamed(name, table.fileNames) {
                takePart(name, of: folder, to: &parts)
            }
        }
        parts.sort(by: precedesNaturally)
        var first: [String: String] = [:]
        for part in parts {
            let stem = String(part[..<(part.lastIndex(of: ".") ?? part.endIndex)]).lowercased()
            if let other = first[stem] {
                log.report(.twice(table.title, Place(file: part), Place(file: other)))
            } else {
                first[stem] = part
            }
        }
        return parts
    }

    /// Takes a file that is a part; warns of other tables, and of anything else among the parts.
    private mutating func takePart(_ name: String, of folder: String, to parts: inout [String]) {
        let (table, file) = (FolderTable.survey, folder + "/" + name)
        if folder == table.folder {
            if isTable(name), isNumbered(name, table.fileNames) {
                parts.append(file)
            } else if isTable(name) {
                log.report(.unknown(file, nearest: table.file))
            }
        } else if isPartOfSurvey(folder) {
            if isTable(name) {
                parts.append(file)
            } else {
                log.report(.unknown(file, nearest: nil))
            }
        } else if isTable(name) {
            log.report(.unknown(file, nearest: "\(table.folder)/\(table.rawValue)/\(name)"))
        }
    }

    private func isPartOfSurvey(_ folder: String) -> Bool {
        let parts = folder.split(separator: "/")
        return parts.count > 1 && FolderTable.survey.fileNames.contains(parts[1].lowercased())
    }

    // MARK: Warnings

    /// Warns of files with the same bytes: one was hardly meant to be there twice.
    private mutating func warnOfCopies(_ tables: [SurveyReading.Table?]) {
        var first: [String: Place] = [:]
        for case let table? in tables where table.rows > 0 {
            guard let other = first[table.sha256] else {
                first[table.sha256] = table.place
                continue
            }
            if other.file == table.place.file { continue }
            log.report(
                Diagnostic(
                    .fileDuplicate, .warning, at: Place(file: table.place.file),
                    found: table.place.file, expected: Wording(other.file),
                    message: Wording(
                        zh: "与 \(other.file) 的内容完全相同，其中的答卷按重复答卷剔除",
                        en: "the same as \(other.file); its responses are left out as duplicates"),
                    remedy: Wording(zh: "请只保留一个", en: "keep one of the two")))
        }
    }

    /// Warns of a survey without a row: it was hardly made for nobody.
    private mutating func warnOfSilence(_ tables: [SurveyReading.Table?]) {
        guard let first = tables.first, let place = first?.place,
            tables.allSatisfy({ $0?.rows == 0 })
        else { return }
        log.report(
            Diagnostic(
                .fileEmpty, .warning, at: place,
                expected: Wording(zh: "一行表头和各行答卷", en: "a header line and rows of answers"),
                message: Wording(zh: "调查问卷只有表头，没有答卷", en: "the survey has a header and no answers"),
                remedy: Wording(
                    zh: "请重新导出答卷；没有开展调查则移走该文件",
                    en: "export the answers again, or take the file away if nobody was asked")))
    }
}

/// Whether a file has one of these names with a number behind it: `responses-1.csv`, `调查问卷（2）.xlsx`.
private func isNumbered(_ file: String, _ names: [String]) -> Bool {
    let stem = file.lowercased().prefix { $0 != "." }
    return names.contains { name in
        guard stem.hasPrefix(name) else { return false }
        let number = stem.dropFirst(name.count).drop { " -_(（".contains($0) }
        let rest = number.drop { $0.isNumber }
        return number.first?.isNumber == true && (rest.isEmpty || rest == ")" || rest == "）")
    }
}
