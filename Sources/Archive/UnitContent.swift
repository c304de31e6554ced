internal import Assessment
internal import Calendars
internal import Documents
internal import Languages

extension UnitResult {
    /// What an archive keeps of the unit: the text that `ContentCoder` makes of it, without asking
    /// the run time what each value is.
    func content() -> ByteBuffer {
        var json = JSONWriter(.content, capacity: 1 << 16)
        json.object { writeMembers(to: &$0) }
        return json.finish()
    }
}

extension UnitResult {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.member("unit", unit)
        json.member("name", name)
        json.member("class", `class`)
        json.member("level", level)
        json.member("category", category)
        json.member("funding", funding)
        json.member("department", department)
        json.member("gradeLevel", gradeLevel)
        json.member("score", score)
        json.member("grade", grade)
        json.member("uncappedGrade", uncappedGrade)
        json.member("rank", rank)
        json.member("rankInterval", rankInterval)
        json.member("scoreBounds", scoreBounds)
        json.member("compliance", compliance)
        json.member("benefit", benefit)
        json.member("coverage", coverage)
        json.list("nodes", nodes) { $1.writeMembers(to: &$0) }
        json.list("indicators", indicators) { $1.writeMembers(to: &$0) }
        json.member("saturation", saturation) { $1.writeMembers(to: &$0) }
        json.list("quotas", quotas) { $1.writeMembers(to: &$0) }
        json.list("opinion", opinion) { $1.writeMembers(to: &$0) }
        json.list("findings", findings) { $1.writeMembers(to: &$0) }
        json.list("advice", advice) { $1.writeMembers(to: &$0) }
        json.member("dataQuality", dataQuality) { $1.writeMembers(to: &$0) }
    }
}

extension NodeScoreRecord {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.member("code", code)
        json.member("score", score)
        json.member("coverage", coverage)
    }
}

extension IndicatorRecord {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.member("code", code)
        json.member("raw", raw)
        json.member("score", score)
        json.member("weight", weight)
        json.member("effectiveWeight", effectiveWeight)
        json.member("contribution", contribution)
        json.member("missing", missing)
        json.member("fullMarkAt", fullMarkAt)
        json.member("missingReason", missingReason)
        json.member("working", working)
        json.list("evidence", evidence) { $1.writeMembers(to: &$0) }
    }
}

extension SaturationRecord {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.member("hours", hours)
        json.member("difficultyHours", difficultyHours)
        json.list("hoursByKind", hoursByKind) { $1.writeMembers(to: &$0) }
        json.member("persons", persons) { $1.writeMembers(to: &$0) }
        json.member("capacityHours", capacityHours) { $1.writeMembers(to: &$0) }
        json.member("saturation", saturation) { $1.writeMembers(to: &$0) }
        json.member("interval", interval)
        json.member("requiredStaff", requiredStaff)
        json.member("band", band)
        json.member("verificationRatio", verificationRatio)
        json.member("verdict", verdict)
        json.list("flags", flags) { $1.writeMembers(to: &$0) }
        json.member("balance", balance)
        json.list("bodies", bodies) { $1.writeMembers(to: &$0) }
        json.list("duties", duties) { $1.writeMembers(to: &$0) }
        json.member("volumeChange", volumeChange)
        json.member("evidenceShare", evidenceShare)
        json.member("uncertainty", uncertainty) { $1.writeMembers(to: &$0) }
        json.member("verificationInterval", verificationInterval)
        json.member("verificationCount", verificationCount)
        json.member("timeUse", timeUse) { $1.writeMembers(to: &$0) }
        json.member("views", views) { $1.writeMembers(to: &$0) }
    }
}

extension KindHoursRecord {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.member("kind", kind)
        json.member("hours", hours)
        json.member("verification", verification) { $1.writeMembers(to: &$0) }
    }
}

