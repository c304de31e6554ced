import Draws
import Assessment
import Calendars
import Diagnostics
import Foundation
import Institutions
import Survey
import TestFolders
import Testing
import Weighting

/// What a reader is told of a round, without where in the files it was read.
private struct Numbers: Equatable {
    let units: [String: [Double?]]
    let words: [String: [String]]

    init(_ result: RoundResult) {
        units = Dictionary(uniqueKeysWithValues: result.units.map { ($0.unit, $0.numbers) })
        words = Dictionary(uniqueKeysWithValues: result.units.map { ($0.unit, $0.words) })
    }

    /// Equal but for the order in which sums were taken: at most a few hundred terms each.
    func isClose(to other: Numbers) -> Bool {
        guard words == other.words, units.keys == other.units.keys else { return false }
        return units.allSatisfy { unit, values in
            guard let others = other.units[unit], others.count == values.count else { return false }
            return zip(values, others).allSatisfy { first, second in
                guard let first, let second else { return first == nil && second == nil }
                return abs(first - second) <= 1e-11 * max(1, abs(first))
            }
        }
    }
}

extension UnitResult {
    fileprivate var numbers: [Double?] {
        var numbers: [Double?] = [score, compliance, benefit, coverage]
        for leaf in indicators {
            numbers += [leaf.raw, leaf.score, leaf.weight, leaf.effectiveWeight, leaf.contribution]
        }
        if let load = saturation {
            numbers += [load.hours, load.difficultyHours, load.requiredStaff, load.balance]
            numbers += [load.saturation.quota, load.saturation.inPost, load.saturation.labour]
            numbers += [load.verificationRatio]
        }
        for group in opinion {
            numbers += [Double(group.received), Double(group.valid)]
            numbers += [group.mean, group.standardError]
            numbers += group.items.map(\.mean)
        }
        return numbers
    }

    fileprivate var words: [String] {
        let told = [name, self.class, grade ?? "", "\(rank ?? 0)", dataQuality.grade]
        let findings = findings.map { "\($0.rule) \($0.severity) \($0.problem ?? "")" }
        let advice = advice.map { "\($0.action) \($0.quotaType ?? "") \($0.count ?? 0)" }
        return told + findings.sorted() + advice.sorted()
    }
}

private func numbers(of files: SampleFiles) throws -> Numbers {
    Numbers(try files.evaluation().result)
}

private let samples = ["minimal", "second-tree"]

@Suite("What holds on the whole road")
struct RoadLawsTests {
    @Test("weights, contributions, coverage and ranks agree", arguments: samples)
    func laws(sample: String) throws {
        expectLaws(of: try Evaluation(ofFolder: "Samples/\(sample)").result)
    }

    @Test("equal input gives an equal result", arguments: samples)
    func determinism(sample: String) throws {
        let first = try Evaluation(ofFolder: "Samples/\(sample)").result
        let second = try Evaluation(ofFolder: "Samples/\(sample)").result
        #expect(first == second)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        #expect(try encoder.encode(first) == encoder.encode(second))
    }

    @Test("the order of rows in any table changes no number", arguments: 0..<UInt64(20))
    func rowOrder(seed: UInt64) throws {
        for sample in samples {
            let files = try SampleFiles(sample: sample)
            var generator = SplitMix64(seed: seed)
            let permuted = files.changingTables { _, table in
                CSVText(header: table.header, rows: table.rows.shuffled(using: &generator))
            }
            #expect(try numbers(of: permuted).isClose(to: numbers(of: files)), "\(sample)")
        }
    }

    @Test("the order of columns changes nothing", arguments: 0..<UInt64(5))
    func columnOrder(seed: UInt64) throws {
        for sample in samples {
            let files = try SampleFiles(sample: sample)
            var generator = SplitMix64(seed: seed)
            let permuted = files.changingTables { _, table in
                table.columns(in: Array(table.header.indices).shuffled(using: &generator))
            }
            #expect(try numbers(of: permuted) == numbers(of: files), "\(sample)")
        }
    }

    @Test(
        "line ends, byte order marks and blank lines at the end change nothing", arguments: samples)
    func lineEnds(sample: String) throws {
        let files = try SampleFiles(sample: sample)
        let expected = try numbers(of: files)
        for (end, mark, tail) in [
            ("\r\n", "", ""), ("\n", "\u{FEFF}", "\n\n"), ("\r\n", "\u{FEFF}", "\r\n"),
        ] {
            var changed = files
            for path in files.tables {
                changed.files[path] = Array(
                    (mark + CSVText(files.text(path)).text(lineEnd: end) + tail).utf8)
            }
            #expect(try numbers(of: changed) == expected)
        }
    }

    @Test("UTF-16 and GB 18030 are told apart and change nothing", arguments: samples)
    func encodings(sample: String) throws {
        let files = try SampleFiles(sample: sample)
        let expected = try numbers(of: files)
        for encode in [utf16Little, utf16Big, gb18030] {
            var changed = files
            for path in files.tables { changed.files[path] = encode(files.text(path)) }
            #expect(try numbers(of: changed) == expected)
        }
        let named = try SampleFiles(sample: sample).changing("evaluation.yaml") {
            $0 + "\nencoding: gb18030\n"
        }
        var changed = named
        for path in named.tables { changed.files[path] = gb18030(named.text(path)) }
        #expect(try numbers(of: changed) == expected)
    }

