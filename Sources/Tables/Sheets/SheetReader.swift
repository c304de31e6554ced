internal import Diagnostics
internal import Languages

/// A row of a sheet, laid out as a record of a text file.
struct SheetRow {
    /// Row of the sheet, from 1.
    var line = 0
    /// The cells' texts, each with a byte behind it.
    var bytes: [UInt8] = []
    /// Behind -1 the offset just behind each cell's text.
    var ends = [-1]
    /// Cells whose content was reported and left out, from 0.
    var condemned: [Int] = []

    var count: Int { ends.count - 1 }

    /// The cell's text without blanks around it.
    func text(_ cell: Int) -> String {
        bytes[ends[cell] + 1..<ends[cell + 1]].withUnsafeBufferPointer {
            String(decoding: withoutBlanks($0), as: UTF8.self)
        }
    }

    var texts: [String] { (0..<count).map(text) }

    mutating func clear(line: Int) {
        self.line = line
        bytes.removeAll(keepingCapacity: true)
        ends.removeSubrange(1...)
        condemned.removeAll()
    }

    mutating func add(_ text: [UInt8]) {
        // A record takes a quote at a field's start for the start of a quoted field.
        if text.first == quote {
            bytes.append(quote)
            for byte in text {
                if byte == quote { bytes.append(quote) }
                bytes.append(byte)
            }
            bytes.append(quote)
        } else {
            bytes.append(contentsOf: text)
        }
        ends.append(bytes.count)
        bytes.append(comma)
    }

    /// Adds blank cells up to a number of cells.
    mutating func fill(to width: Int) {
        while count < width { add([]) }
    }

    /// Takes away the blank cells at the end.
    mutating func trim() {
        while count > 0, condemned.last != count - 1 {
            let last = bytes[ends[count - 1] + 1..<ends[count]]
            guard last.withUnsafeBufferPointer({ withoutBlanks($0).isEmpty }) else { return }
            ends.removeLast()
            bytes.removeSubrange((ends.last ?? -1) + 1..<bytes.count)
        }
    }
}

/// Reads the rows of a sheet in constant memory. Blank rows are nothing.
struct SheetReader: ~Copyable {
    static let rowLimit = 1 << 20
    /// Columns that a sheet can have.
    static let letterLimit = 1 << 14
    /// Bytes of all texts that a sheet hands on; shared texts could make them endless.
    static let textLimit = 1 << 30

    private var scanner: XMLScanner
    private let strings: SharedStrings
    private let formats: NumberFormats
    private let from1904: Bool
    private let place: Place
    private var row = SheetRow()
    private var isWide = false
    private var cell = SheetCell()
    /// Where a cell stands that doesn't say so.
    private var nextColumn = 0
    private var textCount = 0

    init(
        _ package: WorkbookPackage, _ sheet: WorkbookPackage.Sheet, _ texts: WorkbookTexts,
        at place: Place
    ) throws(WorkbookProblem) {
        scanner = try package.scanner(of: sheet)
        (self.strings, self.formats) = (texts.strings, texts.formats)
        from1904 = package.from1904
        self.place = place
    }

    /// Hands on every row that isn't blank until the body says that it has enough.
    mutating func read(
        into log: inout DiagnosticLog, row body: (inout SheetRow, inout DiagnosticLog) -> Bool
    ) throws(WorkbookProblem) {
        var line = 0
        while true {
            switch try scanner.next() {
            case .finish: return
            case .start where scanner.depth == 3 && scanner.isNamed("row"):
                line = try number(ofRowAfter: line)
                row.clear(line: line)
                (isWide, nextColumn) = (false, 0)
                try readCells(&log)
                row.trim()
                if row.count > 0, !isWide, !body(&row, &log) { return }
            case .start, .end: break
            }
        }
    }

    private func number(ofRowAfter line: Int) throws(WorkbookProblem) -> Int {
        guard let text = scanner.attribute("r") else {
            guard line < SheetReader.rowLimit else { throw scanner.malformed }
            return line + 1
        }
        guard let number = shortWhole(text), number > line, number <= SheetReader.rowLimit else {
            throw .damaged(
                Wording(
                    zh: "第 \(line) 行之后的行号不对", en: "the number of the row after row \(line) is wrong"
                ))
        }
        return number
    }

    private mutating func readCells(_ log: inout DiagnosticLog) throws(WorkbookProblem) {
        while true {
            switch try scanner.next() {
            case .finish: throw scanner.malformed
            case .end where scanner.depth < 3: return
            case .start where scanner.depth == 4 && scanner.isNamed("c"):
                let column = try column()
                nextColumn = column + 1
                try cell.read(&scanner)
                try add(column, &log)
            case .start, .end: break
            }
        }
    }

    /// The 0-based column of the cell that has started.
    private func column() throws(WorkbookProblem) -> Int {
        guard let text = scanner.attribute("r") else { return nextColumn }
        var (column, position) = (0, 0)
        while position < text.count, text[position] &- 0x41 < 26 {
            column = column * 26 + Int(text[position]) - 0x40
            position += 1
            guard column <= SheetReader.letterLimit else { throw scanner.malformed }
        }
        let digits = UnsafeBufferPointer(rebasing: text[position...])
        guard column > nextColumn, shortWhole(digits) == row.line else {
            throw .damaged(
                Wording(
                    zh: "第 \(row.line) 行有位置不对的单元格",
                    en: "a cell of row \(row.line) stands in the wrong place"))
        }
        return column - 1
    }

    private mutating func add(_ column: Int, _ log: inout DiagnosticLog) throws(WorkbookProblem) {
        if !cell.hasContent { return }
        guard column < RecordScanner.columnLimit else {
            if !isWide {
                log.report(.tooManyColumns(column + 1, at: place.at(line: row.line)))
            }
            isWide = true
            return
        }
        row.fill(to: column)
        let here = place.at(line: row.line, column: column + 1)
        if let problem = cell.resolve(strings, formats, from1904: from1904, at: here) {
            log.report(problem)
            row.condemned.append(column)
            row.add([])
            return
        }
        textCount += cell.text.count
        guard textCount <= SheetReader.textLimit else { throw .tooLarge }
        row.add(cell.text)
    }
}
