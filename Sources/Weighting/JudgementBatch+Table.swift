package import Diagnostics
internal import Languages
package import Tables

extension JudgementBatch {
    /// The largest matrix that a batch takes.
    static let largestOrder = 1_000

    enum Field {
        static let columns: [Column] = [
            .optional("expert_id", "专家编号", or: "expert", "专家"),
            .required("matrix_id", "矩阵编号", or: "matrix_code"), .required("n", "阶数"),
            .required("i", "行"), .required("j", "列"), .required("value", "判断值"),
        ]
        static let (expert, matrix, order, row, column, value) = (0, 1, 2, 3, 4, 5)
    }

    /// Reads upper triangles, one judgement a row, the rows of a matrix anywhere in the file.
    ///
    /// A pair may be given by its lower place (the reciprocal is taken) and twice if both agree.
    /// - Returns: nil after telling every problem, each at its cell.
    package static func read(
        _ source: TableSource, into log: inout DiagnosticLog
    ) -> JudgementBatch? {
        let errorsBefore = log.errorCount
        var source = source
        source.wantsDigest = false
        if let batch = plain(source, into: &log) { return batch }
        var reader = BatchReader(file: source.name)
        let summary = readTable(source, columns: Field.columns, into: &log) { row, log in
            reader.take(row, into: &log)
        }
        guard summary != nil, log.errorCount == errorsBefore else { return nil }
        return reader.batch
    }
}

/// A batch while it is being read.
private struct BatchReader: ~Copyable {
    private typealias Field = JudgementBatch.Field

    var batch: JudgementBatch
    private var matrixOfName: [String: Int] = [:]
    private var expertOfName: [String: Int] = [:]
    /// By number of the expert, shifted, and of the matrix.
    private var entryOfPair: [UInt64: Int] = [:]
    /// The cells that named the last row's matrix; rows of one matrix mostly stand together.
    private var lastExpert = RepeatedCell()
    private var lastMatrix = RepeatedCell()
    private var lastEntry = -1
    private var answers = RatioMemory()

    init(file: String) { batch = JudgementBatch(file: file) }

    mutating func take(_ row: borrowing Row, into log: inout DiagnosticLog) {
        let order = parseWhole(row.bytes(Field.order)) ?? 0
        let first = parseWhole(row.bytes(Field.row)) ?? 0
        let second = parseWhole(row.bytes(Field.column)) ?? 0
        let answer = answers.ratio(row.bytes(Field.value))
        guard (1...JudgementBatch.largestOrder).contains(order), (1...order).contains(first),
            (1...order).contains(second), let answer, isOnScale(answer),
            first != second || answer == 1, !row.isBlank(Field.matrix)
        else {
            explain(row, into: &log)
            return
        }
        let index = entry(of: row, order: order)
        let entry = batch.entries[index]
        guard entry.order == order else {
            row.report(
                .valueInvalid, Field.order, expected: Wording("\(entry.order)"),
                message: Wording(
                    zh: "该矩阵在第 \(entry.line) 行的阶数是 \(entry.order)",
                    en: "the order of this matrix is \(entry.order) on line \(entry.line)"),
                remedy: Wording(zh: "同一矩阵的阶数须一致", en: "give one order per matrix"), into: &log)
            return
        }
        // A one of the diagonal says nothing but that the matrix is there.
        guard first != second else { return }
        let pair = ComparedPair(min(first, second) - 1, max(first, second) - 1)
        let ratio = first < second ? answer : 1 / answer
        let place = entry.start + pair.place(order: order)
        let known = batch.upper[place]
        if known > 0, abs(known - ratio) > 1e-9 * known {
            row.report(
                .judgementConflict, Field.value,
                expected: Wording("\(first < second ? known : 1 / known)"),
                message: Wording(
                    zh: "同一对判断了两次，且不一致", en: "the pair is judged twice, differently"),
                remedy: Wording(zh: "请确认后保留一个", en: "keep one"), into: &log)
        }
        batch.upper[place] = ratio
    }

