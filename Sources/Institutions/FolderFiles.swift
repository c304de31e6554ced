package import Diagnostics
import FoundationEssentials
internal import Languages

/// The files of an evaluation folder, without what file managers and office programs leave behind.
package struct FolderFiles: Sendable {
    /// Of the evaluation folder.
    package let path: String

    /// Folders in folders are looked into so far.
    private static let depthLimit = 8
    private static let fileLimit = 20_000

    package init(_ path: String) { self.path = path }

    /// - Parameter file: A path inside the folder; an absolute one stays as it is.
    package func path(of file: String) -> String {
        if file.hasPrefix("/") { return file }
        return path.isEmpty || path.hasSuffix("/") ? path + file : path + "/" + file
    }

    /// Names of the files and folders right in a folder, in byte order.
    package func names(in folder: String) -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: path(of: folder))
        return (names ?? []).filter { !isIncidental($0) }.sorted()
    }

    package func isFolder(_ file: String) -> Bool {
        var isFolder = false
        return FileManager.default.fileExists(atPath: path(of: file), isDirectory: &isFolder)
            && isFolder
    }

    private func isIncidental(_ name: String) -> Bool {
        name.hasPrefix(".") || name.hasPrefix("~$") || name == "Thumbs.db" || name == "desktop.ini"
    }

    /// A folder and every folder in it, by path, each with the names of its files; none where it
    /// isn't there, or where there are too many files, which is reported.
    package func folders(
        from top: String, into log: inout DiagnosticLog
    ) -> [(folder: String, names: [String])] {
        guard isFolder(top) else { return [] }
        var found: [(String, [String])] = []
        var waiting = [(folder: top, depth: 0)]
        var count = 0
        while let (folder, depth) = waiting.popLast() {
            var here: [String] = []
            for name in names(in: folder) {
                if isFolder(folder + "/" + name) {
                    if depth < Self.depthLimit { waiting.append((folder + "/" + name, depth + 1)) }
                } else {
                    here.append(name)
                }
            }
            count += here.count
            if count > Self.fileLimit {
                log.report(.tooManyFiles(at: Place(file: top)))
                return []
            }
            found.append((folder, here))
        }
        return found.sorted { $0.0 < $1.0 }
    }
}

/// Byte order, except that numbers in the names go by their value: `a2.csv` before `a10.csv`.
package func precedesNaturally(_ a: String, _ b: String) -> Bool {
    func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    var (first, second) = (Array(a.utf8)[...], Array(b.utf8)[...])
    while let one = first.first, let other = second.first {
        if isDigit(one), isDigit(other) {
            let (left, right) = (first.prefix(while: isDigit), second.prefix(while: isDigit))
            let (x, y) = (left.drop { $0 == 0x30 }, right.drop { $0 == 0x30 })
            if x.count != y.count { return x.count < y.count }
            if !x.elementsEqual(y) { return x.lexicographicallyPrecedes(y) }
            first = first.dropFirst(left.count)
            second = second.dropFirst(right.count)
        } else {
            if one != other { return one < other }
            first = first.dropFirst()
            second = second.dropFirst()
        }
    }
    return (first.count, a) < (second.count, b)
}

extension Diagnostic {
    fileprivate static func tooManyFiles(at place: Place) -> Diagnostic {
        Diagnostic(
            .workbookRefused, at: place,
            expected: Wording(zh: "不超过 20,000 个文件", en: "at most 20,000 files"),
            message: Wording(zh: "文件过多，未读入", en: "there are too many files; none is read"),
            remedy: Wording(zh: "请移走不属于本次评估的文件", en: "take away what isn't of this round"))
    }
}
