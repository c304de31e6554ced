public import Languages

/// A problem in supplied material as a value: what is wrong, where, what to do.
public struct Diagnostic: Sendable, Hashable {
    public enum Severity: String, Sendable {
        case error, warning
    }

    public let code: DiagnosticCode
    public let severity: Severity
    public let place: Place
    /// What stands there, as it stands there; nil where something is absent.
    public let found: String?
    public let expected: Wording?
    public let message: Wording
    /// What the person who supplied the material can do.
    public let remedy: Wording

    public init(
        _ code: DiagnosticCode, _ severity: Severity = .error, at place: Place,
        found: String? = nil, expected: Wording? = nil, message: Wording, remedy: Wording
    ) {
        self.code = code
        self.severity = severity
        self.place = place
        self.found = found
        self.expected = expected
        self.message = message
        self.remedy = remedy
    }
}
