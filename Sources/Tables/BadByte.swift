/// How a decoder hands on a byte that stands for no character: as three bytes that are never
/// UTF-8, so that whoever validates the text meets the byte at its place.
enum BadByte {
    static let marker: UInt8 = 0xFF

    /// Writes the marked byte; the room must hold three bytes.
    static func write(_ byte: UInt8, to target: UnsafeMutablePointer<UInt8>) -> Int {
        target[0] = marker
        target[1] = 0x80 | byte >> 4
        target[2] = 0x80 | byte & 15
        return 3
    }

    /// The byte that a marker at the start of the text stands for.
    static func read(_ text: UnsafeBufferPointer<UInt8>) -> UInt8? {
        guard text.count >= 3, text[0] == marker, text[1] & 0xF0 == 0x80, text[2] & 0xF0 == 0x80
        else { return nil }
        return (text[1] & 15) << 4 | text[2] & 15
    }
}
