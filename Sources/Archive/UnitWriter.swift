internal import Assessment
internal import GRDB

/// Writes what one round says of units into the tables that are clustered by unit.
struct UnitWriter {
    private let round: Int64
    private let unit: RowInserter
    private let nodeScore: RowInserter
    private let indicatorValue: RowInserter
    private let saturation: RowInserter
    private let quota: RowInserter
    private let opinion: RowInserter
    private let finding: RowInserter
    private let advice: RowInserter

    init(_ db: Database, round: Int64) throws {
        self.round = round
        unit = try RowInserter(
            db,
            into: """
                round_units (unit, round, position, name, class, level, category, funding, \
                department, grade_level, score, grade, uncapped_grade, rank, compliance, benefit, \
                coverage, data_quality)
                """)
        nodeScore = try RowInserter(db, into: "node_scores (unit, round, node, score, coverage)")
        indicatorValue = try RowInserter(
            db,
            into: """
                indicator_values (unit, round, leaf, raw, score, weight, effective_weight, \
                contribution, is_missing)
                """)
        saturation = try RowInserter(
            db,
            into: """
                saturations (unit, round, hours, difficulty_hours, quota, in_post, labour, \
                required_staff, band_zh, band_en, verification_ratio, balance)
                """)
        quota = try RowInserter(
            db,
            into: "quotas (unit, round, quota_type, position, approved, in_post, vacant, retiring)")
        opinion = try RowInserter(
            db,
            into: """
                opinions (unit, round, respondent_group, received, valid, minimum, is_sufficient, \
                is_hidden, mean, standard_error, alpha)
                """)
        finding = try RowInserter(
            db,
            into: """
                findings (unit, round, position, rule, title_zh, title_en, severity, problem, \
                state, due, closed_on, is_open, is_confirmed, is_overdue)
                """)
        advice = try RowInserter(
            db,
            into: """
                advice (unit, round, position, action, quota_type, count, rule, title_zh, \
                title_en, reason_zh, reason_en, saturation_after)
                """)
    }

    /// - Parameter position: Place of the unit in the units form, from 0.
    func write(_ result: UnitResult, at position: Int) throws {
        try unit.insert(
            result.unit, round, position, result.name, result.class, result.level, result.category,
            result.funding, result.department, result.gradeLevel, result.score, result.grade,
            result.uncappedGrade, result.rank, result.compliance, result.benefit, result.coverage,
            result.dataQuality.grade)
        try writeScores(result)
        try writeStaffing(result)
        try writeOpinions(result)
        try writeFindings(result)
        try writeAdvice(result)
    }

    private func writeScores(_ result: UnitResult) throws {
        for record in result.nodes {
            try nodeScore.insert(result.unit, round, record.code, record.score, record.coverage)
        }
        for record in result.indicators {
            try indicatorValue.insert(
                result.unit, round, record.code, record.raw, record.score, record.weight,
                record.effectiveWeight, record.contribution, record.missing)
        }
    }

    private func writeStaffing(_ result: UnitResult) throws {
        if let record = result.saturation {
            let bases = record.saturation
            try saturation.insert(
                result.unit, round, record.hours, record.difficultyHours, bases.quota, bases.inPost,
                bases.labour, record.requiredStaff, record.band?.zh, record.band?.en,
                record.verificationRatio, record.balance)
        }
        for (position, record) in result.quotas.enumerated() {
            try quota.insert(
                result.unit, round, record.quotaType, position, record.approved, record.inPost,
                record.vacant, record.retiring)
        }
    }

    private func writeOpinions(_ result: UnitResult) throws {
        for record in result.opinion {
            try opinion.insert(
                result.unit, round, record.group, record.received, record.valid, record.minimum,
                record.isSufficient, record.isHidden, record.mean, record.standardError,
                record.alpha)
        }
    }

    private func writeFindings(_ result: UnitResult) throws {
        for (position, record) in result.findings.enumerated() {
            try finding.insert(
                result.unit, round, position, record.rule, record.title.zh, record.title.en,
                record.severity, record.problem, record.state, record.due?.description,
                record.closedOn?.description, record.isOpen, record.isConfirmed, record.isOverdue)
        }
    }

    private func writeAdvice(_ result: UnitResult) throws {
        for (position, record) in result.advice.enumerated() {
            try advice.insert(
                result.unit, round, position, record.action, record.quotaType, record.count,
                record.rule, record.title.zh, record.title.en, record.reason.zh, record.reason.en,
                record.saturationAfter)
        }
    }
}
