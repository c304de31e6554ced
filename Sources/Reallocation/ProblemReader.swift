internal import Diagnostics
internal import Documents
internal import Languages

/// A JSON file on its way to a problem; every mistake met is collected with its place.
final class ProblemReader {
    private(set) var log = DiagnosticLog()
    private let file: String

    init(file: String) {
        self.file = file
    }

    func place(_ position: JSONPosition) -> Place {
        Place(file: file, line: position.line, column: position.column)
    }

    func report(
        _ code: DiagnosticCode, _ severity: Diagnostic.Severity = .error,
        at position: JSONPosition, found: String?, expected: Wording? = nil, _ message: Wording,
        _ remedy: Wording
    ) {
        log.report(
            Diagnostic(
                code, severity, at: place(position), found: found, expected: expected,
                message: message, remedy: remedy))
    }

    /// The document of a text; nil where it is none, and then the log says why.
    func document(of text: [UInt8]) -> LocatedJSON? {
        do {
            return try LocatedJSON(text)
        } catch {
            report(syntax: error)
            return nil
        }
    }

    private func report(syntax error: JSONSyntaxError) {
        switch error.reason {
        case .empty:
            report(
                .fileEmpty, at: error.position, found: nil,
                Wording(zh: "文件没有内容", en: "the file says nothing"),
                Wording(zh: "请提供调配问题", en: "write a problem into it"))
        case .notUTF8:
            report(
                .encodingInvalid, at: error.position, found: nil,
                expected: Wording(zh: "UTF-8 编码的文本", en: "text in UTF-8"),
                Wording(zh: "文件不是 UTF-8 编码", en: "the file is not UTF-8"),
                Wording(zh: "请另存为 UTF-8 编码", en: "save the file as UTF-8"))
        default:
            report(
                .jsonInvalid, at: error.position, found: error.found, expected: error.reason.wanted,
                Wording(
                    zh: "此处不符合 JSON 语法：\(error.reason.explanation.zh)",
                    en: "this is not JSON: \(error.reason.explanation.en)"),
                Wording(
                    zh: "请核对此处及前一行的引号、逗号和括号",
                    en: "check quotes, commas and brackets here and on the line before"))
        }
    }
}

extension JSONSyntaxError.Reason {
    fileprivate var wanted: Wording? {
        guard case .expected(let signs) = self else { return nil }
        return signs == "…" ? Wording(zh: "一个值", en: "a value") : Wording(signs)
    }

    fileprivate var explanation: Wording {
        switch self {
        case .unfinished: Wording(zh: "文件在此中断", en: "the file ends here, unfinished")
        case .badString:
            Wording(zh: "字符串中有不允许的字符", en: "a string holds what it may not hold")
        case .badNumber: Wording(zh: "数字写法有误", en: "a number is misspelt")
        case .tooDeep: Wording(zh: "嵌套过深", en: "lists are nested too deep")
        case .trailing: Wording(zh: "文档之后还有内容", en: "something follows the document")
        case .expected(let signs) where signs != "…":
            Wording(zh: "此处应为 \(signs)", en: "expected \(signs)")
        default: Wording(zh: "此处应为一个值", en: "expected a value")
        }
    }
}

/// One value of the file with the path that leads to it (`cells[3].need`).
struct ProblemField {
    let json: LocatedJSON
    /// Path of the object that holds it; of the value itself where the key is empty.
    private let base: String
    private let key: String
    let reader: ProblemReader

    init(json: LocatedJSON, path base: String, key: String = "", reader: ProblemReader) {
        self.json = json
        self.base = base
        self.key = key
        self.reader = reader
    }

    /// Put together only where something is to be said of it.
    var path: String { key.isEmpty ? base : base.isEmpty ? key : "\(base).\(key)" }

    /// Reports that the value isn't what is expected.
    func report(_ code: DiagnosticCode = .valueInvalid, expected: Wording) {
        let name = path.isEmpty ? Wording(zh: "文件", en: "the file") : Wording(path)
        reader.report(
            code, at: json.position, found: json.excerpt, expected: expected,
            Wording(zh: "“\(name.zh)”应为\(expected.zh)", en: "\(name.en) must be \(expected.en)"),
            Wording(zh: "请改为\(expected.zh)", en: "write \(expected.en)"))
    }

    func text() -> String? {
        if case .string(let text) = json.content, text.contains(where: { !$0.isWhitespace }) {
            return text
        }
        report(expected: Wording(zh: "非空的文字", en: "a text that is not empty"))
        return nil
    }

    /// The digits of a number, or of a string that holds one.
    private var written: String? {
        switch json.content {
        case .number(let text), .string(let text): text
        default: nil
        }
    }

