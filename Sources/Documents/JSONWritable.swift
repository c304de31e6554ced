/// What describes itself as JSON.
package protocol JSONWritable {
    /// Writes one value.
    func write(to json: inout JSONWriter)
}

extension JSONWritable {
    /// The document on one line, without a line feed at its end: one record of JSON lines.
    package var line: String {
        var json = JSONWriter()
        write(to: &json)
        return json.finish().string
    }

    /// The document for people: indented, one line for whatever holds no further list or object,
    /// a line feed at its end.
    package var text: String { document.string }

    /// The same in UTF-8.
    package var bytes: [UInt8] { document.array }

    private var document: ByteBuffer {
        var json = JSONWriter(deepest: .max)
        write(to: &json)
        var bytes = json.finish()
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }
}
