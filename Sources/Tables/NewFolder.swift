internal import FoundationEssentials
internal import Glibc

/// A folder in the making: nothing stands at its path before all of it is whole and on the disk.
///
/// Files are put under `temporaryPath`, beside the folder's place; `publish()` is one step.
package struct NewFolder: Sendable {
    package let path: String
    /// In the same folder as `path`.
    package let temporaryPath: String
    private let parent: String

    package init(_ path: String) {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        self.path = path
        let slash = path.lastIndex(of: "/")
        parent = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let start = slash.map { path.index(after: $0) } ?? path.startIndex
        temporaryPath = path[..<start] + "." + path[start...] + ".partial"
    }

    /// Makes the temporary folder, with these folders in it; what a killed run left there goes.
    ///
    /// - Throws: `isInTheWay` where something stands at the path already; it is not touched.
    package func make(subfolders: [String] = []) throws(FileError) {
        var status = stat()
        guard lstat(path, &status) != 0 else {
            throw FileError(action: .write, path: path, number: EEXIST)
        }
        discard()
        for folder in [temporaryPath] + subfolders.map({ "\(temporaryPath)/\($0)" }) {
            guard mkdir(folder, 0o777) == 0 else { throw .last(.write, path) }
        }
    }

    /// Gives the folder its name; it never replaces anything but an empty folder.
    package func publish() throws(FileError) {
        guard rename(temporaryPath, path) == 0 else { throw .last(.write, path) }
        flush(folder: parent)
    }

    package func discard() {
        // Nothing to remove is the usual case; what can't be removed is in the way of `make`.
        try? FileManager.default.removeItem(atPath: temporaryPath)
    }
}

extension FileError {
    /// Something stands where a new file or folder should be.
    package var isInTheWay: Bool { number == EEXIST || number == ENOTEMPTY }

    /// What stands at the path may not be replaced.
    package static func inTheWay(_ path: String) -> FileError {
        FileError(action: .write, path: path, number: EEXIST)
    }
}
