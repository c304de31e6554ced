internal import Indicators

/// Ranks from 1, best first, within each class; equal scores share a rank and the next is skipped.
///
/// Scores within `GradeScale.tolerance` of the best of a tie are in it.
///
/// - Parameters:
///   - scores: nil: not ranked.
///   - classes: The class of each score.
package func competitionRanks(_ scores: [Double?], within classes: [String]) -> [Int?] {
    precondition(scores.count == classes.count, "every score has a class")
    var ranks: [Int?] = .init(repeating: nil, count: scores.count)
    let members = Dictionary(grouping: scores.indices.filter { scores[$0] != nil }) { classes[$0] }
    for indices in members.values {
        let ordered = indices.sorted { (scores[$0] ?? 0, $1) > (scores[$1] ?? 0, $0) }
        var (best, rank) = (Double.infinity, 0)
        for (place, index) in ordered.enumerated() {
            guard let score = scores[index] else { continue }
            if score < best - GradeScale.tolerance { (best, rank) = (score, place + 1) }
            ranks[index] = rank
        }
    }
    return ranks
}
