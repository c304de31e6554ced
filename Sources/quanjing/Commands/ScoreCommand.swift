import ArgumentParser
import Diagnostics
import Documents
import Languages
import Scoring
import Tables

/// `quanjing score`: a table of values to scores and ranks of many units.
struct ScoreCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "score",
            abstract: say(
                "由指标值表给大批单位打分排名", "Scores and ranks of many units from a table of values"),
            discussion: say(
                """
                每项指标按所有单位的最小值和最大值折算为0至1，按树逐级加权；缺的指标把权重让给同级。
                例：
                  quanjing score 指标值.csv --tree 指标树.csv --out 得分.csv
                """,
                """
                A leaf is scored between the least and the greatest value of all units, 0 to 1, and
                weighted up the tree; a missing leaf gives its weight to its siblings.
                Example:
                  quanjing score kpi.csv --tree tree.csv --out scores.csv
                """))
    }

    @Argument(
        help: .init(
            say("指标值：unit_id,code,value", "The values: unit_id,code,value"), valueName: "file"),
        completion: .file(extensions: ["csv"]))
    var file: String

    @Option(
        help: .init(
            say(
                "指标树：node_code,parent_code,level,local_weight,direction",
                "The tree: node_code,parent_code,level,local_weight,direction"),
            valueName: "tree.csv"), completion: .file(extensions: ["csv"]))
    var tree: String

    @Flag(help: .init(say("也写出各级节点的得分", "The scores of the other nodes, too")))
    var nodes = false

    @OptionGroup var target: TableOutput

    @OptionGroup var options: CommonOptions

    func run() throws {
        try CommandRun.perform(options) { run in
            var log = DiagnosticLog()
            var treeSource = TableSource(path: tree, name: tree)
            treeSource.wantsDigest = false
            let weighted = WeightedTree.read(treeSource, into: &log)
            try log.check()
            var source = TableSource(path: file, name: file)
            source.refusesIdentityNumbers = true
            source.wantsDigest = false
            let scores = weighted.flatMap { UnitScores.read(source, tree: $0, into: &log) }
            try log.check()
            guard let scores else { throw ExitStatus.internalError }
            run.printer.print(log)
            try write(scores, run)
        }
    }

    private func write(_ scores: UnitScores, _ run: CommandRun) throws(FileError) {
        try target.write { take throws(FileError) in try scores.write(withNodes: nodes, take) }
        if options.wantsJSON {
            try Terminal.write(document(scores).text)
        } else if target.out == nil {
            try scores.write(withNodes: nodes) { piece throws(FileError) in
                try Terminal.write(piece)
            }
        }
    }

    private func document(_ scores: UnitScores) -> JSONValue {
        var units: [JSONValue] = []
        scores.forEach { unit in
            let nodes = zip(scores.nodes, unit.nodes).map { JSONMember($0, .init($1)) }
            units.append([
                "unit": .string(unit.unit), "score": .init(unit.score), "rank": .init(unit.rank),
                "nodes": .object(nodes),
            ])
        }
        return ["units": .array(units), "files": .init([target.out].compactMap { $0 })]
    }
}
