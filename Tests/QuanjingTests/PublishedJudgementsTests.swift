import TestCases
import Foundation
import TestFolders
import Testing

/// Published examples through the built program, as files and as JSON.
@Suite("Published judgements")
struct PublishedJudgementsTests {
    /// The numbers to compare with have twelve decimals.
    private static let tolerance = 1e-11

    private func document(
        _ tables: [String], _ options: [String] = []
    ) throws -> [String: Any] {
        let run = try ahp(tables, options)
        #expect(run.status == 0, "\(run.errorText)")
        return try run.document()
    }

    private func ahp(_ tables: [String], _ options: [String]) throws -> CommandLineRun {
        let folder = try TemporaryFolder()
        let files = try tables.enumerated().map { number, table in
            let file = folder.path + "/E\(number + 1).csv"
            try Data(table.utf8).write(to: URL(filePath: file))
            return file
        }
        return try CommandLineRun(["ahp"] + files + ["--json"] + options)
    }

    private func expect(
        _ found: Any?, near wanted: [Double], _ name: String,
        _ location: SourceLocation = #_sourceLocation
    ) throws {
        let found = try #require(found as? [Double], "\(name)", sourceLocation: location)
        #expect(
            found.count == wanted.count
                && zip(found, wanted).allSatisfy { abs($0 - $1) < Self.tolerance },
            "\(name): \(found)", sourceLocation: location)
    }

    private func expect(
        _ found: Any?, near wanted: Double, _ name: String,
        _ location: SourceLocation = #_sourceLocation
    ) throws {
        let found = try #require(found as? Double, "\(name)", sourceLocation: location)
        #expect(
            abs(found - wanted) < Self.tolerance, "\(name): \(found)", sourceLocation: location)
    }

    @Test("have the weights and indices that numpy computes", arguments: PublishedJudgements.all)
    func squares(example: PublishedJudgements) throws {
        for (table, ratio) in example.ratios.sorted(by: { $0.key < $1.key }) {
            for isUpper in [false, true] {
                let found = try document(
                    [example.table(isUpper: isUpper)], ["--random-index", table])
                #expect(found["labels"] as? [String] == example.labels)
                try expect(found["weights"], near: example.weights, "weights")
                try expect(found["lambdaMax"], near: example.lambdaMax, "lambdaMax")
                let order = Double(example.labels.count)
                try expect(
                    found["ci"], near: (example.lambdaMax - order) / (order - 1), "ci")
                try expect(found["cr"], near: ratio, "cr")
                try expect(found["gci"], near: example.gci, "gci")
                #expect(found["consistent"] as? Bool == (ratio <= 0.1))
            }
        }
        for (method, weights) in [
            ("geometric-mean", example.geometricMeans), ("column-mean", example.columnMeans),
        ] where !weights.isEmpty {
            let found = try document([example.table(isUpper: true)], ["--method", method])
            try expect(found["weights"], near: weights, method)
            try expect(found["lambdaMax"], near: example.lambdaMax, "lambdaMax")
        }
    }

    @Test("of panels are averaged both ways", arguments: PublishedGroup.all)
    func groups(example: PublishedGroup) throws {
        let tables = example.opinions.indices.map(example.table)
        let words = example.expertWeights.map { "\($0)" }.joined(separator: ",")
        for group in ["aij", "aip"] {
            let found = try document(
                tables, ["--random-index", "saaty", "--expert-weight", words, "--group", group])
            let (aij, aip) = (found["aij"] as? [String: Any], found["aip"] as? [String: Any])
            try expect(aij?["weights"], near: example.aij, "aij")
            try expect(aip?["weights"], near: example.aip, "aip")
            try expect(
                found["weights"], near: group == "aij" ? example.aij : example.aip, "weights")
            try expect(found["lambdaMax"], near: example.lambdaMax, "lambdaMax")
            try expect(found["cr"], near: example.cr, "cr")
            try expect(found["gci"], near: example.gci, "gci")
            try expect(found["consensus"], near: example.consensus, "consensus")
            let experts = try #require(found["experts"] as? [[String: Any]])
            try expect(
                experts.compactMap { $0["cr"] as? Double }, near: example.expertRatios, "experts")
        }
        let means = try document(
            tables, ["--method", "geometric-mean", "--expert-weight", words])
        try expect(means["weights"], near: example.geometricMeans, "geometric means")
    }

    // Wikipedia prints .358, .493, .149.
    @Test("of a hierarchy multiply and add up")
    func hierarchy() throws {
        let criteria = try #require(
            PublishedJudgements.all.first { $0.labels.contains("Charisma") })
        let weights = try #require(
            try document([criteria.table(isUpper: true)])["weights"] as? [Double])
        var overall = [0.0, 0, 0]
        for (weight, example) in zip(weights, PublishedJudgements.leader) {
            let local = try #require(
                try document([example.table(isUpper: true)])["weights"] as? [Double])
            overall = zip(overall, local).map { $0 + weight * $1 }
        }
        try expect(
            overall, near: [0.358136769422, 0.492788188234, 0.149075042343], "overall")
    }

    // Harker 1987, Mathematical Modelling 9(11) 837–848: a13 follows from a12 = a23 = 2.
    @Test("with a gap are implied, or refused by name")
    func gap() throws {
        let table = PublishedJudgements.table(
            ["A", "B", "C"], [["1", "2", ""], ["1/2", "1", "2"], ["", "1/2", "1"]])
        for way in ["harker", "completion"] {
            let found = try document([table], ["--incomplete", way])
            try expect(found["weights"], near: [4.0 / 7, 2.0 / 7, 1.0 / 7], "weights")
            try expect(found["lambdaMax"], near: 3, "lambdaMax")
            let missing = try #require(found["missing"] as? [[String: Any]])
            #expect(missing.map { $0["left"] as? String } == ["A"])
            #expect(missing.map { $0["right"] as? String } == ["C"])
            try expect(missing.first?["implied"], near: 4, "implied")
        }
        let refused = try ahp([table], ["--incomplete", "reject"])
        #expect(refused.status == 65 && refused.output.isEmpty)
        let lines = try refused.diagnostics()
        #expect(lines.map { $0["code"] as? String } == ["judgements-missing"])
        #expect(lines.first?["expected"] as? String == "A ÷ C")
    }

    @Test("that fall into two sets are refused, the sets named")
    func disconnected() throws {
        let table = PublishedJudgements.table(
            ["A", "B", "C", "D"],
            [["1", "3", "", ""], ["", "1", "", ""], ["", "", "1", "5"], ["", "", "", "1"]])
        let run = try ahp([table], [])
        #expect(run.status == 65 && run.output.isEmpty)
        let lines = try run.diagnostics()
        #expect(lines.map { $0["code"] as? String } == ["graph-disconnected"])
        #expect(lines.first?["found"] as? String == "{A, B} {C, D}")
    }

    // Saaty 2003, EJOR 145, 85–91: a37 = 6 is what is wrong with the house.
    @Test("that disagree are told the one judgement to ask again")
    func repair() throws {
        let house = try #require(PublishedJudgements.all.first { $0.labels.count == 8 })
        let found = try document(
            [house.table(isUpper: true)], ["--suggest", "--random-index", "saaty"])
        let revisions = try #require(found["revisions"] as? [[String: Any]])
        #expect(revisions.map { $0["left"] as? String } == ["Neighbourhood"])
        #expect(revisions.map { $0["right"] as? String } == ["Condition"])
        #expect(revisions.first?["given"] as? Double == 6)
        #expect(revisions.first?["suggested"] as? Double == 1)
        let influences = try #require(found["influences"] as? [[String: Any]])
        let worst = try #require(
            influences.first {
                $0["left"] as? String == "Neighbourhood" && $0["right"] as? String == "Condition"
            })
        try expect(worst["deviation"], near: 5.321356926431, "deviation")
        try expect(worst["slope"], near: 0.856368754978 / (7 * 1.41), "slope")
    }
}
