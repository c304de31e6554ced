import Draws
import Diagnostics
import Testing

@testable import Indicators

/// A small tree that is right; each test breaks one thing in it.
private let sound = """
    id: small
    title: 小样
    classes: [甲类, 乙类]
    grades: { 好: 60, 差: 0 }
    survey:
      title: 问卷
      groups: { 群众: {} }
      items:
        Q1: { name: 一, question: 满意吗, groups: [群众], feeds: { L3: 1 } }
    tree:
    - code: L1
      name: 一
      unit: "%"
      direction: higher
      measure: { ratio: { numerator: { form: staff, rows: true, where: { education: [博士] } }, denominator: { form: staff, rows: true }, percent: true } }
      scoring: { piecewise: [[0, 0], [100, 100]] }
      elements: 要素
      standard: 标准
    - code: G
      name: 组
      aggregation: geometric
      children:
      - { code: L2, name: 二, unit: 个, direction: lower, measure: leadership_excess, scoring: { deduct: { over: 25, above: 15 } }, elements: 要素, standard: 标准 }
      - { code: L3, name: 三, unit: 分, direction: higher, measure: survey, scoring: likert, elements: 要素, standard: 标准 }
    """

private func read(_ text: String) -> (tree: IndicatorTree?, log: DiagnosticLog) {
    var log = DiagnosticLog()
    let tree = IndicatorTree.read(
        Array(text.utf8), file: "t.yaml", forms: vocabulary, into: &log)
    return (tree, log)
}

/// One thing broken, and the problem that must be reported for it.
private struct Break: Sendable, CustomTestStringConvertible {
    let old: String
    let new: String
    let seen: Seen

    init(_ old: String, _ new: String, _ line: Int, _ column: Int, _ code: DiagnosticCode) {
        self.old = old
        self.new = new
        seen = Seen(line, column, code)
    }

    var testDescription: String { new }
}

