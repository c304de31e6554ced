internal import Assessment
internal import Weighting

/// The tree with its weights, their consistency and the experts' spread.
extension WeightsReport {
    /// A node of the tree with its weights, for tables.
    struct Row {
        let node: WeightStudy.Name
        let local: Double
        let global: Double
        /// Of its children; nil for a leaf.
        let inner: NodeWeights?
        /// Each expert's own local weight of the node, with whether it counts.
        let experts: [(weight: Double, isCounted: Bool)]
    }

    func rows(of weights: TreeWeights) -> [Row] {
        var above: [String: (NodeWeights, Int)] = [:]
        var inner: [String: NodeWeights] = [:]
        for node in weights.nodes {
            inner[node.node] = node
            for (place, child) in node.children.enumerated() { above[child] = (node, place) }
        }
        var global: [String: Double] = [:]
        return study.nodes.map { node in
            guard let (parent, place) = above[node.code] else {
                global[node.code] = 1
                return Row(
                    node: node, local: 1, global: 1, inner: inner[node.code], experts: [])
            }
            let whole = (global[parent.node] ?? 0) * parent.weights[place]
            global[node.code] = whole
            return Row(
                node: node, local: parent.weights[place], global: whole,
                inner: inner[node.code],
                experts: parent.experts.compactMap { expert in
                    expert.weights.map { ($0[place], !expert.excluded && expert.weight > 0) }
                })
        }
    }

    func tree(_ chapter: Chapter) -> Markup {
        var markup: Markup = """
            <p class="note">\(say(
                "局部权重为同级之间的比重，全局权重为占总分的比重；图从 0 到 1：深点为群体，浅点为各专家（超过 40 位时为范围和中间一半），空心点为未采用的专家。",
                "Local weights are shares among siblings, global ones of the whole; the drawing runs from 0 to 1: the dark dot is the group, pale dots the experts (their range and middle half beyond 40), hollow ones those left out."
            ))</p>
            <table class="fold"><thead><tr><th>\(say("指标", "Node"))</th>\
            <th class="n">\(say("局部", "Local"))</th><th class="n">\(say("全局", "Global"))</th>\
            <th class="graph">\(say("专家的分布", "Spread of the experts"))</th>\
            <th class="n">CR</th><th class="t">\(say("来源", "Source"))</th></tr></thead><tbody class="each">
            """
        for row in rows(of: chapter.weights) {
            let level: Markup =
                row.node.level == 1 ? "level1" : row.inner == nil ? "" : "level2"
            markup += """
                <tr class="\(level)"><th scope="row" style="padding-left:\(max(0, row.node.level - 1))em">\
                \(title(row.node.code))</th>\
                <td class="n" data-label="\(say("局部", "Local"))">\(figure(row.local, 4))</td>\
                <td class="n" data-label="\(say("全局", "Global"))">\(figure(row.global, 4))</td>\
                <td class="graph">\(spread(row))</td>\
                \(origin(row.inner))</tr>
                """
        }
        markup += "</tbody></table>"
        return markup
    }

    /// CR and source of an inner node; a leaf has neither.
    private func origin(_ inner: NodeWeights?) -> Markup {
        guard let inner else {
            return #"<td class="empty"></td><td class="empty"></td>"#
        }
        return """
            <td class="n" data-label="CR">\(figure(inner.cr, 4))</td>\
            <td class="t whole">\(source(inner.source))</td>
            """
    }

    private func spread(_ row: Row) -> Markup {
        guard row.experts.count > 1 else { return Markup() }
        var content: Markup = #"<line class="axis" x1="0" x2="100%" y1="7" y2="7"/>"#
        content += row.experts.count > 40 ? quartiles(row) : dots(row)
        content += Chart.dot(row.local * 100, 7, radius: 4)
        let (low, high) = (
            row.experts.reduce(1) { min($0, $1.weight) },
            row.experts.reduce(0) { max($0, $1.weight) }
        )
        return Chart.drawing(
            height: 14, title: title(row.node.code),
            description: "\(figure(low, 3))–\(figure(high, 3))", content)
    }

