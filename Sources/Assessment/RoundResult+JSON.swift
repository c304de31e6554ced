package import Documents

// Records that every document tells in the same members: `result.json`, what commands print and
// what archives keep, where the names are those by which the record is read back. What a document
// tells in one language, or only in part, it writes itself.

extension EvidenceRecord {
    /// Cells of an input file; at most twenty lines are named.
    package func writeMembers(to json: inout JSONWriter) {
        json.member("file", file)
        json.member("lines", lines)
        json.member("lineCount", lineCount)
        json.member("columns", columns)
    }
}

extension BasesRecord {
    package func writeMembers(to json: inout JSONWriter) {
        json.member("quota", quota)
        json.member("inPost", inPost)
        json.member("labour", labour)
    }
}

extension BasesIntervalRecord {
    package func writeMembers(to json: inout JSONWriter) {
        json.member("quota", quota)
        json.member("inPost", inPost)
        json.member("labour", labour)
    }
}

extension LoggedMonthRecord {
    package func writeMembers(to json: inout JSONWriter) {
        json.member("month", month)
        json.member("hours", hours)
        json.member("personDays", personDays)
        json.member("saturation", saturation)
    }
}

extension LoggedItemRecord {
    package func writeMembers(to json: inout JSONWriter) {
        json.member("item", item)
        json.member("name", name)
        json.member("reportedFrequency", reportedFrequency)
        json.member("loggedFrequency", loggedFrequency)
        json.member("reportedHours", reportedHours)
        json.member("loggedHours", loggedHours)
        json.member("reportedEach", reportedEach)
        json.member("loggedEach", loggedEach)
    }
}

extension ViewsRecord {
    package func writeMembers(to json: inout JSONWriter) {
        json.member("systemCounts", systemCounts) { $1.writeMembers(to: &$0) }
        json.member("busy", busy) { $1.writeMembers(to: &$0) }
        json.member("balance", balance) { $1.writeMembers(to: &$0) }
    }
}

extension SystemCountsRecord {
    package func writeMembers(to json: inout JSONWriter) {
        json.member("items", items)
        json.member("agreeing", agreeing)
        json.member("ratio", ratio)
    }
}

extension StaffViewRecord {
    package func writeMembers(to json: inout JSONWriter) {
        json.member("answers", answers)
        json.member("bestShare", bestShare)
        json.member("worstShare", worstShare)
    }
}

extension QuotaRecord {
    package func writeMembers(to json: inout JSONWriter) {
        json.member("quotaType", quotaType)
        json.member("approved", approved)
        json.member("inPost", inPost)
        json.member("vacant", vacant)
        json.member("retiring", retiring)
    }
}

extension DataQualityRecord {
    package func writeMembers(to json: inout JSONWriter) {
        json.member("grade", grade)
        json.member("leavesScored", leavesScored)
        json.member("evidenceShare", evidenceShare)
        json.member("verificationRatio", verificationRatio)
        json.member("validAnswerShare", validAnswerShare)
    }
}
