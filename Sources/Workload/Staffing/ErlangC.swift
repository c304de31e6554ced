internal import Glibc

/// Servers of a window at which people queue (M/M/n), for a share of them served in time.
///
/// - Source: [Erlang1917], [Gross2008].
package struct ErlangC: Sendable, Hashable {
    package let arrivals: Double
    package let intervalMinutes: Double
    package let handleMinutes: Double
    package let targetSeconds: Double
    /// Share of people served within the target, below 1.
    package let targetLevel: Double
    /// Share of their time that servers may be busy, 1 without a limit.
    package let maximumOccupancy: Double
    /// Share of paid time that servers are not at the window.
    package let shrinkage: Double
    /// Servers that the target takes.
    package let servers: Int
    /// Share of people who wait at all.
    package let waitingProbability: Double

    /// Most Erlangs for which the servers are counted one by one.
    package static let trafficLimit = 1e6

    /// - Complexity: O(servers).
    package init(
        arrivals: Double, intervalMinutes: Double, handleMinutes: Double, targetSeconds: Double,
        targetLevel: Double, maximumOccupancy: Double = 1, shrinkage: Double = 0
    ) {
        precondition(targetLevel < 1, "no number of servers serves everyone in time")
        self.arrivals = arrivals
        self.intervalMinutes = intervalMinutes
        self.handleMinutes = handleMinutes
        self.targetSeconds = targetSeconds
        self.targetLevel = targetLevel
        self.maximumOccupancy = maximumOccupancy
        self.shrinkage = shrinkage
        let traffic = arrivals * handleMinutes / intervalMinutes
        precondition(traffic <= ErlangC.trafficLimit, "the traffic is within its limit")
        var queue = Queue(traffic: traffic)
        let least = ceilingOfQuotient(
            of: [arrivals, handleMinutes], by: [intervalMinutes, maximumOccupancy])
        let patience = targetSeconds / (60 * handleMinutes)
        repeat {
            queue.addServer()
        } while queue.servers < least || Double(queue.servers) <= traffic
            || queue.level(within: patience) < targetLevel
        servers = queue.servers
        waitingProbability = queue.waiting
    }

    /// Servers that would be busy all the time: arrivals × handling ÷ interval, in Erlangs.
    package var traffic: Double { arrivals * handleMinutes / intervalMinutes }

    /// Servers to be paid for one window to be staffed: servers ÷ (1 − shrinkage), whole people.
    package var rostered: Int {
        ceilingOfQuotient(of: [Double(servers)], by: [remainder(of: shrinkage)])
    }

    package var occupancy: Double { traffic / Double(servers) }

    /// Share of people served within the target.
    package var serviceLevel: Double {
        let drain = (Double(servers) - traffic) * targetSeconds / (60 * handleMinutes)
        return 1 - waitingProbability * exp(-drain)
    }

    package var averageWaitSeconds: Double {
        waitingProbability * 60 * handleMinutes / (Double(servers) - traffic)
    }
}

/// A queue while servers are added to it one by one.
private struct Queue {
    let traffic: Double
    private(set) var servers = 0
    /// Share of people lost if nobody waited (Erlang B).
    private var blocking = 1.0

    init(traffic: Double) { self.traffic = traffic }

    mutating func addServer() {
        servers += 1
        let load = traffic * blocking
        blocking = load / (Double(servers) + load)
    }

    var waiting: Double {
        let share = traffic / Double(servers)
        return share >= 1 ? 1 : blocking / (1 - share * (1 - blocking))
    }

    /// Share served within some multiples of the handling time.
    func level(within patience: Double) -> Double {
        1 - waiting * exp(-(Double(servers) - traffic) * patience)
    }
}
