internal import Assessment
internal import Calendars
internal import Documents

extension UnitResult {
    /// What an archive keeps of the unit: the text that `ContentCoder` makes of it.
    func content() -> ByteBuffer {
        var writer = ContentWriter(capacity: 1 << 16)
        writer.object { write(to: &$0) }
        return writer.finish()
    }
}

extension UnitResult {
    fileprivate func write(to writer: inout ContentWriter) {
        writer.member("unit", unit)
        writer.member("name", name)
        writer.member("class", `class`)
        writer.member("level", level)
        writer.member("category", category)
        writer.member("funding", funding)
        writer.member("department", department)
        writer.member("gradeLevel", gradeLevel)
        writer.member("score", score)
        writer.member("grade", grade)
        writer.member("uncappedGrade", uncappedGrade)
        writer.member("rank", rank)
        writer.member("rankInterval", rankInterval)
        writer.member("scoreBounds", scoreBounds)
        writer.member("compliance", compliance)
        writer.member("benefit", benefit)
        writer.member("coverage", coverage)
        writer.list("nodes", nodes) { $1.write(to: &$0) }
        writer.list("indicators", indicators) { $1.write(to: &$0) }
        writer.member("saturation", saturation) { $1.write(to: &$0) }
        writer.list("quotas", quotas) { $1.write(to: &$0) }
        writer.list("opinion", opinion) { $1.write(to: &$0) }
        writer.list("findings", findings) { $1.write(to: &$0) }
        writer.list("advice", advice) { $1.write(to: &$0) }
        writer.member("dataQuality", dataQuality) { $1.write(to: &$0) }
    }
}

extension NodeScoreRecord {
    fileprivate func write(to writer: inout ContentWriter) {
        writer.member("code", code)
        writer.member("score", score)
        writer.member("coverage", coverage)
    }
}

extension IndicatorRecord {
    fileprivate func write(to writer: inout ContentWriter) {
        writer.member("code", code)
        writer.member("raw", raw)
        writer.member("score", score)
        writer.member("weight", weight)
        writer.member("effectiveWeight", effectiveWeight)
        writer.member("contribution", contribution)
        writer.member("missing", missing)
        writer.member("fullMarkAt", fullMarkAt)
        writer.member("missingReason", missingReason)
        writer.member("working", working)
        writer.list("evidence", evidence) { $1.write(to: &$0) }
    }
}

extension EvidenceRecord {
    fileprivate func write(to writer: inout ContentWriter) {
        writer.member("file", file)
        writer.member("lines", lines)
        writer.member("lineCount", lineCount)
        writer.member("columns", columns)
    }
}

extension SaturationRecord {
    fileprivate func write(to writer: inout ContentWriter) {
        writer.member("hours", hours)
        writer.member("difficultyHours", difficultyHours)
        writer.list("hoursByKind", hoursByKind) { $1.write(to: &$0) }
        writer.member("persons", persons) { $1.write(to: &$0) }
        writer.member("capacityHours", capacityHours) { $1.write(to: &$0) }
        writer.member("saturation", saturation) { $1.write(to: &$0) }
        writer.member("interval", interval)
        writer.member("requiredStaff", requiredStaff)
        writer.member("band", band)
        writer.member("verificationRatio", verificationRatio)
        writer.member("verdict", verdict)
        writer.list("flags", flags) { $1.write(to: &$0) }
        writer.member("balance", balance)
        writer.list("bodies", bodies) { $1.write(to: &$0) }
        writer.list("duties", duties) { $1.write(to: &$0) }
        writer.member("volumeChange", volumeChange)
        writer.member("evidenceShare", evidenceShare)
        writer.member("uncertainty", uncertainty) { $1.write(to: &$0) }
        writer.member("verificationInterval", verificationInterval)
        writer.member("verificationCount", verificationCount)
        writer.member("timeUse", timeUse) { $1.write(to: &$0) }
        writer.member("views", views) { $1.write(to: &$0) }
    }
}

extension KindHoursRecord {
    fileprivate func write(to writer: inout ContentWriter) {
        writer.member("kind", kind)
        writer.member("hours", hours)
        writer.member("verification", verification) { $1.write(to: &$0) }
    }
}

extension VerificationRecord {
    fileprivate func write(to writer: inout ContentWriter) {
        writer.member("ratio", ratio)
        writer.member("observations", observations)
        writer.member("interval68", interval68)
        writer.member("interval90", interval90)
        writer.member("verdict", verdict)
        writer.member("verdictName", verdictName)
        writer.member("factor", factor)
    }
}

extension BasesRecord {
    fileprivate func write(to writer: inout ContentWriter) {
        writer.member("quota", quota)
        writer.member("inPost", inPost)
        writer.member("labour", labour)
    }
}

extension FlagRecord {
    fileprivate func write(to writer: inout ContentWriter) {
        writer.member("code", code)
        writer.member("detail", detail)
        writer.member("evidence", evidence) { $1.write(to: &$0) }
    }
}

extension BodyLoadRecord {
    fileprivate func write(to writer: inout ContentWriter) {
        writer.member("body", body)
        writer.member("name", name)
        writer.member("hours", hours)
        writer.member("staff", staff)
        writer.member("saturation", saturation)
    }
}

extension DutyHoursRecord {
    fileprivate func write(to writer: inout ContentWriter) {
        writer.member("duty", duty)
        writer.member("name", name)
        writer.member("isCore", isCore)
        writer.member("hours", hours)
    }
}

