package import Languages

/// The steps of each calculator in words and numbers.

private func shown(_ value: Double) -> String { numeral(value, decimals: 6) }
private func shown(_ value: Double, _ decimals: Int) -> String {
    numeral(value, decimals: decimals)
}

extension WISN {
    package var workings: [Wording] {
        [timeLine] + services.map(line) + [sumLine] + category.map(line) + [allowanceLine]
            + individual.map(line) + [requiredLine] + comparison
    }

    private var hours: String { shown(time.hours, 4) }

    private var timeLine: Wording {
        if let contract = time.contractHours { return contractLine(contract) }
        let zh = time.absences.map { " − \($0.name.zh)\(shown($0.days, 2))" }.joined()
        let en = time.absences.map { " − \($0.name.en) \(shown($0.days, 2))" }.joined()
        let product = " × \(shown(time.hoursPerDay, 2))"
        return Wording(
            zh: "可用工作时间 =（工作日\(shown(time.workingDays, 2))\(zh)）天\(product) 小时 = "
                + "\(shown(time.days, 2)) 天\(product) 小时 = \(hours) 小时",
            en: "available time = (working days \(shown(time.workingDays, 2))\(en))\(product) h = "
                + "\(shown(time.days, 2)) days\(product) h = \(hours) h")
    }

    private func contractLine(_ contract: Double) -> Wording {
        func shares(_ name: (Wording) -> String) -> String {
            time.absences.map { absence in
                " − \(name(absence.name)) \(shown(absence.percent ?? 0, 4))% "
                    + "(\(shown(time.deduction(absence), 2)))"
            }.joined()
        }
        return Wording(
            zh: "可用工作时间 = 合同工时 \(shown(contract, 2))\(shares(\.zh)) = \(hours) 小时（各项扣除不先取整）",
            en: "available time = contract hours \(shown(contract, 2))\(shares(\.en)) = \(hours) h "
                + "(deductions aren't rounded first)")
    }

    private func line(_ service: Service) -> Wording {
        let workload = service.standardWorkload(in: time.hours)
        let standard =
            switch service.standard {
            case .hours(let each):
                Wording(zh: "\(hours) ÷ \(shown(each)) 小时", en: "\(hours) ÷ \(shown(each)) h")
            case .minutes(let each):
                Wording(
                    zh: "\(hours) × 60 ÷ \(shown(each)) 分钟",
                    en: "\(hours) × 60 ÷ \(shown(each)) min")
            case .rate(let rate):
                Wording(
                    zh: "\(hours) × 每小时 \(shown(rate))", en: "\(hours) × \(shown(rate)) an hour")
            }
        let posts =
            "\(shown(service.volume, 4)) ÷ \(shown(workload)) = \(shown(service.volume / workload))"
        return Wording(
            zh: "“\(service.name)”标准工作量 = \(standard.zh) = \(shown(workload))；需 \(posts) 人",
            en: "“\(service.name)”: standard workload = \(standard.en) = \(shown(workload)); "
                + "\(posts) people")
    }

    private var sumLine: Wording {
        Wording(
            zh: "业务工作合计需 \(shown(servicePosts)) 人",
            en: "services together: \(shown(servicePosts)) people")
    }

    private func line(_ work: CategoryWork) -> Wording {
        let share = percent(work.share(of: time), decimals: 4)
        return Wording(
            zh: "全员辅助工作“\(work.name)”：\(work.amount.working(time).zh) = \(share)",
            en: "work of all, “\(work.name)”: \(work.amount.working(time).en) = \(share)")
    }

    private var allowanceLine: Wording {
        let share = percent(categoryShare, decimals: 4)
        switch allowance {
        case .multiplicative:
            return Wording(
                zh: "类别宽放系数 CAF = 1 ÷（1 − \(share)）= \(shown(categoryAllowance))",
                en: "category allowance factor = 1 ÷ (1 − \(share)) = \(shown(categoryAllowance))")
        case .additive:
            return Wording(
                zh: "类别宽放（相加法，只加一次）= \(share) = \(shown(categoryAllowance)) 人",
                en:
                    "category allowance (added once) = \(share) = \(shown(categoryAllowance)) people"
            )
        }
    }

