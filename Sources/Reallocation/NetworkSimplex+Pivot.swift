extension NetworkSimplex {
    /// Sends posts over an arc and back through the tree, and changes the tree where it blocks.
    ///
    /// - Parameter limit: The most posts to send over the arc itself; nil takes every one that pays.
    mutating func push(_ arc: Int, forward: Bool, limit: Int? = nil) {
        let from = Int(forward ? ends[arc].tail : ends[arc].head)
        let to = Int(forward ? ends[arc].head : ends[arc].tail)
        let apex = apex(from, to)
        var amount = limit ?? worthwhilePosts(arc, forward: forward)
        var leaving: Int?
        var leavesFromSide = false
        // Down from the apex to `from`: the blocking arc nearest to `from`.
        var node = from
        while node != apex {
            let room = roomDown(node)
            if room < amount { (amount, leaving, leavesFromSide) = (room, node, true) }
            node = Int(tree[node].parent)
        }
        // Up from `to` to the apex: the blocking arc nearest to the apex, before all others.
        node = to
        while node != apex {
            let room = roomUp(node)
            if room <= amount { (amount, leaving, leavesFromSide) = (room, node, false) }
            node = Int(tree[node].parent)
        }
        if amount > 0 { send(amount, over: arc, forward: forward, from, to, apex) }
        guard let leaving else { return }
        replace(leaving, by: arc, root: leavesFromSide ? from : to, on: leavesFromSide ? to : from)
    }

    private func apex(_ a: Int, _ b: Int) -> Int {
        var (a, b) = (a, b)
        while tree[a].depth > tree[b].depth { a = Int(tree[a].parent) }
        while tree[b].depth > tree[a].depth { b = Int(tree[b].parent) }
        while a != b { (a, b) = (Int(tree[a].parent), Int(tree[b].parent)) }
        return a
    }

    // MARK: How much

    /// Posts that the tree arc above a node lets up at its present cost.
    private func roomUp(_ node: Int) -> Int {
        let arc = Int(tree[node].arc)
        if arc < cellCount { return 1 }
        let link = arc - cellCount
        let isTail = ends[arc].tail == Int32(node)
        return isTail ? upperBounds[link] - flow[arc] : flow[arc] - lowerBounds[link]
    }

    /// Posts that it lets down; a cell in the tree stands at the start of its next post.
    private func roomDown(_ node: Int) -> Int {
        let arc = Int(tree[node].arc)
        if arc < cellCount { return 0 }
        let link = arc - cellCount
        let isTail = ends[arc].tail == Int32(node)
        return isTail ? flow[arc] - lowerBounds[link] : upperBounds[link] - flow[arc]
    }

    /// Posts over an arc each of which improves the plan while the tree stays.
    private func worthwhilePosts(_ arc: Int, forward: Bool) -> Int {
        let value = flow[arc]
        guard arc < cellCount else {
            let link = arc - cellCount
            return forward ? upperBounds[link] - value : value - lowerBounds[link]
        }
        let cell = bounds[arc]
        let most = forward ? cell.upper - value : value - cell.lower
        let (tail, head) = (Int(ends[arc].tail), Int(ends[arc].head))
        let way = forward ? heights[head] - heights[tail] : heights[tail] - heights[head]
        let pays = { (index: Int) in
            let k = forward ? value + index : value - 1 - index
            let sign = forward ? 1 : -1
            let step = Height(
                cost: sign * slopes[arc].step(k), moves: Int32(sign) * moveStep(arc, at: k),
                excess: 0)
            return step + way < .zero
        }
        guard most > 1, pays(1) else { return 1 }
        // `known` pay, `open` may not.
        var (known, open) = (2, 4)
        while open < most, pays(open - 1) { (known, open) = (open, 2 * open) }
        open = min(open, most)
        while known < open {
            let middle = known + (open - known + 1) / 2
            if pays(middle - 1) { known = middle } else { open = middle - 1 }
        }
        return known
    }

    private mutating func send(
        _ amount: Int, over arc: Int, forward: Bool, _ from: Int, _ to: Int, _ apex: Int
    ) {
        flow[arc] += forward ? amount : -amount
        refreshSteps(arc)
        var node = from
        while node != apex {
            let above = Int(tree[node].arc)
            flow[above] += ends[above].tail == Int32(node) ? -amount : amount
            refreshSteps(above)
            node = Int(tree[node].parent)
        }
        node = to
        while node != apex {
            let above = Int(tree[node].arc)
            flow[above] += ends[above].tail == Int32(node) ? amount : -amount
            refreshSteps(above)
            node = Int(tree[node].parent)
        }
    }

    // MARK: The tree

    /// Cuts the arc above `leaving` and hangs the part below, turned to `root`, on another node.
    private mutating func replace(_ leaving: Int, by arc: Int, root: Int, on parent: Int) {
        let gone = Int(tree[leaving].arc)
        if gone >= pricedCount { upperBounds[gone - cellCount] = 0 }
        var (node, newParent, newArc) = (root, parent, Int32(arc))
        while true {
            let (oldParent, oldArc) = (Int(tree[node].parent), tree[node].arc)
            detach(node)
            attach(node, to: newParent, by: newArc)
            if node == leaving { break }
            (newParent, newArc, node) = (node, oldArc, oldParent)
        }
        let delta = heightThroughArc(root) - heights[root]
        shift(root, by: delta)
    }

    private mutating func detach(_ node: Int) {
        let links = tree[node]
        if links.previousSibling >= 0 {
            tree[Int(links.previousSibling)].nextSibling = links.nextSibling
        } else {
            tree[Int(links.parent)].firstChild = links.nextSibling
        }
        if links.nextSibling >= 0 {
            tree[Int(links.nextSibling)].previousSibling = links.previousSibling
        }
    }

    mutating func attach(_ node: Int, to parent: Int, by arc: Int32) {
        let first = tree[parent].firstChild
        tree[node].parent = Int32(parent)
        tree[node].arc = arc
        tree[node].previousSibling = -1
        tree[node].nextSibling = first
        if first >= 0 { tree[Int(first)].previousSibling = Int32(node) }
        tree[parent].firstChild = Int32(node)
    }

    /// Height of a node from that of its parent.
    func heightThroughArc(_ node: Int) -> Height {
        let arc = Int(tree[node].arc)
        let isTail = ends[arc].tail == Int32(node)
        return heights[Int(tree[node].parent)] + stepHeight(arc, forward: isTail)
    }

    /// Adds to the heights of a subtree and sets its depths.
    private mutating func shift(_ root: Int, by delta: Height) {
        var node = root
        while true {
            heights[node] = heights[node] + delta
            tree[node].depth = tree[Int(tree[node].parent)].depth + 1
            guard let next = successor(of: node, within: root) else { return }
            node = next
        }
    }

    /// The next node of a subtree, parents before children.
    func successor(of node: Int, within root: Int) -> Int? {
        if tree[node].firstChild >= 0 { return Int(tree[node].firstChild) }
        var node = node
        while node != root {
            if tree[node].nextSibling >= 0 { return Int(tree[node].nextSibling) }
            node = Int(tree[node].parent)
        }
        return nil
    }
}
