package import Diagnostics
internal import Institutions
package import Reallocation
internal import Workload

/// Where the posts of a folder's units should go: the question that the round asks, and its answer.
package struct FolderReallocation: Sendable {
    package let question: QuotaQuestion
    package let study: QuotaStudy
    /// Warnings only.
    package let log: DiagnosticLog

    /// Evaluates a folder and solves its question.
    ///
    /// - Parameter solver: For rules that no network can hold; nil where it isn't installed.
    /// - Throws: `InvalidInput` with every problem of the folder at once, `LinearAlgebraError`,
    ///   `ReallocationError`.
    package init(
        ofFolder path: String, terms: PlanTerms = PlanTerms(), solver: CBC?,
        progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws {
        var log = DiagnosticLog()
        let folder = try FolderReader.read(path, into: &log).folder
        try log.check()
        guard let folder, let weights = folder.weights else {
            preconditionFailure("a folder without an error gives an evaluation")
        }
        let round = Round(folder: folder, weights: weights)
        var question = round.question(round.evaluations(progress: progress))
        question.terms = terms
        self.question = question
        study = try question.study(solver: solver)
        self.log = log
    }
}

extension Round {
    /// What the evaluated units ask about posts, under the rules of the settings.
    func question(_ units: [UnitEvaluation]) -> QuotaQuestion {
        QuotaQuestion(
            units: cases(units), rules: folder.settings.quota, leadership: folder.leadership)
    }
}
