internal import Assessment
internal import Documents
internal import Languages

/// A page in the making: markup that goes straight into the bytes of the page.
///
/// As with `Markup`, no value can pass for markup: `page += "<td>"` takes literals only, `text`
/// escapes whatever it is given.
struct PageWriter: ~Copyable {
    private(set) var bytes: ByteBuffer
    let voice: Voice
    /// What stands on the page already for other drawings to show again, a bit each.
    private var backdrops = 0

    init(_ voice: Voice, capacity: Int = 100_000) {
        self.voice = voice
        bytes = ByteBuffer(capacity: capacity)
    }

    consuming func finish() -> ByteBuffer { bytes }

    mutating func begin(_ page: Page, title: String, footer: String) {
        page.begin(&bytes, title: title, footer: footer)
    }

    mutating func end(_ page: Page) { page.end(&bytes) }

    static func += (page: inout PageWriter, literal: StaticString) {
        page.bytes.append(literal)
    }

    mutating func add(_ markup: Markup) { bytes.append(markup.bytes) }

    /// The literal of the page's language.
    mutating func say(_ chinese: StaticString, _ english: StaticString) {
        bytes.append(voice.literal(chinese, english))
    }

    mutating func say(_ wording: Wording) { text(wording[voice.language]) }

    mutating func text(_ text: String) { bytes.append(markup: text) }

    mutating func number(_ number: Int) { bytes.append(decimal: number) }

    /// A place on a drawing: at most one decimal, in the way SVG reads numbers.
    mutating func place(_ coordinate: Double) {
        guard coordinate.isFinite, abs(coordinate) < 1e7 else { return number(0) }
        let tenths = (coordinate * 10).nearestInteger
        if tenths < 0 { bytes.append(UInt8(ascii: "-")) }
        let (whole, fraction) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
        bytes.append(digits: UInt64(whole))
        guard fraction > 0 else { return }
        bytes.append(UInt8(ascii: "."))
        bytes.append(UInt8(ascii: "0") + UInt8(fraction))
    }

    /// A number as `figure` writes it.
    mutating func figure(_ value: Double?, _ decimals: Int = 1) {
        guard let value, value.isFinite, abs(value) < 1e12 else { return bytes.append("—") }
        withNumeral(value, decimals: decimals, keepsZeros: true) { bytes.append($0) }
    }

    /// A share of one as `percentage` writes it.
    mutating func percentage(_ share: Double?, _ decimals: Int = 0) {
        figure(share.map { $0 * 100 }, decimals)
        if share != nil { bytes.append("%") }
    }

    /// A whole number with its thousands set off.
    mutating func count(_ number: Int) {
        withNumeral(number) { bytes.append($0) }
    }

    /// The cells that something rests on.
    mutating func evidence(_ records: some RandomAccessCollection<EvidenceRecord>) {
        EvidenceWords(say: voice).write(records, to: &bytes) { $0.append(markup: $1) }
    }

    // Tables.

    /// A cell with a number.
    mutating func cell(_ value: Double?, _ decimals: Int = 1) {
        self += "<td class=\"n\">"
        figure(value, decimals)
        self += "</td>"
    }

    mutating func cell(share: Double?) {
        self += "<td class=\"n\">"
        percentage(share)
        self += "</td>"
    }

    /// Begins the heads of a table with that of its first column.
    mutating func beginHeads(_ chinese: StaticString, _ english: StaticString) {
        self += "<thead><tr><th>"
        say(chinese, english)
        self += "</th>"
    }

    /// The head of a column of numbers.
    mutating func head(_ head: String) {
        self += "<th class=\"n\">"
        text(head)
        self += "</th>"
    }

    /// The head of a row with a code of its own.
    mutating func rowHead(_ code: String, _ name: String) {
        self += "<th scope=\"row\"><em>"
        text(code)
        self += "</em>"
        text(name)
        self += "</th>"
    }