    private func line(_ work: IndividualWork) -> Wording {
        let posts = shown(work.hoursPerYear * work.staff / time.hours)
        let product =
            "\(shown(work.hoursPerYear, 4)) × \(shown(work.staff, 4)) ÷ \(hours) = \(posts)"
        return Wording(
            zh: "个别人员工作“\(work.name)”：\(product) 人",
            en: "work of some, “\(work.name)”: \(product) people")
    }

    private var requiredLine: Wording {
        let sign = allowance == .additive ? "+" : "×"
        let sum =
            "\(shown(servicePosts)) \(sign) \(shown(categoryAllowance)) + "
            + "\(shown(individualAllowance)) = \(shown(required))"
        return Wording(zh: "需要人数 = \(sum) 人", en: "required = \(sum) people")
    }

    private var comparison: [Wording] {
        guard let current, let difference else { return [] }
        let ratio = ratio.map { shown($0) } ?? "—"
        let (is_, gap) = (shown(current, 4), shown(difference))
        return [
            Wording(
                zh: "现有 \(is_) 人：差 = \(is_) − \(shown(required)) = \(gap) 人；"
                    + "WISN 比率 = \(is_) ÷ \(shown(required)) = \(ratio)",
                en: "current \(is_): difference = \(is_) − \(shown(required)) = \(gap); "
                    + "WISN ratio = \(is_) ÷ \(shown(required)) = \(ratio)")
        ]
    }
}

extension WISN.CategoryWork.Amount {
    fileprivate func working(_ time: WISN.AvailableTime) -> Wording {
        switch self {
        case .percent(let percent):
            Wording(zh: "占工作时间 \(shown(percent))%", en: "\(shown(percent))% of the time")
        case .hours(let hours, let period): period.working("\(shown(hours))", time)
        case .minutes(let minutes, let period): period.working("\(shown(minutes)) ÷ 60", time)
        }
    }
}

extension WISN.CategoryWork.Period {
    fileprivate func working(_ hours: String, _ time: WISN.AvailableTime) -> Wording {
        let division =
            switch self {
            case .day: "\(hours) ÷ \(shown(time.hoursPerDay, 4))"
            case .week: "\(hours) ÷ \(shown(time.hoursPerWeek, 4))"
            case .month: "\(hours) × 12 ÷ \(shown(time.hours, 4))"
            case .year: "\(hours) ÷ \(shown(time.hours, 4))"
            }
        return Wording(
            zh: "每\(name.zh)工时 \(division)", en: "hours a \(name.en) \(division)")
    }
}

extension ErlangC {
    package var workings: [Wording] {
        let product =
            "\(shown(arrivals, 4)) × \(shown(handleMinutes, 4)) ÷ \(shown(intervalMinutes, 4))"
        let level = percent(serviceLevel, decimals: 4)
        let goal = percent(targetLevel, decimals: 2)
        let limit = percent(maximumOccupancy, decimals: 2)
        let seconds = shown(targetSeconds, 2)
        let staying = shown(remainder(of: shrinkage))
        return [
            Wording(
                zh: "话务量 = 到达 × 每件办理分钟 ÷ 时段分钟 = \(product) = \(shown(traffic)) Erlang",
                en:
                    "traffic = arrivals × handling ÷ interval = \(product) = \(shown(traffic)) Erlang"
            ),
            Wording(
                zh: "窗口数由小到大逐个试：第一个使 \(seconds) 秒内受理率不低于 \(goal)、"
                    + "忙碌率不高于 \(limit) 的是 \(servers) 个",
                en: "servers are tried one by one: \(servers) is the first at which \(goal) are "
                    + "served within \(seconds) s and servers are busy at most \(limit)"),
            Wording(
                zh: "需等待的概率（Erlang C）= \(shown(waitingProbability))",
                en: "probability of waiting (Erlang C) = \(shown(waitingProbability))"),
            Wording(
                zh: "受理率 = 1 − \(shown(waitingProbability)) × e^(−(\(servers) − \(shown(traffic)))"
                    + " × \(seconds) ÷ \(shown(60 * handleMinutes, 2))) = \(level)",
                en: "service level = 1 − \(shown(waitingProbability)) × e^(−(\(servers) − "
                    + "\(shown(traffic))) × \(seconds) ÷ \(shown(60 * handleMinutes, 2))) = \(level)"
            ),
            Wording(
                zh: "忙碌率 = \(shown(traffic)) ÷ \(servers) = \(percent(occupancy, decimals: 4))；"
                    + "平均等待 \(shown(averageWaitSeconds, 3)) 秒",
                en: "occupancy = \(shown(traffic)) ÷ \(servers) = "
                    + "\(percent(occupancy, decimals: 4)); average wait "
                    + "\(shown(averageWaitSeconds, 3)) s"),
            Wording(
                zh: "排班人数 = \(servers) ÷（1 − 离岗率 \(shown(shrinkage))）= \(servers) ÷ \(staying)，"
                    + "不足一人按一人 = \(rostered) 人",
                en: "rostered = \(servers) ÷ (1 − shrinkage \(shown(shrinkage))) = "
                    + "\(servers) ÷ \(staying), a part of one counting as one = \(rostered)"),
        ]
    }
}