private let breaks = [
    Break("id: small\n", "", 1, 1, .keyMissing),
    Break("title: 小样", "titel: 小样", 2, 1, .keyUnknown),
    Break("差: 0", "差: 10", 4, 9, .valueInvalid),
    Break("好: 60, 差: 0", "差: 0, 好: 60", 4, 9, .valueInvalid),
    Break("id: small", "id: small\nrandom_index: sati", 2, 15, .notInList),
    Break("id: small", "id: small\nfinding_cap: 优", 2, 14, .notInList),
    Break("code: G", "code: L1", 19, 9, .duplicateKey),
    Break("code: G", "code: root", 19, 9, .treeInvalid),
    Break("code: G", "code: a b", 19, 9, .treeInvalid),
    Break("aggregation: geometric", "aggregation: harmonic", 21, 16, .notInList),
    Break("scoring: { piecewise: [[0, 0], [100, 100]] }\n", "\n", 11, 3, .keyMissing),
    Break("direction: higher\n  m", "direction: up\n  m", 14, 14, .notInList),
    Break("[[0, 0], [100, 100]]", "[[0, 0]]", 16, 25, .treeInvalid),
    Break("[[0, 0], [100, 100]]", "[[9, 0], [8, 100]]", 16, 34, .treeInvalid),
    Break("[[0, 0], [100, 100]]", "[[0, 0], [100, 101]]", 16, 40, .valueInvalid),
    Break("[[0, 0], [100, 100]]", "[[0, 0, 1], [100, 100]]", 16, 26, .valueInvalid),
    Break("[[0, 0], [100, 100]]", "[[0, 100], [100, 0]]", 16, 12, .treeInvalid),
    Break("{ piecewise: [[0, 0], [100, 100]] }", "{}", 16, 12, .keyMissing),
    Break(
        "{ piecewise: [[0, 0], [100, 100]] }", "{ target: 5, likert: true }", 16, 12, .keyMissing),
    Break("{ piecewise: [[0, 0], [100, 100]] }", "{ target: 0 }", 16, 22, .valueInvalid),
    Break("{ piecewise: [[0, 0], [100, 100]] }", "{ slope: { points: 4 } }", 16, 21, .keyMissing),
    Break(
        "{ piecewise: [[0, 0], [100, 100]] }", "{ slope: { at_most: 4, points: 4 } }", 16, 12,
        .treeInvalid),
    Break(
        "{ piecewise: [[0, 0], [100, 100]] }", "{ steps: { below: 0, from: [] } }", 16, 39,
        .valueInvalid),
    Break("{ piecewise: [[0, 0], [100, 100]] }", "{ deduct: { 重: 5 } }", 16, 12, .treeInvalid),
    Break(
        "{ piecewise: [[0, 0], [100, 100]] }", "{ by: { column: clas, cases: { 甲类: likert } } }",
        16, 28, .notInList),
    Break(
        "{ piecewise: [[0, 0], [100, 100]] }", "{ by: { column: class, cases: {} } }", 16, 42,
        .valueInvalid),
    Break(
        "[100, 100]] }", "[100, 100]], minus: { measure: quota_use, points: 0 } }", 16, 84,
        .valueInvalid),
    Break("form: staff, rows: true }", "form: staf, rows: true }", 15, 112, .notInList),
    Break("form: staff, rows: true }", "form: staff, sum: hours }", 15, 124, .notInList),
    Break("form: staff, rows: true }", "form: staff }", 15, 104, .keyMissing),
    Break("education: [博士]", "educaton: [博士]", 15, 70, .columnUnknown),
    Break("education: [博士]", "education: { at_lest: 1 }", 15, 81, .keyMissing),
    Break("measure: leadership_excess", "measure: leadership_excses", 23, 62, .notInList),
    Break("measure: leadership_excess", "measure: { leadership: {} }", 23, 64, .keyUnknown),
    Break("measure: leadership_excess", "measure: ratio", 23, 62, .keyMissing),
    Break("measure: leadership_excess", "measure: quota_use", 23, 82, .treeInvalid),
    Break("over: 25, above: 15", "over: 25", 23, 90, .treeInvalid),
    Break("deduct: { over: 25, above: 15 }", "likert: true", 23, 90, .treeInvalid),
    Break("feeds: { L3: 1 }", "feeds: { L3: 0 }", 9, 62, .valueInvalid),
    Break("feeds: { L3: 1 }", "feeds: { L3: 1, L2: 1 }", 6, 3, .treeInvalid),
    Break("feeds: { L3: 1 }", "feeds: { L2: 1 }", 24, 63, .treeInvalid),
    Break("groups: [群众], feeds", "groups: [群重], feeds", 9, 44, .notInList),
    Break("code: G", "code: G\n  weight: 1", 11, 1, .weightsInvalid),
    Break("code: G", "code: G\n  weight: 0", 20, 11, .weightsInvalid),
    Break("code: G", "code: G\n  weight: { default: 1, 丙类: 2 }", 20, 25, .keyUnknown),
    Break("code: G", "code: G\n  weight: { 甲类: 2 }", 20, 11, .keyMissing),
    Break("code: G", "code: G\n  unit: 分", 20, 3, .keyUnknown),
    Break("rows: true, where", "rows: false, where", 15, 55, .valueInvalid),
    Break("education: [博士]", "education: []", 15, 81, .valueInvalid),
    Break("education: [博士]", "", 15, 68, .valueInvalid),
    Break("{ piecewise: [[0, 0], [100, 100]] }", "{ likert: false }", 16, 22, .valueInvalid),
    Break("groups: { 群众: {} }", "groups: {}", 7, 11, .valueInvalid),
]

