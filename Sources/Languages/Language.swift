/// A language in which Quanjing speaks to its readers.
public enum Language: String, Sendable, CaseIterable, Codable {
    case chinese = "zh"
    case english = "en"

    /// Variables of the environment that tell the language, the first that is set before the others.
    package static let localeVariables = ["LC_ALL", "LC_MESSAGES", "LANG"]

    /// The language a process environment asks for: English only where it says so.
    ///
    /// `LC_ALL` overrides `LC_MESSAGES`, which overrides `LANG`, as in POSIX.
    public init(environment: [String: String]) {
        let locale = Language.localeVariables.lazy
            .compactMap { environment[$0] }.first { !$0.isEmpty }
        self = locale?.hasPrefix("en") == true ? .english : .chinese
    }
}
