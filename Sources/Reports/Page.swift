internal import Documents
internal import Languages
internal import Mustache

/// The skeleton of a page: head, content security policy, style, footer of the printed page.
struct Page: Sendable {
    /// What stands before the title, between it and the footer, and between that and the content.
    private let top: [[UInt8]]

    init(language: Language) {
        let template: MustacheTemplate
        do {
            template = try MustacheTemplate(string: Page.skeleton)
        } catch {
            preconditionFailure("the page's skeleton is a template: \(error)")
        }
        let context: [String: Any] = [
            "language": language == .chinese ? "zh-CN" : "en",
            "gap": String(Unicode.Scalar(Page.gap)),
            "style": Page.tight(Page.style),
            "page": language == .chinese
                ? #""第 " counter(page) " 页，共 " counter(pages) " 页""#
                : #""Page " counter(page) " of " counter(pages)"#,
            "skip": language == .chinese ? "跳到正文" : "Skip to content",
        ]
        top = template.render(context).utf8.split(
            separator: Page.gap, omittingEmptySubsequences: false
        ).map { Array($0) }
        precondition(top.count == 3, "a page has a title and a footer")
    }

    /// No character of a page: where the title and the footer come into the skeleton.
    private static let gap: UInt8 = 1

    /// A whole document.
    ///
    /// - Parameters:
    ///   - title: Title of the window, as data.
    ///   - footer: What the foot of every printed page says, as data.
    ///   - body: Content of the page.
    func html(title: String, footer: String, body: Markup) -> [UInt8] {
        var bytes = ByteBuffer(capacity: body.bytes.count + 16_384)
        begin(&bytes, title: title, footer: footer)
        bytes.append(body.bytes)
        end(&bytes)
        return bytes.array
    }

    /// What stands before the content.
    func begin(_ bytes: inout ByteBuffer, title: String, footer: String) {
        bytes.append(top[0])
        bytes.append(markup: title)
        bytes.append(top[1])
        bytes.append(utf8: Page.styleString(footer))
        bytes.append(top[2])
    }

    /// What stands behind it.
    func end(_ bytes: inout ByteBuffer) { bytes.append("\n</body>\n</html>\n") }

    /// A style without the spaces that are there for its reader.
    static func tight(_ style: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(style.utf8.count)
        for byte in style.utf8 {
            let last = bytes.last ?? UInt8(ascii: " ")
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\n"):
                if !" {};,:".utf8.contains(last) { bytes.append(UInt8(ascii: " ")) }
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ";"), UInt8(ascii: ","):
                if last == UInt8(ascii: " ") { _ = bytes.popLast() }
                if byte == UInt8(ascii: "}"), bytes.last == UInt8(ascii: ";") { bytes.removeLast() }
            default: break
            }
            bytes.append(byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A text without the control characters and non-characters that no page may hold.
    private static func printable(_ text: String) -> String {
        if ByteBuffer.isPlain(markup: text) { return text }
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars
        where scalar.value >= 0x20 && scalar.value != 0x7F && scalar.value & 0xFFFE != 0xFFFE {
            scalars.append(scalar)
        }
        return String(scalars)
    }

    /// A text as a string of CSS: whatever could end it, or the style element, is an escape.
    static func styleString(_ text: String) -> String {
        var string = "\""
        for scalar in printable(text).unicodeScalars {
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", " ": string.unicodeScalars.append(scalar)
            case _ where scalar.value < 0x80: string += "\\" + String(scalar.value, radix: 16) + " "
            default: string.unicodeScalars.append(scalar)
            }
        }
        return string + "\""
    }

    /// Whether a file begins as the pages of this skeleton do.
    static func isOurs(_ head: [UInt8]) -> Bool {
        String(decoding: head, as: UTF8.self).contains(
            #"<meta name="generator" content="quanjing">"#)
    }

    private static let skeleton = """
        <!DOCTYPE html>
        <html lang="{{language}}">
        <head>
        <meta charset="utf-8">
        <meta name="generator" content="quanjing">
        <meta http-equiv="Content-Security-Policy" \
        content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{{{gap}}}</title>
        <style>
        {{{style}}}
        @page { @bottom-left { content: {{{gap}}} } @bottom-right { content: {{{page}}} } }
        </style>
        </head>
        <body>
        <a class="skip" href="#main">{{skip}}</a>

        """
}
