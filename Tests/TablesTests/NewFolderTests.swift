import FoundationEssentials
import Glibc
import Testing

@testable import Tables

@Suite("A new folder appears whole or not at all")
struct NewFolderTests {
    let parent =
        FileManager.default.temporaryDirectory.path
        + "/folder-\(getpid())-\(UInt64.random(in: 0...(.max)))"

    init() throws {
        try FileManager.default.createDirectory(
            atPath: parent, withIntermediateDirectories: true)
    }

    private func names(_ path: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    }

    private func removeParent() throws { try FileManager.default.removeItem(atPath: parent) }

    @Test("with its files, once it is published", arguments: ["a", "a/", "a//"])
    func published(name: String) throws {
        defer { try? removeParent() }
        let folder = NewFolder("\(parent)/\(name)")
        try folder.make(subfolders: ["b"])
        try writeWhole([1, 2], to: folder.temporaryPath + "/b/c")
        #expect(!FileManager.default.fileExists(atPath: folder.path))
        try folder.publish()
        #expect(try names(parent) == ["a"])
        #expect(
            FileManager.default.contents(atPath: "\(parent)/a/b/c").map { [UInt8]($0) } == [1, 2])
    }

    @Test(
        "not over a file, a folder or a dangling link, which stay",
        arguments: ["file", "folder", "link"])
    func inTheWay(kind: String) throws {
        defer { try? removeParent() }
        let path = parent + "/a"
        switch kind {
        case "file": try writeWhole([7], to: path)
        case "folder": #expect(mkdir(path, 0o755) == 0)
        default: #expect(symlink("nowhere", path) == 0)
        }
        let error = #expect(throws: FileError.self) { try NewFolder(path).make() }
        #expect(error?.isInTheWay == true)
        #expect(try names(parent) == ["a"])
    }

    @Test("and what a killed run left behind goes")
    func leftovers() throws {
        defer { try? removeParent() }
        let folder = NewFolder(parent + "/a")
        try folder.make(subfolders: ["old"])
        try folder.make(subfolders: ["new"])
        #expect(try names(folder.temporaryPath) == ["new"])
        folder.discard()
        #expect(try names(parent) == [])
    }

    @Test("and a parent that isn't there is told")
    func noParent() throws {
        defer { try? removeParent() }
        let error = #expect(throws: FileError.self) { try NewFolder(parent + "/x/a").make() }
        #expect(error?.isMissing == true)
        #expect(error?.isInTheWay == false)
    }
}