extension VerificationRecord {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.member("ratio", ratio)
        json.member("observations", observations)
        json.member("interval68", interval68)
        json.member("interval90", interval90)
        json.member("verdict", verdict)
        json.member("verdictName", verdictName)
        json.member("factor", factor)
    }
}

extension FlagRecord {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.member("code", code)
        json.member("detail", detail)
        json.member("evidence", evidence) { $1.writeMembers(to: &$0) }
    }
}

extension BodyLoadRecord {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.member("body", body)
        json.member("name", name)
        json.member("hours", hours)
        json.member("staff", staff)
        json.member("saturation", saturation)
    }
}

extension DutyHoursRecord {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.member("duty", duty)
        json.member("name", name)
        json.member("isCore", isCore)
        json.member("hours", hours)
    }
}

extension UncertaintyRecord {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.member("source", source)
        json.member("sourceName", sourceName)
        json.member("coefficientOfVariation", coefficientOfVariation)
        json.member("hours68", hours68)
        json.member("hours90", hours90)
        json.member("required68", required68)
        json.member("required90", required90)
        json.member("saturation68", saturation68) { $1.writeMembers(to: &$0) }
        json.member("saturation90", saturation90) { $1.writeMembers(to: &$0) }
    }
}

extension TimeUseRecord {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.member("personDays", personDays)
        json.member("people", people)
        json.member("effectiveHours", effectiveHours)
        json.member("saturation", saturation)
        json.member("shareOfYear", shareOfYear)
        json.member("diagnosis", diagnosis) { $1.writeMembers(to: &$0) }
        json.list("months", months) { $1.writeMembers(to: &$0) }
        json.list("items", items) { $1.writeMembers(to: &$0) }
    }
}

extension DiagnosisRecord {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.member("code", code)
        json.member("name", name)
    }
}

extension OpinionRecord {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.member("group", group)
        json.member("received", received)
        json.member("valid", valid)
        json.list("dropped", dropped) { $1.writeMembers(to: &$0) }
        json.member("minimum", minimum)
        json.member("isSufficient", isSufficient)
        json.member("isHidden", isHidden)
        json.member("mean", mean)
        json.member("standardError", standardError)
        json.member("alpha", alpha)
        json.list("items", items) { $1.writeMembers(to: &$0) }
    }
}

extension DropRecord {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.member("reason", reason)
        json.member("count", count)
    }
}

extension OpinionItemRecord {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.member("item", item)
        json.member("name", name)
        json.member("count", count)
        json.member("mean", mean)
        json.list("distribution", distribution) { $1.writeMembers(to: &$0) }
    }
}

extension AnswerCountRecord {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.member("label", label)
        json.member("count", count)
    }
}

extension FindingRecord {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.member("rule", rule)
        json.member("title", title)
        json.member("detail", detail)
        json.member("severity", severity)
        json.member("problem", problem)
        json.member("state", state)
        json.member("due", due?.description)
        json.member("closedOn", closedOn?.description)
        json.member("isOpen", isOpen)
        json.member("isConfirmed", isConfirmed)
        json.member("isOverdue", isOverdue)
        json.member("basis", basis)
        json.list("evidence", evidence) { $1.writeMembers(to: &$0) }
    }
}

extension AdviceRecord {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.member("action", action)
        json.member("title", title)
        json.member("quotaType", quotaType)
        json.member("count", count)
        json.member("saturationAfter", saturationAfter)
        json.member("reason", reason)
        json.member("rule", rule)
        json.list("considered", considered)
    }
}

extension JSONWriter {
    fileprivate mutating func member(_ key: StaticString, _ wording: Wording?) {
        member(key, wording) { $1.writeMembers(to: &$0) }
    }

    fileprivate mutating func list(_ key: StaticString, _ wordings: [Wording]) {
        list(key, wordings) { $1.writeMembers(to: &$0) }
    }
}

extension Wording {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.member("zh", zh)
        json.member("en", en)
    }
}
