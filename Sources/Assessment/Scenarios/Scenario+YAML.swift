internal import Diagnostics
internal import Indicators
internal import Institutions
internal import Languages
internal import Reallocation

extension Scenario {
    /// The most points that a sweep may have: each is an evaluation of its own.
    static let greatestSweep = 400

    /// Reads a scenario; all its problems are told in the log.
    ///
    /// - Returns: Nil where the file is no mapping. After another error, what could be read, so that
    ///   the rest can still be checked against the evaluation.
    init?(yaml bytes: [UInt8], file: String, into log: inout DiagnosticLog) {
        let reader = YAMLReader(file: file)
        let scenario = reader.root(of: bytes).flatMap { Scenario($0, file: file) }
        log.merge(reader.log)
        guard let scenario else { return nil }
        self = scenario
    }

    private init?(_ root: YAMLValue, file: String) {
        let read = root.mapping { map -> (String?, ScenarioBody, [SweepVariable])? in
            let title = map.optional("title")?.text()
            let body = ScenarioBody(map)
            let sweep = map.optional("sweep").map { SweepVariable.all($0, in: root) } ?? []
            return (title, body, sweep)
        }
        guard let (title, body, variables) = read else { return nil }
        self.file = file
        self.title = title ?? file.scenarioName
        patches = body.patches
        lostUnits = body.lostUnits
        solve = body.solve
        // The points of a scenario that has problems would tell each of them again.
        sweep =
            variables.isEmpty || root.reader.log.hasErrors
            ? [] : SweepPoint.all(variables, of: root)
    }
}

/// What a scenario says beside its title and its sweep.
private struct ScenarioBody {
    let patches: [ScenarioPatch]
    /// Units that a patch would make which can't be read.
    let lostUnits: [String]
    let solve: SolveSettings

    init(_ map: YAMLMapping) {
        let read = (map.optional("patches")?.list() ?? []).map { ($0, ScenarioPatch($0)) }
        patches = read.compactMap(\.1)
        lostUnits = read.filter { $0.1 == nil }.flatMap { $0.0.namedUnits }
        solve = map.optional("solve").flatMap { SolveSettings($0) } ?? SolveSettings()
    }
}

extension SolveSettings {
    init?(_ value: YAMLValue) {
        let settings = value.mapping { map in
            SolveSettings(
                divisor: map.optional("divisor")?.choice(ReallocationProblem.Divisor.self),
                kappa: map.optional("kappa")?.number(in: 0...1000),
                band: map.optional("band")?.name(among: Self.bands),
                shrinks: map.optional("shrink")?.flag())
        }
        guard let settings else { return nil }
        self = settings
    }
}

/// A place in a scenario and the values that a sweep puts there.
private struct SweepVariable {
    let path: String
    let steps: [YAMLStep]
    let values: [YAMLValue]

    static func all(_ value: YAMLValue, in root: YAMLValue) -> [SweepVariable] {
        value.mapping { map in
            map.some().compactMap { SweepVariable($0, in: root) }
        } ?? []
    }

    private init?(_ entry: YAMLMapping.Entry, in root: YAMLValue) {
        let values = entry.value.oneOrMore()
        guard let steps = YAMLStep.steps(of: entry.key), Self.leads(steps, in: root) else {
            let near = nearestName(to: entry.key, among: root.leafPaths)
            root.reader.report(
                Diagnostic(
                    .unknownReference, at: entry.place, found: entry.key,
                    expected: Wording(
                        zh: "方案中一个值的路径，如 patches.1.red_line.max 或 solve.kappa",
                        en: "the path of a value of the scenario, such as patches.1.red_line.max"),
                    message: Wording(
                        zh: "方案里没有“\(entry.key)”", en: "the scenario has no \(entry.key)"),
                    remedy: near.map(Wording.didYouMean)
                        ?? Wording(
                            zh: "列表序号从 1 起；先在方案中写出该值",
                            en: "positions count from 1; write the value in the scenario first")))
            return nil
        }
        path = entry.key
        self.steps = steps
        self.values = values
    }

    /// To a value that is there, or to a setting of the solver.
    private static func leads(_ steps: [YAMLStep], in root: YAMLValue) -> Bool {
        if root.value(at: steps) != nil { return true }
        let settings = ["divisor", "kappa", "band", "shrink"]
        guard case .key("solve")? = steps.first, steps.count == 2, case .key(let key) = steps[1]
        else { return false }
        return settings.contains(key)
    }
}

extension SweepPoint {
    /// Every combination of the values; the last path goes through its values fastest.
    fileprivate static func all(_ variables: [SweepVariable], of root: YAMLValue) -> [SweepPoint] {
        let count = variables.reduce(1) { count, variable in
            min(count * variable.values.count, Scenario.greatestSweep + 1)
        }
        guard count <= Scenario.greatestSweep else {
            root.value(of: "sweep")?.report(
                .outOfRange,
                expected: Wording(
                    zh: "至多 \(Scenario.greatestSweep) 个组合",
                    en: "at most \(Scenario.greatestSweep) combinations"),
                message: Wording(zh: "扫描的组合太多", en: "the sweep has too many combinations"))
            return []
        }
        var points: [(values: [(path: String, value: String)], root: YAMLValue)] = [([], root)]
        for variable in variables {
            points = points.flatMap { point in
                variable.values.compactMap { value in
                    point.root.placing(value, at: variable.steps).map { root in
                        (point.values + [(variable.path, value.found)], root)
                    }
                }
            }
        }
        return points.compactMap { point in
            let body = point.root.mapping { map in
                _ = map.optional("title")
                _ = map.optional("sweep")
                return ScenarioBody(map)
            }
            return body.map {
                SweepPoint(values: point.values, patches: $0.patches, solve: $0.solve)
            }
        }
    }
}

extension YAMLValue {
    /// The same scenario with a value put somewhere; `solve` is made where it isn't written.
    fileprivate func placing(_ value: YAMLValue, at steps: [YAMLStep]) -> YAMLValue? {
        if let placed = replacing(steps, with: value) { return placed }
        guard case .key("solve")? = steps.first, case .key(let key)? = steps.last else {
            return nil
        }
        return replacing([.key("solve")], with: value.keyed(by: key))
    }

    /// Texts under `unit_id` and `into` anywhere inside.
    fileprivate var namedUnits: [String] {
        entries.flatMap { entry in
            let own = ["unit_id", "into"].contains(entry.key) ? entry.value.scalar : nil
            return entry.value.namedUnits + [own].compactMap(\.self)
        }
    }

    /// Paths of all values that hold no others.
    fileprivate var leafPaths: [String] { paths(under: "") }

    private func paths(under prefix: String) -> [String] {
        if isList {
            return (list() ?? []).enumerated().flatMap { $1.paths(under: "\(prefix).\($0 + 1)") }
        }
        if isMapping {
            return entries.filter { !(prefix.isEmpty && $0.key == "sweep") }.flatMap {
                $0.value.paths(under: prefix.isEmpty ? $0.key : "\(prefix).\($0.key)")
            }
        }
        return [prefix]
    }
}

extension String {
    /// The name of a scenario file without its folders and ending.
    var scenarioName: String {
        let name = split(separator: "/").last.map(String.init) ?? self
        return name.hasSuffix(".yaml") ? String(name.dropLast(5)) : name
    }
}