    private func dots(_ row: Row) -> Markup {
        var markup = Markup()
        for expert in row.experts {
            markup +=
                expert.isCounted
                ? #"<circle class="peer" cx="\#(at: expert.weight * 100)%" cy="7" r="4"/>"#
                : Chart.hollowDot(expert.weight * 100, 7)
        }
        return markup
    }

    /// Where dots would run together: all experts as a thin bar, the middle half as a thick one.
    private func quartiles(_ row: Row) -> Markup {
        let sorted = row.experts.map(\.weight).sorted()
        func quantile(_ share: Double) -> Double {
            sorted[Int((Double(sorted.count - 1) * share).rounded())] * 100
        }
        return Chart.rectangle("span", from: quantile(0), to: quantile(1), y: 6, height: 2)
            + Chart.rectangle("span", from: quantile(0.25), to: quantile(0.75), y: 3, height: 8)
    }

    func consistency(_ chapter: Chapter) -> Markup {
        let judged = chapter.weights.nodes.filter { $0.source == .judgements }
        guard !judged.isEmpty else { return Markup() }
        var markup: Markup = """
            <table class="fold five"><thead><tr><th>\(say("上级指标", "Node"))</th><th class="n">n</th>\
            <th class="n">λmax</th><th class="n">CI</th><th class="n">CR</th><th class="n">GCI</th>\
            <th class="n">\(say("共识度", "Consensus"))</th><th class="n">α</th><th class="n">β</th>\
            <th class="n">γ</th><th class="n">\(say("专家", "Experts"))</th></tr></thead><tbody class="each">
            """
        let finding: Markup = " finding"
        for node in judged {
            let excess = (node.cr ?? 0) > study.rules.maximumRatio
            markup += """
                <tr><th scope="row">\(title(node.node))</th>\
                <td class="n" data-label="n">\(node.children.count)</td>\
                <td class="n" data-label="λmax">\(figure(node.lambdaMax, 4))</td>\
                <td class="n" data-label="CI">\(figure(node.ci, 4))</td>\
                <td class="n\(excess ? finding : Markup())" data-label="CR">\(figure(node.cr, 4))</td>\
                <td class="n" data-label="GCI">\(figure(node.gci, 4))</td>\
                <td class="n" data-label="\(say("共识度", "Consensus"))">\(figure(node.consensus?.value, 3))</td>\
                <td class="n" data-label="α">\(figure(node.consensus?.alpha, 3))</td>\
                <td class="n" data-label="β">\(figure(node.consensus?.beta, 3))</td>\
                <td class="n" data-label="γ">\(figure(node.consensus?.gamma, 3))</td>\
                <td class="n" data-label="\(say("专家", "Experts"))">\(node.experts.count)</td></tr>
                """
        }
        markup += "</tbody></table>"
        return markup + globalConsensus(chapter)
    }

    private func globalConsensus(_ chapter: Chapter) -> Markup {
        guard let global = chapter.basis.consensus, let consensus = global.consensus else {
            return Markup()
        }
        return """
            <p class="note">\(say(
                "全局权重的共识度 \(figure(consensus.value, 3))（α \(figure(consensus.alpha, 3))，β \(figure(consensus.beta, 3))，γ \(figure(consensus.gamma, 3))，最大比值 \(figure(consensus.largestRatio, 0))；1 为完全一致），按在每个节点都作了判断的 \(global.experts.count) 位专家计算。",
                "Consensus on the global weights \(figure(consensus.value, 3)) (α \(figure(consensus.alpha, 3)), β \(figure(consensus.beta, 3)), γ \(figure(consensus.gamma, 3)), largest ratio \(figure(consensus.largestRatio, 0)); 1 is full agreement), of the \(global.experts.count) experts who judged every node."
            ))\(global.incomplete.isEmpty ? "" : say(
                "未计入：\(global.incomplete.joined(separator: "、"))。",
                " Not counted: \(global.incomplete.joined(separator: ", "))."))</p>
            """
    }
}
