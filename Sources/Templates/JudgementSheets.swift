internal import Indicators
internal import Languages
internal import Weighting
internal import Workbooks

/// The experts' form as a workbook: a sheet for each node, judgements in words.
///
/// An expert writes a name once, on the first sheet, and chooses words from a list; the rest is
/// protected.
struct JudgementSheets {
    let tree: IndicatorTree
    /// Judged as equal throughout, so that the folder evaluates at once.
    let isJudged: Bool

    private static let expert = "专家一"

    var sheets: [Sheet] {
        [instructions] + tree.comparedPairs.grouped.map(sheet)
    }

    private var instructions: Sheet {
        let lines = [
            "在下一行的右格填写专家的姓名或代号，只填一次，各表自动带出。",
            "每个上级指标一张表。每行比较两项指标：哪一项更重要、重要多少，在“甲比乙”一列的下拉列表中选择；没有判断可以留空。",
            "括号中是判断值：1 为同等重要，9 为极端重要；乙更重要的是倒数。也可以直接填数，如 3、1/3。",
            "尽量前后一致：甲重于乙、乙重于丙，则甲重于丙。一致性由程序检验，不一致之处会指出，但不会代为修改。",
            "每位专家填一份，收回后放在评估文件夹的 experts 中，文件名任取，以 .xlsx 结尾。",
        ]
        return Sheet(
            name: InstructionSheet.name,
            columns: [.init("怎样填写", .prose, width: 80), .init("专家", .literal, width: 20)],
            rows: [[.text(lines[0]), .text(Self.expert)]]
                + lines.dropFirst().map { [.text($0), .blank] },
            filling: Filling(columns: [
                .init(.locked, hint: ""), .init(.text, isRequired: true, hint: "专家的姓名或代号"),
            ]))
    }

    private func sheet(_ pairs: [ComparedSiblings]) -> Sheet {
        let locked = Filling.Column(.locked, hint: "")
        return Sheet(
            name: Self.name(of: pairs[0].node),
            columns: [
                .init("专家", width: 12), .init("上级指标", width: 22),
                .init("指标甲", width: 26), .init("甲比乙", .literal, width: 26),
                .init("指标乙", width: 26),
            ],
            rows: pairs.map { pair in
                [
                    .formula("='\(InstructionSheet.name)'!$B$2", gives: Self.expert),
                    .text(named(pair.node)), .text(named(pair.left)),
                    isJudged ? .text(JudgementWords.equal) : .blank, .text(named(pair.right)),
                ]
            },
            frozenColumns: 2,
            filling: Filling(columns: [
                locked, locked, locked,
                .init(
                    .choice(JudgementWords.all.map(\.text)),
                    hint: "指标甲与指标乙相比，哪一项更重要、重要多少。从列表中选择；没有判断则留空。"), locked,
            ]))
    }

    /// Code and name, of which the code is read.
    private func named(_ node: IndicatorNode) -> String { "\(node.code) \(node.name.zh)" }

    /// A sheet's name: at most 31 characters, none of which Excel forbids.
    private static func name(of node: IndicatorNode) -> String {
        let forbidden = Set("[]:*?/\\'")
        let text = "\(node.code) \(node.name.zh)".filter { !forbidden.contains($0) }
        return String(text.unicodeScalars.prefix(31))
    }
}

extension [ComparedSiblings] {
    /// Runs of the same node, in order.
    fileprivate var grouped: [[ComparedSiblings]] {
        var groups: [[ComparedSiblings]] = []
        for pair in self {
            if groups.last?.first?.node.code == pair.node.code {
                groups[groups.count - 1].append(pair)
            } else {
                groups.append([pair])
            }
        }
        return groups
    }
}
