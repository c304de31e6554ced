internal import Calendars
internal import Indicators
internal import Institutions
internal import Languages
internal import Oversight
internal import Reallocation
internal import Scoring
internal import Survey
internal import Weighting
internal import Workload

/// How the values of the rooms become the records of a result. Nothing is computed here.

extension NodeRecord {
    init(_ node: IndicatorNode, in tree: IndicatorTree) {
        self.init(
            code: node.code, name: node.name, parent: node.parent.map { tree.nodes[$0].code },
            level: node.level, isLeaf: node.indicator != nil,
            isGeometric: node.aggregation == .geometric)
    }
}

extension LeafRecord {
    init(code: String, name: Wording, _ indicator: Indicator) {
        let basis = indicator.basis.map { basis in
            basis.source.isEmpty
                ? basis.text
                : Wording(
                    zh: "\(basis.text.zh)（\(basis.source)）",
                    en: "\(basis.text.en) (\(basis.source))")
        }
        self.init(
            code: code, name: name, unit: indicator.unit,
            direction: LeafDirection(indicator.direction), element: indicator.elements,
            standard: indicator.standard,
            basis: Wording(
                zh: basis.map(\.zh).joined(separator: "；"),
                en: basis.map(\.en).joined(separator: "; ")),
            subIndex: SubIndexKind(indicator.subIndex))
    }
}

extension LeafDirection {
    init(_ direction: Indicator.Direction) {
        switch direction {
        case .higher: self = .higher
        case .lower: self = .lower
        case .band: self = .band
        }
    }
}

extension SubIndexKind {
    /// A leaf without a tag speaks of what the posts bring.
    init(_ tag: Indicator.SubIndex?) {
        self = tag == .compliance ? .compliance : .benefit
    }
}

extension NodeWeightsRecord {
    init(_ weights: NodeWeights) {
        self.init(
            node: weights.node, children: weights.children, weights: weights.weights,
            method: weights.method?.rawValue ?? weights.source.rawValue,
            randomIndex: weights.randomIndex?.rawValue, lambdaMax: weights.lambdaMax,
            ci: weights.ci, cr: weights.cr, experts: weights.experts.compactMap(ExpertRecord.init))
    }
}

extension ExpertRecord {
    /// Nil for an expert whose answers alone give no weights.
    init?(_ expert: NodeWeights.Expert) {
        guard let weights = expert.weights, let lambdaMax = expert.lambdaMax else { return nil }
        self.init(
            expert: expert.expert, weights: weights, lambdaMax: lambdaMax, cr: expert.cr,
            excluded: expert.excluded)
    }
}

extension EvidenceRecord {
    private static let shown = 20

    /// - Parameter lines: Ascending; a line of several cells stands there as often.
    init(file: String, lines: [Int], columns: [String]) {
        var once = lines
        if zip(lines, lines.dropFirst()).contains(where: { $0 == $1 }) {
            once = lines.reduce(into: []) { if $0.last != $1 { $0.append($1) } }
        }
        self.init(
            file: file, lines: once.count > Self.shown ? Array(once.prefix(Self.shown)) : once,
            lineCount: once.count, columns: columns)
    }

    /// One record per file that the evidence lies in.
    static func all(_ evidence: Evidence, in folder: EvaluationFolder) -> [EvidenceRecord] {
        if let origins = folder.forms.origins(of: evidence) {
            return origins.map {
                EvidenceRecord(file: $0.place, lines: $0.lines, columns: evidence.columns)
            }
        }
        guard let places = folder.otherTables[evidence.file] else {
            return [
                EvidenceRecord(
                    file: evidence.file, lines: evidence.lines, columns: evidence.columns)
            ]
        }
        return places.indices.compactMap { index in
            let lines = evidence.lines.map { RowAddress($0) }.filter { $0.table == index }
            if lines.isEmpty, places.count > 1, !evidence.tables.contains(index) { return nil }
            return EvidenceRecord(
                file: places[index].description, lines: lines.map(\.line),
                columns: evidence.columns)
        }
    }
}

extension BasesRecord {
    init(_ bases: ByBasis) {
        self.init(quota: bases.quota, inPost: bases.inPost, labour: bases.labour)
    }
}

extension QuotaRecord {
    init(_ count: TypeCount) {
        self.init(
            quotaType: count.type.rawValue, approved: count.approved ?? 0, inPost: count.inPost,
            vacant: count.vacant, retiring: count.retiring)
    }
}

extension DropRecord {
    init(_ drop: DropCount) {
        self.init(reason: drop.reason.name, count: drop.count)
    }
}

extension DroppedResponseRecord {
    init(_ response: DroppedResponse) {
        self.init(
            respondent: response.respondent, unit: response.unit, group: response.group,
            reasons: response.reasons.map(\.name), file: response.file, line: response.line)
    }
}

extension OpinionRecord {
    init(_ opinion: GroupOpinion, questionnaire: Questionnaire, scale: AnswerScale) {
        // A group too small to be anonymous is told by its size alone.
        let isShown = !opinion.isHidden
        let asked = questionnaire.items
        var next = 0
        self.init(
            group: opinion.group, received: opinion.received, valid: opinion.valid,
            dropped: opinion.dropCounts.filter { $0.count > 0 }.map(DropRecord.init),
            minimum: opinion.minimum ?? 0, isSufficient: opinion.isSufficient,
            isHidden: opinion.isHidden, mean: isShown ? opinion.mean : nil,
            standardError: isShown ? opinion.standardError : nil,
            alpha: isShown ? opinion.alpha : nil,
            // Where nobody answered there is nothing to list.
            items: isShown && opinion.valid > 0
                ? opinion.items.map { item in
                    // Items follow each other as in the questionnaire.
                    let place =
                        asked[next...].firstIndex { $0.code == item.item }
                        ?? asked.firstIndex { $0.code == item.item }
                    if let place { next = place + 1 }
                    return .init(
                        item: item.item, name: place.map { asked[$0].name } ?? Wording(item.item),
                        count: item.count, mean: item.mean,
                        distribution: zip(scale.labels, item.distribution).map {
                            .init(label: $0.text, count: $1)
                        })
                } : [])
    }
}
