import Calendars
import Diagnostics
import Testing

@testable import Institutions

/// What a reorganisation must not change, whatever it does.
private struct Stock: Equatable {
    let people: [QuotaType: Int]
    let posts: [QuotaType: Int]
    let leaders: Int
    let duties: Int
    let tasks: Int
    let problems: Int
    let payroll: Int
    let accepted: Double
    let atWork: Int

    init(_ draft: FormsDraft, calendar: LeaveLimits) {
        let forms = draft.forms
        var (people, posts): ([QuotaType: Int], [QuotaType: Int]) = ([:], [:])
        var atWork = 0
        for dossier in forms.dossiers {
            let count = Headcount(dossier, asOf: Folder.asOf, limits: calendar)
            atWork += count.atWork.count
            for type in count.types {
                people[type.type, default: 0] += type.inPost
                posts[type.type, default: 0] += type.approved ?? 0
            }
        }
        for freed in draft.freedPosts { posts[freed.type, default: 0] += freed.count }
        for displaced in draft.displaced { people[displaced.type, default: 0] += displaced.count }
        self.people = people.filter { $0.value > 0 }
        self.posts = posts.filter { $0.value > 0 }
        leaders = forms.leaders.rows.reduce(0) { $0 + $1.approved }
        duties = forms.duties.rows.count
        tasks = forms.tasks.rows.count
        problems = forms.problems.rows.count
        payroll = forms.payroll.rows.count
        accepted = forms.results.rows.reduce(0) { $0 + ($1.accepted ?? 0) }
        self.atWork = atWork
    }
}

extension Folder {
    fileprivate static var asOf: Day { Day(lastOf: 2025) }
}

private func city() throws -> EvaluationForms {
    var log = DiagnosticLog()
    let forms = FormsReader.read("Samples/city-2025", into: &log)
    return try #require(forms)
}

private func hours(_ draft: FormsDraft) -> Double {
    draft.forms.workItems.rows.reduce(0) { $0 + $1.yearlyHours }
}

private func limits() -> LeaveLimits { LeaveLimits(calendar: WorkCalendar()) }

@Suite("A reorganisation on paper")
struct FormsDraftTests {
    @Test("without an operation the forms are as they were")
    func identity() throws {
        let forms = try city()
        let draft = FormsDraft(forms).forms
        #expect(draft.units == forms.units)
        #expect(draft.staff.rows == forms.staff.rows)
        #expect(draft.quotas.rows == forms.quotas.rows)
        #expect(draft.workItems.rows == forms.workItems.rows)
        #expect(draft.payroll.rows == forms.payroll.rows)
    }

