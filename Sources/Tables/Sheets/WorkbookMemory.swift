internal import Synchronization

/// Keeps what the sheets of a workbook share, so that a workbook of many sheets has it read once.
package final class WorkbookMemory: Sendable {
    private let state = Mutex(State())

    private struct State {
        var texts: [String: WorkbookTexts] = [:]
        var size = 0
    }

    /// Bytes of texts kept in all; what goes beyond is read again for each sheet.
    private static let limit = 64 << 20

    package init() {}

    func texts(of workbook: String) -> WorkbookTexts? {
        state.withLock { $0.texts[workbook] }
    }

    func keep(_ texts: WorkbookTexts, of workbook: String) {
        state.withLock { state in
            let size = texts.strings.size
            guard state.texts[workbook] == nil, state.size + size <= WorkbookMemory.limit else {
                return
            }
            state.texts[workbook] = texts
            state.size += size
        }
    }
}

/// Shared texts and number formats of a workbook.
struct WorkbookTexts {
    let strings: SharedStrings
    let formats: NumberFormats
}
