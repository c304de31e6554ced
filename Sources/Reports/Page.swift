internal import Languages
import Mustache

/// The skeleton of a page: head, content security policy, style, footer of the printed page.
struct Page: Sendable {
    private let language: Language
    private let template: MustacheTemplate

    init(language: Language) {
        self.language = language
        do {
            template = try MustacheTemplate(string: Page.skeleton)
        } catch {
            preconditionFailure("the page's skeleton is a template: \(error)")
        }
    }

    /// A whole document.
    ///
    /// - Parameters:
    ///   - title: Title of the window, as data.
    ///   - footer: What the foot of every printed page says, as data.
    ///   - body: Content of the page.
    func html(title: String, footer: String, body: Markup) -> [UInt8] {
        let context: [String: Any] = [
            "language": language == .chinese ? "zh-CN" : "en",
            "title": Page.printable(title),
            "style": Page.style,
            "footer": Page.styleString(footer),
            "page": language == .chinese
                ? #""第 " counter(page) " 页，共 " counter(pages) " 页""#
                : #""Page " counter(page) " of " counter(pages)"#,
            "skip": language == .chinese ? "跳到正文" : "Skip to content",
        ]
        let top = template.render(context).utf8
        var bytes: [UInt8] = []
        bytes.reserveCapacity(top.count + body.bytes.count + Page.end.utf8CodeUnitCount)
        bytes += top
        bytes += body.bytes
        Page.end.withUTF8Buffer { bytes += $0 }
        return bytes
    }

    /// A text without the control characters and non-characters that no page may hold.
    private static func printable(_ text: String) -> String {
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
        <title>{{title}}</title>
        <style>
        {{{style}}}
        @page { @bottom-left { content: {{{footer}}} } @bottom-right { content: {{{page}}} } }
        </style>
        </head>
        <body>
        <a class="skip" href="#main">{{skip}}</a>

        """

    private static let end: StaticString = "\n</body>\n</html>\n"
}
