/// File names of the units' pages: safe wherever they are stored and one for every unit, whatever
/// the units are called.
///
/// A code of letters, digits, `-`, `_` and inner dots is the name. Any other code, one that is
/// too long and those that differ only by case get what is left of them and a digest of the code.
/// A name depends on the codes alone, not on their order.
struct PageNames: Sendable {
    /// In the order of the units, without extension.
    let names: [String]

    /// At most this many bytes of a code go into its name.
    private static let limit = 80

    init(_ codes: [String]) {
        var uses: [String: Int] = [:]
        let safe = codes.map(PageNames.safe)
        for name in safe { uses[name.lowercased(), default: 0] += 1 }
        let wanted = zip(codes, safe).map { code, name in
            let isItself = name.utf8.elementsEqual(code.utf8) && uses[name.lowercased()] == 1
            return isItself ? name : "\(name)-\(PageNames.digest(code))"
        }
        var taken: Set<String> = []
        names = wanted.map { name in
            var unique = name
            var number = 2
            while !taken.insert(unique.lowercased()).inserted {
                unique = "\(name)-\(number)"
                number += 1
            }
            return unique
        }
    }

    /// What of a code may stand in a file name; never empty, hidden or a device of Windows.
    private static func safe(_ code: String) -> String {
        var name = ""
        for scalar in code.unicodeScalars {
            let character = isSafe(scalar) ? Character(scalar) : "-"
            guard name.utf8.count + character.utf8.count <= limit else { break }
            if isSafe(scalar) {
                name.unicodeScalars.append(scalar)
            } else if name.last != "-" {
                name.append("-")
            }
        }
        while let first = name.first, first == "." || first == "-" { name.removeFirst() }
        while let last = name.last, last == "." || last == "-" { name.removeLast() }
        if name.isEmpty || devices.contains(name.prefix { $0 != "." }.lowercased()) {
            name = "unit" + name
        }
        return name
    }

    private static func isSafe(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return scalar == "-" || scalar == "_" || scalar == "."
                || scalar.properties.numericType != nil || scalar.properties.isAlphabetic
        }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber:
            return true
        default: return false
        }
    }

    /// Eight hexadecimal digits of the code's FNV-1a hash.
    private static func digest(_ code: String) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in code.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        let digits = String((hash ^ hash >> 32) & 0xFFFF_FFFF, radix: 16)
        return String(repeating: "0", count: 8 - digits.utf8.count) + digits
    }

    private static let devices: Set<String> = Set(
        ["con", "prn", "aux", "nul"] + (0...9).flatMap { ["com\($0)", "lpt\($0)"] })
}
