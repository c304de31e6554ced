internal import Assessment
internal import Documents

/// `forms/results.csv:2 (accepted)`: files, lines and columns; what has the same lines of the same
/// file is told once.
struct EvidenceWords {
    let say: Voice

    func text(_ records: [EvidenceRecord]) -> String {
        var words = ByteBuffer()
        write(records, to: &words) { $0.append(utf8: $1) }
        return words.string
    }

    /// - Parameter text: How what stands in a file is written.
    func write<Records: RandomAccessCollection<EvidenceRecord>>(
        _ records: Records, to words: inout ByteBuffer, _ text: (inout ByteBuffer, String) -> Void
    ) {
        for index in records.indices where first(like: index, in: records) == index {
            if index > records.startIndex { words.append(say.literal("；", "; ")) }
            text(&words, records[index].file)
            lines(of: records[index], to: &words)
            columns(of: index, in: records, to: &words, text)
        }
    }

    /// The first record that names the same lines of the same file.
    private func first<Records: RandomAccessCollection<EvidenceRecord>>(
        like index: Records.Index, in records: Records
    ) -> Records.Index {
        var other = records.startIndex
        while other < index {
            if records[other].lineCount == records[index].lineCount,
                records[other].lines == records[index].lines,
                records[other].file == records[index].file
            {
                return other
            }
            records.formIndex(after: &other)
        }
        return index
    }

    private func lines(of record: EvidenceRecord, to words: inout ByteBuffer) {
        if !record.lines.isEmpty {
            words.append(":")
            write(runs: record.lines, to: &words)
        }
        if record.lineCount > record.lines.count {
            words.append(say.literal("等", " of "))
            words.append(decimal: record.lineCount)
            words.append(say.literal("行", " lines"))
        }
    }

    /// The columns of a record and of those like it, each once.
    private func columns<Records: RandomAccessCollection<EvidenceRecord>>(
        of index: Records.Index, in records: Records, to words: inout ByteBuffer,
        _ text: (inout ByteBuffer, String) -> Void
    ) {
        var told = records[index].columns
        for place in told.indices {
            words.append(place == 0 ? say.literal("（", " (") : ", ")
            text(&words, told[place])
        }
        var other = records.index(after: index)
        while other < records.endIndex {
            if first(like: other, in: records) == index {
                for column in records[other].columns where !told.contains(column) {
                    words.append(told.isEmpty ? say.literal("（", " (") : ", ")
                    text(&words, column)
                    told.append(column)
                }
            }
            records.formIndex(after: &other)
        }
        if !told.isEmpty { words.append(say.literal("）", ")")) }
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
