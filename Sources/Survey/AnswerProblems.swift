internal import Diagnostics
internal import Languages
internal import Tables

/// What can be wrong with an answer, wherever it stands: in a long table or a wide export.
extension Diagnostic {
    /// A name that must be known and isn't.
    ///
    /// - Parameter otherwise: What to do where no known name is near.
    static func unknownName(
        _ text: String, _ kind: Wording, among known: [String], at place: Place,
        otherwise: Wording = Wording(
            zh: "请更正，或在相应的表中补上", en: "correct it, or add it where it belongs")
    ) -> Diagnostic {
        Diagnostic(
            .unknownReference, at: place, found: text, expected: kind,
            message: Wording(zh: "“\(text)”不是\(kind.zh)", en: "“\(text)” is not \(kind.en)"),
            remedy: nearestName(to: text, among: known).map(Wording.didYouMean) ?? otherwise)
    }

    static func offScale(
        _ text: String, _ scale: AnswerScale, at place: Place,
        remedy: Wording = Wording(
            zh: "请改正答案；量表本身在 evaluation.yaml 的 survey.scale 中",
            en: "correct the answer; the scale itself is survey.scale in evaluation.yaml")
    ) -> Diagnostic {
        let labels = scale.labels.map(\.text).joined(separator: "/")
        return Diagnostic(
            .answerOffScale, at: place, found: text,
            expected: Wording(
                zh: "\(labels)，或1至\(scale.labels.count)（最好为\(scale.labels.count)）",
                en: "\(labels), or 1…\(scale.labels.count), the best highest"),
            message: Wording(zh: "答案“\(text)”不在量表上", en: "the answer “\(text)” is off the scale"),
            remedy: remedy)
    }

    static func noTime(_ text: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .notADate, at: place, found: text,
            expected: Wording(
                zh: "时间（如 2025-11-03 08:07:13）", en: "a time such as 2025-11-03 08:07:13"),
            message: Wording(zh: "“\(text)”不是时间", en: "“\(text)” is no time"),
            remedy: Wording(zh: "请按 年-月-日 时:分:秒 填写", en: "write yyyy-mm-dd hh:mm:ss"))
    }

    /// Lines of one response that contradict each other in a column.
    ///
    /// - Parameters:
    ///   - first: Where the response begins.
    ///   - found: Nil for an address, which is shown nowhere.
    static func conflict(
        in column: Wording, of first: Place, found: String?, at place: Place
    ) -> Diagnostic {
        let other = first.wording(seenFrom: place)
        return Diagnostic(
            .responseConflict, at: place, found: found,
            expected: Wording(
                zh: "与该答卷其他行相同的\(column.zh)", en: "the \(column.en) of the response's other lines"),
            message: Wording(
                zh: "“\(column.zh)”与\(other.zh)的同一份答卷不一致",
                en: "\(column.en) differs from \(other.en) of the same response"),
            remedy: Wording(
                zh: "请核对；若是两份答卷，请使用不同的答卷编号",
                en: "check them; two responses need two respondent_id values"))
    }

    /// One respondent's lines about one unit tell the time of submission here and not there.
    ///
    /// - Parameter dated: Where lines tell it.
    static func undatedTwin(at place: Place, dated: Place) -> Diagnostic {
        let other = dated.wording(seenFrom: place)
        return Diagnostic(
            .responseConflict, at: place,
            expected: Wording(zh: "每行都有提交时间，或都没有", en: "a time on every line, or on none"),
            message: Wording(
                zh: "同一份答卷在\(other.zh)有提交时间，此处没有",
                en: "the same response tells its time of submission at \(other.en), not here"),
            remedy: Wording(
                zh: "请在该答卷的每一行都填提交时间，或都不填",
                en: "write the time on every line of the response, or on none"))
    }
}

extension Diagnostic {
    /// A response of an export whose number stood for one about the same unit before.
    static func repeatedNumber(at place: Place, first: Place) -> Diagnostic {
        let other = first.wording(seenFrom: place)
        return Diagnostic(
            .responseRepeated, .warning, at: place,
            expected: Wording(zh: "每份答卷一个序号", en: "a number of its own for each response"),
            message: Wording(
                zh: "该序号在\(other.zh)对同一单位已有答卷，按重复答卷剔除",
                en: "a response of this number about this unit stands at \(other.en); "
                    + "duplicates are left out"),
            remedy: Wording(
                zh: "几次导出的序号各自从1编起的，请在序号前加地区或批次代号，如 甲-1；确属重复则不必处理",
                en: "where exports each count from 1, put a name before the numbers, such as A-1; "
                    + "nothing, if it is a copy"))
    }
}

extension ResponseBook {
    /// Ends the reading and tells of responses that can't be told apart.
    mutating func finish(into log: inout DiagnosticLog) {
        finish()
        for twin in undatedTwins() {
            log.report(
                .undatedTwin(
                    at: lineNumbers.place(of: twin.line), dated: lineNumbers.place(of: twin.other)))
        }
        for twin in repeatedNumbers() {
            log.report(
                .repeatedNumber(
                    at: lineNumbers.place(of: twin.line), first: lineNumbers.place(of: twin.other)))
        }
    }
}

extension Row {
    /// Who answered may not be told by an ID-card number; lists of dropped responses name them.
    func refuseIdentity(_ respondent: Int, _ log: inout DiagnosticLog) {
        guard let number = identityNumber(of: bytes(respondent)) else { return }
        log.report(
            .personalData(number, column: column(respondent).name, at: place(respondent)))
    }
}

/// The ID-card number that a respondent is told by, which lists of dropped responses would show.
func identityNumber(of respondent: UnsafeBufferPointer<UInt8>) -> String? {
    respondent.count < IdentityNumber.shortest ? nil : IdentityNumber.first(in: respondent)
}
