import ArgumentParser
import Languages

/// Where a command that makes a table puts it.
struct TableOutput: ParsableArguments {
    @Option(
        help: .init(
            say("结果写入此文件（默认标准输出）", "Write the result there (default: standard output)"),
            valueName: "file"), completion: .file(extensions: ["csv"]))
    var out: String?
}

/// Lines that tell which reports were written.
///
/// - Parameter files: Relative to the folder; nil where none were asked for.
func toldFiles(_ files: [String]?, in folder: String?) -> String {
    guard let files, let folder else { return "" }
    return files.map { say("已写出 ", "written: ") + "\(folder)/\($0)\n" }.joined()
}
