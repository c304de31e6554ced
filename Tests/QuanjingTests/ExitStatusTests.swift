import Foundation
import TestFolders
import Testing

/// Commands that read an evaluation folder.
private let readers = ["check", "evaluate", "weights", "saturation"]

@Suite("Exit statuses")
struct ExitStatusTests {
    @Test("help and version end with 0", arguments: [["--help"], ["--version"], []])
    func help(arguments: [String]) throws {
        let run = try CommandLineRun(arguments)
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        #expect(!run.output.isEmpty)
    }

    @Test(
        "usage errors end with 64, and nothing on standard output",
        arguments: [
            ["evaluat"], ["check"], ["check", "a", "b"], ["check", "Samples/minimal", "--strikt"],
            ["check", "Samples/minimal", "--lang", "fr"], ["ahp"],
            ["ahp", "a.csv", "--method", "guess"], ["ahp", "a.csv", "--max-cr", "0"],
            ["ahp", "a.csv", "--scale", "?"],
            ["sample", "x", "--forms", "half"], ["sample", "x", "--surveyed-units", "-1"],
            ["sample", "x", "--units", "0"], ["sample", "x", "--units", "many"],
            ["sample", "x", "--year", "1999"], ["sample", "x", "--experts", "-1"],
            ["sample", "x", "--respondents", "100000", "--units", "16000000"],
            ["history", "U1"], ["report", "--archive", "a.sqlite"], ["init", "x", "--year", "1"],
            ["init", ""], ["weights", "Samples/minimal", "--swap", "U01"],
        ])
    func usage(arguments: [String]) throws {
        let run = try CommandLineRun(arguments)
        #expect(run.status == 64)
        #expect(run.output.isEmpty)
        #expect(!run.errors.isEmpty)
        #expect(!FileManager.default.fileExists(atPath: "x"))
    }

    @Test("a sound folder is 0", arguments: ["check", "weights", "saturation"])
    func sound(command: String) throws {
        let run = try CommandLineRun([command, "Samples/minimal"])
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        #expect(!run.output.isEmpty)
    }

    @Test("a broken folder is 65, and nothing is written", arguments: readers)
    func broken(command: String) throws {
        let folder = try SampleFiles.broken().folder()
        let before = try folder.contents()
        let run = try CommandLineRun([command, folder.path, "--json"])
        #expect(run.status == 65)
        try run.expectDiagnosticLines()
        let diagnostics = try run.diagnostics()
        #expect(diagnostics.map { $0["code"] as? String } == ["field-count"])
        #expect(diagnostics.first?["file"] as? String == "forms/staff.csv")
        #expect(diagnostics.first?["line"] as? Int == 2)
        #expect(try folder.contents() == before)
        if command != "check" { #expect(run.output.isEmpty) }
    }

    @Test("a folder that isn't there, or is a file, is 65", arguments: readers)
    func absent(command: String) throws {
        for path in ["Samples/nowhere", "README.md", ""] {
            let run = try CommandLineRun([command, path, "--json"])
            #expect(run.status == 65, "\(path)")
            try run.expectDiagnosticLines()
            #expect(try run.diagnostics().count == 1)
        }
    }

    @Test("a file that is there and can't be read is 74", arguments: readers)
    func unreadable(command: String) throws {
        for path in ["evaluation.yaml", "forms/staff.csv", "survey/responses.csv"] {
            var files = try SampleFiles(sample: "minimal")
            files.files[path] = nil
            let folder = try files.folder()
            // Root may read whatever has a mode; nobody reads a folder as a file.
            try FileManager.default.createDirectory(
                atPath: folder.path + "/" + path, withIntermediateDirectories: true)
            let run = try CommandLineRun([command, folder.path, "--json"])
            #expect(run.status == 74, "\(path)")
            let told = try run.diagnostics().map { "\($0["code"] ?? "") \($0["file"] ?? "")" }
            #expect(told.contains("file-unreadable \(path)"))
        }
    }

    @Test("warnings are 0, and 1 under --strict", arguments: ["check", "evaluate"])
    func strict(command: String) throws {
        let folder = try SampleFiles(sample: "second-tree").folder()
        let plain = try CommandLineRun([command, folder.path, "--json"])
        #expect(plain.status == 0)
        #expect(try plain.diagnostics().map { $0["severity"] as? String } == ["warning"])
        #expect(try CommandLineRun([command, folder.path, "--strict"]).status == 1)
        let clean = try SampleFiles(sample: "minimal").folder()
        #expect(try CommandLineRun(["check", clean.path, "--strict"]).status == 0)
    }

    @Test("an output that can't be made is 74, and the archive stays as it was")
    func output() throws {
        let folder = try SampleFiles(sample: "minimal").folder()
        try folder.write([1], to: "taken")
        for output in ["taken", "taken/below"] {
            let run = try CommandLineRun(
                ["evaluate", folder.path, "--output", folder.path + "/" + output, "--json"])
            #expect(run.status == 74, "\(output)")
            #expect(run.output.isEmpty)
            try run.expectDiagnosticLines()
        }
        #expect(try Data(contentsOf: URL(filePath: folder.path + "/taken")) == Data([1]))
    }

    @Test("a result that can't be printed is 74", arguments: ["check", "weights", "saturation"])
    func fullOutput(command: String) throws {
        let process = Process()
        process.executableURL = CommandLineRun.executable
        process.arguments = [command, "Samples/minimal", "--json"]
        process.standardOutput = FileHandle(forWritingAtPath: "/dev/full")
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 74)
    }

