import Draws
import Calendars
import Languages

@testable import Assessment

/// A made-up round of the bundled tree's shape, the same for the same seed.
struct SyntheticRound {
    var seed: UInt64 = 1
    var unitCount = 45
    var year = 2025
    /// Names and texts that try to be markup, formulas or broken characters.
    var isNasty = false
    /// The year before, somewhat worse, for histories.
    var drift = 0.0

    static let nastyTexts = [
        "<script>alert(1)</script>", "=1+1", "@SUM(A1)", "\"quoted\" & 'single'", "🙂𠮷䶮",
        "_x0041_", "a\u{FFFE}b\u{FFFF}\u{0}\u{1B}", "]]>--></style>", "{{name}}{{{name}}}",
        String(repeating: "很长的单位名称", count: 40), "../../etc/passwd", "", " ", "e\u{301}\u{202E}abc",
    ]

    func result() -> RoundResult {
        var random = SplitMix64(seed: seed)
        let units = (0..<unitCount).map { unit($0, &random) }
        let ranked = rank(units)
        return RoundResult(
            run: run, nodes: Self.nodes, leaves: Self.leaves, classes: classes(of: ranked),
            grades: Self.grades, bands: Self.bands, units: ranked, pools: pools(of: ranked),
            survey: SurveyRecord(
                received: 19_850, valid: 18_214, answers: 131_440,
                dropped: [
                    DropRecord(reason: Wording(zh: "缺答过多", en: "too many blanks"), count: 812),
                    DropRecord(
                        reason: Wording(zh: "作答过快且雷同", en: "too fast and straight-lined"),
                        count: 824),
                ],
                droppedResponses: units.prefix(1).map { unit in
                    DroppedResponseRecord(
                        respondent: "R0007", unit: unit.unit, group: "服务对象",
                        reasons: [
                            Wording(zh: "答题过快", en: "answered too fast"),
                            Wording(zh: "各题答案雷同", en: "all answers alike"),
                        ], line: 52)
                }))
    }

    private var run: RunRecord {
        RunRecord(
            title: isNasty ? "示例市<b>\(year)</b>年度评估" : "示例市\(year)年度机构编制评估", year: year,
            asOf: Day(lastOf: year), version: "0.1.0", indicators: "puyang-style",
            indicatorsTitle: Wording(zh: "濮阳式三级27项指标", en: "Puyang-style tree of 27 indicators"),
            inputs: [
                "evaluation.yaml", "experts/judgements.csv", "forms/duties.csv",
                "forms/establishment.csv", "forms/results.csv", "forms/staff.csv",
                "forms/units.csv", "forms/worklog.csv", "survey/responses.csv",
            ].enumerated().map { index, file in
                InputRecord(
                    file: file, sha256: String(repeating: "0123456789abcdef", count: 4),
                    rows: file.hasSuffix("csv") ? 45 * (index + 1) : nil)
            },
            parameters: [
                ("working_time.workdays", Wording(zh: "年工作日", en: "working days a year"), "248"),
                ("working_time.target", Wording(zh: "目标饱满度", en: "target saturation"), "0.90"),
                (
                    "weights.method", Wording(zh: "权重方法", en: "method of weights"),
                    isNasty ? "<i>eigenvector</i>" : "eigenvector"
                ),
                ("weights.max_cr", Wording(zh: "一致性比率上限", en: "largest CR"), "0.10"),
                ("grades", Wording(zh: "等次界限", en: "grade limits"), "优秀 90 · 良好 80 · 合格 60"),
                ("missing", Wording(zh: "缺失指标", en: "missing leaves"), "reweight"),
            ].map(ParameterRecord.init), warnings: 3)
    }

    /// What an archive of some rounds, oldest first, would tell of their units.
    static func histories(of rounds: [RoundResult]) -> [UnitHistory] {
        guard let last = rounds.last else { return [] }
        return last.units.map { unit in
            UnitHistory(
                unit: unit.unit,
                rounds: rounds.compactMap { round in
                    round.units.first { $0.unit == unit.unit }.map { past($0, in: round.run) }
                })
        }
    }

    private static func past(_ unit: UnitResult, in run: RunRecord) -> PastResult {
        PastResult(
            title: run.title, year: run.year, asOf: run.asOf, indicators: run.indicators,
            version: run.version, name: unit.name, class: unit.class, classUnitCount: nil,
            score: unit.score, grade: unit.grade, rank: unit.rank, compliance: unit.compliance,
            benefit: unit.benefit, coverage: unit.coverage, saturation: unit.saturation?.saturation,
            requiredStaff: unit.saturation?.requiredStaff, quotas: unit.quotas, nodes: unit.nodes,
            leaves: unit.indicators.map {
                PastLeaf(code: $0.code, raw: $0.raw, score: $0.score)
            })
    }

