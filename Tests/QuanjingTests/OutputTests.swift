import Foundation
import TestFolders
import Testing

@Suite("What an evaluation writes")
struct OutputTests {
    private let reports = [
        "result.json", "round.html", "round.xlsx", "units", "units/U01.html", "units/U02.html",
        "units/U03.html",
    ]

    @Test("the reports and the archive under output, and nothing else")
    func files() throws {
        let folder = try SampleFiles(sample: "minimal").folder()
        let before = Set(try folder.contents())
        #expect(try CommandLineRun(["evaluate", folder.path]).status == 0)
        let written = Set(try folder.contents()).subtracting(before)
        let expected = (reports + ["archive.sqlite"]).map { "output/" + $0 }
        #expect(written == Set(expected + ["output"]))
    }

    @Test("--output and --archive put them elsewhere, folders are made")
    func elsewhere() throws {
        let folder = try SampleFiles(sample: "minimal").folder()
        let other = try TemporaryFolder()
        let before = try folder.contents()
        let run = try CommandLineRun([
            "evaluate", folder.path, "--output", other.path + "/a/b", "--archive",
            other.path + "/kept.sqlite",
        ])
        #expect(run.status == 0, "\(run.errorText)")
        #expect(try folder.contents() == before)
        #expect(
            try other.contents()
                == (["a", "a/b", "kept.sqlite"] + reports.map { "a/b/" + $0 }).sorted())
    }

    @Test("the same folder again gives the same bytes, and one round")
    func again() throws {
        let folder = try SampleFiles(sample: "minimal").folder()
        let other = try TemporaryFolder()
        #expect(try CommandLineRun(["evaluate", folder.path]).status == 0)
        let first = try bytes(of: folder.path + "/output")
        #expect(try CommandLineRun(["evaluate", folder.path]).status == 0)
        #expect(try bytes(of: folder.path + "/output") == first)
        #expect(
            try CommandLineRun(["evaluate", folder.path, "--output", other.path]).status == 0)
        #expect(try bytes(of: other.path) == first)
        let archive = folder.path + "/output/archive.sqlite"
        let rounds = try CommandLineRun(["report", "--archive", archive, "--list", "--json"])
        #expect((try rounds.document()["rounds"] as? [Any])?.count == 1)
        let report = ["report", "--archive", archive, "--output", other.path + "/again"]
        #expect(try CommandLineRun(report).status == 0)
        #expect(try bytes(of: other.path + "/again") == first)
    }

    @Test("one sample gives the same bytes in a folder of any name")
    func sampleBytes() throws {
        let folder = try TemporaryFolder()
        for name in ["a", "b"] {
            let run = try CommandLineRun(
                ["sample", folder.path + "/" + name, "--units", "4", "--respondents", "9"])
            #expect(run.status == 0)
        }
        #expect(try bytes(of: folder.path + "/a") == bytes(of: folder.path + "/b"))
    }

    @Test(
        "whatever a unit is called, its page stays in the folder",
        arguments: ["../../escape", "/etc/passwd", "..", "a/b", "con", "<xyz>", "=1+1", "名 称", "💡"])
    func safeNames(code: String) throws {
        let files = try SampleFiles(files: [
            "evaluation.yaml": Array(
                SampleFiles(sample: "second-tree").text("evaluation.yaml").utf8),
            "tree.yaml": Array(SampleFiles(sample: "second-tree").text("tree.yaml").utf8),
            "forms/units.csv": Array(
                """
                unit_id,name,level,category,funding,class
                \(code),=HYPERLINK("http://x"),乡,公益一类,全额,街道站

                """.replacing("=HYPERLINK(\"http://x\")", with: "\"=HYPERLINK(\"\"http://x\"\")\"")
                    .utf8),
        ])
        let folder = try TemporaryFolder()
        let inner = folder.path + "/deep/inner"
        for (path, bytes) in files.files { try folder.write(bytes, to: "deep/inner/" + path) }
        let run = try CommandLineRun(["evaluate", inner])
        #expect([0, 65].contains(run.status), "\(run.errorText)")
        let outside = try folder.contents().filter {
            $0 != "deep" && !$0.hasPrefix("deep/inner")
        }
        #expect(outside == [])
        let pages = try folder.contents().filter { $0.hasSuffix(".html") }
        #expect(run.status == 65 || pages.count == 2)
        for page in pages {
            let html = try String(contentsOfFile: folder.path + "/" + page, encoding: .utf8)
            #expect(!html.contains("<xyz"))
        }
    }

    private func bytes(of folder: String) throws -> [String: Data] {
        var found: [String: Data] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
            var isFolder: ObjCBool = false
            let full = folder + "/" + path
            _ = FileManager.default.fileExists(atPath: full, isDirectory: &isFolder)
            // The archive keeps when a round was saved; its content is compared by its digest.
            guard !isFolder.boolValue, !path.hasSuffix(".sqlite"), !path.hasPrefix("again/") else {
                continue
            }
            found[path] = try Data(contentsOf: URL(filePath: full))
        }
        return found
    }
}

