internal import Languages

extension GradeScale {
    /// Reads `{ 优秀: 90, 良好: { from: 80, en: Good }, … }`, highest first, the last from 0.
    ///
    /// - Parameter names: Where a band has only its Chinese name, the English one is taken from
    ///   here: an evaluation that shifts the limits keeps the tree's words.
    package init?(_ value: YAMLValue, findingCap: YAMLValue?, names: GradeScale? = nil) {
        let bands: [Band]? = value.mapping { map in
            let entries = map.some()
            let bands = entries.compactMap { Band($0, names: names) }
            return entries.isEmpty || bands.count < entries.count ? nil : bands
        }
        guard let bands, GradeScale.check(bands, at: value) else { return nil }
        let cap = findingCap.map { $0.name(among: bands.map(\.name.zh)) }
        if case .some(nil) = cap { return nil }
        let inherited = names?.findingCap.flatMap { cap in
            bands.contains { $0.name.zh == cap } ? cap : nil
        }
        self.init(bands: bands, findingCap: (cap ?? nil) ?? inherited)
    }

    private static func check(_ bands: [Band], at value: YAMLValue) -> Bool {
        let falls = zip(bands, bands.dropFirst()).allSatisfy { $0.lowest > $1.lowest }
        if falls, bands.last?.lowest == 0 { return true }
        value.report(
            expected: Wording(
                zh: "从高到低、末档从 0 起的等次", en: "grades from the highest down, the last from 0"))
        return false
    }
}

extension GradeScale.Band {
    fileprivate init?(_ entry: YAMLMapping.Entry, names: GradeScale?) {
        let known = names?.bands.first { $0.name.zh == entry.key }?.name
        if !entry.value.isMapping {
            guard let lowest = entry.value.number(in: 0...100) else { return nil }
            self.init(name: known ?? Wording(entry.key), lowest: lowest)
            return
        }
        let band: Self? = entry.value.mapping { map in
            let lowest = map.required("from")?.number(in: 0...100)
            let english = map.optional("en")?.text()
            return lowest.map {
                Self(
                    name: Wording(zh: entry.key, en: english ?? known?.en ?? entry.key), lowest: $0)
            }
        }
        guard let band else { return nil }
        self = band
    }
}
