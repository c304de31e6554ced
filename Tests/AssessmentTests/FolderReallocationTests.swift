import Diagnostics
import Reallocation
import Testing

@testable import Assessment

@Suite("The posts of a folder's units")
struct FolderReallocationTests {
    @Test("minimal: worked by hand from the forms")
    func minimal() throws {
        let answer = try FolderReallocation(ofFolder: "Samples/minimal", solver: nil)
        let study = answer.study
        #expect(study.plan.status == .optimal)
        #expect(study.plan.verified)
        // U02: 25 approved, 20 in post, 19.7 to 22.2 needed. U03: 13 approved, 9 in post, 4.4 to 5.4.
        let full = study.lines.filter { $0.quotaType == .full }
        #expect(full.map(\.before) == [25, 13])
        #expect(full.map(\.after) == [22, 9])
        #expect(study.redLines.map(\.after) == [9, 41])
        #expect(study.pools.map(\.before).reduce(0, +) == 48)
    }

    @Test(
        "every sample: proved, conserved, nobody is moved out of a post",
        arguments: ["minimal", "city-2024", "city-2025", "second-tree"])
    func laws(sample: String) throws {
        let study = try FolderReallocation(ofFolder: "Samples/\(sample)", solver: nil).study
        #expect(study.plan.status == .optimal)
        #expect(study.plan.verified)
        for pool in study.pools {
            #expect(pool.after + pool.reserve + pool.sent - pool.received == pool.total)
            #expect(pool.reserve >= pool.reserveMin)
        }
        for line in study.redLines { #expect(line.after <= line.max) }
        for line in study.lines {
            let unit = study.question.units[line.line.unit]
            let retiring = unit.posts[line.line.posts].retiring
            #expect(line.after >= min(line.before, line.inPost - retiring))
            if line.change > 0 {
                #expect(unit.posts.allSatisfy { $0.inPost >= $0.approved })
                #expect(unit.openMajor.isEmpty && unit.overdue.isEmpty)
            }
            #expect((line.strength == nil) == (line.change == 0))
        }
        let given = study.moves.reduce(0) { $0 + ($1.from == nil ? 0 : $1.count) }
        #expect(given == study.lines.reduce(0) { $0 + max(0, -$1.change) })
    }
}
