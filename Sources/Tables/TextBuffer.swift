/// The part of a text that is being read: decoded UTF-8 that grows at its end and is eaten at its
/// start.
///
/// Behind the last byte lie at least `padding` readable bytes, so that a scanner may load whole
/// vectors.
struct TextBuffer: ~Copyable {
    static let padding = 64

    private(set) var base: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    /// The first byte not yet eaten.
    var start = 0
    /// Just behind the last byte.
    var end = 0

    init(capacity: Int) {
        self.capacity = capacity
        base = .allocate(capacity: capacity + TextBuffer.padding)
        base.initialize(repeating: 0, count: capacity + TextBuffer.padding)
    }

    deinit { base.deallocate() }

    var count: Int { end - start }

    /// Moves what is left to the front and makes sure that `room` bytes fit behind it.
    mutating func makeRoom(_ room: Int) {
        let kept = count
        if kept + room > capacity {
            let larger = max(kept + room, capacity * 2)
            let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger + TextBuffer.padding)
            moved.update(from: base + start, count: kept)
            (moved + kept).initialize(repeating: 0, count: larger + TextBuffer.padding - kept)
            base.deallocate()
            (base, capacity) = (moved, larger)
        } else if start > 0 {
            base.update(from: base + start, count: kept)
        }
        (start, end) = (0, kept)
    }

    /// The room behind the text.
    var tail: UnsafeMutableRawBufferPointer {
        UnsafeMutableRawBufferPointer(start: base + end, count: capacity - end)
    }
}
