/// A decimal or a fraction p/q of two, full-width characters included; nil if the bytes are none
/// or q is 0. Blanks may stand around the stroke, not around the whole.
package func parseRatio(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    if let number = parseNumber(bytes) { return number }
    let narrow = halfWidth(bytes)
    let parts = narrow.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    let numbers = parts.compactMap { part in
        part.withUnsafeBufferPointer { parseNumber(withoutBlanks($0)) }
    }
    guard numbers.count == 2, numbers[1] != 0 else { return nil }
    let ratio = numbers[0] / numbers[1]
    return ratio.isFinite ? ratio : nil
}
