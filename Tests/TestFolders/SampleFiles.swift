import FoundationEssentials

/// The files of an evaluation folder in memory, to be changed and written elsewhere.
package struct SampleFiles: Sendable {
    /// Bytes by path inside the folder.
    package var files: [String: [UInt8]]

    package init(files: [String: [UInt8]]) {
        self.files = files
    }

    /// The inputs of a bundled sample: settings, trees, tables.
    package init(sample name: String) throws {
        try self.init(folder: "Samples/\(name)")
    }

    /// The inputs of an evaluation folder.
    package init(folder: String) throws {
        let root = URL(filePath: folder)
        var files: [String: [UInt8]] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: root.path) {
            let isInput = path.hasSuffix(".csv") || path.hasSuffix(".yaml")
            guard isInput, !path.hasPrefix("output/"), !path.hasPrefix("expected/") else {
                continue
            }
            files[path] = Array(try Data(contentsOf: root.appending(path: path)))
        }
        self.files = files
    }

    /// Paths of the tables, ascending.
    package var tables: [String] { files.keys.filter { $0.hasSuffix(".csv") }.sorted() }

    /// A file as text.
    package func text(_ path: String) -> String {
        String(decoding: files[path] ?? [], as: UTF8.self)
    }

    /// The same with one file's text changed.
    package func changing(_ path: String, _ change: (String) -> String) -> SampleFiles {
        var changed = self
        changed.files[path] = Array(change(text(path)).utf8)
        return changed
    }

    /// The same with every table's rows changed.
    package func changingTables(_ change: (String, CSVText) -> CSVText) -> SampleFiles {
        var changed = self
        for path in tables {
            changed.files[path] = Array(change(path, CSVText(text(path))).text().utf8)
        }
        return changed
    }

    /// Writes the files to a folder of their own, which goes with the value.
    package func folder() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for (path, bytes) in files { try folder.write(bytes, to: path) }
        return folder
    }
}

/// A folder that lives as long as the value.
package final class TemporaryFolder: Sendable {
    package let path: String

    package init() throws {
        path = FileManager.default.temporaryDirectory.path + "/folder-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    package func write(_ bytes: [UInt8], to file: String) throws {
        let url = URL(filePath: path + "/" + file)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }

    /// The bytes of a file.
    package func read(_ file: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: path + "/" + file)))
    }

    /// Every file and folder below, ascending.
    package func contents() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: path).sorted()
    }
}
