import Draws
import FoundationEssentials

extension SampleFiles {
    /// The same files with one thing broken, always the same for a seed.
    ///
    /// - Returns: What was broken, in words, and the files.
    package func damaged(seed: UInt64) -> (what: String, files: SampleFiles) {
        var generator = SplitMix64(seed: seed)
        let paths = files.keys.sorted()
        let path = paths[Int.random(in: 0..<paths.count, using: &generator)]
        let damage = Damage(path: path, bytes: files[path] ?? [], generator: generator)
        var broken = self
        let (what, bytes) = damage.result()
        broken.files[path] = bytes
        return ("seed \(seed), \(path): \(what)", broken)
    }
}

/// One thing that goes wrong with one file.
private struct Damage {
    let path: String
    let bytes: [UInt8]
    var generator: SplitMix64

    /// What a careless hand, another program or a bad disk leaves in a cell.
    private static let cells = [
        "", " ", "-1", "0", "1e999", "NaN", "inf", "0x10", "３００", "1,0", "1，000", "12%", "1/0",
        "2025-02-30", "2025/13/1", "9999-99-99", "0000-00-00", "45999", "是", "maybe", "U999",
        "=1+1", "@SUM(A1)", "\"", "\"\"", "'", ",", "\n", "\r\n", "\u{0}", "\u{FEFF}", "\u{200B}甲",
        "\u{1F3DB}\u{FE0F}", "e\u{301}", "</script>", "../../etc", "行政 ", "很满意", "R99", "-0",
        "99999999999999999999", "0.1e-400", "110101199003078515", "null", "~",
        String(repeating: "长", count: 5000),
    ]

    private static let yamlTokens = [
        "\t", ": ", "- ", "&a ", "*a", "!!int ", "[", "{", "}", "#", "\"", "'", "|", ">", "~", "%",
        "\u{0}", "year: 2025\n", "? ", "<<: ", "999999999999", "-1", "NaN",
    ]

    mutating func pick<C: RandomAccessCollection>(_ choices: C) -> C.Element {
        let offset = Int.random(in: 0..<choices.count, using: &generator)
        return choices[choices.index(choices.startIndex, offsetBy: offset)]
    }

    func result() -> (String, [UInt8]) {
        var damage = self
        let isTable = path.hasSuffix(".csv") && !bytes.isEmpty
        let kind = Int.random(in: 0..<(isTable ? 16 : 8), using: &damage.generator)
        return kind < 8 ? damage.raw(kind) : damage.table(kind - 8)
    }

    /// Damage to bytes, whatever they are.
    private mutating func raw(_ kind: Int) -> (String, [UInt8]) {
        let at = bytes.isEmpty ? 0 : Int.random(in: 0..<bytes.count, using: &generator)
        var broken = bytes
        switch kind {
        case 0: return ("cut off at \(at)", Array(bytes[..<at]))
        case 1:
            if !broken.isEmpty { broken[at] ^= 1 << UInt8.random(in: 0..<8, using: &generator) }
            return ("a bit flipped at \(at)", broken)
        case 2:
            let length = Int.random(in: 1...12, using: &generator)
            let noise = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
            broken.insert(contentsOf: noise, at: at)
            return ("noise at \(at)", broken)
        case 3: return ("emptied", [])
        case 4: return ("a quote at \(at)", Array(bytes[..<at]) + [0x22] + Array(bytes[at...]))
        case 5:
            let token = pick(Self.yamlTokens)
            broken.insert(contentsOf: Array(token.utf8), at: at)
            return ("«\(token)» at \(at)", broken)
        case 6:
            var lines = String(decoding: bytes, as: UTF8.self).split(
                separator: "\n", omittingEmptySubsequences: false)
            let line = Int.random(in: 0..<lines.count, using: &generator)
            lines.remove(at: line)
            return ("without line \(line + 1)", Array(lines.joined(separator: "\n").utf8))
        default:
            var lines = String(decoding: bytes, as: UTF8.self).split(
                separator: "\n", omittingEmptySubsequences: false)
            let (from, to) = (pick(Array(lines.indices)), pick(Array(lines.indices)))
            lines.insert(lines[from], at: to)
            return (
                "line \(from + 1) again before \(to + 1)", Array(lines.joined(separator: "\n").utf8)
            )
        }
    }

    /// Damage to the cells of a table.
    private mutating func table(_ kind: Int) -> (String, [UInt8]) {
        var table = CSVText(String(decoding: bytes, as: UTF8.self))
        guard !table.rows.isEmpty, table.header.count > 1 else { return raw(kind) }
        let row = pick(Array(table.rows.indices))
        let column = pick(Array(table.rows[row].indices))
        var what = "row \(row + 2), column \(column + 1)"
        switch kind {
        case 0, 1, 2:
            let cell = pick(Self.cells)
            table.rows[row][column] = cell
            what += " says «\(cell.prefix(12))»"
        case 3:
            let other = pick(Array(table.rows.indices))
            table.rows[row][column] = table.rows[other][min(column, table.rows[other].count - 1)]
            what += " as in row \(other + 2)"
        case 4:
            table.rows[row].remove(at: column)
            what += " gone"
        case 5:
            table.header[min(column, table.header.count - 1)] = pick(["", "甲", table.header[0]])
            what = "header \(column + 1) renamed"
        case 6:
            let order = table.header.indices.filter { $0 != column }
            table = table.columns(in: order)
            what = "without column \(column + 1)"
        default:
            table.rows[row].append(pick(Self.cells))
            what = "row \(row + 2) a field longer"
        }
        return (what, Array(table.text().utf8))
    }
}
