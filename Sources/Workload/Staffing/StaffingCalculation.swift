package import Documents
package import Languages

/// What a file of `quanjing staffing` asks, whichever its method is.
package enum StaffingCalculation: Sendable, Hashable {
    case wisn(WISN)
    case queue(ErlangC)
    case sampling(WorkSampling)
    case timeStudy(TimeStudy)
    case efficiency(LabourEfficiency)

    /// The methods as files name them.
    package static let methods = ["wisn", "erlang-c", "work-sampling", "time-study", "efficiency"]

    package var title: Wording {
        switch self {
        case .wisn: Wording(zh: "工作量指标法（WISN）", en: "Workload indicators of staffing need")
        case .queue: Wording(zh: "窗口排队测算（Erlang C）", en: "Service window (Erlang C)")
        case .sampling: Wording(zh: "工作抽样", en: "Work sampling")
        case .timeStudy: Wording(zh: "测时", en: "Time study")
        case .efficiency: Wording(zh: "劳动效率定编", en: "Staffing by labour efficiency")
        }
    }

    /// Every step with its numbers, as one would check it by hand.
    package var workings: [Wording] {
        switch self {
        case .wisn(let wisn): wisn.workings
        case .queue(let queue): queue.workings
        case .sampling(let sampling): sampling.workings
        case .timeStudy(let study): study.workings
        case .efficiency(let efficiency): efficiency.workings
        }
    }

    /// The document that `quanjing staffing --json` prints; see `docs/formats.md`.
    package func json(_ language: Language) -> JSONValue {
        .object(
            members(language) + [JSONMember("workings", JSONValue(workings.map { $0[language] }))])
    }

    private func members(_ language: Language) -> [JSONMember] {
        switch self {
        case .wisn(let wisn): wisn.members(language)
        case .queue(let queue):
            [
                JSONMember("method", "erlang-c"), JSONMember("traffic", .number(queue.traffic)),
                JSONMember("servers", .integer(queue.servers)),
                JSONMember("rostered", .integer(queue.rostered)),
                JSONMember("serviceLevel", .number(queue.serviceLevel)),
                JSONMember("occupancy", .number(queue.occupancy)),
                JSONMember("waitingProbability", .number(queue.waitingProbability)),
                JSONMember("averageWaitSeconds", .number(queue.averageWaitSeconds)),
            ]
        case .sampling(let sampling):
            [
                JSONMember("method", "work-sampling"),
                JSONMember("observations", .integer(sampling.observations)),
            ]
        case .timeStudy(let study):
            [
                JSONMember("method", "time-study"),
                JSONMember("observedMean", .number(study.observedMean)),
                JSONMember("normal", .number(study.normal)),
                JSONMember("standard", .number(study.standard)),
            ]
        case .efficiency(let efficiency):
            [
                JSONMember("method", "efficiency"),
                JSONMember("required", .integer(efficiency.required)),
                JSONMember("exact", .number(efficiency.exact)),
            ]
        }
    }
}

extension WISN {
    fileprivate func members(_ language: Language) -> [JSONMember] {
        [
            JSONMember("method", "wisn"), JSONMember("allowance", .string(allowance.rawValue)),
            JSONMember("availableTime", .number(time.hours)),
            JSONMember(
                "absences",
                .array(
                    time.absences.filter { $0.days > 0 }.map {
                        ["name": .string($0.name[language]), "hours": .number(time.deduction($0))]
                    })),
            JSONMember(
                "service",
                .array(
                    services.map {
                        let workload = $0.standardWorkload(in: time.hours)
                        return [
                            "name": .string($0.name), "standardWorkload": .number(workload),
                            "required": .number($0.volume / workload),
                        ]
                    })),
            JSONMember("serviceRequired", .number(servicePosts)),
            JSONMember("categoryShare", .number(categoryShare)),
            JSONMember("categoryAllowance", .number(categoryAllowance)),
            JSONMember("individualAllowance", .number(individualAllowance)),
            JSONMember("required", .number(required)), JSONMember("current", .init(current)),
            JSONMember("difference", .init(difference)), JSONMember("ratio", .init(ratio)),
        ]
    }
}