@Suite("Languages and colours")
struct LanguageTests {
    private func isChinese(_ text: String) -> Bool {
        text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
    }

    @Test("--lang chooses the language of help, problems and remedies")
    func lang() throws {
        let folder = try SampleFiles.broken().folder()
        for (language, chinese) in [("zh", true), ("en", false)] {
            for option in [["--lang", language], ["--lang=\(language)"]] {
                let help = try CommandLineRun(["check", "--help"] + option)
                #expect(isChinese(help.outputText) == chinese)
                let run = try CommandLineRun(["check", folder.path, "--json"] + option)
                let problem = try #require(try run.diagnostics().first)
                #expect(isChinese(problem["message"] as? String ?? "") == chinese)
                #expect(isChinese(problem["remedy"] as? String ?? "") == chinese)
            }
        }
    }

    @Test(
        "else the locale does, and Chinese where it says nothing",
        arguments: [
            (["LANG": "en_GB.UTF-8"], false),
            (["LC_ALL": "en_US.UTF-8", "LANG": "zh_CN.UTF-8"], false),
            (["LANG": "zh_CN.UTF-8"], true), (["LANG": "C"], true), ([:], true),
        ])
    func locale(environment: [String: String], chinese: Bool) throws {
        let run = try CommandLineRun(["check", "--help"], environment: environment)
        #expect(isChinese(run.outputText) == chinese)
    }

    @Test("the language changes no number")
    func numbers() throws {
        let folder = try SampleFiles(sample: "minimal").folder()
        func scores(_ language: String) throws -> [Double?] {
            let run = try CommandLineRun(["evaluate", folder.path, "--json", "--lang", language])
            let units = try #require(try run.document()["units"] as? [[String: Any]])
            return units.map { $0["score"] as? Double }
        }
        #expect(try scores("zh") == scores("en"))
    }

    @Test("colours on a terminal only, and none under NO_COLOR")
    func colours() throws {
        let folder = try SampleFiles.broken().folder()
        let escape = "\u{1B}["
        #expect(!(try CommandLineRun(["check", folder.path]).errorText.contains(escape)))
        let run = ["check", folder.path]
        #expect(try onTerminal(run).contains(escape))
        #expect(!(try onTerminal(run, environment: ["NO_COLOR": "1"]).contains(escape)))
        #expect(!(try onTerminal(run, environment: ["TERM": "dumb"]).contains(escape)))
    }

    @Test("progress on a terminal only")
    func progress() throws {
        let folder = try SampleFiles(sample: "minimal").folder()
        #expect(try CommandLineRun(["evaluate", folder.path]).errors.isEmpty)
        #expect(try onTerminal(["evaluate", folder.path]).contains("%"))
    }

    /// What the program tells a terminal on standard error.
    private func onTerminal(_ arguments: [String], environment: [String: String] = [:]) throws
        -> String
    {
        // `posix_openpt` and its kin are hidden by the headers; this is what they do on Linux.
        let (unlock, number): (UInt, UInt) = (0x4004_5431, 0x8004_5430)
        let primary = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        var (locked, line): (CInt, CInt) = (0, 0)
        let isReady = ioctl(primary, unlock, &locked) == 0 && ioctl(primary, number, &line) == 0
        try #require(isReady, "a pseudoterminal")
        let name = "/dev/pts/\(line)"
        let terminal = open(name, O_RDWR | O_NOCTTY)
        try #require(terminal >= 0)
        let process = Process()
        process.executableURL = CommandLineRun.executable
        process.arguments = arguments
        process.environment = ["PATH": "/usr/bin:/bin", "TERM": "xterm"]
            .merging(environment) { _, own in own }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle(fileDescriptor: terminal, closeOnDealloc: false)
        try process.run()
        close(terminal)
        var told: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 4096)
        while true {
            // The other side hangs up when the program ends.
            let count = read(primary, &block, block.count)
            guard count > 0 else { break }
            told += block[..<count]
        }
        process.waitUntilExit()
        close(primary)
        return String(decoding: told, as: UTF8.self)
    }
}