    private mutating func entry(of row: borrowing Row, order: Int) -> Int {
        let (expert, matrix) = (row.bytes(Field.expert), row.bytes(Field.matrix))
        let isSameMatrix = lastMatrix.isRepeated(matrix)
        if lastExpert.isRepeated(expert), isSameMatrix, lastEntry >= 0 { return lastEntry }
        let named = number(ofMatrix: matrix)
        if let known = row.has(Field.expert) ? known(by: expert, of: named) : known(named) {
            lastEntry = known
            return known
        }
        lastEntry = batch.entries.count
        batch.hasExperts = row.has(Field.expert)
        batch.entries.append(
            .init(matrix: named, order: order, start: batch.upper.count, line: row.line))
        batch.upper.append(contentsOf: repeatElement(0, count: order * (order - 1) / 2))
        return lastEntry
    }

    /// The entry of a matrix where there are no experts: that of the same number.
    private func known(_ matrix: Int) -> Int? {
        matrix < batch.entries.count ? matrix : nil
    }

    /// The entry of an expert's matrix; the next one is noted where there is none.
    private mutating func known(
        by expert: UnsafeBufferPointer<UInt8>, of matrix: Int
    ) -> Int? {
        let pair = UInt64(number(ofExpert: expert)) << 32 | UInt64(matrix)
        if let known = entryOfPair[pair] { return known }
        entryOfPair[pair] = batch.entries.count
        return nil
    }

    private mutating func number(ofMatrix bytes: UnsafeBufferPointer<UInt8>) -> Int {
        let matrix = String(decoding: bytes, as: UTF8.self)
        if let known = matrixOfName[matrix] { return known }
        matrixOfName[matrix] = batch.names.count
        batch.names.append(matrix)
        return batch.names.count - 1
    }

    private mutating func number(ofExpert bytes: UnsafeBufferPointer<UInt8>) -> Int {
        let expert = String(decoding: bytes, as: UTF8.self)
        if let known = expertOfName[expert] { return known }
        expertOfName[expert] = expertOfName.count
        return expertOfName.count - 1
    }

    /// Tells every reason why a row can't be taken.
    private func explain(_ row: borrowing Row, into log: inout DiagnosticLog) {
        _ = row.text(Field.matrix, &log)
        let order = row.whole(Field.order, &log)
        if let order, !(1...JudgementBatch.largestOrder).contains(order) {
            report(row, Field.order, "1…\(JudgementBatch.largestOrder)", &log)
        }
        let limit = order.map { max(1, $0) } ?? JudgementBatch.largestOrder
        let places = [Field.row, Field.column].map { field in
            let place = row.whole(field, &log)
            if let place, !(1...limit).contains(place) { report(row, field, "1…\(limit)", &log) }
            return place
        }
        guard let text = row.text(Field.value, &log) else { return }
        guard let answer = parseRatio(row.bytes(Field.value)) else {
            log.report(notARatio(found: text, at: row.place(Field.value)))
            return
        }
        if !isOnScale(answer) { log.report(offScale(found: text, at: row.place(Field.value))) }
        if let first = places[0], first == places[1], answer != 1 {
            row.report(
                .judgementSelf, Field.value, expected: Wording("1"),
                message: Wording(zh: "与自己比较只能是 1", en: "compared with itself it is 1"),
                remedy: Wording(zh: "删除这一行，或填 1", en: "delete the row, or enter 1"), into: &log)
        }
    }

    private func report(
        _ row: borrowing Row, _ field: Int, _ range: String, _ log: inout DiagnosticLog
    ) {
        row.report(
            .outOfRange, field, expected: Wording(range),
            message: Wording(zh: "应在 \(range) 之内", en: "it lies outside \(range)"),
            remedy: Wording(zh: "请核对后更正", en: "check and correct it"), into: &log)
    }
}