    /// A decimal number in 0…greatest, taken exactly.
    func decimal(atMost greatest: Int = ReallocationProblem.greatestCount) -> Rational? {
        let expected = Wording(
            zh: "0 至 \(greatest) 的数字", en: "a number from 0 to \(greatest)")
        guard let value = written.flatMap(Rational.init(decimal:)) else {
            report(.notANumber, expected: expected)
            return nil
        }
        guard value.sign >= 0, value <= Rational(greatest) else {
            report(.outOfRange, expected: expected)
            return nil
        }
        return value
    }

    /// The text under a key, where there is one; nothing is reported.
    func peek(_ key: String) -> String? {
        guard case .object(let members) = json.content,
            case .string(let text)? = members.first(where: { $0.key == key })?.value.content
        else { return nil }
        return text
    }

    /// A whole number in 0…greatest.
    func count(atMost greatest: Int = ReallocationProblem.greatestCount) -> Int? {
        let expected = Wording(
            zh: "0 至 \(greatest) 的整数", en: "a whole number from 0 to \(greatest)")
        guard let value = written.flatMap(Rational.init(decimal:)) else {
            report(.notANumber, expected: expected)
            return nil
        }
        guard value.isWhole else {
            report(.notWhole, expected: expected)
            return nil
        }
        guard value.sign >= 0, value <= Rational(greatest) else {
            report(.outOfRange, expected: expected)
            return nil
        }
        return value.clampedFloor
    }

    func elements() -> [ProblemField]? {
        guard case .array = json.content else {
            report(expected: Wording(zh: "列表 […]", en: "a list […]"))
            return nil
        }
        return listed
    }

    /// The elements of a list; none where it isn't one.
    var listed: [ProblemField] {
        guard case .array(let values) = json.content else { return [] }
        let path = path
        return values.enumerated().map { index, value in
            ProblemField(json: value, path: "\(path)[\(index)]", reader: reader)
        }
    }

    /// The members of an object; those with unknown keys are reported as left out.
    func object(_ known: [String]) -> ProblemObject? {
        guard case .object(let members) = json.content else {
            report(expected: Wording(zh: "对象 {…}", en: "an object {…}"))
            return nil
        }
        return ProblemObject(members, of: self, known: known)
    }
}

/// An object of the file, its keys checked.
struct ProblemObject {
    let whole: ProblemField
    /// Members with keys that mean something, each once, and the others.
    private var members: [LocatedJSON.Member] = []
    private(set) var unknown: [LocatedJSON.Member] = []

    init(_ list: [LocatedJSON.Member], of whole: ProblemField, known: [String]) {
        self.whole = whole
        members.reserveCapacity(list.count)
        for member in list {
            if !known.contains(member.key) {
                unknown.append(member)
                ProblemObject.reportUnknown(member, field(member).path, known, to: whole.reader)
            } else if members.contains(where: { $0.key == member.key }) {
                ProblemObject.reportTwice(member, field(member).path, to: whole.reader)
            } else {
                members.append(member)
            }
        }
    }

    private func field(_ member: LocatedJSON.Member) -> ProblemField {
        ProblemField(json: member.value, path: whole.path, key: member.key, reader: whole.reader)
    }

    /// The value under a key; nil where it is absent or `null`.
    func optional(_ key: String) -> ProblemField? {
        guard let member = members.first(where: { $0.key == key }),
            member.value.content != .null
        else { return nil }
        return field(member)
    }

    /// The value under a key that must be there.
    func required(_ key: String) -> ProblemField? {
        if let field = optional(key) { return field }
        let name = whole.path.isEmpty ? Wording(zh: "文件", en: "the file") : Wording(whole.path)
        whole.reader.report(
            .keyMissing, at: whole.json.position, found: nil, expected: Wording(key),
            Wording(zh: "“\(name.zh)”缺少“\(key)”", en: "\(name.en) lacks \(key)"),
            Wording(zh: "请补写“\(key)”", en: "add \(key)"))
        return nil
    }

    private static func reportUnknown(
        _ member: LocatedJSON.Member, _ path: String, _ known: [String], to reader: ProblemReader
    ) {
        let remedy =
            nearestName(to: member.key, among: known).map {
                Wording(zh: "是否应为“\($0)”？", en: "did you mean \($0)?")
            } ?? Wording(zh: "不必处理，或删去", en: "nothing, or delete it")
        reader.report(
            .keyUnknown, .warning, at: member.position, found: member.key,
            expected: Wording(
                zh: "下列之一：\(known.joined(separator: "、"))",
                en: "one of \(known.joined(separator: ", "))"),
            Wording(
                zh: "不认识的键“\(path)”，不影响求解", en: "unknown key \(path) has no effect"),
            remedy)
    }

    private static func reportTwice(
        _ member: LocatedJSON.Member, _ path: String, to reader: ProblemReader
    ) {
        reader.report(
            .keyDuplicate, at: member.position, found: member.key, expected: nil,
            Wording(zh: "键“\(path)”重复", en: "\(path) stands twice"),
            Wording(zh: "只保留一个", en: "keep one of them"))
    }
}