    static let tree: [(String, String, String, [(String, String, String, [Int])])] = [
        (
            "A", "内部运行", "Internal operation",
            [
                ("A1", "职能机构执行", "Functions and structure", [11, 12, 13]),
                ("A2", "编制职数配置", "Quotas and posts", [21, 22, 23]),
                ("A3", "工作负荷", "Workload", [31, 32, 33]),
            ]
        ),
        (
            "B", "履职成效", "Performance of duties",
            [
                ("B1", "职责任务完成", "Completion of duties", [11, 12, 13]),
                ("B2", "质量与效率", "Quality and efficiency", [21, 22, 23]),
                ("B3", "成本效益", "Cost and benefit", [31, 32]),
            ]
        ),
        (
            "C", "人员素质", "Staff quality",
            [
                ("C1", "队伍结构", "Structure of staff", [11, 12, 13]),
                ("C2", "能力素质", "Abilities", [21, 22]),
            ]
        ),
        (
            "D", "社会评议", "Social review",
            [
                ("D1", "满意度评议", "Satisfaction", [11, 12, 13]),
                ("D2", "社会反馈", "Public feedback", [21, 22]),
            ]
        ),
    ]

    /// Code, names, unit, direction, typical raw value and spread, standard.
    static let leafNames:
        [(String, String, String, String, LeafDirection, Double, Double, String)] = [
            (
                "A11", "三定及机构设置合规", "Compliance with approved functions and structure", "分",
                .higher, 88, 10, "重大问题每项扣30分，中等扣15分，轻微扣5分，扣完为止"
            ),
            (
                "A12", "权责清单动态调整及时率", "Timely update of duty list", "%", .higher, 90, 9,
                "10个工作日内申请调整的比例：50%得0分，75%得60分，90%得80分，100%得满分"
            ),
            (
                "A13", "实名制数据一致率", "Real-name data consistency", "%", .higher, 98, 1.8,
                "90%得0分，95%得60分，98%得80分，99.5%及以上得满分"
            ),
            (
                "A21", "编制使用率", "Quota use rate", "%", .band, 93, 6,
                "90%—100%得满分，80%得80分，70%得60分，超过100%每个百分点扣10分"
            ),
            (
                "A22", "领导职数配备合规", "Leadership posts compliance", "分", .lower, 95, 8,
                "每超一职扣25分，无依据高配每人扣15分"
            ),
            (
                "A23", "人编匹配率", "Person–quota match", "%", .higher, 97, 2.5,
                "90%得0分，95%得60分，98%得80分，100%得满分"
            ),
            (
                "A31", "工作饱满度", "Workload saturation", "比值", .band, 0.92, 0.2,
                "0.90—1.10得满分，0.80得80分，0.70得60分，0.50得0分；1.20得90分，1.50得60分"
            ),
            (
                "A32", "内设机构忙闲均衡度", "Balance of load between inner bodies", "变异系数", .lower, 0.2,
                0.09, "不超过0.10得满分，0.20得80分，0.35得60分，0.60得0分"
            ),
            (
                "A33", "主责主业工时占比", "Share of hours on core duties", "%", .higher, 72, 11,
                "85%得满分，70%得80分，55%得60分，30%得0分"
            ),
            (
                "B11", "法定职责履行覆盖率", "Coverage of statutory duties", "%", .higher, 95, 5,
                "100%得满分，95%得80分，85%得60分，60%得0分"
            ),
            (
                "B12", "重点任务完成率", "Key task completion", "%", .higher, 93, 6,
                "100%得满分，90%得80分，75%得60分，50%得0分"
            ),
            (
                "B13", "任务按期完成率", "On-time completion", "%", .higher, 90, 8,
                "100%得满分，90%得80分，75%得60分，50%得0分"
            ),
            (
                "B21", "工作质量达标率", "Quality pass rate", "%", .higher, 97.5, 1.5,
                "99%得满分，97%得80分，93%得60分，85%得0分"
            ),
            (
                "B22", "服务事项按时办结率", "Service items closed on time", "%", .higher, 94, 5,
                "90%及以上得满分，每低1个百分点扣4分"
            ),
            (
                "B23", "业务量变动率", "Three-year change of business volume", "%", .band, -4, 12,
                "不低于−10%得满分，−20%得80分，−30%得60分，−50%得0分"
            ),
            (
                "B31", "预算执行率", "Budget execution", "%", .band, 94, 4,
                "95%—100%得满分，90%得80分，80%得60分，60%得0分，超过100%得60分"
            ),
            (
                "B32", "三公经费变动率", "Change of three public expenses", "%", .lower, -2, 4,
                "不增长得满分，每增长1个百分点扣10分"
            ),
            (
                "C11", "学历达标率", "Education level", "%", .higher, 80, 10,
                "本科及以上比例90%得满分，75%得80分，60%得60分，30%得0分"
            ),
            (
                "C12", "年龄结构均衡度", "Age structure balance", "0—1", .higher, 0.83, 0.08,
                "0.90得满分，0.80得80分，0.65得60分，0.40得0分"
            ),
            (
                "C13", "岗位结构达标率", "Post structure", "%", .band, 92, 8,
                "按岗位结构类型核定比例，达到即满分；工勤超比例每个百分点扣5分"
            ),
            (
                "C21", "培训学时达标率", "Training hours met", "%", .higher, 88, 9,
                "90学时或12天以上人员比例：100%得满分，90%得80分，75%得60分，50%得0分"
            ),
            (
                "C22", "人岗匹配度", "Person–post fit", "%", .higher, 87, 7,
                "95%得满分，85%得80分，70%得60分，40%得0分"
            ),
            (
                "D11", "服务对象满意度", "Service users' satisfaction", "分", .higher, 86, 5,
                "问卷有效答案按100/80/60/40/20取均值，有效份数不少于30"
            ),
            (
                "D12", "上级、同级及两代表一委员评价", "Superiors, peers and representatives", "分", .higher, 84,
                5, "各主体均值的平均；5人以上去掉一个最高和一个最低"
            ),
            ("D13", "本单位职工评价", "Staff review", "分", .higher, 81, 6, "匿名问卷均值，有效率不低于60%"),
            (
                "D21", "诉求办理满意率", "Complaint-handling satisfaction", "%", .higher, 94, 4,
                "98%得满分，95%得80分，90%得60分，80%得0分"
            ),
            (
                "D22", "举报与问题整改", "Reports and rectification", "%", .higher, 93, 8,
                "按期销号率100%得满分，95%得80分，85%得60分；查实举报每件扣10分"
            ),
        ]

