internal import Synchronization
package import Tables

/// The file that lists rows of a log set aside; it appears once it is whole.
package final class RejectedRows: Sendable {
    private let state: Mutex<State>

    fileprivate struct State {
        var writer: CSVWriter
        let file: WholeFile
        var failure: FileError?
    }

    /// Bytes that are gathered before they are written.
    private static let pieceSize = 1 << 16

    /// - Throws: Where the folder refuses a new file.
    package init(path: String) throws(FileError) {
        state = Mutex(State(writer: RejectedRows.header, file: try WholeFile(path: path)))
    }

    private static var header: CSVWriter {
        var writer = CSVWriter()
        writer.addRecord([
            "line", "reason", "unit_id", "person_id", "date", "item_id", "count", "minutes",
        ])
        return writer
    }

    func add(_ row: TimeLogSummary.Rejected) {
        state.withLock { state in
            state.writer.add(row.line)
            state.writer.add(row.fault.code)
            for cell in row.cells { state.writer.add(cell) }
            state.writer.endRecord()
            if state.writer.bytes.count >= RejectedRows.pieceSize { state.writeOut() }
        }
    }

    /// Forgets everything listed so far.
    func restart() {
        state.withLock { state in
            do throws(FileError) {
                try state.file.clear()
            } catch {
                state.failure = error
            }
            state.writer = RejectedRows.header
        }
    }

    /// Makes the file appear.
    ///
    /// - Throws: What the system refused, at any time.
    package func finish() throws(FileError) {
        try state.withLock { state throws(FileError) in
            state.writeOut()
            if let failure = state.failure { throw failure }
            try state.file.commit()
        }
    }
}

extension RejectedRows.State {
    fileprivate mutating func writeOut() {
        do throws(FileError) {
            if failure == nil { try file.append(writer.bytes) }
        } catch {
            failure = error
        }
        writer.removeBytes()
    }
}