extension WorkSampling {
    package var workings: [Wording] {
        let product =
            "\(shown(deviations))² × \(shown(share)) × \(shown(remainder(of: share))) "
            + "÷ \(shown(error))²"
        return [
            Wording(
                zh: "观测次数 = z² × p ×（1 − p）÷ e² = \(product)，不足一次按一次 = \(observations) 次",
                en: "observations = z² × p × (1 − p) ÷ e² = \(product), a part counting as one = "
                    + "\(observations)")
        ]
    }
}

extension TimeStudy {
    package var workings: [Wording] {
        let sum = observed.prefix(20).map { shown($0) }.joined(separator: " + ")
        let rest = observed.count > 20 ? " + …" : ""
        let last =
            switch basis {
            case .normalTime: "\(shown(normal)) × (1 + \(shown(allowance)))"
            case .jobTime: "\(shown(normal)) ÷ (1 − \(shown(allowance)))"
            }
        return [
            Wording(
                zh: "观测均值 =（\(sum)\(rest)）÷ \(observed.count) = \(shown(observedMean))",
                en: "observed mean = (\(sum)\(rest)) ÷ \(observed.count) = \(shown(observedMean))"),
            Wording(
                zh: "正常时间 = \(shown(observedMean)) × 评定系数 \(shown(rating)) = \(shown(normal))",
                en: "normal time = \(shown(observedMean)) × rating \(shown(rating)) = "
                    + "\(shown(normal))"),
            Wording(
                zh: "标准时间 = \(last) = \(shown(standard))"
                    + (basis == .normalTime ? "（宽放占正常时间）" : "（宽放占作业时间）"),
                en: "standard time = \(last) = \(shown(standard))"
                    + (basis == .normalTime
                        ? " (allowance on normal time)" : " (allowance on job time)")),
        ]
    }
}

extension LabourEfficiency {
    package var workings: [Wording] {
        let rates = "\(shown(days)) × \(shown(attendance)) × \(shown(completion))"
        let (zh, en, quotient) =
            switch norm {
            case .outputPerDay(let output):
                (
                    "任务总量 ÷（产量定额 × 工作日 × 出勤率 × 定额完成率）",
                    "task ÷ (output a day × days × attendance × completion)",
                    "\(shown(task)) ÷ (\(shown(output)) × \(rates))"
                )
            case .hours(let hours, let hoursPerDay):
                (
                    "任务总量 × 工时定额 ÷（日工时 × 工作日 × 出勤率 × 定额完成率）",
                    "task × hours each ÷ (hours a day × days × attendance × completion)",
                    "\(shown(task)) × \(shown(hours)) ÷ (\(shown(hoursPerDay)) × \(rates))"
                )
            }
        return [
            Wording(
                zh: "定编人数 = \(zh) = \(quotient) = \(shown(exact))",
                en: "staff = \(en) = \(quotient) = \(shown(exact))"),
            Wording(
                zh: "不足一人按一人计：\(required) 人",
                en: "a part of a person counts as one: \(required) people"),
        ]
    }
}