@Suite("Reading a tree")
struct IndicatorTreeReadingTests {
    @Test("gives the nodes in pre-order, root first, with parents and children")
    func order() throws {
        let (read, log) = read(sound)
        #expect(log.kept.map { "\($0.place) \($0.message.en)" } == [])
        let tree = try #require(read)
        #expect(tree.nodes.map(\.code) == ["root", "L1", "G", "L2", "L3"])
        #expect(tree.nodes.map(\.level) == [0, 1, 1, 2, 2])
        #expect(tree.nodes.map(\.parent) == [nil, 0, 0, 2, 2])
        #expect(tree.nodes.map(\.children) == [[1, 2], [], [3, 4], [], []])
        #expect(
            tree.nodes.map(\.aggregation) == [
                .arithmetic, .arithmetic, .geometric, .arithmetic, .arithmetic,
            ])
        #expect(tree.leaves == [1, 3, 4])
        #expect(tree.parents == [0, 2])
        #expect(tree.leaves(below: 0) == [1, 3, 4])
        #expect(tree.leaves(below: 2) == [3, 4])
        #expect(tree.leaves(below: 3) == [3])
        #expect(tree.position(of: "L2") == 3)
    }

    @Test("reports what is wrong at its place", arguments: breaks)
    fileprivate func problem(example: Break) throws {
        #expect(sound.contains(example.old), "the text to break is there")
        let (tree, log) = read(sound.replacingFirst(example.old, with: example.new))
        #expect(tree == nil)
        let seen = log.kept.map { Seen($0) }
        #expect(seen.contains(example.seen), "\(seen)")
    }

    @Test("reports all problems in one pass")
    func allAtOnce() {
        var text = sound
        for example in breaks.prefix(6) where text.contains(example.old) {
            text = text.replacingFirst(example.old, with: example.new)
        }
        #expect(read(text).log.errorCount >= 4)
    }

    @Test("warns of more than nine siblings and still reads the tree")
    func manySiblings() throws {
        let leaf =
            "- { code: X?, name: 叶, unit: 个, direction: higher, measure: table, scoring: likert, elements: 要素, standard: 标准 }\n"
        let leaves = (0..<10).map { leaf.replacingFirst("X?", with: "X\($0)") }.joined()
        let (tree, log) = read(
            "id: wide\ntitle: 宽\ngrades: { 好: 60, 差: 0 }\ntree:\n" + leaves)
        #expect(log.kept.map(\.code) == [.treeInvalid])
        #expect((log.errorCount, log.warningCount) == (0, 1))
        #expect(try #require(tree).leaves.count == 10)
        #expect(tree?.nodes[3].indicator?.measure == .table(code: "X2"))
    }

    @Test("reads weights, one for all classes or another for some")
    func weights() throws {
        let text = sound.replacingFirst("code: G", with: "code: G\n  weight: { default: 3, 乙类: 5 }")
            .replacingFirst("code: L1", with: "code: L1\n  weight: 2")
        let tree = try #require(read(text).tree)
        #expect(tree.nodes[1].writtenWeight?.weight(forClass: "乙类") == 2)
        #expect(tree.nodes[2].writtenWeight?.weight(forClass: "乙类") == 5)
        #expect(tree.nodes[2].writtenWeight?.weight(forClass: "甲类") == 3)
        #expect(tree.nodes[2].writtenWeight?.weight(forClass: nil) == 3)
    }

    @Test("gives a tree or says why not, however the file is damaged", arguments: UInt64(0)..<300)
    func damaged(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        var bytes = Array(sound.utf8)
        for _ in 0...Int.random(in: 0...3, using: &generator) {
            let position = Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: bytes[position] = UInt8.random(in: 0...255, using: &generator)
            case 1: bytes.remove(at: position)
            case 2:
                let marks = Array("[]{}:,-#&*!|>'\"%@` \n\t0".utf8)
                bytes.insert(marks[position % marks.count], at: position)
            default: bytes.removeLast(bytes.count / 8)
            }
        }
        var log = DiagnosticLog()
        let tree = IndicatorTree.read(bytes, file: "t.yaml", forms: vocabulary, into: &log)
        #expect((tree == nil) == log.hasErrors)
    }
}

@Suite("Grades")
struct GradeScaleTests {
    private let scale = GradeScale(
        bands: [("优秀", 90), ("良好", 80), ("合格", 60), ("较差", 0)].map {
            .init(name: .init($0.0), lowest: $0.1)
        }, findingCap: "合格")

    @Test(
        "are half-open, so that 89.5 is 良好",
        arguments: [
            (100, "优秀"), (90, "优秀"), (89.999_999_999_9, "优秀"), (89.5, "良好"), (80, "良好"),
            (79.99, "合格"), (60, "合格"), (59.9, "较差"), (0, "较差"),
        ] as [(Double, String)])
    func bands(score: Double, grade: String) {
        #expect(scale.band(for: score).name.zh == grade)
    }

    @Test(
        "aren't above the cap while a major finding is open",
        arguments: [(95, "合格"), (85, "合格"), (70, "合格"), (40, "较差")] as [(Double, String)])
    func cap(score: Double, grade: String) {
        #expect(scale.band(for: score, isCapped: true).name.zh == grade)
    }

    @Test("of an evaluation keep the tree's words and cap")
    func overriding() throws {
        let reader = YAMLReader(file: "evaluation.yaml")
        let value = try #require(reader.root(of: Array("{ 优秀: 85, 合格: 60, 不合格: 0 }".utf8)))
        let english = GradeScale(
            bands: [("优秀", "Excellent", 90.0), ("合格", "Pass", 60), ("较差", "Poor", 0)].map {
                .init(name: .init(zh: $0.0, en: $0.1), lowest: $0.2)
            }, findingCap: "合格")
        let read = try #require(GradeScale(value, findingCap: nil, names: english))
        #expect(read.bands.map(\.name.en) == ["Excellent", "Pass", "不合格"])
        #expect(read.bands.map(\.lowest) == [85, 60, 0])
        #expect(read.findingCap == "合格")
    }
}
