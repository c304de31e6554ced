extension RoundResult {
    /// A round that holds the records of its units.
    init(
        run: RunRecord, nodes: [NodeRecord], leaves: [LeafRecord], classes: [ClassRecord],
        grades: [GradeRecord], bands: [BandRecord], units: [UnitResult], pools: [PoolRecord],
        survey: SurveyRecord?
    ) {
        self.init(
            run: run, nodes: nodes, leaves: leaves, classes: classes, grades: grades, bands: bands,
            units: UnitResults(units), pools: pools, survey: survey)
    }

    /// The same round with other units: an archive keeps what is said of all units apart from what
    /// is said of each.
    package func replacing(units: [UnitResult]) -> RoundResult {
        RoundResult(
            run: run, nodes: nodes, leaves: leaves, classes: classes, grades: grades, bands: bands,
            units: units, pools: pools, survey: survey)
    }
}
