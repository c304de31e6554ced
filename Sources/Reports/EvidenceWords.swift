internal import Assessment
internal import Documents

/// `forms/results.csv:2 (accepted)`: files, lines and columns; what has the same lines of the same
/// file is told once.
struct EvidenceWords {
    let say: Voice

    /// - Parameter text: How what stands in a file is written.
    func write(
        _ records: [EvidenceRecord], to words: inout ByteBuffer,
        _ text: (inout ByteBuffer, String) -> Void
    ) {
        for index in records.indices where first(like: index, in: records) == index {
            if index > 0 { words.append(utf8: say("；", "; ")) }
            text(&words, records[index].file)
            lines(of: records[index], to: &words)
            columns(of: index, in: records, to: &words, text)
        }
    }

    /// The first record that names the same lines of the same file.
    private func first(like index: Int, in records: [EvidenceRecord]) -> Int {
        records[..<index].firstIndex {
            $0.lineCount == records[index].lineCount && $0.lines == records[index].lines
                && $0.file == records[index].file
        } ?? index
    }

    private func lines(of record: EvidenceRecord, to words: inout ByteBuffer) {
        if !record.lines.isEmpty {
            words.append(":")
            write(runs: record.lines, to: &words)
        }
        if record.lineCount > record.lines.count {
            words.append(utf8: say("等", " of "))
            words.append(decimal: record.lineCount)
            words.append(utf8: say("行", " lines"))
        }
    }

    /// The columns of a record and of those like it, each once.
    private func columns(
        of index: Int, in records: [EvidenceRecord], to words: inout ByteBuffer,
        _ text: (inout ByteBuffer, String) -> Void
    ) {
        var told: [String] = []
        for other in index..<records.count
        where other == index || first(like: other, in: records) == index {
            for column in records[other].columns where other == index || !told.contains(column) {
                words.append(utf8: told.isEmpty ? say("（", " (") : ", ")
                text(&words, column)
                told.append(column)
            }
        }
        if !told.isEmpty { words.append(utf8: say("）", ")")) }
    }

    /// Ascending lines with neighbours drawn together: `2,5–9`.
    func write(runs lines: [Int], to words: inout ByteBuffer) {
        var index = 0
        while index < lines.count {
            var end = index
            while end + 1 < lines.count, lines[end + 1] == lines[end] + 1 { end += 1 }
            if index > 0 { words.append(",") }
            words.append(decimal: lines[index])
            if end > index {
                words.append(end > index + 1 ? "–" : ",")
                words.append(decimal: lines[end])
            }
            index = end + 1
        }
    }
}
