package import Diagnostics
internal import Languages
internal import Tables

/// What the units delivered under `forms/units/`, each in a folder or file of its own.
///
/// A delivery is of the unit that its name or its units form says, else of the one that most of its
/// rows name. A row that names another unit is an error; units that delivered nothing of a form that
/// others delivered are listed.
struct Deliveries {
    private struct Claim {
        let unit: String
        /// Of the cell that names the unit.
        let place: Place
        let isUnitsForm: Bool
    }

    private let names: [String]
    private var claims: [String: [Claim]] = [:]
    /// Forms that are there with no row but a header or 零报告, by delivery.
    private var emptyForms: [String: Set<String>] = [:]
    /// Forms that some unit delivered; the others are the office's own.
    private var formsDelivered: Set<String> = []
    /// Units that have a row, or a 零报告, by form.
    private var reported: [String: Set<String>] = [:]

    init(_ names: [String]) {
        self.names = names
    }

    /// A row of a form; a 零报告 counts as one where it names its unit.
    mutating func note(
        _ row: borrowing Row, _ schema: FormSchema, isZero: Bool, in source: FormSource
    ) {
        guard !names.isEmpty, let index = schema.unitIndex, let unit = row.text(index),
            !isZero || !FormSchema.saysNothing(row, index)
        else { return }
        let form = schema.form
        reported[form.name, default: []].insert(unit)
        guard let delivery = source.delivery else { return }
        formsDelivered.insert(form.name)
        claims[delivery, default: []].append(
            Claim(
                unit: unit, place: row.place(index), isUnitsForm: form.name == Unit.form.name))
    }

    /// The form is there without rows: a 零报告.
    mutating func noteEmpty(_ form: Form, in source: FormSource) {
        guard let delivery = source.delivery else { return }
        formsDelivered.insert(form.name)
        emptyForms[delivery, default: []].insert(form.name)
    }

    /// Whose each delivery is, as far as its name or the rows of its forms tell.
    func owners(among units: [(code: String, name: String?)]) -> [String: DeliveryOwner] {
        var owners: [String: DeliveryOwner] = [:]
        for name in names { owners[name] = owner(of: name, among: units) }
        return owners
    }

    /// Reports rows of other units, then the units that haven't delivered.
    ///
    /// - Parameters:
    ///   - units: Code and name of every unit, in the order of reading.
    ///   - forms: The forms that were read, in the order of `Form.all`.
    func check(units: [(code: String, name: String?)], forms: [Form], into log: inout DiagnosticLog)
    {
        guard !names.isEmpty else { return }
        let forms = forms.filter { formsDelivered.contains($0.name) }
        var delivered: [String: Set<String>] = [:]
        for name in names {
            guard let owner = owner(of: name, among: units) else { continue }
            delivered[owner.unit, default: []].formUnion(emptyForms[name] ?? [])
            for claim in claims[name] ?? [] where claim.unit != owner.unit {
                log.report(.otherUnit(claim.unit, owner: owner, delivery: name, at: claim.place))
            }
        }
        for unit in units {
            let missing = forms.filter { form in
                reported[form.name]?.contains(unit.code) != true
                    && delivered[unit.code]?.contains(form.name) != true
            }
            if missing.isEmpty { continue }
            log.report(.notReported(unit, missing, isAll: missing.count == forms.count))
        }
    }

    /// The unit of a delivery, and what says so.
    private func owner(of name: String, among units: [(code: String, name: String?)])
        -> DeliveryOwner?
    {
        let last = String(name.split(separator: "/").last ?? "")
        if let unit = units.first(where: { Self.names(last, $0) }) {
            return DeliveryOwner(
                unit: unit.code,
                reason: Wording(zh: "名称“\(last)”", en: "the name “\(last)”"))
        }
        let claims = claims[name] ?? []
        let described = Set(claims.lazy.filter(\.isUnitsForm).map(\.unit))
        if described.count == 1, let place = claims.first(where: \.isUnitsForm)?.place {
            return DeliveryOwner(
                unit: claims.first(where: \.isUnitsForm)?.unit ?? "",
                reason: Wording(place.description))
        }
        var counts: [String: Int] = [:]
        for claim in claims { counts[claim.unit, default: 0] += 1 }
        // The first met among those with the most rows.
        var best: Claim?
        for claim in claims {
            if counts[claim.unit, default: 0] > best.map({ counts[$0.unit, default: 0] }) ?? 0 {
                best = claim
            }
        }
        return best.map { .mostRows(of: $0.unit, at: $0.place) }
    }

    /// Whether a name is a unit's code or name, or starts with the code and a separator.
    private static func names(_ text: String, _ unit: (code: String, name: String?)) -> Bool {
        if text == unit.code || text == unit.name { return true }
        guard text.hasPrefix(unit.code) else { return false }
        return text.dropFirst(unit.code.count).first.map { " -_.·—（(".contains($0) } ?? false
    }
}

extension DeliveryOwner {
    /// The unit that most rows of a delivery name.
    package static func mostRows(of unit: String, at place: Place) -> DeliveryOwner {
        DeliveryOwner(
            unit: unit,
            reason: Wording(zh: "其他各行（如 \(place)）", en: "its other rows, such as \(place)"))
    }
}

extension Diagnostic {
    /// A row of one unit in what another delivered.
    package static func otherUnit(
        _ unit: String, owner: DeliveryOwner, delivery: String, at place: Place
    ) -> Diagnostic {
        Diagnostic(
            .unitForeign, at: place, found: unit, expected: Wording(owner.unit),
            message: Wording(
                zh: "\(delivery) 按\(owner.reason.zh)是单位 \(owner.unit) 的报表，该行却写单位 \(unit)",
                en:
                    "by \(owner.reason.en) \(delivery) is of unit \(owner.unit), but the row says \(unit)"
            ),
            remedy: Wording(
                zh: "请更正单位编码；若确属 \(unit)，请移到该单位的报表中",
                en: "correct the unit's code, or move the row to what unit \(unit) delivers"))
    }

    fileprivate static func notReported(
        _ unit: (code: String, name: String?), _ forms: [Form], isAll: Bool
    ) -> Diagnostic {
        let name = unit.name.map { "\($0)（\(unit.code)）" } ?? unit.code
        let list = Wording(
            zh: forms.map(\.title.zh).joined(separator: "、"),
            en: forms.map(\.name).joined(separator: ", "))
        return Diagnostic(
            .reportMissing, .warning, at: Place(file: FormsFolder.unitsFolder), found: unit.code,
            expected: list,
            message: isAll
                ? Wording(zh: "\(name)尚未报送", en: "\(name) hasn't reported anything")
                : Wording(
                    zh: "\(name)尚未报送：\(list.zh)", en: "\(name) hasn't reported: \(list.en)"),
            remedy: Wording(
                zh: "请催报；确无内容的，交只有表头的表，或写一行“零报告”",
                en:
                    "ask for it; where there is nothing to report, a form with only its header, or a row 零报告, says so"
            ))
    }
}
