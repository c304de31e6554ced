import Foundation
import TestFolders
import Testing

/// One run of the built program, from start to exit.
struct CommandLineRun {
    let status: Int32
    let output: Data
    let errors: Data

    /// Runs `quanjing` with some arguments.
    ///
    /// - Parameter environment: Variables beside a plain environment without a locale.
    init(_ arguments: [String], environment: [String: String] = [:]) throws {
        let folder = try TemporaryFolder()
        let (output, errors) = (folder.path + "/output", folder.path + "/errors")
        let process = Process()
        process.executableURL = Self.executable
        process.arguments = arguments
        process.environment = ["PATH": "/usr/bin:/bin"].merging(environment) { _, own in own }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try Self.newFile(output)
        process.standardError = try Self.newFile(errors)
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationReason == .exit, "\(arguments)")
        status = process.terminationStatus
        self.output = try Data(contentsOf: URL(filePath: output))
        self.errors = try Data(contentsOf: URL(filePath: errors))
    }

    private static func newFile(_ path: String) throws -> FileHandle {
        try Data().write(to: URL(filePath: path))
        return try FileHandle(forWritingTo: URL(filePath: path))
    }

    /// The program stands beside the tests.
    static let executable = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "quanjing")

    var outputText: String { String(decoding: output, as: UTF8.self) }
    var errorText: String { String(decoding: errors, as: UTF8.self) }

    /// The one document on standard output.
    func document() throws -> [String: Any] {
        let value = try JSONSerialization.jsonObject(with: output)
        return try #require(value as? [String: Any], "\(outputText.prefix(200))")
    }

    /// The diagnostics on standard error, one per line.
    func diagnostics() throws -> [[String: Any]] {
        try errorText.split(separator: "\n").map { line in
            let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
            return try #require(value as? [String: Any], "\(line)")
        }
    }

    /// Every diagnostic is a JSON line with the keys of the contract and values of their kinds.
    func expectDiagnosticLines() throws {
        for line in try diagnostics() {
            #expect(
                Set(line.keys) == [
                    "code", "severity", "file", "line", "column", "found", "expected", "message",
                    "remedy",
                ])
            for key in ["code", "severity", "file", "message", "remedy"] {
                #expect((line[key] as? String)?.isEmpty == false, "\(key): \(line)")
            }
            #expect(["error", "warning"].contains(line["severity"] as? String))
            for key in ["line", "column"] {
                #expect(line[key] is NSNull || (line[key] as? Int ?? 0) >= 1)
            }
        }
    }
}

extension SampleFiles {
    /// Three units and a handful of answers, made by the program's own generator.
    static let small = Result {
        let folder = try TemporaryFolder()
        let path = folder.path + "/small"
        let run = try CommandLineRun([
            "sample", path, "--units", "3", "--respondents", "40", "--experts", "2",
        ])
        try #require(run.status == 0)
        return try SampleFiles(folder: path)
    }

    /// The staff form with a field too many in its second line.
    static func broken() throws -> SampleFiles {
        try SampleFiles(sample: "minimal").changing("forms/staff.csv") { text in
            var table = CSVText(text)
            table.rows[0].append("多")
            return table.text()
        }
    }
}

/// Whether an object has these keys, perhaps among others.
func expectKeys(_ keys: String, in object: Any?, _ name: String = "") throws {
    let object = try #require(object as? [String: Any], "\(name)")
    let wanted = keys.split(separator: " ").map(String.init)
    let missing = wanted.filter { object[$0] == nil }
    #expect(missing == [], "\(name)")
}
