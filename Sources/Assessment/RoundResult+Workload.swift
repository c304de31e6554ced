internal import Institutions
internal import Languages
internal import Workload

/// How the values of the workload room become records of a result. Nothing is computed here.

extension SaturationRecord {
    init(_ workload: UnitWorkload, in folder: EvaluationFolder) {
        let (demand, time) = (workload.demand, folder.settings.workingTime)
        self.init(
            hours: demand.hours, difficultyHours: demand.difficultyHours,
            hoursByKind: demand.byKind.map {
                .init(
                    kind: $0.kind.rawValue, hours: $0.hours,
                    verification: $0.verification.map(VerificationRecord.init))
            },
            persons: BasesRecord(workload.saturation.persons),
            capacityHours: BasesRecord(workload.saturation.capacityHours),
            saturation: BasesRecord(workload.saturation.ratio),
            interval: workload.interval(on: \.labour)?.ends90,
            requiredStaff: workload.requiredStaff, band: workload.band?.name,
            verificationRatio: workload.verification?.ratio, verdict: workload.verdict?.name,
            flags: workload.flags.map { FlagRecord($0, in: folder) }, balance: workload.balance,
            bodies: workload.bodies.map {
                .init(
                    body: $0.body, name: $0.name, hours: $0.hours, staff: $0.staff,
                    saturation: $0.saturation)
            },
            duties: demand.byDuty.map {
                .init(duty: $0.duty, name: $0.name, isCore: $0.isCore, hours: $0.hours)
            },
            volumeChange: demand.volumeChange.map { 100 * $0 },
            evidenceShare: demand.evidenceShare,
            uncertainty: UncertaintyRecord(workload, time: time),
            verificationInterval: workload.verification?.interval?.ends90,
            verificationCount: workload.verification?.observations,
            timeUse: workload.timeUse.map {
                TimeUseRecord($0, diagnosis: workload.diagnosis, time: time)
            }, views: ViewsRecord(workload.views))
    }
}

extension VerificationRecord {
    init(_ verification: Verification) {
        self.init(
            ratio: verification.ratio, observations: verification.observations,
            interval68: verification.interval?.ends68, interval90: verification.interval?.ends90,
            verdict: verification.verdict.code, verdictName: verification.verdict.name,
            factor: verification.factor)
    }
}

extension ViewsRecord {
    init(_ views: FurtherViews) {
        self.init(
            systemCounts: views.systemCounts.map {
                .init(items: $0.items, agreeing: $0.agreeing, ratio: $0.ratio)
            }, busy: views.busy.map(StaffViewRecord.init),
            balance: views.balance.map(StaffViewRecord.init))
    }
}

extension StaffViewRecord {
    init(_ view: StaffView) {
        self.init(
            answers: view.answers, bestShare: view.bestShare, worstShare: view.worstShare)
    }
}

extension UncertaintyRecord {
    /// - Returns: Nil for a unit without hours.
    init?(_ workload: UnitWorkload, time: WorkingTime) {
        guard let uncertainty = workload.uncertainty,
            let required = workload.requiredInterval(time: time)
        else { return nil }
        self.init(
            source: uncertainty.source.rawValue, sourceName: uncertainty.source.name,
            coefficientOfVariation: uncertainty.coefficientOfVariation,
            hours68: uncertainty.hours.ends68, hours90: uncertainty.hours.ends90,
            required68: required.ends68, required90: required.ends90,
            saturation68: BasesIntervalRecord(workload, \.ends68),
            saturation90: BasesIntervalRecord(workload, \.ends90))
    }
}

extension BasesIntervalRecord {
    init(_ workload: UnitWorkload, _ ends: KeyPath<Interval, [Double]>) {
        self.init(
            quota: workload.interval(on: \.quota)?[keyPath: ends],
            inPost: workload.interval(on: \.inPost)?[keyPath: ends],
            labour: workload.interval(on: \.labour)?[keyPath: ends])
    }
}

extension TimeUseRecord {
    init(_ use: TimeUse, diagnosis: LoadDiagnosis?, time: WorkingTime) {
        self.init(
            personDays: use.personDays, people: use.people, effectiveHours: use.effectiveHours,
            saturation: use.saturation, shareOfYear: use.shareOfYear,
            diagnosis: diagnosis.map { .init(code: $0.rawValue, name: $0.name) },
            months: use.months.map {
                .init(
                    month: $0.month, hours: $0.minutes / 60, personDays: $0.personDays,
                    saturation: $0.saturation(hoursPerDay: time.hoursPerDay))
            },
            items: use.comparisons.map {
                .init(
                    item: $0.item, name: $0.name, reportedFrequency: $0.reportedFrequency,
                    loggedFrequency: $0.loggedFrequency, reportedHours: $0.reportedHours,
                    loggedHours: $0.loggedHours, reportedEach: $0.reportedEach,
                    loggedEach: $0.loggedEach)
            })
    }
}

extension FlagRecord {
    init(_ flag: WorkFlag, in folder: EvaluationFolder) {
        let (file, columns) =
            switch flag.form {
            case .workLog: (WorkItem.form.file, ["frequency", "hours", "people"])
            case .timeLog: (TimeLogForm.file, ["minutes", "count"])
            }
        self.init(
            code: flag.code.rawValue, detail: flag.detail,
            evidence: flag.lines.isEmpty
                ? nil
                : EvidenceRecord.all(
                    Evidence(file: file, lines: flag.lines, columns: columns), in: folder
                ).first)
    }
}
