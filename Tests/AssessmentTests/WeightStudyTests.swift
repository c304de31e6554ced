import Diagnostics
import Glibc
import TestFolders
import Testing
import Weighting

@testable import Assessment

/// What hangs on the weights, each time against the evaluation of a folder that was changed by hand.
@Suite("The study of a round's weights")
struct WeightStudyTests {
    private static let judgements = "experts/judgements.csv"

    private func study(
        _ files: SampleFiles, swapping pair: (String, String)? = nil
    ) throws -> WeightStudy {
        let folder = try files.folder()
        return try withExtendedLifetime(folder) {
            try WeightStudy(ofFolder: folder.path, swapping: pair)
        }
    }

    /// The sample with its rows of judgements changed.
    private func changing(
        _ files: SampleFiles, _ change: ([[String]]) -> [[String]]
    ) -> SampleFiles {
        files.changing(Self.judgements) { text in
            var table = CSVText(text)
            table.rows = change(table.rows)
            return table.text()
        }
    }

    /// The unit as a study expects it after a change.
    private func expected(
        _ unit: UnitStanding, _ shifts: [RankShift]
    ) -> (rank: Int?, grade: String?, score: Double?) {
        let shift = shifts.first { $0.unit == unit.unit }
        return (shift?.rankAfter ?? unit.rank, shift?.gradeAfter ?? unit.grade, shift?.scoreAfter)
    }

