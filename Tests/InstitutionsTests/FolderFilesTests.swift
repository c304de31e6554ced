import Diagnostics
import Draws
import Testing

@testable import Institutions

@Suite("The files of an evaluation folder")
struct FolderFilesTests {
    @Test(
        "go in byte order, numbers in their names by value",
        arguments: [
            ["a1.csv", "a2.csv", "a10.csv"], ["a-2/b.csv", "a-10.csv", "a/1.csv"],
            ["1", "02", "2b", "002c"], ["", "0", "00", "a"],
            ["第2批/9.csv", "第2批/10.csv", "第10批/1.csv"],
            ["r.csv", "r7.csv", "r99999999999999999999.csv", "r100000000000000000000.csv"],
        ])
    func order(names: [String]) {
        var generator = SplitMix64(seed: 7)
        #expect(names.shuffled(using: &generator).sorted(by: precedesNaturally) == names)
        for (index, name) in names.enumerated() {
            #expect(!precedesNaturally(name, name))
            for other in names[..<index] { #expect(!precedesNaturally(name, other)) }
        }
    }

    @Test("are found in whatever folders, but for what programs leave behind")
    func folders() throws {
        let folder = try Folder([:])
        for file in [
            "survey/b.csv", "survey/responses/a.csv", "survey/responses/乙/丙/c.csv",
            "survey/responses/.DS_Store", "survey/responses/~$a.xlsx", "survey/.git/x.csv",
        ] {
            try folder.write([], to: file)
        }
        let files = FolderFiles(folder.path)
        var log = DiagnosticLog()
        let found = files.folders(from: "survey", into: &log)
        #expect(
            found.flatMap { folder, names in names.map { folder + "/" + $0 } } == [
                "survey/b.csv", "survey/responses/a.csv", "survey/responses/乙/丙/c.csv",
            ])
        #expect(files.folders(from: "experts", into: &log).isEmpty)
        #expect(files.names(in: "survey/responses") == ["a.csv", "乙"])
        #expect(log.kept.isEmpty)
        #expect(files.path(of: "a/b") == folder.path + "/a/b" && files.path(of: "/a") == "/a")
    }
}
