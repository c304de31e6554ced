package import Assessment
internal import Dispatch
internal import Glibc
package import Languages
internal import Synchronization

/// Writes a round's reports: a page per unit, the round's page, the workbook, the JSON document.
package struct ReportWriter: Sendable {
    private let frame: RoundFrame
    /// By unit code; for looking up only.
    private let histories: [String: UnitHistory]
    /// Positions of the units that get a page, and the pages' file names below `units`.
    private let shown: [Int]
    private let pages: [String]

    /// Units up to which every one gets a page unless some are asked for.
    package static let pageLimit = 3000

    /// - Parameters:
    ///   - histories: Units over the archived years, in any order.
    ///   - units: Units that get a page; nil: all, unless there are more than `pageLimit`.
    package init(
        _ round: RoundResult, histories: [UnitHistory] = [], language: Language = .chinese,
        pagesOf units: Set<String>? = nil
    ) {
        let isSmall = round.units.count <= ReportWriter.pageLimit
        let shown = round.units.indices.filter {
            units?.contains(round.units.overview(of: $0).unit) ?? isSmall
        }
        self.shown = shown
        frame = RoundFrame(round, language: language, hasPages: !shown.isEmpty)
        self.histories = Dictionary(
            histories.map { ($0.unit, $0) }, uniquingKeysWith: { first, _ in first })
        let names = shown.isEmpty ? [] : PageNames(round.units.overviews.map(\.unit)).names
        pages = shown.map { names[$0] + ".html" }
    }

    /// Writes `units/*.html`, `round.html`, `round.xlsx` and `result.json` under a folder.
    ///
    /// Each file appears whole or not at all; pages of units that are no longer evaluated go, other
    /// files stay. The bytes don't depend on the number of threads.
    ///
    /// - Parameters:
    ///   - folder: Where to; made where it is missing.
    ///   - threads: How many pages are written at a time; all processors by default.
    ///   - companion: Work that is done beside; where it fails no file appears.
    /// - Returns: The files written, relative to the folder, pages first.
    /// - Throws: What the companion throws, before any `ReportError`.
    package func write(
        to folder: String, threads: Int? = nil,
        beside companion: (@Sendable () throws -> Void)? = nil
    ) throws -> [String] {
        let output = try OutputFolder(folder, subfolders: ["units"])
        let names = pages.map { "units/" + $0 } + ["round.html", "round.xlsx", "result.json"]
        let failure = Mutex<(task: Int, error: any Error)?>(nil)
        let next = Atomic<Int>(companion == nil ? 0 : -1)
        let workers = max(1, min(threads ?? Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))), names.count))
        DispatchQueue.concurrentPerform(iterations: workers) { _ in
            while true {
                // The large documents come first, so that no thread ends long after the others.
                let turn = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard turn < names.count else { return }
                let task = names.count - 1 - turn
                do {
                    if turn < 0 {
                        try companion?()
                    } else {
                        try stage(task, as: names[task], in: output)
                    }
                } catch {
                    let task = turn < 0 ? -1 : task
                    failure.withLock { first in
                        if first.map({ task < $0.task }) ?? true { first = (task, error) }
                    }
                    return
                }
            }
        }
        if let failure = failure.withLock({ $0 }) {
            output.abandon()
            throw failure.error
        }
        try output.publish(names)
        try output.removeStale(in: "units", except: Set(pages), isOurs: Page.isOurs)
        try output.finish()
        return names
    }

    /// Makes a folder to write to, with those above it, where it is missing.
    package static func prepare(_ folder: String) throws(ReportError) {
        try OutputFolder.makeWithParents(folder.isEmpty ? "." : folder)
    }

    private func stage(_ task: Int, as name: String, in output: OutputFolder) throws(ReportError) {
        switch task {
        case pages.count:
            try output.stage(
                RoundReport(frame, pages: Dictionary(uniqueKeysWithValues: zip(shown, pages)))
                    .html(), as: name)
        case pages.count + 1:
            try Workbook(frame).write(
                to: output.stagingPath(of: name), scratch: output.stagingPath(of: "units"))
        case pages.count + 2:
            let document = ResultDocument(frame.round, language: frame.say.language)
            try output.stage(name) { take throws(ReportError) in try document.write(take) }
        default:
            let unit = frame.round.units[shown[task]]
            let page = UnitReport(of: unit, in: frame, history: histories[unit.unit])
            try output.stage(page.written(), as: name)
        }
    }
}
