package import Assessment
package import Documents
package import Languages

/// The document of `quanjing saturation --json`; see `docs/formats.md`.
package struct SaturationDocument: Sendable {
    private let units: [FolderSaturations.Unit]
    private let language: Language

    package init(_ units: [FolderSaturations.Unit], language: Language) {
        self.units = units
        self.language = language
    }

    /// A unit without work items has its name alone, and null in the place of its saturation.
    package var json: JSONValue {
        [
            "units": .array(
                units.map { unit in
                    let head = [
                        JSONMember("unit", .string(unit.unit)),
                        JSONMember("name", .string(unit.name)),
                    ]
                    guard let record = unit.saturation else {
                        return .object(head + [JSONMember("saturation", .null)])
                    }
                    return .object(head + record.members(language))
                })
        ]
    }
}

extension SaturationRecord {
    /// The members of a unit's saturation in every document that tells it.
    func members(_ language: Language) -> [JSONMember] {
        [
            JSONMember("hours", .number(hours)),
            JSONMember("difficultyHours", .number(difficultyHours)),
            JSONMember("persons", persons.json),
            JSONMember("capacityHours", capacityHours.json),
            JSONMember("saturation", saturation.json),
            JSONMember("interval", .init(interval)),
            JSONMember("requiredStaff", .init(requiredStaff)),
            JSONMember("band", .init(band?[language])),
            JSONMember("verificationRatio", .init(verificationRatio)),
            JSONMember("flags", JSONValue(flags.map(\.code))),
            JSONMember("balance", .init(balance)),
            JSONMember("details", .array(flags.map { $0.json(language) })),
            JSONMember("uncertainty", uncertainty?.json ?? .null),
            JSONMember("verificationInterval", .init(verificationInterval)),
            JSONMember("timeUse", timeUse?.json(language) ?? .null),
            JSONMember("kinds", .array(hoursByKind.map { $0.json(language) })),
            JSONMember("views", views?.json ?? .null),
        ]
    }
}

extension BasesRecord {
    var json: JSONValue {
        ["quota": .init(quota), "inPost": .init(inPost), "labour": .init(labour)]
    }
}

extension KindHoursRecord {
    fileprivate func json(_ language: Language) -> JSONValue {
        [
            "kind": .string(kind), "hours": .number(hours),
            "verification": verification?.json(language) ?? .null,
        ]
    }
}

extension VerificationRecord {
    fileprivate func json(_ language: Language) -> JSONValue {
        [
            "ratio": .number(ratio), "observations": .integer(observations),
            "interval68": .init(interval68), "interval90": .init(interval90),
            "verdict": .string(verdict), "verdictText": .string(verdictName[language]),
            "factor": .number(factor),
        ]
    }
}

extension ViewsRecord {
    fileprivate var json: JSONValue {
        [
            "systemCounts": systemCounts.map {
                [
                    "items": .integer($0.items), "agreeing": .integer($0.agreeing),
                    "ratio": .init($0.ratio),
                ]
            } ?? .null,
            "busy": busy?.json ?? .null, "balance": balance?.json ?? .null,
        ]
    }
}

extension StaffViewRecord {
    fileprivate var json: JSONValue {
        [
            "answers": .integer(answers), "bestShare": .number(bestShare),
            "worstShare": .number(worstShare),
        ]
    }
}

extension UncertaintyRecord {
    fileprivate var json: JSONValue {
        [
            "source": .string(source),
            "coefficientOfVariation": .number(coefficientOfVariation),
            "hours68": .init(hours68), "hours90": .init(hours90),
            "required68": .init(required68), "required90": .init(required90),
            "saturation68": saturation68.json, "saturation90": saturation90.json,
        ]
    }
}

extension BasesIntervalRecord {
    fileprivate var json: JSONValue {
        ["quota": .init(quota), "inPost": .init(inPost), "labour": .init(labour)]
    }
}

extension TimeUseRecord {
    fileprivate func json(_ language: Language) -> JSONValue {
        [
            "personDays": .integer(personDays), "people": .integer(people),
            "effectiveHours": .number(effectiveHours), "saturation": .init(saturation),
            "shareOfYear": .init(shareOfYear), "diagnosis": .init(diagnosis?.code),
            "diagnosisText": .init(diagnosis?.name[language]),
            "months": .array(
                months.map {
                    [
                        "month": .integer($0.month), "hours": .number($0.hours),
                        "personDays": .integer($0.personDays),
                        "saturation": .number($0.saturation),
                    ]
                }),
            "items": .array(items.map(\.json)),
        ]
    }
}

extension LoggedItemRecord {
    fileprivate var json: JSONValue {
        [
            "item": .string(item), "name": .string(name),
            "reportedFrequency": .number(reportedFrequency),
            "loggedFrequency": .init(loggedFrequency), "reportedHours": .number(reportedHours),
            "loggedHours": .init(loggedHours), "reportedEach": .number(reportedEach),
            "loggedEach": .init(loggedEach),
        ]
    }
}

extension FlagRecord {
    fileprivate func json(_ language: Language) -> JSONValue {
        [
            "code": .string(code), "detail": .string(detail[language]),
            "lines": .array((evidence?.lines ?? []).map(JSONValue.integer)),
        ]
    }
}

extension QuotaRecord {
    var json: JSONValue {
        [
            "quotaType": .string(quotaType), "approved": .integer(approved),
            "inPost": .integer(inPost), "vacant": .integer(vacant), "retiring": .integer(retiring),
        ]
    }
}
