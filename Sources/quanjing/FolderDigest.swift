import Assessment
import Documents
import FoundationEssentials
import Languages
import Tables

/// What an evaluation folder held when it was last evaluated, so that it is evaluated again only
/// where something has changed.
struct FolderDigest: Equatable {
    /// Version of the program, language of the reports, then path and digest of every file.
    private let lines: [String]

    private static let name = "evaluated.txt"

    /// Of the files that are there now; hidden ones and what lies under `output` are not looked at.
    init(ofFolder folder: String, _ language: Language) throws(FileError) {
        var lines = ["quanjing \(EngineVersion.text) \(language.rawValue)"]
        for file in FolderDigest.files(under: folder) {
            lines.append("\(try sha256(ofFile: "\(folder)/\(file)"))  \(file)")
        }
        self.lines = lines
    }

    /// Regular files in byte order of their paths.
    private static func files(under folder: String) -> [String] {
        let manager = FileManager.default
        let all = (try? manager.subpathsOfDirectory(atPath: folder)) ?? []
        return all.filter { path in
            let parts = path.split(separator: "/")
            var isFolder = false
            return parts.first != "output" && !parts.contains { $0.hasPrefix(".") }
                && manager.fileExists(atPath: "\(folder)/\(path)", isDirectory: &isFolder)
                && !isFolder
        }.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    }

    /// Whether the output holds the whole evaluation of just this.
    func isKept(in output: String) -> Bool {
        let reports = ["round.html", "round.xlsx", "result.json", "archive.sqlite"]
        return reports.allSatisfy { FileManager.default.fileExists(atPath: "\(output)/\($0)") }
            && FileManager.default.contents(atPath: "\(output)/\(Self.name)") == Data(bytes)
    }

    /// Written last: who is killed before is evaluated again.
    func keep(in output: String) throws(FileError) {
        try writeWhole(bytes, to: "\(output)/\(Self.name)")
    }

    private var bytes: [UInt8] { Array((lines.joined(separator: "\n") + "\n").utf8) }
}
