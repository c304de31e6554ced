package import Assessment
package import Documents
package import Languages

/// The document of `quanjing saturation --json`; see `docs/formats.md`.
package struct SaturationDocument: JSONWritable, Sendable {
    private let units: [FolderSaturations.Unit]
    private let language: Language

    package init(_ units: [FolderSaturations.Unit], language: Language) {
        self.units = units
        self.language = language
    }

    /// A unit without work items has its name alone, and null in the place of its saturation.
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.list("units", units) { json, unit in
                json.member("unit", unit.unit)
                json.member("name", unit.name)
                if let record = unit.saturation {
                    record.writeMembers(to: &json, language)
                } else {
                    json.member("saturation", .null)
                }
            }
        }
    }
}

extension SaturationRecord {
    /// The members of a unit's saturation in every document that tells it.
    func writeMembers(to json: inout JSONWriter, _ language: Language) {
        json.member("hours", hours)
        json.member("difficultyHours", difficultyHours)
        json.member("persons", persons) { $1.writeMembers(to: &$0) }
        json.member("capacityHours", capacityHours) { $1.writeMembers(to: &$0) }
        json.member("saturation", saturation) { $1.writeMembers(to: &$0) }
        json.member("interval", interval)
        json.member("requiredStaff", requiredStaff)
        json.member("band", band?[language])
        json.member("verificationRatio", verificationRatio)
        json.member("flags", flags, text: { $0.code })
        json.member("balance", balance)
        json.list("details", flags) { $1.writeMembers(to: &$0, language) }
        json.member("uncertainty", uncertainty) { $1.writeMembers(to: &$0) }
        json.member("verificationInterval", verificationInterval)
        json.member("timeUse", timeUse) { $1.writeMembers(to: &$0, language) }
        json.list("kinds", hoursByKind) { $1.writeMembers(to: &$0, language) }
        json.member("views", views) { $1.writeMembers(to: &$0) }
    }
}

extension KindHoursRecord {
    fileprivate func writeMembers(to json: inout JSONWriter, _ language: Language) {
        json.member("kind", kind)
        json.member("hours", hours)
        json.member("verification", verification) { $1.writeMembers(to: &$0, language) }
    }
}

extension VerificationRecord {
    fileprivate func writeMembers(to json: inout JSONWriter, _ language: Language) {
        json.member("ratio", ratio)
        json.member("observations", observations)
        json.member("interval68", interval68)
        json.member("interval90", interval90)
        json.member("verdict", verdict)
        json.member("verdictText", verdictName[language])
        json.member("factor", factor)
    }
}

extension UncertaintyRecord {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.member("source", source)
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
    fileprivate func writeMembers(to json: inout JSONWriter, _ language: Language) {
        json.member("personDays", personDays)
        json.member("people", people)
        json.member("effectiveHours", effectiveHours)
        json.member("saturation", saturation)
        json.member("shareOfYear", shareOfYear)
        json.member("diagnosis", diagnosis?.code)
        json.member("diagnosisText", diagnosis?.name[language])
        json.list("months", months) { $1.writeMembers(to: &$0) }
        json.list("items", items) { $1.writeMembers(to: &$0) }
    }
}

extension FlagRecord {
    fileprivate func writeMembers(to json: inout JSONWriter, _ language: Language) {
        json.member("code", code)
        json.member("detail", detail[language])
        json.member("lines", evidence?.lines ?? [])
    }
}
