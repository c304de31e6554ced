/// Where in supplied material a problem stands.
public struct Place: Sendable, Hashable {
    /// Path relative to the evaluation folder, or as the user gave it.
    public let file: String
    /// Physical line, from 1, of the record's first byte; nil for a whole file or folder.
    public let line: Int?
    /// Column (field of a table, character of a text), from 1; nil for a whole line.
    public let column: Int?

    public init(file: String, line: Int? = nil, column: Int? = nil) {
        self.file = file
        self.line = line
        self.column = column
    }
}

extension Place: CustomStringConvertible {
    /// `file:line:column`, as compilers print it.
    public var description: String {
        [file, line.map(String.init), column.map(String.init)].compactMap { $0 }
            .joined(separator: ":")
    }
}

extension Place: Comparable {
    /// By file, then line, then column; what has no line comes before what has one.
    public static func < (a: Place, b: Place) -> Bool {
        (a.file, a.line ?? 0, a.column ?? 0) < (b.file, b.line ?? 0, b.column ?? 0)
    }
}