    private func compare(_ study: ClassStudy, _ shifts: [RankShift], with files: SampleFiles) throws
    {
        let result = try files.evaluation().result
        for unit in study.units {
            let found = try #require(result.units.first { $0.unit == unit.unit })
            let told = expected(unit, shifts)
            #expect(found.rank == told.rank && found.grade == told.grade)
            if let score = told.score { #expect(abs((found.score ?? 0) - score) < 1e-9) }
        }
    }

    @Test("stands as the round stands")
    func standings() throws {
        let files = try SampleFiles(sample: "minimal")
        let result = try files.evaluation().result
        let study = try study(files)
        #expect(study.classes.map(\.basis.unitClass) == result.classes.map(\.class))
        for unit in study.classes.flatMap(\.units) {
            let found = try #require(result.units.first { $0.unit == unit.unit })
            #expect(found.score == unit.score && found.rank == unit.rank)
            #expect(found.grade == unit.grade)
        }
    }

    @Test("tells the round without an expert as the files without the expert do")
    func withoutExpert() throws {
        for sample in ["minimal", "city-2025"] {
            let files = try SampleFiles(sample: sample)
            let study = try study(files)
            let expert = try #require(study.classes.first?.absences.first?.expert)
            let without = changing(files) { rows in rows.filter { $0[0] != expert } }
            for study in study.classes {
                let absence = try #require(study.absences.first { $0.expert == expert })
                #expect(absence.irreplaceable.isEmpty)
                #expect(abs((absence.leaves ?? []).reduce(0, +) - 1) < 1e-12)
                try compare(study, absence.shifts, with: without)
            }
        }
    }

    @Test("tells a repair as the repaired files do")
    func repair() throws {
        // E1 runs in a circle below B: 9, 1/9, 9.
        let files = changing(try SampleFiles(sample: "minimal")) { rows in
            rows.map { row in
                guard row[0] == "E1", row[1] == "B" else { return row }
                var changed = row
                let isOuter = Set([row[2], row[3]]) == ["B1", "B3"]
                let isForward = row[2] < row[3]
                changed[4] = isOuter == isForward ? "1/9" : "9"
                return changed
            }
        }
        let study = try study(files)
        let repair = try #require(
            study.classes.first?.repairs.first { $0.expert == "E1" && $0.node == "B" })
        let steps = try #require(repair.steps)
        #expect(repair.ratio > 0.1 && (steps.last?.ratioAfter ?? 1) <= 0.1)
        var mended = files
        for (number, step) in steps.enumerated() {
            mended = changing(mended) { rows in
                rows.map { row in
                    guard row[0] == "E1", row[1] == "B",
                        Set([row[2], row[3]]) == [step.left, step.right]
                    else { return row }
                    var changed = row
                    changed[4] =
                        row[2] == step.left ? "\(step.suggested)" : "\(1 / step.suggested)"
                    return changed
                }
            }
            for study in study.classes {
                let effect = try #require(
                    study.repairs.first { $0.expert == "E1" && $0.node == "B" }?.steps)
                try compare(study, effect[number].shifts, with: mended)
            }
        }
    }

    // Central differences with h = 1e-5: right to about 1e-8 of a point.
    @Test("knows the derivative of every score by a judgement")
    func slopes() throws {
        let files = try SampleFiles(sample: "minimal")
        let study = try study(files)
        // One judgement of every node, an expert in turn.
        let all = try #require(study.classes.first).slopes
        var told: Set<String> = []
        let chosen = all.indices.filter { told.insert(all[$0].node).inserted }
            .enumerated().map { turn, place in all[min(place + turn, all.count - 1)] }
        #expect(chosen.count > 10)
        for slope in chosen {
            func scores(_ step: Double) throws -> [String: Double] {
                let moved = changing(files) { rows in
                    rows.map { row in
                        guard row[0] == slope.expert, row[1] == slope.node,
                            Set([row[2], row[3]]) == [slope.left, slope.right]
                        else { return row }
                        var changed = row
                        let ratio = slope.ratio * exp(step)
                        changed[4] = row[2] == slope.left ? "\(ratio)" : "\(1 / ratio)"
                        return changed
                    }
                }
                return Dictionary(
                    try moved.evaluation().result.units.map { ($0.unit, $0.score ?? 0) },
                    uniquingKeysWith: { first, _ in first })
            }
            let (up, down) = (try scores(1e-5), try scores(-1e-5))
            for study in study.classes {
                let own = try #require(
                    study.slopes.first {
                        [$0.node, $0.expert, $0.left, $0.right]
                            == [slope.node, slope.expert, slope.left, slope.right]
                    })
                for (unit, value) in zip(study.units, own.scores) {
                    let difference =
                        ((up[unit.unit] ?? 0) - (down[unit.unit] ?? 0)) / 2e-5
                    #expect(abs((value ?? 0) - difference) < 1e-6)
                }
            }
        }
    }

    @Test("finds weights at which neighbours and grades really change")
    func moves() throws {
        let folder = try SampleFiles(sample: "city-2025").folder()
        var log = DiagnosticLog()
        let read = try FolderReader.read(folder.path, into: &log).folder
        let (round, judged) = (try #require(read), try #require(read?.judgedWeights))
        let units = round.dossiers.map {
            UnitEvaluation($0, opinion: $1, folder: round, weights: judged.sets)
        }
        let study = try WeightStudy(ofFolder: folder.path)
        for study in study.classes {
            let standings = ClassStandings(
                units.filter { $0.unit.unitClass == study.basis.unitClass }, of: round,
                weights: study.basis.weights)
            let tree = round.tree
            func shifts(_ move: WeightMove, beyond step: Double) throws -> [RankShift] {
                let position = try #require(tree.position(of: move.code))
                let siblings = tree.nodes[try #require(tree.nodes[position].parent)].children
                let to = move.to + (move.to > move.from ? step : -step)
                var local = standings.localWeights
                for child in siblings {
                    local[child] =
                        child == position ? to : local[child] * (1 - to) / (1 - move.from)
                }
                return standings.shifts(under: local)
            }
            for swap in study.swaps {
                guard let move = swap.move else { continue }
                func isSwapped(_ shifts: [RankShift]) throws -> Bool {
                    let ranks = [swap.better, swap.worse].map { code in
                        let shift = shifts.first { $0.unit == code }
                        return shift?.rankAfter
                            ?? study.units.first { $0.unit == code }?.rank ?? 0
                    }
                    return ranks[0] > ranks[1]
                }
                #expect(try isSwapped(shifts(move, beyond: 1e-6)))
                #expect(try !isSwapped(shifts(move, beyond: -1e-6)))
            }
            for change in study.gradeChanges {
                guard let move = change.move else { continue }
                let after = try shifts(move, beyond: 1e-6).first { $0.unit == change.unit }
                #expect(after?.gradeAfter == change.gradeAfter)
                let before = try shifts(move, beyond: -1e-6).first { $0.unit == change.unit }
                #expect(before?.gradeAfter ?? change.grade == change.grade)
            }
        }
        _ = folder
    }

    // By brute force: no weight, moved either way by less, in steps, swaps the two.
    @Test("finds the least change of a weight that swaps neighbours")
    func leastMoves() throws {
        for sample in ["minimal", "second-tree"] {
            let folder = try SampleFiles(sample: sample).folder()
            var log = DiagnosticLog()
            let read = try FolderReader.read(folder.path, into: &log).folder
            let (round, judged) = (try #require(read), try #require(read?.judgedWeights))
            let units = round.dossiers.map {
                UnitEvaluation($0, opinion: $1, folder: round, weights: judged.sets)
            }
            for study in try WeightStudy(ofFolder: folder.path).classes {
                let standings = ClassStandings(
                    units.filter { $0.unit.unitClass == study.basis.unitClass }, of: round,
                    weights: study.basis.weights)
                for swap in study.swaps {
                    let limit = swap.move?.size ?? 1
                    for position in round.tree.nodes.indices {
                        guard let parent = round.tree.nodes[position].parent else { continue }
                        let siblings = round.tree.nodes[parent].children
                        let from = standings.localWeights[position]
                        for share in [-0.999, -0.75, -0.5, -0.25, 0.25, 0.5, 0.75, 0.999] {
                            let to = from + share * limit
                            guard siblings.count > 1, to >= 0, to <= 1 else { continue }
                            var local = standings.localWeights
                            for child in siblings {
                                local[child] =
                                    child == position ? to : local[child] * (1 - to) / (1 - from)
                            }
                            let ranks = [swap.better, swap.worse].map { code in
                                standings.shifts(under: local).first { $0.unit == code }?.rankAfter
                                    ?? study.units.first { $0.unit == code }?.rank ?? 0
                            }
                            #expect(ranks[0] <= ranks[1])
                        }
                    }
                }
            }
            _ = folder
        }
    }

    @Test("swaps two units of one class, the least change first, and no others")
    func requested() throws {
        let files = try SampleFiles(sample: "minimal")
        let found = try study(files, swapping: ("U02", "U03"))
        let swaps = found.classes.flatMap(\.requested)
        #expect(!swaps.isEmpty)
        let sizes = swaps.compactMap(\.move?.size)
        #expect(zip(sizes, sizes.dropFirst()).allSatisfy { $0 <= $1 })
        for (pair, code) in [
            (("U02", "U99"), DiagnosticCode.unknownReference),
            (("U01", "U02"), .valueInvalid), (("U02", "U02"), .valueInvalid),
        ] {
            let refusal = #expect(throws: InvalidInput.self) {
                _ = try study(files, swapping: pair)
            }
            #expect(refusal?.log.kept.contains { $0.code == code } == true)
        }
    }

    @Test("has nothing to say of experts where the tree writes the weights")
    func written() throws {
        let study = try study(try SampleFiles(sample: "second-tree"))
        for study in study.classes {
            #expect(study.absences.isEmpty && study.repairs.isEmpty && study.slopes.isEmpty)
            #expect(study.basis.consensus == nil && !study.units.isEmpty)
            #expect(study.swaps.count == study.units.count { $0.score != nil } - 1)
        }
    }
}