    static let nodes: [NodeRecord] = {
        var nodes = [
            NodeRecord(
                code: "root", name: Wording(zh: "综合得分", en: "Overall score"), parent: nil, level: 0,
                isLeaf: false, isGeometric: false)
        ]
        for (code, zh, en, groups) in tree {
            nodes.append(node(code, Wording(zh: zh, en: en), "root", 1, isLeaf: false))
            for (group, zh, en, numbers) in groups {
                nodes.append(node(group, Wording(zh: zh, en: en), code, 2, isLeaf: false))
                for number in numbers {
                    let leaf = leafNames.first { $0.0 == "\(code)\(number)" }
                    nodes.append(
                        node(
                            "\(code)\(number)", Wording(zh: leaf?.1 ?? "", en: leaf?.2 ?? ""),
                            group, 3,
                            isLeaf: true))
                }
            }
        }
        return nodes
    }()

    private static func node(
        _ code: String, _ name: Wording, _ parent: String, _ level: Int, isLeaf: Bool
    ) -> NodeRecord {
        NodeRecord(
            code: code, name: name, parent: parent, level: level, isLeaf: isLeaf,
            isGeometric: false)
    }

    static let leaves: [LeafRecord] = leafNames.map { leaf in
        let units = ["分": "points", "比值": "ratio", "变异系数": "CV"]
        let compliance = ["A1", "A2"].contains { leaf.0.hasPrefix($0) } || leaf.0 == "D22"
        return LeafRecord(
            code: leaf.0, name: Wording(zh: leaf.1, en: leaf.2),
            unit: Wording(zh: leaf.3, en: units[leaf.3] ?? leaf.3), direction: leaf.4,
            element: Wording(zh: "评估要素：\(leaf.1)", en: "Element: \(leaf.2)"),
            standard: Wording(zh: leaf.7, en: "Full marks by the standard of \(leaf.2)"),
            basis: Wording(zh: "机构编制管理评估办法", en: "Rules on evaluating institutions and posts"),
            subIndex: compliance ? .compliance : .benefit)
    }

    static let grades = [
        GradeRecord(grade: "优秀", from: 90), GradeRecord(grade: "良好", from: 80),
        GradeRecord(grade: "合格", from: 60), GradeRecord(grade: "较差", from: 0),
    ]

    static let bands = [
        band("明显不饱满", "clearly idle", 0, .idle), band("不饱满", "below capacity", 0.6, .idle),
        band("饱满", "at capacity", 0.8, .full), band("偏高", "high", 1.0, .heavy),
        band("超负荷", "overloaded", 1.2, .heavy),
    ]

    private static func band(_ zh: String, _ en: String, _ from: Double, _ load: BandLoad)
        -> BandRecord
    {
        BandRecord(name: Wording(zh: zh, en: en), from: from, load: load)
    }

    static let localWeights: [String: [Double]] = [
        "root": [0.2772, 0.4673, 0.0954, 0.1601], "A": [0.2, 0.4, 0.4],
        "B": [0.5714, 0.2857, 0.1429], "C": [0.5, 0.5], "D": [0.667, 0.333],
        "A1": [0.5396, 0.2970, 0.1634], "A2": [0.4, 0.2, 0.4], "A3": [0.6250, 0.2385, 0.1365],
        "B1": [0.4, 0.4, 0.2], "B2": [0.4, 0.4, 0.2], "B3": [0.667, 0.333],
        "C1": [0.25, 0.25, 0.5], "C2": [0.333, 0.667], "D1": [0.5396, 0.2970, 0.1634],
        "D2": [0.5, 0.5],
    ]

