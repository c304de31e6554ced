extension NetworkSimplex {
    struct Entering {
        let arc: Int
        let isForward: Bool
    }

    /// The arc that improves most within the next block of arcs that holds one.
    ///
    /// - Complexity: O(arcs) where none is left, else usually O(√arcs).
    mutating func nextEntering() -> Entering? {
        let blockSize = max(32, Int(Double(pricedCount).squareRoot()))
        var seen = 0
        while seen < pricedCount {
            let size = min(blockSize, pricedCount - seen)
            let best = bestEntering(from: cursor, count: size)
            cursor = (cursor + size) % pricedCount
            seen += size
            if let best { return best }
        }
        return nil
    }

    private func bestEntering(from start: Int, count: Int) -> Entering? {
        var best: Entering?
        var least = Height.zero
        var arc = start
        for _ in 0..<count {
            let (tail, head) = (Int(ends[arc].tail), Int(ends[arc].head))
            let (below, above) = (heights[tail], heights[head])
            let step = steps[arc]
            let rise = above.cost - below.cost
            let excess = above.excess - below.excess
            if excess <= 0, step.next != Steps.never, excess < 0 || step.next + rise <= 0 {
                let cost = reducedCost(arc, forward: true)
                if cost < least { (least, best) = (cost, Entering(arc: arc, isForward: true)) }
            }
            if excess >= 0, step.last != -Steps.never, excess > 0 || step.last + rise >= 0 {
                let cost = reducedCost(arc, forward: false)
                if cost < least { (least, best) = (cost, Entering(arc: arc, isForward: false)) }
            }
            arc += 1
            if arc == pricedCount { arc = 0 }
        }
        return best
    }
}
