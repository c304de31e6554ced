public import Languages

/// A problem in supplied material as a value: what is wrong, where, what to do.
///
/// ID-card numbers are masked in all its texts, whatever the problem is.
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
        self.found = found.map(IdentityNumber.masking)
        self.expected = expected.map(Self.masking)
        self.message = Self.masking(message)
        self.remedy = Self.masking(remedy)
    }

    private static func masking(_ wording: Wording) -> Wording {
        Wording(
            zh: IdentityNumber.masking(wording.zh), en: IdentityNumber.masking(wording.en))
    }
}
