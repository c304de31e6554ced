extension NetworkSimplex {
    /// A first plan, its tree and its heights.
    ///
    /// Each pool is filled at the price at which its cells take what it has, and all of them at the
    /// price of the red line; arcs, groups and whatever doesn't fit are left to the pivots, with
    /// artificial arcs in the place of what is missing.
    mutating func start() {
        let filling = PoolFilling(network)
        flow = filling.posts + Array(repeating: 0, count: network.links.count + network.nodeCount)
        ends += (0..<network.nodeCount).map { Ends(tail: Int32($0), head: 0) }
        lowerBounds += Array(repeating: 0, count: network.nodeCount)
        upperBounds += Array(repeating: 0, count: network.nodeCount)
        let surplus = fillLinks()
        steps = Array(repeating: Steps(next: 0, last: 0), count: pricedCount)
        for arc in 0..<pricedCount { refreshSteps(arc) }
        let marginal = marginalCells()
        for node in 1..<network.nodeCount {
            if surplus[node] != 0 {
                hangOnArtificial(node, surplus: surplus[node])
            } else if let link = network.naturalLink[node], canSendUp(node, link) {
                let ends = network.links[link]
                let parent = ends.tail == node ? ends.head : ends.tail
                attach(node, to: parent, by: Int32(cellCount + link))
            } else if let cell = marginal[node] {
                attach(node, to: network.cellHeads[cell], by: Int32(cell))
            } else {
                hangOnArtificial(node, surplus: 0)
            }
        }
        setHeights()
    }

    /// Flows of the links, as near to what the cells give as their bounds allow.
    ///
    /// - Returns: Per node, posts that arrive and don't leave (or the other way round, negative).
    private mutating func fillLinks() -> [Int] {
        var surplus = Array(repeating: 0, count: network.nodeCount)
        for cell in 0..<cellCount {
            surplus[network.cellTails[cell]] -= flow[cell]
            surplus[network.cellHeads[cell]] += flow[cell]
        }
        for node in network.innermostFirst {
            guard let index = network.naturalLink[node] else { continue }
            let link = network.links[index]
            let wanted = link.tail == node ? surplus[node] : -surplus[node]
            let value = min(max(wanted, link.lower), link.upper)
            flow[cellCount + index] = value
            surplus[link.tail] -= value
            surplus[link.head] += value
        }
        surplus[PostNetwork.source] = 0
        return surplus
    }

    private func canSendUp(_ node: Int, _ link: Int) -> Bool {
        let value = flow[cellCount + link]
        return network.links[link].tail == node
            ? value < network.links[link].upper : value > network.links[link].lower
    }

    /// Per pool node, the cell directly below it whose next post is worth most.
    private func marginalCells() -> [Int?] {
        var best: [Int?] = Array(repeating: nil, count: network.nodeCount)
        for cell in 0..<cellCount where steps[cell].next != Steps.never {
            let tail = network.cellTails[cell]
            guard tail <= network.problem.pools.count else { continue }
            guard let other = best[tail] else {
                best[tail] = cell
                continue
            }
            if stepHeight(cell, forward: true) < stepHeight(other, forward: true) {
                best[tail] = cell
            }
        }
        return best
    }

    private mutating func hangOnArtificial(_ node: Int, surplus: Int) {
        let arc = pricedCount + node
        if surplus < 0 { ends[arc] = Ends(tail: 0, head: Int32(node)) }
        flow[arc] = abs(surplus)
        upperBounds[arc - cellCount] = PostNetwork.unlimited
        attach(node, to: PostNetwork.source, by: Int32(arc))
    }

    private mutating func setHeights() {
        var node = PostNetwork.source
        while let next = successor(of: node, within: PostNetwork.source) {
            heights[next] = heightThroughArc(next)
            tree[next].depth = tree[Int(tree[next].parent)].depth + 1
            node = next
        }
    }
}