    @Test("English headers, and a mixture of both, change nothing", arguments: samples)
    func headers(sample: String) throws {
        let files = try SampleFiles(sample: sample)
        let expected = try numbers(of: files)
        for isMixed in [false, true] {
            let changed = files.changingTables { path, table in
                let names = englishHeaders(of: path)
                let header = table.header.enumerated().map { index, name in
                    isMixed && index.isMultiple(of: 2) ? name : names[name] ?? name
                }
                return CSVText(header: header, rows: table.rows)
            }
            #expect(try numbers(of: changed) == expected)
        }
    }

    @Test("a row order of a whole city changes no number")
    func city() throws {
        let files = try SampleFiles(sample: "city-2025")
        var generator = SplitMix64(seed: 1)
        var permuted = files
        for path in files.tables {
            let lines = files.text(path).split(separator: "\n")
            let rows = lines.dropFirst().shuffled(using: &generator)
            permuted.files[path] = Array(
                (lines.prefix(1) + rows).joined(separator: "\n").utf8)
        }
        #expect(try numbers(of: permuted).isClose(to: numbers(of: files)))
    }

    @Test("taking a form away makes leaves missing and lowers coverage, never the laws")
    func formsTakenAway() throws {
        let files = try SampleFiles(sample: "minimal")
        for path in files.tables where path != "forms/units.csv" && path != "experts/judgements.csv"
        {
            var fewer = files
            fewer.files[path] = nil
            do {
                expectLaws(of: try fewer.evaluation().result)
            } catch let refusal as InvalidInput {
                // Another table may refer to what went.
                #expect(refusal.log.kept.allSatisfy { $0.code == .unknownReference }, "\(path)")
            }
        }
    }

    @Test("units alone are enough: nothing is measured, everybody is told why")
    func unitsAlone() throws {
        var files = try SampleFiles(sample: "minimal")
        for path in files.tables where path != "forms/units.csv" && path != "experts/judgements.csv"
        {
            files.files[path] = nil
        }
        files = files.changing("forms/units.csv") { text in
            let table = CSVText(text)
            return CSVText(
                header: Array(table.header.prefix(6)), rows: table.rows.map { Array($0.prefix(6)) }
            ).text()
        }
        let result = try files.evaluation().result
        expectLaws(of: result)
        for unit in result.units {
            #expect(unit.score == nil && unit.grade == nil && unit.rank == nil)
            #expect(unit.coverage == 0)
            #expect(unit.indicators.allSatisfy { $0.missingReason != nil })
        }
    }

    @Test("missing: reject leaves a unit with a gap without a score")
    func reject() throws {
        let files = try SampleFiles(sample: "second-tree").changing("evaluation.yaml") {
            $0 + "\nmissing: reject\n"
        }
        let result = try files.evaluation().result
        expectLaws(of: result)
        #expect(result.units.map { $0.score == nil } == [false, false, false, true])
        #expect(result.units.last?.rank == nil)
    }
}

// MARK: Encodings

private func utf16Little(_ text: String) -> [UInt8] {
    [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
}

private func utf16Big(_ text: String) -> [UInt8] {
    [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
}

private func gb18030(_ text: String) -> [UInt8] {
    let converter = iconv_open("GB18030", "UTF-8")
    defer { iconv_close(converter) }
    var input = Array(text.utf8).map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: input.count * 2 + 16)
    let capacity = output.count
    let left = input.withUnsafeMutableBufferPointer { input in
        output.withUnsafeMutableBufferPointer { output in
            var (from, to) = (input.baseAddress, output.baseAddress)
            var (fromLeft, toLeft) = (input.count, output.count)
            iconv(converter, &from, &fromLeft, &to, &toLeft)
            return toLeft
        }
    }
    return output.prefix(capacity - left).map { UInt8(bitPattern: $0) }
}

// MARK: Headers

/// English keys by the Chinese headers of a table.
private func englishHeaders(of path: String) -> [String: String] {
    let columns: [(key: String, names: [String])]
    if let form = Form.all.first(where: { $0.file == path }) {
        columns = form.columns.map { ($0.key, [$0.name] + $0.otherNames) }
    } else if path.hasPrefix("survey/") {
        columns = SurveyResult.columns.map { ($0.key, [$0.name] + $0.otherNames) }
    } else {
        columns = [
            ("expert", ["专家"]), ("node", ["上级指标"]), ("left", ["指标甲"]), ("right", ["指标乙"]),
            ("value", ["甲比乙"]), ("class", ["评估序列"]), ("weight", ["专家权重"]),
        ]
    }
    return Dictionary(
        columns.flatMap { column in column.names.map { ($0, column.key) } },
        uniquingKeysWith: { first, _ in first })
}
