extension ByteBuffer {
    /// Up to 48 bytes that are written at a stroke.
    @usableFromInline
    package struct Piece: Sendable {
        @usableFromInline
        internal let vectors: (SIMD16<UInt8>, SIMD16<UInt8>, SIMD16<UInt8>)
        @usableFromInline internal let count: Int

        package init(_ text: String) {
            var bytes = Array(text.utf8)
            precondition(bytes.count <= 48, "a piece has room for 48 bytes")
            count = bytes.count
            bytes += repeatElement(0, count: 48 - bytes.count)
            vectors = (.init(bytes[..<16]), .init(bytes[16..<32]), .init(bytes[32...]))
        }
    }

    @inlinable @inline(__always)
    package mutating func append(_ piece: Piece) {
        reserve(piece.count)
        let place = UnsafeMutableRawPointer(start + length)
        place.storeBytes(of: piece.vectors.0, as: SIMD16<UInt8>.self)
        if piece.count > 16 {
            (place + 16).storeBytes(of: piece.vectors.1, as: SIMD16<UInt8>.self)
        }
        if piece.count > 32 {
            (place + 32).storeBytes(of: piece.vectors.2, as: SIMD16<UInt8>.self)
        }
        length += piece.count
    }

    /// Up to eight digits that are written at a stroke.
    @usableFromInline
    package struct Digits {
        @usableFromInline internal let word: UInt64
        @usableFromInline internal let count: Int
    }

    @inlinable @inline(__always)
    package mutating func append(_ digits: Digits) {
        reserve(digits.count)
        UnsafeMutableRawPointer(start + length).storeBytes(of: digits.word, as: UInt64.self)
        length += digits.count
    }

    /// Writes a whole number to be written again as it is.
    ///
    /// - Parameter number: 0 up to, but not including, a hundred million.
    package mutating func append(digitsOf number: Int) -> Digits {
        precondition((0..<100_000_000).contains(number), "digits have room for eight of them")
        let before = length
        append(digits: UInt64(number))
        return Digits(
            word: UnsafeRawPointer(start + before).loadUnaligned(as: UInt64.self),
            count: length - before)
    }
}