    static func children(of code: String) -> [NodeRecord] { nodes.filter { $0.parent == code } }

    /// Global weights of the leaves when those in `absent` give theirs to their siblings.
    static func leafWeights(without absent: Set<String> = []) -> [Double] {
        func hasLeaf(_ node: NodeRecord) -> Bool {
            node.isLeaf
                ? !absent.contains(node.code) : children(of: node.code).contains(where: hasLeaf)
        }
        var weights: [String: Double] = [:]
        func spread(_ weight: Double, below code: String) {
            let all = children(of: code)
            let local = zip(all, localWeights[code] ?? []).filter { hasLeaf($0.0) }
            let sum = local.reduce(0) { $0 + $1.1 }
            for (node, share) in local {
                weights[node.code] = weight * share / sum
                if !node.isLeaf { spread(weight * share / sum, below: node.code) }
            }
        }
        spread(1, below: "root")
        return leafNames.map { weights[$0.0] ?? 0 }
    }

    static let classNames = ["经济民生部门", "综合保障", "服务经济", "社会民生"]
    static let unitNames = [
        "发展和改革委员会", "教育局", "科学技术局", "工业和信息化局", "民政局", "财政局", "人力资源和社会保障局",
        "自然资源和规划局", "生态环境局", "住房和城乡建设局", "交通运输局", "水利局", "农业农村局", "商务局",
        "卫生健康委员会", "机关事务服务中心", "信息技术保障中心", "档案馆", "政务服务中心", "公共资源交易中心",
        "财政评审中心", "招商服务中心", "中小企业服务中心", "农业技术推广站", "林业技术服务站", "质量检验检测中心",
        "供销社服务中心", "社会保险中心", "劳动就业中心", "图书馆", "文化馆", "博物馆", "体育中心", "疾病预防控制中心",
        "急救中心", "救助管理站", "殡葬管理所", "住房保障中心", "环境监测站", "水文服务站", "气象服务中心", "园林管理处",
        "市政维护中心", "公路事业发展中心", "老干部活动中心",
    ]

    private func unit(_ index: Int, _ random: inout SplitMix64) -> UnitResult {
        let quality = random.normal() * 0.7 + drift
        var absent: Set<String> = []
        for leaf in Self.leafNames where random.next() % 40 == 0 { absent.insert(leaf.0) }
        if index == 7 { absent.formUnion(["A31", "A32", "A33", "D11"]) }
        if index == unitCount - 1, unitCount > 3 { absent = Set(Self.leafNames.map(\.0)) }
        let nominal = Self.leafWeights()
        let effective = Self.leafWeights(without: absent)
        let indicators = Self.leafNames.indices.map {
            indicator($0, quality, absent, nominal[$0], effective[$0], &random)
        }
        let measured = indicators.contains { !$0.missing }
        let score = measured ? indicators.reduce(0) { $0 + $1.contribution } : nil
        let coverage = indicators.reduce(0) { $0 + ($1.missing ? 0 : $1.weight) }
        let saturation = index == 7 || !measured ? nil : saturation(index, &random)
        let quotas = quotas(index, saturation, &random)
        let isOffice = index % 45 < 15
        let earned = score.flatMap { score in Self.grades.first { score >= $0.from }?.grade }
        let findings = findings(index, &random)
        let capped = findings.contains { $0.severity == "重" && $0.isOpen && $0.isConfirmed }
        let grade = capped && (earned == "优秀" || earned == "良好") ? "合格" : earned
        return UnitResult(
            unit: isNasty && index % 3 == 0
                ? Self.nastyTexts[index / 3 % Self.nastyTexts.count] + "\(index)"
                : "U\(100 + index)",
            name: isNasty && index % 2 == 0
                ? Self.nastyTexts[index / 2 % Self.nastyTexts.count] + " \(index)"
                : "示例市\(Self.unitNames[index % 45])\(index < 45 ? "" : "\(index / 45)")",
            class: isNasty && index == 0
                ? "<b>=1</b>" : Self.classNames[isOffice ? 0 : 1 + index % 45 % 3],
            level: "市", category: isOffice ? "行政" : index % 2 == 0 ? "公益一类" : "公益二类",
            funding: index % 11 == 10 ? "差额" : "全额",
            department: isOffice ? nil : "示例市\(Self.unitNames[index % 15])",
            gradeLevel: isOffice ? "正处" : "副处", score: score, grade: grade, uncappedGrade: earned,
            rank: nil, rankInterval: nil,
            scoreBounds: score.map { [$0 * coverage, $0 * coverage + 100 * (1 - coverage)] },
            compliance: score.map { min(100, $0 + 3) }, benefit: score.map { $0 - 1.2 },
            coverage: coverage, nodes: nodeScores(indicators), indicators: indicators,
            saturation: saturation, quotas: quotas,
            opinion: absent.contains("D11") ? [] : opinion(index, quality, &random),
            findings: findings, advice: advice(index, saturation, quotas, &random),
            dataQuality: DataQualityRecord(
                grade: coverage > 0.97 ? "A" : coverage > 0.9 ? "B" : coverage > 0 ? "C" : "D",
                leavesScored: Double(27 - absent.count) / 27,
                evidenceShare: saturation?.evidenceShare,
                verificationRatio: saturation?.verificationRatio,
                validAnswerShare: absent.contains("D11") ? nil : 0.92))
    }

