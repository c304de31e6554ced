internal import Glibc

/// A text in UTF-8 that grows at its end: what a document is written into, number by number and
/// word by word, without a `String` in between.
///
/// Its memory is its own from `init` to `deinit` and a view of it is lent for one call only, so that
/// who owns the buffer is alone with it, on whatever thread.
///
/// `@usableFromInline` on the type is what lets its `@inlinable` members into other rooms.
@usableFromInline
package struct ByteBuffer: ~Copyable, @unchecked Sendable {
    @usableFromInline internal var start: UnsafeMutablePointer<UInt8>
    @usableFromInline internal var length = 0
    @usableFromInline internal var capacity: Int

    /// Bytes beyond the capacity that a store of a whole vector may run over.
    private static let slack = 64

    /// - Parameter capacity: Bytes that find room before it has to grow, at least 1.
    package init(capacity: Int = 256) {
        self.capacity = max(64, capacity)
        start = .allocate(capacity: self.capacity + Self.slack)
    }

    deinit { start.deallocate() }

    @inlinable package var count: Int { length }

    /// The bytes written so far.
    package borrowing func withBytes<Value, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        try body(UnsafeRawBufferPointer(start: start, count: length))
    }

    package var array: [UInt8] { Array(UnsafeBufferPointer(start: start, count: length)) }

    package var string: String {
        String(decoding: UnsafeBufferPointer(start: start, count: length), as: UTF8.self)
    }

    package var last: UInt8? { length > 0 ? start[length - 1] : nil }

    /// What was written from a place on.
    package func bytes(from place: Int) -> [UInt8] {
        precondition((0...length).contains(place), "what is asked for was written")
        return Array(UnsafeBufferPointer(start: start + place, count: length - place))
    }

    /// Takes back what was written from a place on.
    mutating func removeLast(from place: Int) -> [UInt8] {
        defer { length = place }
        return bytes(from: place)
    }

    /// Forgets what was written and keeps the room.
    package mutating func removeAll() { length = 0 }

    @inlinable @inline(__always)
    package mutating func reserve(_ more: Int) {
        if capacity - length < more { grow(by: more) }
    }

    @usableFromInline @inline(never)
    internal mutating func grow(by more: Int) {
        capacity = max(capacity * 2, length + more)
        let new = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + Self.slack)
        new.update(from: start, count: length)
        start.deallocate()
        start = new
    }

    @inlinable @inline(__always)
    package mutating func append(_ byte: UInt8) {
        reserve(1)
        start[length] = byte
        length += 1
    }

    @inlinable @inline(__always)
    package mutating func append(_ literal: StaticString) {
        append(literal.utf8Start, literal.utf8CodeUnitCount)
    }

    package mutating func append(_ bytes: [UInt8]) { append(bytes[...]) }

    package mutating func append(_ bytes: ArraySlice<UInt8>) {
        bytes.withUnsafeBufferPointer { append($0) }
    }

    package mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        if let first = bytes.baseAddress { append(first, bytes.count) }
    }

    /// A text as it is.
    package mutating func append(utf8 text: String) {
        text.withBytes { if let first = $0.baseAddress { append(first, $0.count) } }
    }

    package mutating func append(_ byte: UInt8, times count: Int) {
        reserve(count)
        (start + length).update(repeating: byte, count: count)
        length += count
    }

    @inlinable @inline(__always)
    internal mutating func append(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
        reserve(count)
        (start + length).update(from: bytes, count: count)
        length += count
    }

    /// Copies a text; what needs care is looked at byte by byte, the rest goes eight bytes at a time.
    ///
    /// - Parameters:
    ///   - isSuspect: Whether one of eight bytes may need care.
    ///   - write: Writes what stands at an index and tells how many bytes it has taken.
    @inlinable @inline(__always)
    package mutating func append(
        _ text: String, isSuspect: (UInt64) -> Bool,
        write: (inout ByteBuffer, UnsafeBufferPointer<UInt8>, Int) -> Int
    ) {
        text.withBytes { all in
            reserve(all.count + 8)
            var index = 0
            while index < all.count {
                let count = min(8, all.count - index)
                let eight = EightBytes.load(count, at: index, of: all)
                if !isSuspect(eight) {
                    reserve(8)
                    UnsafeMutableRawPointer(start + length).storeBytes(of: eight, as: UInt64.self)
                    length += count
                    index += count
                } else {
                    let end = index + count
                    while index < end { index += write(&self, all, index) }
                }
            }
        }
    }
}

