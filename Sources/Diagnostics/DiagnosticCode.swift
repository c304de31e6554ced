/// Stable names of the problems that supplied material can have.
///
/// A code is never reused for another meaning. `docs/diagnostics.md` describes each.
public enum DiagnosticCode: String, Sendable, CaseIterable {
    // Files and tables
    case fileMissing = "file-missing"
    case fileUnreadable = "file-unreadable"
    case fileEmpty = "file-empty"
    case fileUnknown = "file-unknown"
    case fileDuplicate = "file-duplicate"
    case formatUnsupported = "format-unsupported"
    case encodingInvalid = "encoding-invalid"
    case nulByte = "nul-byte"
    case quoteUnclosed = "quote-unclosed"
    case quoteMisplaced = "quote-misplaced"
    case fieldTooLong = "field-too-long"
    case tooManyColumns = "too-many-columns"
    case fieldCount = "field-count"
    case headerDuplicate = "header-duplicate"
    case columnMissing = "column-missing"
    case columnUnknown = "column-unknown"
    case valueMissing = "value-missing"
    case notANumber = "not-a-number"
    case notWhole = "not-whole"
    case outOfRange = "out-of-range"
    case notADate = "not-a-date"
    case notAFlag = "not-a-flag"
    case notInList = "not-in-list"

    // Workbooks
    case workbookDamaged = "workbook-damaged"
    case workbookRefused = "workbook-refused"
    case sheetMissing = "sheet-missing"
    case sheetDuplicate = "sheet-duplicate"
    case sheetUnknown = "sheet-unknown"
    case sheetHidden = "sheet-hidden"
    case cellError = "cell-error"
    case formulaUncalculated = "formula-uncalculated"
    case digitsLost = "digits-lost"

    case writeRefused = "write-refused"
    case outputExists = "output-exists"

    // YAML
    case yamlInvalid = "yaml-invalid"
    case yamlRefused = "yaml-refused"
    case keyUnknown = "key-unknown"
    case keyMissing = "key-missing"
    case keyDuplicate = "key-duplicate"
    case valueInvalid = "value-invalid"

    // JSON
    case jsonInvalid = "json-invalid"

    // Across records and files
    case duplicateKey = "duplicate-key"
    case unknownReference = "unknown-reference"
    case partExceedsWhole = "part-exceeds-whole"
    case datesReversed = "dates-reversed"
    case dayTooLong = "day-too-long"
    case personalData = "personal-data"

    // Indicators and weights
    case treeInvalid = "tree-invalid"
    case weightsInvalid = "weights-invalid"
    case judgementOffScale = "judgement-off-scale"
    case judgementSelf = "judgement-self"
    case judgementConflict = "judgement-conflict"
    case judgementsMissing = "judgements-missing"
    case judgementsInconsistent = "judgements-inconsistent"
    case graphDisconnected = "graph-disconnected"
    case notReciprocal = "not-reciprocal"
    case notSquare = "not-square"
    case notConverged = "not-converged"

    // Survey
    case answerOffScale = "answer-off-scale"
    case responseConflict = "response-conflict"
    case responseRepeated = "response-repeated"
    case questionsDiffer = "questions-differ"

    // Workload
    case allowanceTooLarge = "allowance-too-large"
    case availableTimeImplausible = "available-time-implausible"
    case minutesForHours = "minutes-for-hours"
    case nobodyInPost = "nobody-in-post"

    // Pseudonyms
    case keyWeak = "key-weak"
    case numberRounded = "number-rounded"
    case pseudonymCollision = "pseudonym-collision"
    case pseudonymRepeated = "pseudonym-repeated"

    // Archive
    case archiveForeign = "archive-foreign"
    case archiveDamaged = "archive-damaged"
    case archiveNewer = "archive-newer"
    case archiveLocked = "archive-locked"
    case archiveUnwritable = "archive-unwritable"
    case archiveDiskFull = "archive-disk-full"
    case archiveRoundUnknown = "archive-round-unknown"

    // Reallocation
    case boundsReversed = "bounds-reversed"
    case solverMissing = "solver-missing"
    case solverFailed = "solver-failed"

    // What units deliver, and forms against each other
    case unitForeign = "unit-foreign"
    case reportMissing = "report-missing"
    case totalsDiffer = "totals-differ"
}
