internal import Diagnostics
internal import Languages
internal import Yams

/// What YAML allows and these files don't.
extension YAMLReader {
    private static let maximumBytes = 1 << 20
    // libyaml and Yams recurse once per level: a hostile file must not exhaust the stack.
    private static let maximumDepth = 100
    private static let standardTag = "tag:yaml.org,2002:"

    /// Looks for tabs and for shapes that are too large or too deep, before any parsing.
    func hasAllowedShape(_ body: ArraySlice<UInt8>) -> Bool {
        guard body.count <= Self.maximumBytes else {
            refuse(
                at: Place(file: file), found: "\(body.count)",
                Wording(zh: "文件超过 1 MiB", en: "the file is larger than 1 MiB"))
            return false
        }
        var isAllowed = true
        var openBrackets = 0
        for (index, line) in body.split(separator: 0x0A, omittingEmptySubsequences: false)
            .enumerated()
        {
            if let tab = line.firstIndex(of: 0x09) {
                let column = line[..<tab].count { $0 & 0xC0 != 0x80 } + 1
                refuse(
                    at: Place(file: file, line: index + 1, column: column), found: "tab",
                    Wording(zh: "不允许使用制表符", en: "tabs are not allowed"))
                isAllowed = false
            }
            openBrackets = max(0, openBrackets + bracketBalance(of: line))
            if max(openBrackets, leadingMarks(of: line)) > Self.maximumDepth {
                refuse(
                    at: Place(file: file, line: index + 1), found: nil,
                    Wording(zh: "嵌套层次过深", en: "nested too deeply"))
                return false
            }
        }
        return isAllowed
    }

    private func bracketBalance(of line: ArraySlice<UInt8>) -> Int {
        var balance = 0
        for byte in line {
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "{"): balance += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): balance -= 1
            default: break
            }
        }
        return balance
    }

    /// Bytes of indentation and of list or key marks at the start of a line.
    private func leadingMarks(of line: ArraySlice<UInt8>) -> Int {
        let marks: [UInt8] = [UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "?")]
        return line.prefix { marks.contains($0) }.count
    }

    /// Reports anchors, explicit tags and keys that aren't text, anywhere below a node.
    ///
    /// - Returns: Whether there were none. An alias needs an anchor, so it needs no look of its own.
    func refuseSharing(in node: Node) -> Bool {
        var isPlain = true
        if node.anchor != nil {
            refuse(
                at: place(node.mark), found: "&",
                Wording(zh: "不允许使用锚点和别名", en: "anchors and aliases are not allowed"))
            isPlain = false
        }
        switch node {
        case .scalar(let scalar):
            isPlain = refuseTag(scalar.tag, at: scalar.mark) && isPlain
        case .sequence(let sequence):
            isPlain = refuseTag(sequence.tag, at: sequence.mark) && isPlain
            for child in sequence { isPlain = refuseSharing(in: child) && isPlain }
        case .mapping(let mapping):
            isPlain = refuseTag(mapping.tag, at: mapping.mark) && isPlain
            for (key, value) in mapping {
                isPlain = refuseKey(key) && refuseSharing(in: value) && isPlain
            }
        case .alias(let alias):
            refuse(
                at: place(alias.mark), found: "*",
                Wording(zh: "不允许使用锚点和别名", en: "anchors and aliases are not allowed"))
            isPlain = false
        }
        return isPlain
    }

    private func refuseKey(_ key: Node) -> Bool {
        if case .scalar(let scalar) = key {
            // Yams has resolved the tags of keys when it compared them.
            guard key.anchor != nil || !scalar.tag.description.hasPrefix(Self.standardTag) else {
                return true
            }
            return refuseSharing(in: key)
        }
        refuse(
            at: place(key.mark), found: nil,
            Wording(zh: "键必须是文字", en: "a key must be a text"))
        return false
    }

    private func refuseTag(_ tag: Tag, at mark: Mark?) -> Bool {
        let name = tag.description
        // Yams gives quoted and folded texts the tag of a text.
        if name.isEmpty || name == Tag.Name.str.rawValue { return true }
        refuse(
            at: place(mark), found: name,
            Wording(zh: "不允许使用类型标签", en: "type tags are not allowed"))
        return false
    }

    private func refuse(at place: Place, found: String?, _ message: Wording) {
        report(
            Diagnostic(
                .yamlRefused, at: place, found: found, message: message,
                remedy: Wording(
                    zh: "请用空格缩进，逐项写明内容",
                    en: "indent with spaces and write every value out in its place")))
    }

    /// Tells what the parser refused, at the place where it did.
    func report(failure error: any Error, in text: String) {
        guard let failure = error as? YamlError else {
            preconditionFailure("the YAML parser throws only its own errors")
        }
        switch failure {
        case .duplicatedKeysInMapping(let keys, let context):
            reportDuplicates(keys, at: context.mark)
        case .composer(_, _, let mark, _):
            refuse(
                at: place(mark), found: nil,
                Wording(
                    zh: "不允许使用别名，也不允许多个文档",
                    en: "aliases are not allowed, nor a second document"))
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _):
            reportInvalid(problem, at: place(mark))
        case .reader(let problem, let offset, _, let text):
            reportInvalid(problem, at: place(offset: offset, in: text))
        default:
            reportInvalid("\(failure)", at: Place(file: file))
        }
    }

    private func place(offset: Int?, in text: String) -> Place {
        guard let offset else { return Place(file: file) }
        let before = text.prefix(offset)
        let line = before.split(separator: "\n", omittingEmptySubsequences: false)
        return Place(
            file: file, line: line.count, column: (line.last?.unicodeScalars.count ?? 0) + 1)
    }

    private func reportDuplicates(_ keys: [String], at mark: Mark) {
        let list = keys.sorted().joined(separator: ", ")
        report(
            Diagnostic(
                .keyDuplicate, at: place(mark), found: list,
                message: Wording(
                    zh: "同一处重复写了键：\(list)", en: "given twice in one place: \(list)"),
                remedy: Wording(
                    zh: "每个键只保留一处", en: "keep one of each")))
    }

    private func reportInvalid(_ problem: String, at place: Place) {
        report(
            Diagnostic(
                .yamlInvalid, at: place, found: nil,
                message: Wording(
                    zh: "YAML 格式有误（\(problem)）", en: "not well-formed YAML: \(problem)"),
                remedy: Wording(
                    zh: "请检查此处的缩进、冒号后的空格和引号",
                    en: "check the indentation, the blank after a colon and the quotes here")))
    }
}
