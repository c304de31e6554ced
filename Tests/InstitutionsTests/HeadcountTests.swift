import Calendars
import Testing

@testable import Institutions

@Suite("Posts and people are counted as the contract says")
struct HeadcountTests {
    private let asOf = Day(lastOf: 2025)
    private let limits = LeaveLimits(calendar: WorkCalendar())

    private func headcount(
        staff: String, establishment: String = "unit_id,body_id,quota_type,approved", unit: Int = 0
    ) throws -> Headcount {
        let forms = try #require(
            Reading(withUnits: [
                "forms/staff.csv":
                    "person_id,unit_id,quota_type,status,working_unit_id,status_since,status_until,retires_on,months\n"
                    + staff, "forms/establishment.csv": establishment,
            ]).forms)
        return Headcount(forms.dossier(of: unit), asOf: asOf, limits: limits)
    }

    @Test("who has left is not on the establishment; who is away is not at work")
    func statuses() throws {
        let staff = """
            P1,U1,行政,在岗,,,,,
            P2,U1,行政,借出,U2,2025-11-01,,,
            P3,U1,行政,离岗,,2025-11-01,,,
            P4,U1,行政,退休,,2025-11-01,,,
            P5,U1,行政,死亡,,2025-11-01,,,
            P6,U1,行政,离职,,2025-11-01,,,
            P7,U1,编外,在岗,,,,,6
            P8,U1,编外,离职,,2025-11-01,,,
            P9,U2,全额,借出,U1,2025-11-01,,,9
            P10,U2,全额,在岗,U1,,,,
            """
        let first = try headcount(staff: staff)
        #expect(first.established == 3)
        #expect(first.outside == 1)
        #expect(first.atWork.map(\.personID) == ["P1", "P9", "P10"])
        #expect(first.guestCount == 2)
        #expect(first.outsideAtWork.map(\.personID) == ["P7"])
        #expect(first.inPostYears == 2.75)
        #expect(first.labourYears == 3.25)
        let second = try headcount(staff: staff, unit: 1)
        #expect(second.established == 2)
        #expect(second.atWork.map(\.personID) == ["P2"])
    }

    @Test(
        "leave is absence from its day count on",
        arguments: [
            ("病休,,2025-11-01,", true), ("病休,,2025-11-02,", false),
            ("病休,,2025-03-03,2025-05-02", true), ("病休,,2025-03-03,2025-05-01", false),
            ("事假,,2025-12-04,", true), ("事假,,2025-12-05,", false), ("病休,,,", false),
        ])
    func leave(row: String, isAway: Bool) throws {
        let count = try headcount(staff: "P1,U1,行政,\(row),,")
        #expect(count.atWork.isEmpty == isAway)
        #expect(count.established == 1)
    }

    @Test("a line of the whole unit is the total of its type, else the bodies' sum")
    func approved() throws {
        let count = try headcount(
            staff: """
                P1,U1,行政,,,,,2026-12-31,
                P2,U1,行政,,,,,2027-01-01,
                P3,U1,工勤,,,,,2025-12-31,
                P4,U1,工勤,,,,,2026-01-01,
                """,
            establishment: """
                unit_id,body_id,quota_type,approved
                U1,,行政,5
                U1,B1,行政,2
                U1,B1,工勤,1
                U1,B2,工勤,0
                """)
        let administrative = TypeCount(type: .administrative, approved: 5, inPost: 2, retiring: 1)
        let support = TypeCount(type: .support, approved: 1, inPost: 2, retiring: 1)
        #expect(count.types == [administrative, support])
        #expect(administrative.vacant == 3)
        #expect(support.excess == 1)
        #expect(count.approved == 6)
    }

    @Test("without lines of the unit nothing is approved or vacant")
    func unknownQuota() throws {
        let count = try headcount(staff: "P1,U1,行政,,,,,,")
        #expect(count.approved == nil)
        #expect(count.vacant == 0)
    }
}
