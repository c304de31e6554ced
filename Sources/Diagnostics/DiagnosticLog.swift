/// Collects every problem of a run in constant memory: the first ones whole, the rest counted.
public struct DiagnosticLog: Sendable {
    /// How many diagnostics of each severity are kept whole.
    public let limit: Int
    /// Kept diagnostics in the order in which they were met.
    public private(set) var kept: [Diagnostic] = []
    public private(set) var errorCount = 0
    public private(set) var warningCount = 0

    public init(limit: Int = 1000) {
        precondition(limit >= 0, "a log keeps a whole number of diagnostics")
        self.limit = limit
    }

    public var hasErrors: Bool { errorCount > 0 }

    /// Whether the next error is kept whole: beyond that, the words for one aren't worth looking for.
    public var keepsErrors: Bool { errorCount < limit }

    /// Errors and warnings that were counted but not kept.
    public var omittedCount: Int { errorCount + warningCount - kept.count }

    public mutating func report(_ diagnostic: Diagnostic) {
        let seen: Int
        switch diagnostic.severity {
        case .error:
            seen = errorCount
            errorCount += 1
        case .warning:
            seen = warningCount
            warningCount += 1
        }
        if seen < limit { kept.append(diagnostic) }
    }

    /// Adds what another log holds, after what this one holds.
    public mutating func merge(_ other: DiagnosticLog) {
        for diagnostic in other.kept { report(diagnostic) }
        let keptErrors = other.kept.count { $0.severity == .error }
        errorCount += other.errorCount - keptErrors
        warningCount += other.warningCount - (other.kept.count - keptErrors)
    }

    /// Refuses the material if anything in it is an error.
    public func check() throws(InvalidInput) {
        if hasErrors { throw InvalidInput(self) }
    }
}

/// Supplied material was refused; the log says why, all of it at once.
public struct InvalidInput: Error, Sendable {
    public let log: DiagnosticLog

    public init(_ log: DiagnosticLog) {
        precondition(log.hasErrors, "input is refused for an error")
        self.log = log
    }

    public init(_ diagnostic: Diagnostic) {
        var log = DiagnosticLog()
        log.report(diagnostic)
        self.init(log)
    }
}