extension UncertaintyRecord {
    fileprivate func write(to writer: inout ContentWriter) {
        writer.member("source", source)
        writer.member("sourceName", sourceName)
        writer.member("coefficientOfVariation", coefficientOfVariation)
        writer.member("hours68", hours68)
        writer.member("hours90", hours90)
        writer.member("required68", required68)
        writer.member("required90", required90)
        writer.member("saturation68", saturation68) { $1.write(to: &$0) }
        writer.member("saturation90", saturation90) { $1.write(to: &$0) }
    }
}

extension BasesIntervalRecord {
    fileprivate func write(to writer: inout ContentWriter) {
        writer.member("quota", quota)
        writer.member("inPost", inPost)
        writer.member("labour", labour)
    }
}

extension TimeUseRecord {
    fileprivate func write(to writer: inout ContentWriter) {
        writer.member("personDays", personDays)
        writer.member("people", people)
        writer.member("effectiveHours", effectiveHours)
        writer.member("saturation", saturation)
        writer.member("shareOfYear", shareOfYear)
        writer.member("diagnosis", diagnosis) { $1.write(to: &$0) }
        writer.list("months", months) { $1.write(to: &$0) }
        writer.list("items", items) { $1.write(to: &$0) }
    }
}

extension DiagnosisRecord {
    fileprivate func write(to writer: inout ContentWriter) {
        writer.member("code", code)
        writer.member("name", name)
    }
}

extension LoggedMonthRecord {
    fileprivate func write(to writer: inout ContentWriter) {
        writer.member("month", month)
        writer.member("hours", hours)
        writer.member("personDays", personDays)
        writer.member("saturation", saturation)
    }
}

extension LoggedItemRecord {
    fileprivate func write(to writer: inout ContentWriter) {
        writer.member("item", item)
        writer.member("name", name)
        writer.member("reportedFrequency", reportedFrequency)
        writer.member("loggedFrequency", loggedFrequency)
        writer.member("reportedHours", reportedHours)
        writer.member("loggedHours", loggedHours)
        writer.member("reportedEach", reportedEach)
        writer.member("loggedEach", loggedEach)
    }
}

extension ViewsRecord {
    fileprivate func write(to writer: inout ContentWriter) {
        writer.member("systemCounts", systemCounts) { $1.write(to: &$0) }
        writer.member("busy", busy) { $1.write(to: &$0) }
        writer.member("balance", balance) { $1.write(to: &$0) }
    }
}

extension SystemCountsRecord {
    fileprivate func write(to writer: inout ContentWriter) {
        writer.member("items", items)
        writer.member("agreeing", agreeing)
        writer.member("ratio", ratio)
    }
}

extension StaffViewRecord {
    fileprivate func write(to writer: inout ContentWriter) {
        writer.member("answers", answers)
        writer.member("bestShare", bestShare)
        writer.member("worstShare", worstShare)
    }
}

extension QuotaRecord {
    fileprivate func write(to writer: inout ContentWriter) {
        writer.member("quotaType", quotaType)
        writer.member("approved", approved)
        writer.member("inPost", inPost)
        writer.member("vacant", vacant)
        writer.member("retiring", retiring)
    }
}

extension OpinionRecord {
    fileprivate func write(to writer: inout ContentWriter) {
        writer.member("group", group)
        writer.member("received", received)
        writer.member("valid", valid)
        writer.list("dropped", dropped) { $1.write(to: &$0) }
        writer.member("minimum", minimum)
        writer.member("isSufficient", isSufficient)
        writer.member("isHidden", isHidden)
        writer.member("mean", mean)
        writer.member("standardError", standardError)
        writer.member("alpha", alpha)
        writer.list("items", items) { $1.write(to: &$0) }
    }
}

extension DropRecord {
    fileprivate func write(to writer: inout ContentWriter) {
        writer.member("reason", reason)
        writer.member("count", count)
    }
}

extension OpinionItemRecord {
    fileprivate func write(to writer: inout ContentWriter) {
        writer.member("item", item)
        writer.member("name", name)
        writer.member("count", count)
        writer.member("mean", mean)
        writer.list("distribution", distribution) { $1.write(to: &$0) }
    }
}

extension AnswerCountRecord {
    fileprivate func write(to writer: inout ContentWriter) {
        writer.member("label", label)
        writer.member("count", count)
    }
}

extension FindingRecord {
    fileprivate func write(to writer: inout ContentWriter) {
        writer.member("rule", rule)
        writer.member("title", title)
        writer.member("detail", detail)
        writer.member("severity", severity)
        writer.member("problem", problem)
        writer.member("state", state)
        writer.member("due", due?.description)
        writer.member("closedOn", closedOn?.description)
        writer.member("isOpen", isOpen)
        writer.member("isConfirmed", isConfirmed)
        writer.member("isOverdue", isOverdue)
        writer.member("basis", basis)
        writer.list("evidence", evidence) { $1.write(to: &$0) }
    }
}

extension AdviceRecord {
    fileprivate func write(to writer: inout ContentWriter) {
        writer.member("action", action)
        writer.member("title", title)
        writer.member("quotaType", quotaType)
        writer.member("count", count)
        writer.member("saturationAfter", saturationAfter)
        writer.member("reason", reason)
        writer.member("rule", rule)
        writer.list("considered", considered)
    }
}

extension DataQualityRecord {
    fileprivate func write(to writer: inout ContentWriter) {
        writer.member("grade", grade)
        writer.member("leavesScored", leavesScored)
        writer.member("evidenceShare", evidenceShare)
        writer.member("verificationRatio", verificationRatio)
        writer.member("validAnswerShare", validAnswerShare)
    }
}