extension String {
    /// Lends its bytes in UTF-8 without counting it, as `withUTF8` of a copy would.
    @inlinable @inline(__always)
    package func withBytes<Value>(_ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
        if let value = utf8.withContiguousStorageIfAvailable(body) { return value }
        return Array(utf8).withUnsafeBufferPointer(body)
    }

    /// Whether another text has the same bytes, which is more than being equal.
    package func hasBytes(of other: String) -> Bool {
        utf8.count == other.utf8.count
            && withBytes { own in
                other.withBytes { other in
                    guard let first = own.baseAddress, let second = other.baseAddress else {
                        return true
                    }
                    return memcmp(first, second, own.count) == 0
                }
            }
    }
}

/// Tests on eight bytes at once. What they find may stand beside what they look for; what they
/// don't find is not there. [Anderson2005]
@usableFromInline
package enum EightBytes {
    /// Up to eight bytes of a text, those that are missing behind them replaced by blanks.
    @inlinable @inline(__always)
    package static func load(
        _ count: Int, at index: Int, of bytes: UnsafeBufferPointer<UInt8>
    ) -> UInt64 {
        let start = UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped) + index
        if count == 8 { return start.loadUnaligned(as: UInt64.self) }
        let bits = UInt64(8 * count)
        let blanks: UInt64 = 0x2020_2020_2020_2020 &<< bits
        if bytes.count >= 8 {
            let eight = (start + count - 8).loadUnaligned(as: UInt64.self)
            return eight &>> (64 - bits) | blanks
        }
        if count >= 4 {
            let first = UInt64(start.loadUnaligned(as: UInt32.self))
            let last = UInt64((start + count - 4).loadUnaligned(as: UInt32.self))
            return first | last &<< (bits - 32) | blanks
        }
        let first = UInt64(start.load(as: UInt8.self))
        let middle = UInt64(start.load(fromByteOffset: count / 2, as: UInt8.self))
        let last = UInt64(start.load(fromByteOffset: count - 1, as: UInt8.self))
        return first | middle &<< UInt64(8 * (count / 2)) | last &<< (bits - 8) | blanks
    }

    /// Whether every eight bytes of a text pass a test, and so do the rest with blanks behind them.
    @inlinable @inline(__always)
    package static func pass(
        _ text: String, _ isPassed: (UInt64) -> Bool
    ) -> Bool {
        text.withBytes { all in
            var index = 0
            while index < all.count {
                let count = min(8, all.count - index)
                if !isPassed(load(count, at: index, of: all)) { return false }
                index += count
            }
            return true
        }
    }

    /// U+FFFE or U+FFFF, which are no characters, or what begins like them.
    @inlinable @inline(__always)
    package static func mayBeginNonCharacter(_ eight: UInt64) -> UInt64 {
        let first = mayHold(0xEF, eight)
        // The second byte of the last may be the next one.
        return first << 8 & mayHold(0xBF, eight) | first & 0x8000_0000_0000_0000
    }

    @inlinable @inline(__always)
    package static func mayHold(_ byte: UInt8, _ eight: UInt64) -> UInt64 {
        let difference = eight ^ (0x0101_0101_0101_0101 &* UInt64(byte))
        return (difference &- 0x0101_0101_0101_0101) & ~difference & 0x8080_8080_8080_8080
    }

    /// - Parameter limit: At most 128.
    @inlinable @inline(__always)
    package static func mayHold(below limit: UInt8, _ eight: UInt64) -> UInt64 {
        (eight &- 0x0101_0101_0101_0101 &* UInt64(limit)) & ~eight & 0x8080_8080_8080_8080
    }
}
