/// The answers to the questionnaire of a sample, unit by unit.
struct SampleSurvey {
    private let parameters: SampleParameters
    private let pseudonyms: Pseudonyms
    private let responses: SampleFile

    init(
        _ parameters: SampleParameters, _ pseudonyms: Pseudonyms, in folder: String
    ) throws(SampleError) {
        self.parameters = parameters
        self.pseudonyms = pseudonyms
        responses = try SampleFile(
            path: folder + "/survey/responses.csv",
            columns: "答卷编号 单位编码 评议主体 题号 答案 用时 提交时间 ip 意见")
    }

    /// All answers about a unit, none about one that isn't asked about.
    func write(_ unit: SampleUnit) throws(SampleError) {
        guard parameters.isSurveyed(unit.index) else { return }
        try unit.forEachResponse { (response) throws(SampleError) in
            let id = pseudonyms.respondent(
                unit.index * (parameters.respondents + 1) + response.number)
            for (item, answer) in zip(response.group.items, response.answers) {
                responses.cell(id)
                responses.cell(unit.id)
                responses.cell(response.group.rawValue)
                responses.cell(item)
                responses.cell(answer)
                responses.cell(response.seconds)
                responses.cell(response.submitted)
                responses.cell(response.address)
                responses.cell(item == response.group.items.last ? response.comment : "")
                try responses.end()
            }
        }
    }

    func close() throws(SampleError) { try responses.close() }
}
