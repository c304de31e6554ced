import Archive
import Assessment
import FoundationEssentials
import Languages
import Reports

/// A folder evaluated, archived and reported: what `evaluate` does of one folder, and `batch` of many.
struct EvaluationRun {
    let folder: String
    /// Where the reports go.
    let output: String
    let archive: EvaluationArchive

    /// - Parameters:
    ///   - output: Nil: `output` in the folder.
    ///   - archive: Nil: `archive.sqlite` in the output.
    init(folder: String, output: String? = nil, archive: String? = nil) {
        self.folder = folder
        let output = output ?? "\(folder)/output"
        self.output = output
        self.archive = EvaluationArchive(path: archive ?? "\(output)/archive.sqlite")
    }

    /// - Parameter units: Units that get a page; nil: all, unless there are very many.
    /// - Returns: The evaluation, and the files written under the output.
    func perform(
        _ language: Language, pagesOf units: Set<String>? = nil,
        progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws -> (evaluation: Evaluation, files: [String]) {
        let evaluation = try Evaluation(ofFolder: folder, progress: progress)
        let result = evaluation.result
        // An archive that can't take the round is told before anything is written.
        let isThere = FileManager.default.fileExists(atPath: archive.path)
        let histories = isThere ? try histories(of: result, units) : []
        try ReportWriter.prepare(output)
        let files = try ReportWriter(
            result, histories: histories, language: language, pagesOf: units
        ).write(to: output, beside: { try archive.save(result) })
        return (evaluation, files)
    }

    /// Earlier years of the units that get a page: of a large round the few that were asked for.
    private func histories(of result: RoundResult, _ units: Set<String>?) throws -> [UnitHistory] {
        let year = result.run.year - 1
        if result.units.count <= ReportWriter.pageLimit {
            return try archive.histories(through: year)
        }
        return try (units ?? []).sorted().compactMap {
            try archive.history(ofUnit: $0, through: year)
        }
    }
}
