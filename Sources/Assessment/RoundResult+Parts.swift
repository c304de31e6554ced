extension RoundResult {
    /// The same round with other units: an archive keeps what is said of all units apart from what
    /// is said of each.
    package func replacing(units: [UnitResult]) -> RoundResult {
        RoundResult(
            run: run, nodes: nodes, leaves: leaves, classes: classes, grades: grades, bands: bands,
            units: units, pools: pools, survey: survey)
    }
}
