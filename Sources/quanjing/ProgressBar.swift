import Languages

/// A bar on a terminal while work goes on; nothing where output is piped.
struct ProgressBar {
    private let isShown: Bool
    private let title: String
    private var shown = -1
    private let start = ContinuousClock.now

    init(_ title: String) {
        self.title = title
        isShown = Terminal.isInteractive(.error)
    }

    mutating func show(done: Int, of total: Int) {
        guard isShown, total > 0 else { return }
        let percent = done * 100 / total
        guard percent != shown else { return }
        shown = percent
        let width = max(10, min(40, Terminal.width - title.displayWidth - 12))
        let filled = width * percent / 100
        let bar =
            String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
        Terminal.write("\r\(title) \(bar) \(percent) %\(rest(done, total))", to: .error)
    }

    /// How long the rest will take if it goes on like this; nothing where that is soon.
    private func rest(_ done: Int, _ total: Int) -> String {
        let elapsed = (ContinuousClock.now - start).components.seconds
        guard done > 0, elapsed >= 3 else { return "" }
        let seconds = Int(elapsed) * (total - done) / done
        let padded = seconds % 60 < 10 ? "0\(seconds % 60)" : "\(seconds % 60)"
        return " −\(seconds / 60):\(padded) "
    }

    /// Takes the bar away.
    mutating func finish() {
        guard isShown, shown >= 0 else { return }
        Terminal.write("\r\u{1B}[2K", to: .error)
        shown = -1
    }
}
