internal import CXlsxWriter
internal import Glibc

extension Filling {
    /// Puts lists, checks, hints and protection on a sheet.
    func apply(to worksheet: UnsafeMutablePointer<lxw_worksheet>, titles: [String]) {
        for (index, column) in columns.enumerated() where column.entry != .locked {
            column.check(worksheet, column: index, title: titles[index])
        }
        var allowed = lxw_protection()
        allowed.format_cells = 1
        allowed.format_columns = 1
        allowed.format_rows = 1
        allowed.insert_rows = 1
        allowed.delete_rows = 1
        allowed.sort = 1
        allowed.autofilter = 1
        worksheet_protect(worksheet, nil, &allowed)
    }
}

extension Filling.Column {
    fileprivate func check(
        _ worksheet: UnsafeMutablePointer<lxw_worksheet>, column: Int, title: String
    ) {
        var strings = CStrings()
        defer { strings.free() }
        var validation = lxw_data_validation()
        validation.input_title = strings.add(title, length: 32)
        validation.input_message = strings.add(hint, length: 255)
        validation.error_title = strings.add(title, length: 32)
        validation.error_message = strings.add(hint, length: 255)
        validation.criteria = UInt8(LXW_VALIDATION_CRITERIA_BETWEEN.rawValue)
        validation.ignore_blank = UInt8(LXW_VALIDATION_ON.rawValue)
        switch entry {
        case .text, .locked:
            validation.validate = UInt8(LXW_VALIDATION_TYPE_ANY.rawValue)
        case .choice(let choices):
            // As a formula: the library gathers a list of texts in a buffer of 255 bytes, which
            // Chinese overruns.
            validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
            validation.value_formula = strings.add(
                "\"\(choices.joined(separator: ","))\"", length: 257)
        case .number(let range):
            validation.validate = UInt8(LXW_VALIDATION_TYPE_DECIMAL.rawValue)
            validation.minimum_number = range.lowerBound
            validation.maximum_number = range.upperBound
        case .whole(let range):
            validation.validate = UInt8(LXW_VALIDATION_TYPE_INTEGER.rawValue)
            validation.minimum_number = Double(range.lowerBound)
            validation.maximum_number = Double(range.upperBound)
        case .day:
            validation.validate = UInt8(LXW_VALIDATION_TYPE_DATE_NUMBER.rawValue)
            // 1900-01-01 to 2199-12-31 in the calendar of 1900
            validation.minimum_number = 1
            validation.maximum_number = 109_574
        }
        let place = lxw_col_t(column)
        let status = worksheet_data_validation_range(
            worksheet, 1, place, lxw_row_t(Filling.rows), place, &validation)
        precondition(status == LXW_NO_ERROR, "hints and lists are as short as Excel asks")
    }
}

/// Texts as the library takes them, held until it has copied them.
private struct CStrings {
    private var held: [UnsafeMutablePointer<CChar>?] = []

    /// - Parameter length: Characters of it that are taken.
    mutating func add(_ text: String, length: Int) -> UnsafeMutablePointer<CChar>? {
        let scalars = Spreadsheet.text(text).unicodeScalars.prefix(length)
        let copy = strdup(String(String.UnicodeScalarView(scalars)))
        held.append(copy)
        return copy
    }

    func free() {
        for string in held { Glibc.free(string) }
    }
}
