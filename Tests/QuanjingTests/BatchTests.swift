import Foundation
import TestFolders
import Testing

@Suite("quanjing batch")
struct BatchTests {
    /// Folders of a batch: two that are sound and one with an error between them.
    private struct Folders {
        let root: TemporaryFolder
        let paths: [String]

        init() throws {
            root = try TemporaryFolder()
            paths = ["a", "b", "c"].map { [path = root.path] in path + "/" + $0 }
            let sound = try SampleFiles(sample: "minimal").folder()
            let broken = try SampleFiles.broken().folder()
            for (path, source) in zip(paths, [sound, broken, sound]) {
                try FileManager.default.copyItem(atPath: source.path, toPath: path)
            }
        }

        func states(_ run: CommandLineRun) throws -> [String] {
            let folders = try #require(try run.document()["folders"] as? [[String: Any]])
            return folders.compactMap { $0["state"] as? String }
        }
    }

    @Test("goes on past a folder with errors, whose problems name it; runs only what has changed")
    func states() throws {
        let folders = try Folders()
        let first = try CommandLineRun(["batch"] + folders.paths + ["--json"])
        #expect(first.status == 65)
        try expectKeys("folders done unchanged failed", in: first.document())
        #expect(try folders.states(first) == ["done", "failed", "done"])
        try first.expectDiagnosticLines()
        #expect(
            try first.diagnostics().contains {
                ($0["file"] as? String)?.hasPrefix(folders.paths[1] + "/forms/staff") == true
            })
        let output = folders.paths[0] + "/output"
        for file in ["round.html", "round.xlsx", "result.json", "archive.sqlite"] {
            #expect(FileManager.default.fileExists(atPath: output + "/" + file))
        }
        // Mend one, touch one, leave one.
        let sound = try SampleFiles(sample: "minimal").folder()
        try FileManager.default.removeItem(atPath: folders.paths[1])
        try FileManager.default.copyItem(atPath: sound.path, toPath: folders.paths[1])
        let settings = folders.paths[2] + "/evaluation.yaml"
        let text = try String(contentsOfFile: settings, encoding: .utf8)
        try (text + "# 改\n").write(toFile: settings, atomically: false, encoding: .utf8)
        let second = try CommandLineRun(["batch"] + folders.paths + ["--json"])
        #expect(second.status == 0)
        #expect(try folders.states(second) == ["unchanged", "done", "done"])
        let third = try CommandLineRun(["batch"] + folders.paths + ["--json", "--all"])
        #expect(try folders.states(third) == ["done", "done", "done"])
    }

    @Test("takes another file of the survey for a change")
    func surveyFile() throws {
        let folder = try SampleFiles(sample: "minimal").folder()
        let text = try SampleFiles(sample: "minimal").text("survey/responses.csv")
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        func states() throws -> [String] {
            let run = try CommandLineRun(["batch", folder.path, "--json"])
            let folders = try #require(try run.document()["folders"] as? [[String: Any]])
            return folders.compactMap { $0["state"] as? String }
        }
        func write(_ lines: [Substring], to file: String) throws {
            try folder.write(Array(lines.joined(separator: "\n").utf8), to: file)
        }
        try write(Array(lines[..<200]), to: "survey/responses.csv")
        #expect(try states() == ["done"])
        #expect(try states() == ["unchanged"])
        try write([lines[0]] + lines[200...], to: "survey/responses/乙区.csv")
        #expect(try states() == ["done"])
        #expect(try states() == ["unchanged"])
    }

    @Test("writes what evaluate writes")
    func sameBytes() throws {
        let folders = try Folders()
        #expect(try CommandLineRun(["batch", folders.paths[0]]).status == 0)
        #expect(try CommandLineRun(["evaluate", folders.paths[2]]).status == 0)
        for file in ["round.html", "round.xlsx", "result.json", "units/U01.html"] {
            let (a, b) = (
                "\(folders.paths[0])/output/\(file)", "\(folders.paths[2])/output/\(file)"
            )
            #expect(FileManager.default.contentsEqual(atPath: a, andPath: b), "\(file)")
        }
    }

    @Test(
        "killed at any time and run again, it ends with every folder done",
        arguments: [30, 90, 200])
    func killed(milliseconds: Int) throws {
        let folders = try Folders()
        let sound = [folders.paths[0], folders.paths[2]]
        let process = Process()
        process.executableURL = CommandLineRun.executable
        process.arguments = ["batch"] + sound
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        usleep(UInt32(milliseconds * 1000))
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        let run = try CommandLineRun(["batch"] + sound + ["--json"])
        #expect(run.status == 0)
        #expect(try !folders.states(run).contains("failed"))
        let last = try CommandLineRun(["batch"] + sound + ["--json"])
        #expect(try folders.states(last) == ["unchanged", "unchanged"])
        #expect(try CommandLineRun(["evaluate", folders.paths[0]]).status == 0)
    }

    @Test("a folder that isn't there is told, the others are done")
    func absent() throws {
        let folders = try Folders()
        let run = try CommandLineRun(["batch", "nowhere", folders.paths[0], "--json"])
        #expect(run.status == 65)
        #expect(try folders.states(run) == ["failed", "done"])
    }
}