    private func indicator(
        _ index: Int, _ quality: Double, _ absent: Set<String>, _ nominal: Double,
        _ effective: Double, _ random: inout SplitMix64
    ) -> IndicatorRecord {
        let leaf = Self.leafNames[index]
        let noise = random.normal() * 0.8 + quality * 0.6
        if absent.contains(leaf.0) {
            return IndicatorRecord(
                code: leaf.0, raw: nil, score: nil, weight: nominal, effectiveWeight: 0,
                contribution: 0, missing: true, fullMarkAt: nil,
                missingReason: Wording(
                    zh: "表F6未填报受理件数，无法计算", en: "form F6 has no accepted items"),
                working: nil, evidence: [])
        }
        let score = max(0, min(100, 86 + 9 * noise))
        var raw = leaf.5 + leaf.6 * noise * (leaf.4 == .lower ? -1 : 1)
        if leaf.3 == "%", leaf.4 == .higher { raw = min(100, raw) }
        return IndicatorRecord(
            code: leaf.0, raw: raw, score: score, weight: nominal, effectiveWeight: effective,
            contribution: effective * score, missing: false,
            fullMarkAt: score < 100 ? leaf.5 * 1.08 : raw, missingReason: nil,
            working: Wording(
                zh: isNasty ? "=1+1 <u>按时办结</u> 1,180 ÷ 受理 1,250" : "按时办结 1,180 ÷ 受理 1,250",
                en: "closed on time 1,180 ÷ accepted 1,250"),
            evidence: [
                EvidenceRecord(
                    file: "forms/results.csv", lines: [index + 2], lineCount: 1,
                    columns: ["closed_on_time", "accepted"]),
                EvidenceRecord(
                    file: "forms/worklog.csv", lines: Array(10..<18), lineCount: 23,
                    columns: ["hours"]),
            ])
    }

    private func nodeScores(_ indicators: [IndicatorRecord]) -> [NodeScoreRecord] {
        Self.nodes.filter { !$0.isLeaf }.map { node in
            let below = indicators.filter {
                node.code == "root" || $0.code.hasPrefix(node.code)
            }
            let weight = below.reduce(0) { $0 + $1.effectiveWeight }
            let nominal = below.reduce(0) { $0 + $1.weight }
            return NodeScoreRecord(
                code: node.code,
                score: weight > 0 ? below.reduce(0) { $0 + $1.contribution } / weight : nil,
                coverage: below.reduce(0) { $0 + ($1.missing ? 0 : $1.weight) } / nominal)
        }
    }

    private func rank(_ units: [UnitResult]) -> [UnitResult] {
        units.map { unit in
            let better = units.count {
                $0.class == unit.class && ($0.score ?? -1) > (unit.score ?? -1) + 1e-9
            }
            return UnitResult(
                unit: unit.unit, name: unit.name, class: unit.class, level: unit.level,
                category: unit.category, funding: unit.funding, department: unit.department,
                gradeLevel: unit.gradeLevel, score: unit.score, grade: unit.grade,
                uncappedGrade: unit.uncappedGrade, rank: unit.score == nil ? nil : better + 1,
                rankInterval: nil, scoreBounds: unit.scoreBounds, compliance: unit.compliance,
                benefit: unit.benefit, coverage: unit.coverage, nodes: unit.nodes,
                indicators: unit.indicators, saturation: unit.saturation, quotas: unit.quotas,
                opinion: unit.opinion, findings: unit.findings, advice: unit.advice,
                dataQuality: unit.dataQuality)
        }
    }

