internal import Foundation

/// The MILP solver CBC as a separate process: a model goes in as a file, a solution comes out.
///
/// Nothing it says is believed: `SidePlanner` checks plans and bounds. Each call is a fresh
/// process on a fresh model, single-threaded, without its presolve, and ended from outside when its
/// time is over.
package struct CBC: Sendable, Hashable {
    /// Path of the executable (Debian: package `coinor-cbc`).
    package let executable: String
    /// Seconds after which a call is ended.
    package let timeLimit: Int
    /// Where the files of a call may be written; they are removed after it.
    package let folder: String

    package init(executable: String, timeLimit: Int = 60, folder: String) {
        precondition(timeLimit > 0, "a solver needs time")
        self.executable = executable
        self.timeLimit = timeLimit
        self.folder = folder
    }

    /// The `cbc` that a shell would find.
    ///
    /// - Parameter searchPath: Folders separated by colons, as in `PATH`.
    /// - Returns: nil where it isn't installed.
    package static func installed(
        searchPath: String, timeLimit: Int = 60, folder: String
    ) -> CBC? {
        searchPath.split(separator: ":").lazy.map { "\($0)/cbc" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
            .map { CBC(executable: $0, timeLimit: timeLimit, folder: folder) }
    }

    enum Status: Hashable {
        /// It claims to have proved its solution best.
        case optimal
        /// It claims that there is none.
        case infeasible
        /// It stopped before.
        case stopped
    }

    struct Answer {
        let status: Status
        /// Per column; nil where it found no solution.
        let values: [Double]?
    }

    /// - Throws: `.solverFailed` where it can't be run or its answer can't be read.
    func solve(_ model: MixedIntegerModel) throws(ReallocationError) -> Answer {
        let output: String
        do {
            output = try run(model.mps)
        } catch {
            throw .solverFailed("\(error)")
        }
        guard let answer = CBC.answer(in: output, columns: model.columns.count) else {
            throw .solverFailed(String(output.suffix(400)))
        }
        return answer
    }

    // MARK: The process

    private func run(_ mps: String) throws -> String {
        let work = try freshFolder()
        defer { try? FileManager.default.removeItem(atPath: work) }
        let input = work + "/model.mps"
        let output = work + "/output.txt"
        try Data(mps.utf8).write(to: URL(fileURLWithPath: input))
        try Data().write(to: URL(fileURLWithPath: output))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = [
            input, "-log", "1", "-preprocess", "off", "-ratioGap", "0", "-allowableGap", "0",
            "-seconds", String(timeLimit), "-solve", "-solution", "stdout", "-quit",
        ]
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = file
        process.standardError = FileHandle.nullDevice
        let isOver = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in isOver.signal() }
        try process.run()
        if isOver.wait(timeout: .now() + .seconds(timeLimit + 5)) == .timedOut {
            process.terminate()
            isOver.wait()
        }
        try file.close()
        return String(decoding: try Data(contentsOf: URL(fileURLWithPath: output)), as: UTF8.self)
    }

    private func freshFolder() throws -> String {
        let stem = "\(folder)/quanjing-cbc-\(ProcessInfo.processInfo.processIdentifier)"
        var number = 0
        while true {
            let path = "\(stem)-\(number)"
            do {
                try FileManager.default.createDirectory(
                    atPath: path, withIntermediateDirectories: false)
                return path
            } catch {
                guard FileManager.default.fileExists(atPath: path) else { throw error }
                number += 1
            }
        }
    }

    // MARK: The answer

    /// - Returns: nil where the output is no answer.
    static func answer(in output: String, columns: Int) -> Answer? {
        let lines = output.split(separator: "\n")
        guard
            let head = lines.lastIndex(where: {
                $0.contains("objective value") && !$0.hasPrefix(" ")
            })
        else {
            let isRefused = lines.contains { $0.hasPrefix("Problem is infeasible") }
            return isRefused ? Answer(status: .infeasible, values: nil) : nil
        }
        let claim = lines[head]
        if claim.hasPrefix("Infeasible") || claim.hasPrefix("Integer infeasible") {
            return Answer(status: .infeasible, values: nil)
        }
        let status: Status = claim.hasPrefix("Optimal") ? .optimal : .stopped
        if claim.contains("no integer solution") { return Answer(status: .stopped, values: nil) }
        var values = Array(repeating: 0.0, count: columns)
        for line in lines[(head + 1)...] {
            var words = line.split(separator: " ")
            if words.first == "**" { words.removeFirst() }
            guard words.count == 4, words[1].first == "C", let column = Int(words[1].dropFirst()),
                values.indices.contains(column), let value = Double(words[2])
            else { continue }
            values[column] = value
        }
        return Answer(status: status, values: values)
    }
}
