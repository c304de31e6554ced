import Foundation
#if canImport(FoundationXML)
    import FoundationXML
#endif

/// Reads a text as XML and says whether all of it is well-formed.
final class XMLWellFormedness: NSObject, XMLParserDelegate {
    private var depth = 0
    private var sawEnd = false

    func check(_ text: String) -> Bool {
        let parser = XMLParser(data: Data(text.utf8))
        parser.delegate = self
        return parser.parse() && parser.parserError == nil && sawEnd
    }

    func parser(
        _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
        qualifiedName: String?, attributes: [String: String] = [:]
    ) {
        depth += 1
    }

    func parser(
        _ parser: XMLParser, didEndElement elementName: String, namespaceURI: String?,
        qualifiedName: String?
    ) {
        depth -= 1
        sawEnd = depth == 0
    }
}
