import Testing
import Workbooks

@Suite("A text of a sheet")
struct SpreadsheetTextTests {
    @Test(
        "means what it says",
        arguments: [
            ("_x0041_", "_x005F_x0041_"), ("_x00e9_x0041_", "_x005F_x00e9_x005F_x0041_"),
            ("_x41_", "_x41_"), ("a\r\nb", "a\nb"), ("a\u{0}b\u{1B}", "a\u{FFFD}b\u{FFFD}"),
            ("\u{FFFE}\u{FFFF}", "\u{FFFD}\u{FFFD}"), ("𠮷🙂", "𠮷🙂"), ("=1+1", "=1+1"),
        ])
    func cleaning(text: String, cleaned: String) {
        #expect(Spreadsheet.text(text).utf8.elementsEqual(cleaned.utf8))
    }

    @Test("fits into a cell", arguments: ["长", "🙂", "_x0041_", "e\u{301}", "a_x0041_b"])
    func length(piece: String) {
        let cleaned = Spreadsheet.text(String(repeating: piece, count: 40_000))
        let length = cleaned.utf16.count
        #expect(length <= 32_767 && length > 32_700, "\(length)")
    }
}
