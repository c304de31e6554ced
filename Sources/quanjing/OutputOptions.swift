import ArgumentParser
import Languages
import Synchronization
import Tables

/// Where a command that makes a table puts it.
struct TableOutput: ParsableArguments {
    @Option(
        help: .init(
            say("结果写入此文件（默认标准输出）", "Write the result there (default: standard output)"),
            valueName: "file"), completion: .file(extensions: ["csv"]))
    var out: String?

    /// Writes the pieces of a table, handed over one after the other from any thread, to the file
    /// where one is named; it appears whole or not at all.
    func write(
        _ pieces: (@Sendable ([UInt8]) throws(FileError) -> Void) throws(FileError) -> Void
    ) throws(FileError) {
        guard let out else { return }
        let target = Mutex(try WholeFile(path: out))
        try pieces { piece throws(FileError) in
            try target.withLock { file throws(FileError) in try file.append(piece) }
        }
        try target.withLock { file throws(FileError) in try file.commit() }
    }
}

/// Where a command writes a page and a workbook beside what it prints.
struct ReportOutput: ParsableArguments {
    @Option(
        help: .init(
            say("另写出网页和工作簿到这个文件夹", "Also write a page and a workbook to this folder"),
            valueName: "dir"), completion: .directory)
    var output: String?
}

/// Lines that tell which reports were written.
///
/// - Parameter files: Relative to the folder; nil where none were asked for.
func toldFiles(_ files: [String]?, in folder: String?) -> String {
    guard let files, let folder else { return "" }
    return files.map { say("已写出 ", "written: ") + "\(folder)/\($0)\n" }.joined()
}
