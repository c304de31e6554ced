/// A workbook from parts written by hand, for what no program writes on demand.
package struct PlainWorkbook {
    package var sheets: [(name: String, state: String?, xml: String)] = []
    /// `si` elements.
    package var strings: String?
    /// The content of `styleSheet`.
    package var styles: String?
    /// Attributes of `workbookPr`.
    package var properties = ""
    package var declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"

    package init() {}

    /// One sheet with these rows, each the inside of `sheetData`.
    package init(_ name: String = "Sheet1", rows: String) {
        add(name, rows: rows)
    }

    package mutating func add(_ name: String, state: String? = nil, rows: String) {
        add(
            name, state: state, xml: "<worksheet \(main)><sheetData>\(rows)</sheetData></worksheet>"
        )
    }

    package mutating func add(_ name: String, state: String? = nil, xml: String) {
        sheets.append((name, state, xml))
    }

    private var main: String {
        "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
    }

    package var entries: [ZipBuilder.Entry] {
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let package = "http://schemas.openxmlformats.org/package/2006"
        let relationships = "Relationships xmlns=\"\(package)/relationships\""
        let list = sheets.enumerated().map { index, sheet in
            let state = sheet.state.map { " state=\"\($0)\"" } ?? ""
            return "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\"\(state) "
                + "r:id=\"rId\(index + 1)\"/>"
        }
        var links = sheets.indices.map {
            "<Relationship Id=\"rId\($0 + 1)\" Type=\"\(office)/worksheet\" "
                + "Target=\"worksheets/sheet\($0 + 1).xml\"/>"
        }
        links.append(
            "<Relationship Id=\"s\" Type=\"\(office)/sharedStrings\" Target=\"/xl/texts.xml\"/>")
        links.append(
            "<Relationship Id=\"t\" Type=\"\(office)/styles\" Target=\"../xl/styles.xml\"/>")
        var entries = [
            ZipBuilder.Entry("[Content_Types].xml", declaration + "<Types/>"),
            ZipBuilder.Entry(
                "_rels/.rels",
                "<\(relationships)><Relationship Id=\"a\" Type=\"\(office)/officeDocument\" "
                    + "Target=\"xl/workbook.xml\"/></Relationships>"),
            ZipBuilder.Entry(
                "xl/workbook.xml",
                declaration + "<workbook \(main) xmlns:r=\"\(office)\"><workbookPr \(properties)/>"
                    + "<sheets>\(list.joined())</sheets></workbook>"),
            ZipBuilder.Entry(
                "xl/_rels/workbook.xml.rels",
                "<\(relationships)>\(links.joined())</Relationships>"),
            ZipBuilder.Entry("xl/texts.xml", "<sst \(main)>\(strings ?? "")</sst>"),
            ZipBuilder.Entry("xl/styles.xml", "<styleSheet \(main)>\(styles ?? "")</styleSheet>"),
        ]
        for (index, sheet) in sheets.enumerated() {
            entries.append(
                ZipBuilder.Entry("xl/worksheets/sheet\(index + 1).xml", declaration + sheet.xml))
        }
        return entries
    }

    package var bytes: [UInt8] { ZipBuilder(entries).bytes }
}

/// A row of inline texts.
package func inlineRow(_ number: Int, _ texts: [String]) -> String {
    "<row r=\"\(number)\">"
        + texts.map { "<c t=\"inlineStr\"><is><t>\(escaped($0))</t></is></c>" }.joined() + "</row>"
}

/// Text with the characters that XML keeps for itself written as references.
package func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
        .replacing("\"", with: "&quot;")
}