    @Test("a merger by hand: lines of the whole unit and of bodies, codes used twice, a loan")
    func merger() throws {
        let reading = try Reading(withUnits: [
            "forms/establishment.csv": """
            unit_id,body_id,quota_type,approved
            U1,,行政,10
            U1,N1,行政,6
            U2,N1,行政,3
            U2,N1,全额,4
            """,
            "forms/duties.csv": """
            unit_id,duty_id,name,kind
            U1,D1,甲,法定
            U2,D1,乙,法定
            """,
            "forms/worklog.csv": """
            unit_id,item_id,item,frequency,hours,duty_id,body_id
            U1,S1,甲,10,2,D1,N1
            U2,S1,乙,100,3,D1,N1
            """,
            "forms/staff.csv": """
            person_id,unit_id,quota_type,working_unit_id,status,body_id
            P1,U1,行政,U1,在岗,N1
            P2,U1,行政,U2,借出,
            P3,U2,全额,U2,在岗,N1
            """,
            "forms/leaders.csv": """
            unit_id,job_level,approved
            U1,正科,2
            U2,正科,1
            U2,副科,3
            """,
        ])
        let forms = try #require(reading.forms)
        var draft = FormsDraft(forms)
        draft.merge(["U1", "U2"], into: try #require(forms.unit("U1")))
        let merged = try #require(draft.forms.dossiers.first)
        #expect(draft.forms.units.map(\.unitID) == ["U1"])
        // 10 of the whole unit, and the 3 that only a body of the other has.
        #expect(draft.approved(.administrative, of: "U1") == 13)
        #expect(draft.approved(.full, of: "U1") == 4)
        #expect(merged.bodies.map(\.id) == ["N1", "U2-N1"])
        #expect(merged.duties.map(\.dutyID) == ["D1", "U2-D1"])
        #expect(merged.workItems.map(\.itemID) == ["S1", "U2-S1"])
        #expect(merged.workItems.map(\.dutyID) == ["D1", "U2-D1"])
        #expect(merged.workItems.map(\.bodyID) == ["N1", "U2-N1"])
        #expect(draft.hours(of: "U1") == 320)
        #expect(merged.staff.map(\.status) == [.atPost, .atPost, .atPost])
        #expect(merged.staff.map(\.bodyID) == ["N1", nil, "U2-N1"])
        #expect(merged.leaders.map(\.approved) == [3, 3])
        #expect(draft.successorIndexes == [0, 0])
    }

    @Test("mergers, moves, splits and abolitions keep people, posts and work", arguments: 0..<40)
    func conservation(seed: Int) throws {
        let forms = try city()
        var draft = FormsDraft(forms)
        let before = Stock(draft, calendar: limits())
        let hoursBefore = hours(draft)
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
        func pick<T>(_ list: [T]) -> T {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return list[Int(state % UInt64(list.count))]
        }
        for step in 0..<6 {
            let ids = draft.units.map(\.unitID)
            let (a, b) = (pick(ids), pick(ids))
            guard a != b, let first = draft.unit(a) else { continue }
            switch pick([0, 1, 2, 3, 4, 5]) {
            case 0: draft.merge([a, b], into: first)
            case 1: draft.merge([b, a], into: first)
            case 2:
                draft.moveDuties(
                    draft.duties(of: a).filter { _ in pick([0, 1]) == 0 }, from: a, to: b)
            case 3: draft.moveHours(draft.hours(of: a) / Double(pick([1, 2, 3])), from: a, to: b)
            case 4: draft.abolish(a, work: b, staff: b)
            default:
                let new = Unit(
                    unitID: "N\(step)", name: "新", level: .city, category: .publicWelfareOne,
                    funding: .full, unitClass: first.unitClass)
                let bodies = draft.bodies(of: a).filter { _ in pick([0, 1]) == 0 }
                draft.split(a, into: new, bodies: bodies)
            }
        }
        let after = Stock(draft, calendar: limits())
        #expect(after.people == before.people)
        #expect(after.posts == before.posts)
        #expect(after.duties == before.duties)
        #expect(after.tasks == before.tasks)
        #expect(after.problems == before.problems)
        #expect(after.payroll == before.payroll)
        #expect(after.accepted == before.accepted)
        // Loans that end bring people to work where they weren't counted twice before.
        #expect(after.atWork == before.atWork)
        // Shares of hours are rounded in the last digits.
        #expect(abs(hours(draft) - hoursBefore) <= 1e-9 * hoursBefore)
        for dossier in draft.forms.dossiers {
            for codes in [
                dossier.duties.map(\.dutyID), dossier.workItems.map(\.itemID),
                dossier.tasks.map(\.taskID),
            ] { #expect(Set(codes).count == codes.count) }
            let duties = Set(dossier.duties.map(\.dutyID))
            #expect(dossier.workItems.allSatisfy { $0.dutyID.map(duties.contains) ?? true })
        }
    }

    @Test("an abolished unit without heirs leaves its posts free and its people displaced")
    func abolition() throws {
        let forms = try city()
        var draft = FormsDraft(forms)
        let before = Stock(draft, calendar: limits())
        let posts = draft.approved(.full, of: "U020")
        draft.abolish("U020", work: nil, staff: nil)
        #expect(draft.freedPosts.map(\.count) == [posts])
        #expect(draft.successorIndexes[19] == nil)
        let after = Stock(draft, calendar: limits())
        #expect(after.people == before.people)
        #expect(after.posts == before.posts)
        #expect(draft.hours(of: "U020") == 0)
    }

    @Test("a new unit takes free posts first, and only the others are new")
    func creation() throws {
        let forms = try city()
        var draft = FormsDraft(forms)
        draft.abolish("U020", work: "U014", staff: nil)
        let free = try #require(draft.freedPosts.first?.count)
        let new = Unit(
            unitID: "N1", name: "新中心", level: .city, category: .publicWelfareOne, funding: .full,
            unitClass: "综合保障")
        draft.create(new, posts: [(.full, free - 2)])
        #expect(draft.freedPosts.map(\.count) == [2])
        draft.create(
            Unit(
                unitID: "M1", name: "另一中心", level: .city, category: .publicWelfareOne,
                funding: .full, unitClass: "综合保障"), posts: [(.full, 5)])
        #expect(draft.freedPosts.isEmpty)
        #expect(draft.units.suffix(2).map(\.unitID) == ["M1", "N1"])
    }

    @Test("merging a unit with an empty one changes nothing but the list of units")
    func emptyMerger() throws {
        let forms = try city()
        var draft = FormsDraft(forms)
        draft.create(
            Unit(
                unitID: "E1", name: "空", level: .city, category: .administrative, funding: .full,
                unitClass: "综合保障"))
        draft.merge(["U001", "E1"], into: try #require(forms.unit("U001")))
        #expect(draft.forms.units == forms.units)
        #expect(draft.forms.quotas.rows == forms.quotas.rows)
        #expect(draft.forms.staff.rows == forms.staff.rows)
        #expect(draft.forms.workItems.rows == forms.workItems.rows)
    }
}
