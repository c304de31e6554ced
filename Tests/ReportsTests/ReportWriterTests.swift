import Foundation
import Testing

@testable import Assessment
@testable import Reports

/// A new folder that goes with the value.
final class ScratchFolder {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "quanjing-reports-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Every file below, by path relative to the folder.
    func contents() throws -> [String: Data] {
        var files: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: path) {
            var isFolder: ObjCBool = false
            let file = path + "/" + name
            _ = FileManager.default.fileExists(atPath: file, isDirectory: &isFolder)
            if !isFolder.boolValue {
                files[name] = try Data(contentsOf: URL(fileURLWithPath: file))
            }
        }
        return files
    }

    func write(_ text: String, to name: String) throws {
        let file = URL(fileURLWithPath: path + "/" + name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }
}

@Suite("The report writer")
struct ReportWriterTests {
    static let round = SyntheticRound(unitCount: 9).result()

    @Test("writes what it says and nothing else")
    func files() throws {
        let folder = try ScratchFolder()
        let names = try ReportWriter(Self.round).write(to: folder.path + "/a/b")
        let contents = try folder.contents()
        #expect(Set(contents.keys) == Set(names.map { "a/b/" + $0 }))
        #expect(names.count == 9 + 3)
        #expect(names.contains("units/U100.html"))
        #expect(contents["a/b/result.json"] == Data(ResultDocument(Self.round).json()))
    }

    @Test("writes the same bytes twice and with any number of threads")
    func determinism() throws {
        let folder = try ScratchFolder()
        let writer = ReportWriter(Self.round)
        _ = try writer.write(to: folder.path, threads: 1)
        let first = try folder.contents()
        for threads in [2, 7] {
            _ = try writer.write(to: folder.path, threads: threads)
            #expect(try folder.contents() == first)
        }
    }

    @Test("keeps to its folder, whatever a unit is called")
    func hostileNames() throws {
        let folder = try ScratchFolder()
        let nasty = SyntheticRound(seed: 3, isNasty: true).result()
        _ = try ReportWriter(nasty).write(to: folder.path + "/out")
        let contents = try folder.contents()
        #expect(contents.count == 45 + 3)
        #expect(contents.keys.allSatisfy { $0.hasPrefix("out/") })
        #expect(contents.keys.count { $0.hasPrefix("out/units/") } == 45)
    }

    @Test("leaves other people's files alone and takes its own old pages away")
    func otherFiles() throws {
        let folder = try ScratchFolder()
        try folder.write("mine", to: "notes.txt")
        try folder.write("<html>mine</html>", to: "units/mine.html")
        try folder.write("mine", to: "units/list.csv")
        try folder.write("data", to: "archive.sqlite")
        _ = try ReportWriter(SyntheticRound(unitCount: 12).result()).write(to: folder.path)
        _ = try ReportWriter(Self.round).write(to: folder.path)
        let contents = try folder.contents()
        #expect(contents["notes.txt"] == Data("mine".utf8))
        #expect(contents["units/mine.html"] == Data("<html>mine</html>".utf8))
        #expect(contents["units/list.csv"] == Data("mine".utf8))
        #expect(contents["archive.sqlite"] == Data("data".utf8))
        #expect(contents["units/U111.html"] == nil)
        #expect(contents["units/U108.html"] != nil)
    }

    @Test("puts pages into an empty folder that is there, and leaves it as it is")
    func emptyFolder() throws {
        let folder = try ScratchFolder()
        try FileManager.default.createDirectory(
            atPath: folder.path + "/units", withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o750])
        let names = try ReportWriter(Self.round).write(to: folder.path)
        #expect(Set(try folder.contents().keys) == Set(names))
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.path + "/units")
        #expect(attributes[.posixPermissions] as? Int == 0o750)
    }

    @Test("finishes what a killed run left")
    func interrupted() throws {
        let folder = try ScratchFolder()
        try folder.write("half", to: OutputFolder.stagingName + "/units/U100.html")
        try folder.write("half", to: OutputFolder.stagingName + "/result.json")
        try folder.write("old", to: "result.json")
        let names = try ReportWriter(Self.round).write(to: folder.path)
        #expect(Set(try folder.contents().keys) == Set(names))
    }

    @Test("refuses a folder that is a file or a link")
    func refusal() throws {
        let folder = try ScratchFolder()
        try folder.write("x", to: "file")
        let writer = ReportWriter(Self.round)
        #expect(throws: ReportError.notAFolder(path: folder.path + "/file")) {
            try writer.write(to: folder.path + "/file")
        }
        try folder.write("x", to: "elsewhere/keep.txt")
        try FileManager.default.createDirectory(
            atPath: folder.path + "/out", withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/out/units", withDestinationPath: folder.path + "/elsewhere")
        #expect(throws: ReportError.notAFolder(path: folder.path + "/out/units")) {
            try writer.write(to: folder.path + "/out")
        }
        #expect(throws: ReportError.self) { try writer.write(to: "/proc/none") }
        #expect(try folder.contents().keys.contains("elsewhere/keep.txt"))
    }

    @Test("waits for another run on the same folder")
    func concurrency() async throws {
        let folder = try ScratchFolder()
        let path = folder.path
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask { _ = try ReportWriter(Self.round).write(to: path) }
            }
            try await group.waitForAll()
        }
        #expect(try folder.contents().count == 9 + 3)
    }
}
