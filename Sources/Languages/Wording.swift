/// One thing said in both languages.
public struct Wording: Sendable, Hashable, Codable {
    public let zh: String
    public let en: String

    public init(zh: String, en: String) {
        self.zh = zh
        self.en = en
    }

    /// The same text in both languages: a code, a number, a name from a file.
    public init(_ text: String) {
        self.init(zh: text, en: text)
    }

    public subscript(language: Language) -> String {
        switch language {
        case .chinese: zh
        case .english: en
        }
    }
}
