internal import CXlsxWriter
package import Calendars
internal import Documents
internal import Glibc
internal import Synchronization
internal import Tables

/// Writes sheets as an .xlsx file; the only user of libxlsxwriter.
///
/// The library lets through what makes a damaged or dangerous file, so everything passes this door:
/// numbers that are not finite become empty cells, texts lose what is no character of XML, and a
/// text is never a formula or a link.
package struct Spreadsheet: Sendable {
    package let sheets: [Sheet]
    package let charts: [SheetChart]
    package let chartSheetName: String
    package let title: String
    /// What the file says of its making, so that equal input gives equal bytes.
    package let created: Day
    /// Rows of a worksheet below its header; a sheet with more goes on in another worksheet.
    package let rowLimit: Int

    package init(
        sheets: [Sheet], charts: [SheetChart] = [], chartSheetName: String = "", title: String,
        created: Day, rowLimit: Int = 1_048_575
    ) {
        self.sheets = sheets
        self.charts = charts
        self.chartSheetName = chartSheetName
        self.title = title
        self.created = created
        self.rowLimit = rowLimit
    }

    /// Writes the workbook, whole or not at all; it is for the caller to bring it to the disk.
    ///
    /// - Parameters:
    ///   - path: The file to write.
    ///   - scratch: Folder for files that are gone when this returns.
    /// - Throws: Where the system refuses to make or to write the file.
    package func write(to path: String, scratch: String) throws(SpreadsheetError) {
        let (package, rows) = try SpreadsheetError.telling { () throws(FileError) in
            (try ScratchFile(in: scratch), try PackedRows(in: scratch, rowLimit: rowLimit))
        }
        let worksheets = try writePackage(package.path, rows, scratch)
        try SpreadsheetError.telling { () throws(FileError) in
            try WorkbookFile(package: package.path, worksheets: Set(worksheets.keys))
                .write(to: path, rows, worksheets)
        }
    }

    /// Writes all but the rows below the headers by the library, and packs those.
    ///
    /// - Returns: The worksheets that have rows, by the names of their entries.
    private func writePackage(
        _ path: String, _ rows: PackedRows, _ scratch: String
    ) throws(SpreadsheetError) -> [String: PackedRows.Worksheet] {
        let folder = strdup(scratch)
        defer { free(folder) }
        var options = lxw_workbook_options(constant_memory: 1, tmpdir: folder, use_zip64: 0)
        guard let workbook = workbook_new_opt(path, &options) else {
            throw .notCreated(String(cString: strerror(errno)))
        }
        setProperties(of: workbook)
        let worksheets: [String: PackedRows.Worksheet]
        do throws(FileError) {
            worksheets = try addSheets(rows, to: workbook)
        } catch {
            lxw_workbook_free(workbook)
            throw .notWritten(error.reason)
        }
        let status = withoutStandardError { workbook_close(workbook) }
        guard status == LXW_NO_ERROR else {
            throw .notWritten(String(cString: lxw_strerror(status)))
        }
        return worksheets
    }

    /// Adds all worksheets and the charts.
    ///
    /// - Returns: The worksheets that have rows, by the names of their entries.
    private func addSheets(
        _ rows: PackedRows, to workbook: UnsafeMutablePointer<lxw_workbook>
    ) throws(FileError) -> [String: PackedRows.Worksheet] {
        let formats = Formats(workbook)
        var named: [String: PackedRows.Worksheet] = [:]
        var count = 0
        for (number, sheet) in sheets.enumerated() {
            let worksheets = try rows.add(sheet, formats.looks(of: sheet))
            for (part, worksheet) in worksheets.enumerated() {
                add(worksheet, part, of: sheet, to: workbook, formats)
                count += 1
                if worksheet.rowCount > 0 { named["xl/worksheets/sheet\(count).xml"] = worksheet }
            }
            if number == 0, !charts.isEmpty {
                addCharts(to: workbook)
                count += 1
            }
        }
        return named
    }

    /// One at a time: standard error is the whole process's.
    private static let turn = Mutex<Void>(())

    /// The library tells of its troubles on standard error too, where only diagnostics belong.
    private func withoutStandardError<Result: Sendable>(_ body: () -> Result) -> Result {
        Self.turn.withLock { _ in
            let (kept, nowhere) = (dup(STDERR_FILENO), open("/dev/null", O_WRONLY | O_CLOEXEC))
            defer {
                close(nowhere)
                close(kept)
            }
            guard kept >= 0, nowhere >= 0 else { return body() }
            dup2(nowhere, STDERR_FILENO)
            defer { dup2(kept, STDERR_FILENO) }
            return body()
        }
    }

    private func setProperties(of workbook: UnsafeMutablePointer<lxw_workbook>) {
        let text = strdup(Spreadsheet.text(title))
        defer { free(text) }
        var properties = lxw_doc_properties()
        properties.title = text
        properties.created = time_t(created.number) * 86_400
        workbook_set_properties(workbook, &properties)
    }

    /// Adds a worksheet of a sheet; one with more rows than a worksheet can hold has more of its
    /// name with a number.
    private func add(
        _ rows: PackedRows.Worksheet, _ part: Int, of sheet: Sheet,
        to workbook: UnsafeMutablePointer<lxw_workbook>, _ formats: Formats
    ) {
        let name = part == 0 ? sheet.name : "\(sheet.name)（\(part + 1)）"
        guard let worksheet = workbook_add_worksheet(workbook, name) else {
            preconditionFailure("«\(name)» is the name of a sheet")
        }
        writeHead(of: sheet, to: worksheet, formats)
        for note in rows.notes {
            worksheet_write_comment(
                worksheet, lxw_row_t(note.row), lxw_col_t(note.column),
                Spreadsheet.text(note.text))
        }
        if rows.rowCount > 0 {
            worksheet.pointee.dim_rowmax = lxw_row_t(rows.rowCount)
            worksheet.pointee.dim_colmax = max(
                worksheet.pointee.dim_colmax, lxw_col_t(max(1, sheet.columns.count) - 1))
        }
        finish(worksheet, sheet, rowCount: rows.rowCount)
    }

    private func writeHead(
        of sheet: Sheet, to worksheet: UnsafeMutablePointer<lxw_worksheet>, _ formats: Formats
    ) {
        for (index, column) in sheet.columns.enumerated() {
            let place = lxw_col_t(index)
            worksheet_set_column(
                worksheet, place, place, column.width,
                sheet.isOpen(index) ? formats.open(column.kind) : nil)
        }
        worksheet_set_row(worksheet, 0, 30, nil)
        for (index, column) in sheet.columns.enumerated() {
            guard !column.title.isEmpty else { continue }
            let isRequired = sheet.filling?.columns[index].isRequired ?? false
            let status = worksheet_write_string(
                worksheet, 0, lxw_col_t(index), Spreadsheet.text(column.title),
                isRequired ? formats.requiredHeader : formats.header)
            precondition(status == LXW_NO_ERROR, "a cleaned title is always taken")
        }
    }

    private func finish(
        _ worksheet: UnsafeMutablePointer<lxw_worksheet>, _ sheet: Sheet, rowCount: Int
    ) {
        let lastRow = lxw_row_t(rowCount)
        let lastColumn = lxw_col_t(max(0, sheet.columns.count - 1))
        worksheet_freeze_panes(worksheet, 1, lxw_col_t(sheet.frozenColumns))
        if let filling = sheet.filling {
            filling.apply(to: worksheet, titles: sheet.columns.map(\.title))
        } else if lastRow > 0 {
            worksheet_autofilter(worksheet, 0, 0, lastRow, lastColumn)
        }
        worksheet_repeat_rows(worksheet, 0, 0)
        worksheet_set_landscape(worksheet)
        worksheet_set_paper(worksheet, 9)
        worksheet_fit_to_pages(worksheet, 1, 0)
        worksheet_set_footer(worksheet, "&L&A&R&P / &N")
        if let shaded = sheet.shadedColumns, lastRow > 0 {
            var shading = lxw_conditional_format()
            shading.type = UInt8(LXW_CONDITIONAL_2_COLOR_SCALE.rawValue)
            shading.min_color = 0xF4F6F9
            shading.max_color = 0x7C9FCD
            worksheet_conditional_format_range(
                worksheet, 1, lxw_col_t(shaded.lowerBound), lastRow, lxw_col_t(shaded.upperBound),
                &shading)
        }
    }

    private func addCharts(to workbook: UnsafeMutablePointer<lxw_workbook>) {
        guard let worksheet = workbook_add_worksheet(workbook, chartSheetName) else {
            preconditionFailure("«\(chartSheetName)» is the name of a sheet")
        }
        worksheet_gridlines(worksheet, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue))
        var row: lxw_row_t = 0
        for chart in charts { row += add(chart, to: worksheet, workbook, at: row) }
    }

    /// - Returns: Rows that the chart takes.
    private func add(
        _ description: SheetChart, to worksheet: UnsafeMutablePointer<lxw_worksheet>,
        _ workbook: UnsafeMutablePointer<lxw_workbook>, at row: lxw_row_t
    ) -> lxw_row_t {
        let isBars = description.kind == .bars
        let kind = isBars ? LXW_CHART_BAR : LXW_CHART_SCATTER
        guard let chart = workbook_add_chart(workbook, UInt8(kind.rawValue)),
            let series = chart_add_series(chart, nil, nil)
        else { return 0 }
        let first = lxw_row_t(description.rows.lowerBound + 1)
        let last = lxw_row_t(description.rows.upperBound + 1)
        let (across, values) = (
            lxw_col_t(description.categories), lxw_col_t(description.values)
        )
        chart_series_set_categories(series, description.sheet, first, across, last, across)
        chart_series_set_values(series, description.sheet, first, values, last, values)
        // Bars lie: the library calls the upright axis of their categories y.
        let (x, y) = (chart.pointee.x_axis, chart.pointee.y_axis)
        let (categories, amounts) = isBars ? (y, x) : (x, y)
        var fill = lxw_chart_fill()
        fill.color = 0x17498A
        if isBars {
            chart_series_set_fill(series, &fill)
            chart_axis_set_reverse(categories)
            chart_axis_set_max(amounts, 100)
        } else {
            chart_series_set_marker_type(series, UInt8(LXW_CHART_MARKER_CIRCLE.rawValue))
            chart_series_set_marker_size(series, 7)
            chart_series_set_marker_fill(series, &fill)
            chart_axis_set_num_format(categories, "0%")
        }
        chart_axis_set_name(categories, Spreadsheet.text(description.categoriesTitle))
        chart_axis_set_name(amounts, Spreadsheet.text(description.valuesTitle))
        chart_title_set_name(chart, Spreadsheet.text(description.title))
        chart_legend_set_position(chart, UInt8(LXW_CHART_LEGEND_NONE.rawValue))
        let rows = isBars ? max(16, description.rows.count + 6) : 26
        var options = lxw_chart_options()
        // A chart is 480 × 288 pixels before scaling, a row 20 pixels high.
        options.x_scale = 1.9
        options.y_scale = Double(rows) * 20 / 288
        worksheet_insert_chart_opt(worksheet, row, 0, chart, &options)
        return lxw_row_t(rows + 2)
    }

    /// Serial number of a day in the calendar of 1900.
    static func serial(_ day: Day) -> Int { Int(day.number) + 25_569 }

    /// A text that is well-formed XML, means what it says and is no longer than a cell may be.
    package static func text(_ text: String) -> String {
        if isPlain(text) { return text }
        // Excel counts UTF-16, the library characters; no text has more characters than UTF-16.
        var length = min(text.utf16.count, 32_767)
        var cleaned = clean(text, length: length)
        while cleaned.utf16.count > 32_767 {
            // An escape makes twelve characters of seven: half the surplus never takes too much.
            length -= max(1, (cleaned.utf16.count - 32_767) / 2)
            cleaned = clean(text, length: length)
        }
        return cleaned
    }

    /// Whether a text is short and holds nothing that a cell can't: most do.
    private static func isPlain(_ text: String) -> Bool {
        let isPlain = EightBytes.pass(text) { eight in
            // An underscore and DEL differ in that bit alone.
            EightBytes.mayHold(below: 0x20, eight)
                | EightBytes.mayHold(0x7F, eight | 0x2020_2020_2020_2020)
                | EightBytes.mayBeginNonCharacter(eight) == 0
        }
        if isPlain { return text.utf8.count <= 32_767 }
        var before: UInt8 = 0
        for byte in text.utf8 {
            switch byte {
            case 0..<0x20, 0x7F: return false
            // Of `_x0041_` and of U+FFFE and U+FFFF, the only ones that begin so.
            case UInt8(ascii: "x") where before == UInt8(ascii: "_"): return false
            case 0xBF where before == 0xEF: return false
            default: before = byte
            }
        }
        return text.utf8.count <= 32_767
    }

    private static func clean(_ text: String, length: Int) -> String {
        var scalars = String.UnicodeScalarView()
        var taken = 0
        for scalar in text.unicodeScalars {
            taken += scalar.value > 0xFFFF ? 2 : 1
            guard taken <= length else { break }
            switch scalar.value {
            case 0x0A, 0x09: scalars.append(scalar)
            case 0x0D: continue
            case 0..<0x20, 0x7F, 0xFFFE, 0xFFFF: scalars.append("\u{FFFD}")
            default: scalars.append(scalar)
            }
        }
        return escaped(String(scalars))
    }

    /// Excel reads `_x0041_` as A: an underscore that begins such a code is written as its own.
    private static func escaped(_ text: String) -> String {
        guard text.contains("_x") else { return text }
        return text.replacing(/_x(?=[0-9A-Fa-f]{4}_)/, with: "_x005F_x")
    }
}

