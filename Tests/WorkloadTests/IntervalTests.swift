import Draws
import Testing

@testable import Workload

@Suite("An interval from draws")
struct IntervalTests {
    @Test("has its ends between the draws that stand there in order")
    func byHand() {
        // 0…100 in any order: the share of a hundred is the number itself.
        let draws = (0...100).map { Double($0 * 37 % 101) }
        let interval = Interval(percentilesOf: draws)
        #expect(interval.ends90 == [5, 95])
        #expect(interval.ends68 == [16, 84])
        #expect(Interval(percentilesOf: [7]).ends90 == [7, 7])
        // 0.05 and 0.95 of the way from 1 to 3.
        #expect(Interval(percentilesOf: [3, 1]).ends90 == [1.1, 2.9])
    }

    @Test("is what sorting gives, ties or not", arguments: UInt64(0)..<50)
    func sorted(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let values = Int.random(in: 1...60, using: &generator)
        let draws = (0..<Int.random(in: 1...300, using: &generator)).map { _ in
            Double(Int.random(in: 0...values, using: &generator))
        }
        let ordered = draws.sorted()
        let interval = Interval(percentilesOf: draws)
        for (share, end) in zip([0.05, 0.16, 0.84, 0.95], [0, 1, 2, 3]) {
            let place = share * Double(ordered.count - 1)
            let next = ordered[min(Int(place) + 1, ordered.count - 1)]
            let expected =
                ordered[Int(place)] + (place - Double(Int(place))) * (next - ordered[Int(place)])
            let ends = [
                interval.ends90[0], interval.ends68[0], interval.ends68[1], interval.ends90[1],
            ]
            #expect(ends[end] == expected)
        }
    }
}
