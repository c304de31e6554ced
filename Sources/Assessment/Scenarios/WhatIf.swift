package import Diagnostics
internal import Institutions
internal import LinearAlgebra
package import Reallocation

/// What would be if: an evaluation as it is and as a scenario would have it.
package struct WhatIf: Sendable {
    /// One way in which things may stand.
    package struct Side: Sendable {
        package let result: RoundResult
        /// Where the posts should then go, verified and explained.
        package let study: QuotaStudy
        /// Units of the evaluation that are no more, with those into which they were merged.
        package let successors: [String: String]
        /// Posts that no unit has any more, by pool as `level/quota type/funding`, in order.
        package let freedPosts: [(pool: String, count: Int)]
        /// People on the establishment without a unit, by quota type.
        package let displaced: [(quotaType: String, count: Int)]
    }

    /// One point of a sweep.
    package struct Point: Sendable {
        /// Paths in the scenario and the values put there, as written.
        package let values: [(path: String, value: String)]
        package let side: Side
    }

    /// Titles of the scenarios, in the order of their application.
    package let titles: [String]
    /// The scenario files, in the same order.
    package let files: [InputRecord]
    package let baseline: Side
    package let scenario: Side
    package let difference: RoundDifference
    package let planDifference: PlanDifference
    /// Empty without a sweep.
    package let points: [Point]
    /// Warnings only.
    package let log: DiagnosticLog

    /// - Parameters:
    ///   - scenarios: Paths, or names under `scenarios/`; applied one after another.
    ///   - solver: For rules that no network can hold; nil where it isn't installed.
    ///   - progress: Called as evaluations are done, with their number so far and in all.
    /// - Throws: `InvalidInput` with every problem of the folder and of the scenarios at once,
    ///   `LinearAlgebraError` where LAPACK gives up on a judgement matrix, `ReallocationError`.
    package init(
        ofFolder path: String, scenarios: [String], solver: CBC? = nil,
        progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws {
        var log = DiagnosticLog()
        let study = try ScenarioStudy(ofFolder: path, into: &log)
        let course = try ScenarioCourse(scenarios, of: study?.folder, in: path, into: &log)
        try log.check()
        guard let study, let course else {
            preconditionFailure("a folder and a scenario without an error can be evaluated")
        }
        let total = course.points.count + 2
        progress(0, total)
        let baseline = try Side(ScenarioFolder(folder: study.folder), solver)
        progress(1, total)
        try self.init(course, from: baseline, solver, log: log) { progress(1 + $0, total) }
    }

    /// - Parameter progress: Called with the number of evaluations done.
    fileprivate init(
        _ course: ScenarioCourse, from baseline: Side, _ solver: CBC?, log: DiagnosticLog,
        progress: (_ done: Int) -> Void
    ) throws(ReallocationError) {
        self.baseline = baseline
        scenario = try Side(course.folder, solver)
        progress(1)
        var points: [Point] = []
        for point in course.points {
            points.append(Point(values: point.values, side: try Side(point.folder, solver)))
            progress(1 + points.count)
        }
        self.points = points
        titles = course.titles
        files = course.files
        difference = RoundDifference(
            baseline.result, scenario.result, successors: scenario.successors)
        planDifference = PlanDifference(baseline.study, scenario.study)
        self.log = log
    }
}

extension WhatIf {
    /// From one side to another, without a sweep.
    fileprivate init(
        from baseline: Side, to scenario: Side, titles: [String], files: [InputRecord],
        difference: RoundDifference, planDifference: PlanDifference, log: DiagnosticLog
    ) {
        self.baseline = baseline
        self.scenario = scenario
        self.titles = titles
        self.files = files
        self.difference = difference
        self.planDifference = planDifference
        self.log = log
        points = []
    }
}

extension ScenarioComparison {
    /// The second scenario as a change of the first.
    package var change: WhatIf {
        WhatIf(
            from: first.scenario, to: second.scenario, titles: first.titles + second.titles,
            files: first.files + second.files, difference: difference,
            planDifference: planDifference, log: log)
    }
}

/// Two scenarios of one evaluation side by side.
package struct ScenarioComparison: Sendable {
    package let first: WhatIf
    package let second: WhatIf
    /// From the first scenario to the second.
    package let difference: RoundDifference
    package let planDifference: PlanDifference

    /// Warnings only.
    package let log: DiagnosticLog

    /// - Throws: As `WhatIf`.
    package init(
        ofFolder path: String, first: String, second: String, solver: CBC? = nil,
        progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws {
        var log = DiagnosticLog()
        let study = try ScenarioStudy(ofFolder: path, into: &log)
        var courses: [ScenarioCourse] = []
        for name in [first, second] {
            let course = try ScenarioCourse([name], of: study?.folder, in: path, into: &log)
            if let course { courses.append(course) }
        }
        try log.check()
        guard let study, courses.count == 2 else {
            preconditionFailure("a folder and scenarios without an error can be evaluated")
        }
        let total = courses.reduce(3) { $0 + $1.points.count }
        progress(0, total)
        let baseline = try WhatIf.Side(ScenarioFolder(folder: study.folder), solver)
        let first = try WhatIf(courses[0], from: baseline, solver, log: log) {
            progress(1 + $0, total)
        }
        let done = 2 + courses[0].points.count
        let second = try WhatIf(courses[1], from: baseline, solver, log: log) {
            progress(done + $0, total)
        }
        self.first = first
        self.second = second
        difference = RoundDifference(
            first.scenario.result, second.scenario.result,
            successors: second.scenario.successors)
        planDifference = PlanDifference(first.scenario.study, second.scenario.study)
        self.log = log
    }
}

/// Scenarios one after another, applied to an evaluation.
struct ScenarioCourse {
    let titles: [String]
    let files: [InputRecord]
    let folder: ScenarioFolder
    /// The points of all their sweeps; each varies its own scenario among the others.
    let points: [(values: [(path: String, value: String)], folder: ScenarioFolder)]

    /// - Parameter folder: Nil where it has errors; the scenarios are then only read.
    /// - Returns: Nil after an error, with every problem in the log.
    init?(
        _ names: [String], of folder: EvaluationFolder?, in path: String,
        into log: inout DiagnosticLog
    ) throws(LinearAlgebraError) {
        var files: [ScenarioFile] = []
        for name in names {
            if let file = ScenarioFile(name, ofFolder: path, into: &log) { files.append(file) }
        }
        guard files.count == names.count, let folder else { return nil }
        let scenarios = files.map(\.scenario)
        let whole = SweepPoint(joining: scenarios.map { ($0.patches, $0.solve) })
        let applied = try folder.applying(
            whole.patches, solve: whole.solve, lostUnits: scenarios.flatMap(\.lostUnits),
            into: &log)
        guard let applied, !log.hasErrors else { return nil }
        var points: [(values: [(path: String, value: String)], folder: ScenarioFolder)] = []
        for point in SweepPoint.all(of: scenarios) {
            // Whatever is wrong at one point of a sweep is most likely wrong at all.
            let swept = try folder.applying(point.patches, solve: point.solve, into: &log)
            guard let swept else { return nil }
            points.append((point.values, swept))
        }
        titles = scenarios.map(\.title)
        self.files = files.map(\.input)
        self.folder = applied
        self.points = points
    }
}

extension SweepPoint {
    /// Scenarios one after another as one; of the settings the last word counts.
    fileprivate init(
        joining parts: [(patches: [ScenarioPatch], solve: SolveSettings)],
        values: [(path: String, value: String)] = []
    ) {
        self.init(
            values: values, patches: parts.flatMap(\.patches),
            solve: parts.reduce(SolveSettings()) { $0.overridden(by: $1.solve) })
    }

    fileprivate static func all(of scenarios: [Scenario]) -> [SweepPoint] {
        scenarios.indices.flatMap { index in
            scenarios[index].sweep.map { point in
                let parts = scenarios.indices.map { other in
                    other == index
                        ? (point.patches, point.solve)
                        : (scenarios[other].patches, scenarios[other].solve)
                }
                return SweepPoint(joining: parts, values: point.values)
            }
        }
    }
}

/// An evaluation folder read for scenarios.
struct ScenarioStudy {
    let folder: EvaluationFolder

    /// - Returns: Nil after an error, with every problem in the log.
    init?(
        ofFolder path: String, into log: inout DiagnosticLog
    ) throws(LinearAlgebraError) {
        let read = try FolderReader.read(path, keepingResponses: true, into: &log)
        guard let folder = read.folder else { return nil }
        self.folder = folder
    }
}

extension WhatIf.Side {
    fileprivate init(_ scenario: ScenarioFolder, _ solver: CBC?) throws(ReallocationError) {
        guard let weights = scenario.folder.weights else {
            preconditionFailure("a folder without an error has weights")
        }
        let round = Round(folder: scenario.folder, weights: weights)
        let units = round.evaluations { _, _ in }
        result = round.result(of: units)
        var question = round.question(units)
        question.assume(scenario.assumptions, scenario.folder.forms)
        study = try question.study(solver: solver)
        successors = scenario.successors
        freedPosts = scenario.assumptions.freedPosts.map { ($0.pool, $0.count) }
        displaced = scenario.assumptions.displaced.map { ($0.type.rawValue, $0.count) }
    }
}
