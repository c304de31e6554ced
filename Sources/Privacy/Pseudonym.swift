/// What stands for a person: P and 13 digits of Crockford's base 32, the first 64 bits of the keyed
/// digest.
///
/// It begins with a letter, so that no spreadsheet takes it for a number, and is too short to hold
/// an ID-card number by chance.
struct Pseudonym: Hashable, CustomStringConvertible {
    /// The first 8 bytes of the digest, the first byte highest.
    let number: UInt64

    private static let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    private static let length = 13

    var description: String {
        let places = (0..<Self.length).reversed()
        return "P" + String(places.map { Self.digits[Int(number >> (5 * $0) & 31)] })
    }

    /// Whether a text could be one.
    static func isOne(_ text: String) -> Bool {
        text.count == length + 1 && text.first == "P"
            && text.dropFirst().allSatisfy(digits.contains)
    }
}

/// The form of a cell in which two spellings of one code are equal: without blanks around it,
/// full-width signs made half-width, x made X.
func normalised(_ cell: String) -> String {
    var text = ""
    for scalar in cell.unicodeScalars {
        switch scalar.value {
        case 0xFF01...0xFF5E:
            text.unicodeScalars.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
        case 0x3000, 0xA0: text += " "
        case 0x200B, 0xFEFF: break
        default: text.unicodeScalars.append(scalar)
        }
    }
    let isBlank = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
    let scalars = text.unicodeScalars.drop(while: isBlank)
    let end = scalars.lastIndex { !isBlank($0) }.map { scalars.index(after: $0) }
    let trimmed = scalars[..<(end ?? scalars.startIndex)]
    return String(trimmed).replacing("x", with: "X")
}

/// Whether a spreadsheet has made a rounded number of a long code: 4.10901E+17, or an ID-card number
/// whose end has become 000 so that its check digit is wrong.
func isRounded(_ text: String) -> Bool {
    if text.wholeMatch(of: /[0-9](\.[0-9]+)?[Ee]\+[0-9]+/) != nil { return true }
    let digits = text.unicodeScalars.compactMap { Int(String($0)) }
    guard digits.count == 18, text.unicodeScalars.count == 18, text.hasSuffix("000") else {
        return false
    }
    // ISO 7064, MOD 11-2, as GB 11643-1999 asks: check 0 belongs to remainder 1.
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    return zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 } % 11 != 1
}