/// The system refused the file; the text is its own word for it.
package enum SpreadsheetError: Error, Sendable, Hashable {
    case notCreated(String)
    case notWritten(String)

    fileprivate static func telling<Value>(
        _ write: () throws(FileError) -> Value
    ) throws(SpreadsheetError) -> Value {
        do throws(FileError) {
            return try write()
        } catch {
            throw .notWritten(error.reason)
        }
    }
}

/// The looks of cells, made once per workbook.
private struct Formats {
    let header: UnsafeMutablePointer<lxw_format>?
    let requiredHeader: UnsafeMutablePointer<lxw_format>?
    let marked: UnsafeMutablePointer<lxw_format>?
    private let byKind: [Sheet.Kind: UnsafeMutablePointer<lxw_format>]
    /// Of cells that stay open in a protected sheet.
    private let openByKind: [Sheet.Kind: UnsafeMutablePointer<lxw_format>]

    init(_ workbook: UnsafeMutablePointer<lxw_workbook>) {
        header = Self.header(of: workbook, colour: 0xE2E8F1)
        requiredHeader = Self.header(of: workbook, colour: 0xFBE3C8)
        marked = workbook_add_format(workbook)
        format_set_align(marked, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        format_set_bg_color(marked, 0xF9D4D0)
        format_set_font_color(marked, 0x9C1C14)
        byKind = Self.formats(of: workbook, areOpen: false)
        openByKind = Self.formats(of: workbook, areOpen: true)
    }

    subscript(kind: Sheet.Kind) -> UnsafeMutablePointer<lxw_format>? { byKind[kind] }

    /// How the cells of a sheet look.
    func looks(of sheet: Sheet) -> RowLooks {
        RowLooks(
            styles: sheet.columns.indices.map { index in
                let kind = sheet.columns[index].kind
                return lxw_format_get_xf_index(sheet.isOpen(index) ? open(kind) : self[kind])
            }, marked: lxw_format_get_xf_index(marked))
    }

    func open(_ kind: Sheet.Kind) -> UnsafeMutablePointer<lxw_format>? { openByKind[kind] }

    private static func header(
        of workbook: UnsafeMutablePointer<lxw_workbook>, colour: lxw_color_t
    ) -> UnsafeMutablePointer<lxw_format>? {
        let format = workbook_add_format(workbook)
        format_set_bold(format)
        format_set_text_wrap(format)
        format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
        format_set_bg_color(format, colour)
        format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
        return format
    }

    private static func formats(
        of workbook: UnsafeMutablePointer<lxw_workbook>, areOpen: Bool
    ) -> [Sheet.Kind: UnsafeMutablePointer<lxw_format>] {
        var formats: [Sheet.Kind: UnsafeMutablePointer<lxw_format>] = [:]
        for kind in Sheet.Kind.allCases {
            let format = workbook_add_format(workbook)
            format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
            if let pattern = kind.pattern { format_set_num_format(format, pattern) }
            if kind == .prose { format_set_text_wrap(format) }
            if areOpen { format_set_unlocked(format) }
            formats[kind] = format
        }
        return formats
    }
}

extension Sheet {
    /// Whether people fill the column.
    fileprivate func isOpen(_ column: Int) -> Bool {
        filling.map { $0.columns[column].entry != .locked } ?? false
    }
}

extension Sheet.Kind {
    fileprivate var pattern: String? {
        switch self {
        case .text, .plain, .prose: nil
        case .literal: "@"
        case .whole: "#,##0"
        case .points: "0.0"
        case .value: "#,##0.00"
        case .weight: "0.0000"
        case .share: "0.0%"
        case .hours: "#,##0"
        case .day: "yyyy-mm-dd"
        }
    }
}
