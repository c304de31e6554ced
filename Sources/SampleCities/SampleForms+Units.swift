internal import Draws
import Calendars

extension SampleFile {
    /// The columns by which units are told apart and compared.
    static let unitColumns = "单位编码 单位名称 层级 类别 经费形式 评估序列 岗位结构类型 行政区划 主管部门 规格"

    func cells(describing unit: SampleUnit) {
        let kind = unit.kind
        cell(unit.id)
        cell(unit.name)
        cell("市")
        cell(kind.category.rawValue)
        cell(kind.funding)
        cell(kind.unitClass.rawValue)
        cell(kind.structure.rawValue)
        cell(SampleUnit.cityName)
        cell(kind.department.map(SampleUnit.name) ?? "明川市人民政府")
        cell(kind.levels.chief)
    }

    func cell(_ day: Day?) {
        if let day { cell(day.description) } else { blank() }
    }
}

/// Who the units are, what they are for, which posts they have.
extension SampleForms {
    func writeUnit(_ unit: SampleUnit) throws(SampleError) {
        let isYoung = unit.facts.contains(.youngUnit)
        let founded = isYoung ? parameters.firstYear : 1996 + unit.index * 7 % 24
        units.cells(describing: unit)
        units.cell(unit.day(founded, 5, 10))
        units.cell(unit.day(founded, 3, 15))
        units.cell("明编〔\(founded)〕\(unit.index % 60 + 1)号")
        units.cell(unit.bodies.count { $0.isAuthorised })
        units.cell(unit.outsideCap)
        units.cell(unit.name)
        units.cell(unit.name)
        try units.end()
    }

    func write(_ duties: [SampleDuty], of unit: SampleUnit) throws(SampleError) {
        let triggers = unit.triggers(of: duties)
        for (place, duty) in duties.enumerated() {
            self.duties.cell(unit.id)
            self.duties.cell(unit.dutyID(place))
            self.duties.cell(duty.name)
            self.duties.cell(duty.kind)
            self.duties.cell(duty.isCore)
            self.duties.cell(duty.basis)
            self.duties.cell(unit.bodyID(duty.body))
            self.duties.cell(triggers[place]?.triggered)
            self.duties.cell(triggers[place]?.applied)
            self.duties.cell(duty.status)
            try self.duties.end()
        }
    }

    func writeEstablishment(_ unit: SampleUnit) throws(SampleError) {
        let level = unit.kind.levels.head
        for (place, body) in unit.bodies.enumerated() {
            establishment.cell(unit.id)
            establishment.cell(unit.bodyID(place))
            establishment.cell(body.name)
            establishment.cell(level)
            establishment.cell(body.isAuthorised ? level : "")
            establishment.cell(unit.kind.quotaType)
            establishment.cell(unit.posts(inBody: place))
            establishment.blank(2)
            establishment.cell(
                body.isAuthorised ? "明编〔2019〕\(unit.index % 60 + 1)号" : "")
            try establishment.end()
        }
        guard unit.manualPosts > 0 else { return }
        establishment.cell(unit.id)
        establishment.cell(unit.bodyID(0))
        establishment.cell(unit.bodies[0].name)
        establishment.cell(level)
        establishment.cell(level)
        establishment.cell("工勤")
        establishment.cell(unit.manualPosts)
        establishment.blank(2)
        establishment.cell("明编〔2019〕\(unit.index % 60 + 1)号")
        try establishment.end()
    }

    func writeLeaders(_ unit: SampleUnit) throws(SampleError) {
        let levels = unit.kind.levels
        let heads = unit.bodies.count { $0.isAuthorised }
        for (level, count) in [
            (levels.chief, 1), (levels.deputy, unit.deputies), (levels.head, heads),
        ] {
            leaders.cell(unit.id)
            leaders.cell(level)
            leaders.cell(count)
            try leaders.end()
        }
    }
}

extension SampleUnit {
    func dutyID(_ place: Int) -> String { "\(id)-Z" + Self.padded(place + 1, 2) }
    func itemID(_ place: Int) -> String { "\(id)-S" + Self.padded(place + 1, 2) }

    /// When a law or a reform touched a duty, and when the unit applied for the change.
    struct Trigger {
        let triggered: Day
        let applied: Day?
    }

    /// What happened in the year, by the place of the duty.
    func triggers(of duties: [SampleDuty]) -> [Trigger?] {
        var generator = SplitMix64(seed: parameters.seed, .trigger, index, parameters.year)
        let count = generator.int(4...7)
        return duties.indices.map { place in
            let triggered = day(parameters.year, generator.int(3...9), generator.int(9...20))
            let isTimely = generator.chance(0.82 + 0.18 * quality)
            let wait = isTimely ? generator.int(2...9) : generator.int(24...60)
            let isMoved = duties[place].status == "划转"
            guard place < count || isMoved else { return nil }
            if facts.contains(.lateDutyList) {
                return Trigger(
                    triggered: triggered,
                    applied: place == 0 ? nil : triggered.advanced(byDays: 40 + wait))
            }
            return Trigger(triggered: triggered, applied: triggered.advanced(byDays: wait))
        }
    }
}
