import Foundation
import TestFolders
import Testing

@Suite("Plans of posts as pages")
struct PlanPagesTests {
    private func text(_ path: String) throws -> String {
        try String(contentsOfFile: path, encoding: .utf8)
    }

    @Test("reallocate --output writes its plan, and prints what it prints without")
    func plan() throws {
        let folder = try TemporaryFolder()
        let plain = try CommandLineRun(["reallocate", "Samples/city-2025", "--json"])
        let run = try CommandLineRun([
            "reallocate", "Samples/city-2025", "--json", "--output", folder.path,
        ])
        #expect(run.status == 0, "\(run.errorText)")
        #expect(run.output == plain.output)
        #expect(try folder.contents() == ["reallocation.html", "reallocation.xlsx"])
        let page = try text(folder.path + "/reallocation.html")
        for words in ["编制流向", "调配前后的饱满度", "编制总量与红线", "一名编制值多少", "已证明最优"] {
            #expect(page.contains(words), "\(words)")
        }
        // Nothing but the plan of the round as it is.
        #expect(!page.contains("得分、名次"))
    }

    @Test("compare --output tells the second scenario beside the first")
    func comparison() throws {
        let folder = try TemporaryFolder()
        let run = try CommandLineRun([
            "compare", "Samples/city-2025", "merger", "red-line", "--output", folder.path,
        ])
        #expect(run.status == 0, "\(run.errorText)")
        #expect(try folder.contents() == ["compare.html", "compare.xlsx"])
        let page = try text(folder.path + "/compare.html")
        #expect(page.contains("合并统计机构 与 总量红线收紧3%"))
        #expect(page.contains("箭头左边是“合并统计机构”"))
    }

    @Test("a problem in JSON has no page")
    func problem() throws {
        let run = try CommandLineRun(["reallocate", "--problem", "p.json", "--output", "x"])
        #expect(run.status == 64)
    }
}
