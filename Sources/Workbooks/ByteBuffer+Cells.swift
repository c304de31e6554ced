internal import Documents

/// Values of cells in the XML of a worksheet.
extension ByteBuffer {
    /// A number with the fewest digits that tell it, up to ten decimals: sixteen digits would show
    /// the noise of the last bit.
    mutating func append(value number: Double) {
        guard number.magnitude < 1e5 else { return append(largeValue: number) }
        let units = (number * 1e10).nearestInteger
        if units == 0 || units.magnitude >= 1_000_000 {
            if units < 0 { append(UInt8(ascii: "-")) }
            append(tenthsOfBillionths: UInt64(units.magnitude))
        } else {
            append(exponential: (Double(units) / 1e10).description)
        }
    }

    /// A decimal fraction without needless zeros. A double tells fifteen digits apart, so these are
    /// the digits that `description` would find.
    private mutating func append(tenthsOfBillionths units: UInt64) {
        let (whole, fraction) = units.quotientAndRemainder(dividingBy: 10_000_000_000)
        if fraction == 0 { return append(digits: whole) }
        var digits = units
        var decimals = 10
        while digits % 10 == 0 {
            digits /= 10
            decimals -= 1
        }
        append(digits: digits, decimals: decimals)
    }

    private mutating func append(largeValue number: Double) {
        if number == number.rounded(), number.magnitude < 1e15 {
            append(decimal: Int(number))
        } else {
            append(exponential: number.description)
        }
    }

    /// `1e-07` as the format writes it.
    private mutating func append(exponential: String) {
        for byte in exponential.utf8 {
            append(byte == UInt8(ascii: "e") ? UInt8(ascii: "E") : byte)
        }
    }

    /// A text of a cell behind `<t`, cleaned, its blanks kept.
    mutating func append(text: String) {
        let text = Spreadsheet.text(text)
        let bytes = text.utf8
        if bytes.first.map(Self.isBlank) ?? false || bytes.last.map(Self.isBlank) ?? false {
            append(" xml:space=\"preserve\"")
        }
        append(UInt8(ascii: ">"))
        append(content: text)
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }

    /// A clean text with what XML keeps for itself written as it asks.
    mutating func append(content: String) {
        append(
            content,
            isSuspect: { eight in
                EightBytes.mayHold(UInt8(ascii: "&"), eight)
                    | EightBytes.mayHold(UInt8(ascii: "<"), eight)
                    | EightBytes.mayHold(UInt8(ascii: ">"), eight) != 0
            },
            write: { buffer, text, index in
                buffer.append(contentByte: text[index])
                return 1
            })
    }

    private mutating func append(contentByte byte: UInt8) {
        switch byte {
        case UInt8(ascii: "&"): append("&amp;")
        case UInt8(ascii: "<"): append("&lt;")
        case UInt8(ascii: ">"): append("&gt;")
        default: append(byte)
        }
    }
}
