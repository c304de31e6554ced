import Calendars
import Languages

@testable import Assessment

/// A round of two leaves, small enough to be told whole.
struct SmallRound {
    struct Unit {
        let unit: String
        let scores: [Double?]
        var saturation: Double? = 0.9
        var approved = 20
    }

    var title = "示例市年度评估"
    var year: Int
    var units: [Unit]
    /// Digest of the only input file.
    var input = "a"
    var parameter = "0.90"

    var result: RoundResult {
        RoundResult(
            run: RunRecord(
                title: title, year: year, asOf: Day(lastOf: year), version: "1.0.0",
                indicators: "two-leaves", indicatorsTitle: Wording("two leaves"),
                inputs: [InputRecord(file: "forms/units.csv", sha256: input, rows: units.count)],
                parameters: [
                    ParameterRecord(
                        key: "working_time.target", name: Wording("target"), value: parameter)
                ], warnings: 0),
            nodes: [node("root", nil), node("A1", "root"), node("A2", "root")],
            leaves: [leaf("A1"), leaf("A2")],
            classes: [
                ClassRecord(
                    class: "综合", unitCount: units.count,
                    weights: [
                        NodeWeightsRecord(
                            node: "root", children: ["A1", "A2"], weights: [0.75, 0.25],
                            method: "eigenvector", randomIndex: "saaty", lambdaMax: 2, ci: 0, cr: 0,
                            experts: [
                                ExpertRecord(
                                    expert: "专家甲", weights: [0.75, 0.25], lambdaMax: 2, cr: 0,
                                    excluded: false)
                            ])
                    ], leafWeights: [0.75, 0.25])
            ],
            grades: [
                GradeRecord(grade: "合格", from: 60), GradeRecord(grade: "较差", from: 0),
            ],
            bands: [BandRecord(name: Wording("饱满"), from: 0, load: .full)],
            units: units.map(result),
            pools: [
                PoolRecord(level: "市", quotaType: "行政", funding: "全额", approved: 20, inPost: 18)
            ], survey: nil)
    }

    private func node(_ code: String, _ parent: String?) -> NodeRecord {
        NodeRecord(
            code: code, name: Wording(code), parent: parent, level: parent == nil ? 0 : 1,
            isLeaf: parent != nil, isGeometric: false)
    }

    private func leaf(_ code: String) -> LeafRecord {
        LeafRecord(
            code: code, name: Wording(code), unit: Wording("%"), direction: .higher,
            element: Wording("e"), standard: Wording("s"), basis: Wording("b"),
            subIndex: .compliance)
    }

    private func result(_ unit: Unit) -> UnitResult {
        let score = unit.scores.compactMap { $0 }.max()
        return UnitResult(
            unit: unit.unit, name: "\(unit.unit)局", class: "综合", level: "市", category: "行政",
            funding: "全额", department: nil, gradeLevel: "正处", score: score, grade: "合格",
            uncappedGrade: "合格", rank: 1, rankInterval: nil, scoreBounds: nil, compliance: score,
            benefit: nil, coverage: 1,
            nodes: [NodeScoreRecord(code: "root", score: score, coverage: 1)],
            indicators: zip(["A1", "A2"], unit.scores).map(indicator),
            saturation: unit.saturation.map(saturation),
            quotas: [
                QuotaRecord(
                    quotaType: "行政", approved: unit.approved, inPost: 18,
                    vacant: unit.approved - 18, retiring: 1)
            ], opinion: [], findings: [],
            advice: [
                AdviceRecord(
                    action: "维持", title: Wording(zh: "维持", en: "keep"), quotaType: nil, count: nil,
                    saturationAfter: nil, reason: Wording("r"), rule: 5, considered: [])
            ],
            dataQuality: DataQualityRecord(
                grade: "A", leavesScored: 1, evidenceShare: nil, verificationRatio: nil,
                validAnswerShare: nil))
    }

    private func indicator(_ code: String, _ score: Double?) -> IndicatorRecord {
        IndicatorRecord(
            code: code, raw: score.map { $0 / 2 }, score: score, weight: 0.5, effectiveWeight: 0.5,
            contribution: (score ?? 0) / 2, missing: score == nil, fullMarkAt: 50,
            missingReason: nil, working: nil, evidence: [])
    }

    private func saturation(_ value: Double) -> SaturationRecord {
        let bases = BasesRecord(quota: value, inPost: value + 0.1, labour: value - 0.1)
        return SaturationRecord(
            hours: 1000, difficultyHours: 1100, hoursByKind: [], persons: bases,
            capacityHours: bases, saturation: bases, interval: nil, requiredStaff: 17, band: nil,
            verificationRatio: nil, verdict: nil, flags: [], balance: nil, bodies: [], duties: [],
            volumeChange: nil, evidenceShare: nil)
    }
}