    @Test("a thousand problems are told one by one, all are counted")
    func many() throws {
        let folder = try SampleFiles(sample: "minimal").changing("forms/staff.csv") {
            $0 + String(repeating: "a,b\n", count: 1500)
        }.folder()
        let run = try CommandLineRun(["check", folder.path, "--json"])
        #expect(run.status == 65)
        #expect(try run.document()["errors"] as? Int == 1500)
        #expect(try run.diagnostics().count == 1000)
        let text = try CommandLineRun(["check", folder.path, "--lang", "en"])
        #expect(text.errorText.contains("500"))
    }

    @Test("an archive that is none is 65 and stays as it was; no report is written")
    func archive() throws {
        let folder = try SampleFiles(sample: "minimal").folder()
        let bytes = Array("no archive at all, but long enough to look at".utf8)
        try folder.write(bytes, to: "kept.sqlite")
        let before = try folder.contents()
        let run = try CommandLineRun(
            ["evaluate", folder.path, "--archive", folder.path + "/kept.sqlite", "--json"])
        #expect(run.status == 65)
        #expect(run.output.isEmpty)
        try run.expectDiagnosticLines()
        #expect(try folder.contents() == before)
        #expect(try Data(contentsOf: URL(filePath: folder.path + "/kept.sqlite")) == Data(bytes))
        for command in [["history", "U01"], ["report", "--list"]] {
            let run = try CommandLineRun(
                command + ["--archive", folder.path + "/kept.sqlite", "--json"])
            #expect(run.status == 65)
        }
    }

    @Test("an archive that isn't there is 65 and isn't made by looking for it")
    func absentArchive() throws {
        let folder = try TemporaryFolder()
        for command in [
            ["history", "U01"], ["report", "--list"], ["report", "--output", folder.path],
        ] {
            let run = try CommandLineRun(
                command + ["--archive", folder.path + "/none.sqlite", "--json"])
            #expect(run.status == 65, "\(command)")
            try run.expectDiagnosticLines()
        }
        #expect(try folder.contents() == [])
    }

    @Test("a sample or a new folder never overwrites: 65", arguments: ["sample", "init"])
    func overwriting(command: String) throws {
        let folder = try TemporaryFolder()
        try folder.write([1], to: "file")
        let run = try CommandLineRun([command, folder.path, "--json"])
        #expect(run.status == 65)
        try run.expectDiagnosticLines()
        #expect(try folder.contents() == ["file"])
    }

    @Test("a place where nothing can be made is 74", arguments: ["sample", "init"])
    func unwritable(command: String) throws {
        let run = try CommandLineRun([command, "/proc/nowhere/at/all", "--json"])
        #expect(run.status == 74)
        try run.expectDiagnosticLines()
    }

    @Test("a calculator without its file is 65", arguments: ["ahp", "staffing"])
    func calculators(command: String) throws {
        let run = try CommandLineRun([command, "nowhere.csv", "--json"])
        #expect(run.status == 65)
        #expect(run.output.isEmpty)
        try run.expectDiagnosticLines()
    }
}
