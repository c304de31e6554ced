import Languages

/// A bar on a terminal while work goes on; nothing where output is piped.
struct ProgressBar {
    private let isShown: Bool
    private let title: String
    private var shown = -1

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
        Terminal.write("\r\(title) \(bar) \(percent) %", to: .error)
    }

    /// Takes the bar away.
    mutating func finish() {
        guard isShown, shown >= 0 else { return }
        Terminal.write("\r\u{1B}[2K", to: .error)
        shown = -1
    }
}