    private func saturation(_ index: Int, _ random: inout SplitMix64) -> SaturationRecord {
        let quota = Double(20 + index % 7 * 9)
        let inPost = quota * (0.86 + 0.14 * random.uniform())
        let labour = inPost + Double(index % 4) * 2
        let load = index == 3 ? 0.52 : index == 5 ? 1.34 : 0.93 + 0.17 * random.normal()
        let hours = labour * 1984 * load
        let shares = [0.31, 0.22, 0.14, 0.1, 0.08, 0.06, 0.05, 0.04]
        let names = [
            "行政审批与许可", "行业监督检查", "政策研究与规划编制", "公共服务事项办理", "统计与信息报送", "信访与投诉处理", "综合文秘与后勤",
            "未对应职责的工时",
        ]
        let kinds = ["常规": 0.74, "阶段": 0.19, "临时": 0.07]
        return SaturationRecord(
            hours: hours, difficultyHours: hours * 1.06,
            hoursByKind: ["常规", "阶段", "临时"].map {
                KindHoursRecord(
                    kind: $0, hours: hours * (kinds[$0] ?? 0),
                    verification: $0 == "常规" && index % 3 == 0 ? Self.verification : nil)
            },
            persons: BasesRecord(quota: quota, inPost: inPost.rounded(), labour: labour.rounded()),
            capacityHours: BasesRecord(
                quota: quota * 1984, inPost: inPost * 1984, labour: labour * 1984),
            saturation: BasesRecord(
                quota: hours / quota / 1984, inPost: hours / inPost / 1984, labour: load),
            interval: index % 2 == 0 ? [load * 0.94, load * 1.07] : nil,
            requiredStaff: hours * 1.06 / 1984 / 0.9,
            band: Self.bands.last { load >= $0.from }?.name,
            verificationRatio: index % 3 == 0 ? 0.93 : nil,
            verdict: index % 3 == 0
                ? Wording(zh: "实测与申报相差7%，予以采信", en: "observed 7 % below reported: accepted") : nil,
            flags: index % 5 == 0
                ? [
                    FlagRecord(
                        code: "heaping",
                        detail: Wording(
                            zh: "62%的年频次为10或50的整倍数，疑似估填",
                            en: "62 % of frequencies are multiples of 10 or 50"),
                        evidence: EvidenceRecord(
                            file: "forms/worklog.csv", lines: [12, 13, 19], lineCount: 3,
                            columns: ["frequency"]))
                ] : [],
            balance: 0.18,
            bodies: ["办公室", "政策法规科", "行政审批服务科", "监督管理科", "信息统计科"].enumerated().map { body, name in
                BodyLoadRecord(
                    body: "B\(body)", name: isNasty ? "\(name)<i>" : name, hours: hours * 0.2,
                    staff: (labour / 5).rounded(), saturation: load * (0.75 + 0.13 * Double(body)))
            },
            duties: zip(names, shares).enumerated().map { duty, pair in
                DutyHoursRecord(
                    duty: duty == 7 ? nil : "Z0\(duty)",
                    name: isNasty && duty == 0 ? Self.nastyTexts[0] : pair.0, isCore: duty < 4,
                    hours: hours * pair.1)
            }, volumeChange: -3.4, evidenceShare: 0.81,
            uncertainty: index % 2 == 0 ? Self.uncertainty(load, hours: hours) : nil,
            verificationInterval: [0.88, 0.98], verificationCount: 6,
            timeUse: index % 4 == 0 ? timeUse(load, hours: hours) : nil,
            views: ViewsRecord(
                systemCounts: SystemCountsRecord(items: 9, agreeing: 8, ratio: 0.97),
                busy: index % 4 == 0
                    ? StaffViewRecord(answers: 31, bestShare: 0.58, worstShare: 0.16) : nil,
                balance: StaffViewRecord(answers: 30, bestShare: 0.4, worstShare: 0.3)))
    }

    private static let verification = VerificationRecord(
        ratio: 0.76, observations: 6, interval68: [0.71, 0.81], interval90: [0.66, 0.86],
        verdict: "scaled", verdictName: Wording(zh: "偏差较大，按实测折算", en: "scaled"), factor: 0.76)

    private static func uncertainty(_ load: Double, hours: Double) -> UncertaintyRecord {
        func around(_ value: Double, _ share: Double) -> [Double] {
            [value * (1 - share), value * (1 + share)]
        }
        func bases(_ share: Double) -> BasesIntervalRecord {
            BasesIntervalRecord(
                quota: around(load * 0.9, share), inPost: around(load * 1.05, share),
                labour: around(load, share))
        }
        let need = hours * 1.06 / 1984 / 0.9
        return UncertaintyRecord(
            source: "time-log", sourceName: Wording(zh: "每日工时按人日自助抽样", en: "bootstrap"),
            coefficientOfVariation: 0.06, hours68: around(hours, 0.06), hours90: around(hours, 0.1),
            required68: around(need, 0.06), required90: around(need, 0.1),
            saturation68: bases(0.06),
            saturation90: bases(0.1))
    }

    private func timeUse(_ load: Double, hours: Double) -> TimeUseRecord {
        TimeUseRecord(
            personDays: 1200, people: 24, effectiveHours: 9100, saturation: load * 0.97,
            shareOfYear: 0.2,
            diagnosis: DiagnosisRecord(
                code: "consistent", name: Wording(zh: "两种口径基本一致", en: "the two readings agree")),
            months: [1, 2, 3, 5, 12].map {
                LoggedMonthRecord(
                    month: $0, hours: 900, personDays: 120,
                    saturation: load * (0.8 + 0.05 * Double($0)))
            },
            items: (0..<14).map { loggedItem($0, hours: hours / 20) })
    }

