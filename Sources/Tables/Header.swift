internal import Diagnostics
internal import Languages

/// Which field of a file holds which declared column.
struct Header {
    /// The header cells as they stand, trimmed.
    let names: [String]
    /// Per declared column, the 0-based field; nil where the file hasn't the column.
    let positions: [Int?]

    /// Matches header cells with columns; reports duplicates, unknown and missing columns.
    init(
        _ names: [String], columns: [Column], at place: Place, into log: inout DiagnosticLog
    ) {
        self.names = names
        let columnOfName = columns.headerNames
        var positions = [Int?](repeating: nil, count: columns.count)
        var firstOfUnknown: [String: Int] = [:]
        for (field, name) in names.enumerated() {
            let plain = Header.plain(name)
            let here = place.at(line: place.line, column: field + 1)
            if let column = columnOfName[plain] {
                if let first = positions[column] {
                    log.report(.headerDuplicate(name, columns[column], first + 1, at: here))
                } else {
                    positions[column] = field
                }
            } else if let first = firstOfUnknown[plain], !plain.isEmpty {
                log.report(.headerDuplicate(name, nil, first + 1, at: here))
            } else {
                firstOfUnknown[plain] = field
                log.report(.columnUnknown(name, nearest: nearest(name, columns), at: here))
            }
        }
        for (index, column) in columns.enumerated()
        where column.isRequired && positions[index] == nil {
            // Where it can be added: behind the last column.
            let free = place.at(line: place.line, column: names.count + 1)
            log.report(.columnMissing(column, at: free))
        }
        self.positions = positions
    }

    /// A header's form for comparison: no blanks around it, full-width ASCII made half-width,
    /// lower case.
    static func plain(_ name: String) -> String {
        var plain = ""
        let trimmed = Array(name.utf8).withUnsafeBufferPointer {
            String(decoding: withoutBlanks($0), as: UTF8.self)
        }
        for scalar in trimmed.unicodeScalars {
            let value = scalar.value
            let isFullWidth = (0xFF01...0xFF5E).contains(value)
            let narrow = isFullWidth ? Unicode.Scalar(value - 0xFEE0) ?? scalar : scalar
            plain.unicodeScalars.append(narrow)
        }
        return plain.lowercased()
    }
}

private func nearest(_ name: String, _ columns: [Column]) -> String? {
    name.isEmpty ? nil : nearestName(to: name, among: columns.flatMap(\.headers))
}

extension Diagnostic {
    static func headerDuplicate(
        _ name: String, _ column: Column?, _ first: Int, at place: Place
    ) -> Diagnostic {
        let what =
            column.map {
                Wording(zh: "列“\($0.name)”（\($0.key)）", en: "column “\($0.key)” (\($0.name))")
            }
            ?? Wording(zh: "列“\(name)”", en: "column “\(name)”")
        return Diagnostic(
            .headerDuplicate, at: place, found: name,
            expected: Wording(zh: "每列只出现一次", en: "each column once"),
            message: Wording(
                zh: "\(what.zh)重复，第 \(first) 列已有",
                en: "\(what.en) is there twice; first as column \(first)"),
            remedy: Wording(
                zh: "请删去或改名其中一列", en: "delete or rename one of the two"))
    }

    static func columnUnknown(_ name: String, nearest: String?, at place: Place) -> Diagnostic {
        let expected = nearest.map { Wording(zh: "“\($0)”？", en: "“\($0)”?") }
        return Diagnostic(
            .columnUnknown, .warning, at: place, found: name, expected: expected,
            message: name.isEmpty
                ? Wording(zh: "该列没有表头，未读入", en: "the column has no header and is left out")
                : Wording(
                    zh: "不认识列“\(name)”，未读入", en: "column “\(name)” is not known and left out"),
            remedy: nearest.map {
                Wording(
                    zh: "若是指“\($0)”，请改表头；否则不必处理",
                    en: "if you meant “\($0)”, change the header; otherwise nothing")
            } ?? Wording(zh: "不需要该列则不必处理", en: "nothing, if the column isn't needed"))
    }

    static func columnMissing(_ column: Column, at place: Place) -> Diagnostic {
        Diagnostic(
            .columnMissing, at: place, expected: Wording(zh: column.name, en: column.key),
            message: Wording(
                zh: "缺少必填列“\(column.name)”（\(column.key)）",
                en: "required column “\(column.key)” (\(column.name)) is missing"),
            remedy: Wording(
                zh: "请在表头加上“\(column.name)”或“\(column.key)”一列并填写",
                en: "add a column headed “\(column.key)” or “\(column.name)” and fill it in"))
    }
}
