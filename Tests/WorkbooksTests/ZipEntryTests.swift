import Foundation
import Tables
import TestFolders
import Testing

@testable import Workbooks

@Suite("Entries of a ZIP file")
struct ZipEntryTests {
    private let small = ZipEntry(
        name: "a/b", method: 8, checksum: 0x0403_0201, packedSize: 5, size: 300, offset: 0x0102)

    @Test("have headers as the format wants them, by hand")
    func headers() {
        let common: [UInt8] =
            [20, 0, 0, 0, 8, 0, 0, 0, 0x21, 0, 1, 2, 3, 4, 5, 0, 0, 0, 0x2C, 1, 0, 0, 3, 0, 0, 0]
        let name = Array("a/b".utf8)
        #expect(small.localHeader == [0x50, 0x4B, 3, 4] + common + name)
        #expect(
            small.directoryRecord == [0x50, 0x4B, 1, 2, 20, 0] + common
                + [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 0, 0] + name)
        let record = small.directoryRecord
        #expect(
            ZipEntry.directory(of: [small], start: 400)
                == record + [
                    0x50, 0x4B, 5, 6, 0, 0, 0, 0, 1, 0, 1, 0, UInt8(record.count), 0, 0, 0,
                ]
                + [0x90, 1, 0, 0, 0, 0])
    }

    @Test("have wide numbers where 32 bits are too few")
    func wide() {
        let large = ZipEntry(
            name: "c", method: 8, checksum: 0, packedSize: 7, size: 1 << 32, offset: 5 << 32)
        let sizes: [UInt8] = [0, 0, 0, 0, 1, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0]
        let local = large.localHeader
        #expect(local[4..<6] == [45, 0] && local[18..<26].allSatisfy { $0 == 0xFF })
        #expect(Array(local[30...]) == [0x63, 1, 0, 16, 0] + sizes)
        let record = large.directoryRecord
        #expect(record[42..<46].allSatisfy { $0 == 0xFF })
        #expect(Array(record[46...]) == [0x63, 1, 0, 24, 0] + sizes + [0, 0, 0, 0, 5, 0, 0, 0])
    }

    @Test("are found again where sizes and places pass 4 GiB")
    func readAgain() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/large.zip"
        let large = 5 << 30
        let entries = [
            small,
            ZipEntry(
                name: "large", method: 8, checksum: 9, packedSize: large, size: 3 * large,
                offset: 1000),
            ZipEntry(
                name: "behind", method: 0, checksum: 7, packedSize: 11, size: 11,
                offset: large + 2000),
        ]
        // Nothing but holes up to the directory.
        let start = large + 3000
        #expect(FileManager.default.createFile(atPath: path, contents: nil))
        let file = try #require(FileHandle(forWritingAtPath: path))
        try file.seek(toOffset: UInt64(start))
        try file.write(contentsOf: Data(ZipEntry.directory(of: entries, start: start)))
        try file.close()
        let archive = try ZipArchive(ByteSource(path: path))
        #expect(archive.entries.map(\.name) == entries.map(\.name))
        #expect(archive.entries.map(\.size) == entries.map(\.size))
        #expect(archive.entries.map(\.packedSize) == entries.map(\.packedSize))
        #expect(archive.entries.map(\.checksum) == entries.map(\.checksum))
    }
}