    private func loggedItem(_ item: Int, hours: Double) -> LoggedItemRecord {
        let isKnown = item != 3
        let share = 0.6 + 0.07 * Double(item)
        return LoggedItemRecord(
            item: "W\(item)", name: isNasty ? "事项<\(item)>" : "事项\(item)",
            reportedFrequency: 240, loggedFrequency: isKnown ? 216 : nil, reportedHours: hours,
            loggedHours: isKnown ? hours * share : nil, reportedEach: 2,
            loggedEach: isKnown ? 1.8 : nil)
    }

    private func quotas(
        _ index: Int, _ saturation: SaturationRecord?, _ random: inout SplitMix64
    ) -> [QuotaRecord] {
        let approved = Int(saturation?.persons.quota ?? 30)
        let inPost = index == 11 ? approved + 2 : Int(saturation?.persons.inPost ?? 28)
        let isOffice = index % 45 < 15
        return [
            QuotaRecord(
                quotaType: isOffice ? "行政" : "全额", approved: approved, inPost: inPost,
                vacant: max(0, approved - inPost), retiring: Int(random.next() % 3)),
            QuotaRecord(quotaType: "工勤", approved: 4, inPost: 3, vacant: 1, retiring: 1),
        ]
    }

    private func opinion(
        _ index: Int, _ quality: Double, _ random: inout SplitMix64
    ) -> [OpinionRecord] {
        let groups = [
            ("服务对象", 180, 30), ("本单位职工", 31, 20), ("上级部门", 6, 5), ("同级部门", 9, 5), ("两代表一委员", 3, 5),
        ]
        let items = ["办事效率", "服务态度", "业务能力", "依法履职", "廉洁自律", "总体满意度"]
        return groups.map { group, received, minimum in
            let valid = received - received / 12
            let hidden = valid < 5
            let share = max(0.15, min(0.7, 0.42 + 0.1 * quality + 0.05 * random.normal()))
            let shares = [
                share, 0.3, (0.7 - share) * 0.6, (0.7 - share) * 0.3, (0.7 - share) * 0.1,
            ]
            let records = items.enumerated().map { item, name in
                OpinionItemRecord(
                    item: "Q0\(item + 1)", name: Wording(zh: name, en: "Item \(item + 1)"),
                    count: valid, mean: 82 + Double(item),
                    distribution: zip(["很满意", "满意", "基本满意", "不满意", "很不满意"], shares).map {
                        AnswerCountRecord(label: $0, count: Int((Double(valid) * $1).rounded()))
                    })
            }
            return OpinionRecord(
                group: group, received: received, valid: valid,
                dropped: received > valid
                    ? [
                        DropRecord(
                            reason: Wording(zh: "缺答过多", en: "too many blanks"),
                            count: received - valid)
                    ]
                    : [],
                minimum: minimum, isSufficient: valid >= minimum, isHidden: hidden,
                mean: hidden ? nil : 84.2 + quality, standardError: hidden ? nil : 1.3,
                alpha: hidden || valid < 30 ? nil : 0.87, items: hidden ? [] : records)
        }
    }

    private func findings(_ index: Int, _ random: inout SplitMix64) -> [FindingRecord] {
        var findings: [FindingRecord] = []
        if index % 6 == 4 {
            findings.append(
                finding(
                    "R04", "人编分离", "重", "3人占编在本单位，实际在其他单位工作，无借调批件", state: "整改中",
                    problem: "P2025-0\(index)"))
        }
        if index % 4 == 1 {
            findings.append(
                finding(
                    "R25", isNasty ? "<img src=x onerror=alert(1)>" : "权责清单逾期未调", "轻",
                    "2项职责变动超过10个工作日未申请调整", state: nil, problem: nil))
        }
        if index % 9 == 2 {
            findings.append(
                finding(
                    "R01", "超编", "中", "全额事业编制超编2名，其中政策性超编1名", state: "销号",
                    problem: "P2025-1\(index)"))
        }
        return findings
    }

    private func finding(
        _ rule: String, _ title: String, _ severity: String, _ detail: String, state: String?,
        problem: String?
    ) -> FindingRecord {
        FindingRecord(
            rule: rule, title: Wording(zh: title, en: "Rule \(rule)"),
            detail: Wording(zh: detail, en: "Detail of \(rule)"), severity: severity,
            problem: problem, state: state,
            due: problem == nil ? nil : Day(year: year, month: 9, day: 30),
            closedOn: state == "销号" ? Day(year: year, month: 8, day: 12) : nil,
            isOpen: state != "销号", isConfirmed: true, isOverdue: state == "整改中",
            basis: Wording(zh: "《中国共产党机构编制工作条例》", en: "Regulations on institutional posts"),
            evidence: [
                EvidenceRecord(
                    file: "forms/staff.csv", lines: [41, 57, 63], lineCount: 3,
                    columns: ["unit_id", "working_unit_id"])
            ])
    }

