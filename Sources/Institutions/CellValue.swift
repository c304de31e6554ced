package import Calendars

/// A cell of a form once it is understood.
package enum CellValue: Sendable, Hashable {
    case number(Double)
    case text(String)
    case day(Day)
    case flag(Bool)
}

extension CellValue {
    static func number(_ value: Double?) -> CellValue? { value.map { .number($0) } }
    static func number(_ value: Int?) -> CellValue? { value.map { .number(Double($0)) } }
    static func text(_ value: String?) -> CellValue? { value.map { .text($0) } }
    static func day(_ value: Day?) -> CellValue? { value.map { .day($0) } }
    static func flag(_ value: Bool?) -> CellValue? { value.map { .flag($0) } }
    static func choice<T: RawRepresentable<String>>(_ value: T?) -> CellValue? {
        value.map { .text($0.rawValue) }
    }
}