    /// A table that a telephone shows row by row, every number below the head of its column.
    ///
    /// - Parameters:
    ///   - heads: Words of our own, without quotation marks, by column from 1.
    ///   - kind: Further classes, with a space before them.
    mutating func beginFolding(_ heads: [(column: Int, head: String)], _ kind: StaticString = "") {
        self += "<table class=\"fold heads"
        self += kind
        self += "\" style=\""
        for (column, head) in heads {
            self += "--c"
            number(column)
            self += ":'"
            text(head)
            self += "';"
        }
        self += "\">"
    }

    // Drawings.

    /// A drawing; its title says in words what it shows.
    mutating func drawing(
        height: Int, _ title: (inout PageWriter) -> Void, _ content: (inout PageWriter) -> Void
    ) {
        self += "<svg height=\""
        number(height)
        self += "\" role=\"img\"><title>"
        title(&self)
        self += "</title>"
        content(&self)
        self += "</svg>"
    }

    mutating func dot(_ x: Double, _ y: Int, radius: Int = 5) {
        self += "<circle class=\"dot\" cx=\""
        place(x)
        self += "%\" cy=\""
        number(y)
        self += "\" r=\""
        number(radius)
        self += "\"/>"
    }

    mutating func rectangle(
        _ kind: StaticString, from start: Double, to end: Double, y: Int, height: Int
    ) {
        self += "<rect class=\""
        self += kind
        self += "\" x=\""
        place(start)
        self += "%\" y=\""
        number(y)
        self += "\" width=\""
        place(max(0, end - start))
        self += "%\" height=\""
        number(height)
        self += "\"/>"
    }

    mutating func tick(_ kind: StaticString, at x: Double, from y1: Int, to y2: Int) {
        self += "<line class=\""
        self += kind
        self += "\" x1=\""
        place(x)
        self += "%\" x2=\""
        place(x)
        self += "%\" y1=\""
        number(y1)
        self += "\" y2=\""
        number(y2)
        self += "\"/>"
    }

    /// The interval of a value, pale on both sides of its dot.
    mutating func interval(from low: Double, to high: Double) {
        self += "<rect class=\"dot\" opacity=\".35\" y=\"5\" height=\"6\" x=\""
        place(low)
        self += "%\" width=\""
        place(high - low)
        self += "%\"/>"
    }

    /// What lies behind the marks of several drawings of one page.
    enum Backdrop: Int {
        case loadCard = 1
        case bases, bodies, ratios
    }

    /// Draws a backdrop the first time and refers to it from then on.
    mutating func backdrop(_ backdrop: Backdrop, _ markup: @autoclosure () -> Markup) {
        let mark = 1 << backdrop.rawValue
        guard backdrops & mark == 0 else {
            self += "<use href=\"#k"
            number(backdrop.rawValue)
            self += "\"/>"
            return
        }
        backdrops |= mark
        self += "<g id=\"k"
        number(backdrop.rawValue)
        self += "\">"
        add(markup())
        self += "</g>"
    }

    /// Where one unit stands among the scores of its class, 0…100.
    mutating func strip(
        _ distribution: Distribution, own: Double?, earlier: Double? = nil,
        span: (Double, Double)? = nil, _ title: (inout PageWriter) -> Void
    ) {
        self += """
            <svg class="strip" viewBox="0 0 100 16" preserveAspectRatio="none" role="img"><title>
            """
        title(&self)
        self += "</title>"
        if let span {
            self += "<path class=\"s\" d=\"M"
            place(span.0)
            self += " 8H"
            place(span.1)
            self += "\"/>"
        }
        add(distribution.drawing)
        if let earlier {
            spot("y", earlier)
            spot("yi", earlier)
        }
        if let own { spot("o", own) }
        self += "</svg>"
    }

    private mutating func spot(_ kind: StaticString, _ place: Double) {
        self += "<path class=\""
        self += kind
        self += "\" d=\"M"
        self.place(place)
        self += " 8h.01\"/>"
    }
}