    private func advice(
        _ index: Int, _ saturation: SaturationRecord?, _ quotas: [QuotaRecord],
        _ random: inout SplitMix64
    ) -> [AdviceRecord] {
        guard let load = saturation?.saturation.labour else {
            return [
                AdviceRecord(
                    action: "暂不建议", title: Wording(zh: "暂不提出编制建议", en: "No advice yet"),
                    quotaType: nil,
                    count: nil, saturationAfter: nil,
                    reason: Wording(zh: "缺少工作事项与工时表，无法测算饱满度", en: "no work log, so no saturation"),
                    rule: nil, considered: [])
            ]
        }
        if load < 0.6 {
            return [
                AdviceRecord(
                    action: "收回空编", title: Wording(zh: "收回空编3名", en: "Take back 3 vacant posts"),
                    quotaType: quotas.first?.quotaType, count: 3,
                    saturationAfter: (saturation?.saturation.quota ?? 0) * 1.07,
                    reason: Wording(
                        zh: "全员饱满度52%，低于60%，有空编，业务量三年下降",
                        en: "saturation 52 % is below 60 %, posts are vacant"),
                    rule: 3,
                    considered: [
                        Wording(zh: "冻结空编：业务量仍在下降，冻结不足以消化", en: "Freeze: volume still falls")
                    ])
            ]
        }
        if load > 1.2 {
            return [
                AdviceRecord(
                    action: "调剂增加", title: Wording(zh: "调剂增加2名", en: "Add 2 posts by transfer"),
                    quotaType: quotas.first?.quotaType, count: 2,
                    saturationAfter: (saturation?.saturation.quota ?? 0) * 0.95,
                    reason: Wording(
                        zh: "全员饱满度134%，高于120%，无空编，等次良好以上",
                        en: "saturation 134 % is above 120 %, no vacancy"),
                    rule: 6,
                    considered: [
                        Wording(zh: "先用空编：没有空编", en: "Use vacancies first: none"),
                        Wording(zh: "周转池：期限不超过三年，宜作后备", en: "Pool: at most three years"),
                    ]),
                AdviceRecord(
                    action: "内部挖潜",
                    title: Wording(zh: "先在内设机构间调配", en: "Redistribute inside first"),
                    quotaType: nil, count: nil, saturationAfter: nil,
                    reason: Wording(zh: "内设机构忙闲差异大", en: "load differs between bodies"), rule: 9,
                    considered: []),
            ]
        }
        return [
            AdviceRecord(
                action: "维持", title: Wording(zh: "维持现有编制", en: "Keep the quota"), quotaType: nil,
                count: nil, saturationAfter: nil,
                reason: Wording(
                    zh: "饱满度处于正常区间，空编按用编计划使用", en: "saturation is in the normal band"), rule: 5,
                considered: [])
        ]
    }

    private func classes(of units: [UnitResult]) -> [ClassRecord] {
        var names: [String] = []
        for unit in units where !names.contains(unit.class) { names.append(unit.class) }
        return names.map { name in
            ClassRecord(
                class: name, unitCount: units.count { $0.class == name },
                weights: Self.nodes.filter { !$0.isLeaf }.map(nodeWeights),
                leafWeights: Self.leafWeights())
        }
    }

    private func nodeWeights(_ node: NodeRecord) -> NodeWeightsRecord {
        let children = Self.children(of: node.code).map(\.code)
        let weights = Self.localWeights[node.code] ?? []
        let cr = children.count > 2 ? 0.0115 : 0
        return NodeWeightsRecord(
            node: node.code, children: children, weights: weights, method: "eigenvector",
            randomIndex: "saaty", lambdaMax: Double(children.count) + 0.03, ci: 0.0103, cr: cr,
            experts: (1...7).map { expert in
                ExpertRecord(
                    expert: "专家\(expert)", weights: weights,
                    lambdaMax: Double(children.count) + 0.1,
                    cr: children.count > 2 ? 0.02 * Double(expert) : 0,
                    excluded: children.count > 2 && expert == 6)
            })
    }

    private func pools(of units: [UnitResult]) -> [PoolRecord] {
        [("行政", "全额"), ("全额", "全额"), ("工勤", "全额")].map { type, funding in
            let quotas = units.flatMap(\.quotas).filter { $0.quotaType == type }
            return PoolRecord(
                level: "市", quotaType: type, funding: funding,
                approved: quotas.reduce(0) { $0 + $1.approved },
                inPost: quotas.reduce(0) { $0 + $1.inPost })
        }
    }
}

extension SplitMix64 {
    mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// Nearly normal: twelve uniform numbers.
    mutating func normal() -> Double {
        (0..<12).reduce(-6) { sum, _ in sum + uniform() }
    }
}
