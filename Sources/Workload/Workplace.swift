/// What is known of one unit before its workload is reckoned: its work, its people, its bodies.
package struct Workplace: Sendable {
    package var items: [ReportedWork]
    package var spotChecks: [SpotObservation]
    /// Approved posts of all quota types; nil where the establishment form is absent.
    package var quota: Double?
    /// Person-years of staff on the establishment at work here; nil where the staff form is absent.
    package var inPost: Double?
    /// The same with staff outside the establishment.
    package var labour: Double?
    /// In the order of the establishment form.
    package var bodies: [Body]
    /// In the order of the duties form.
    package var duties: [Duty]
    /// The daily time log, where the unit keeps one.
    package var log: UnitLog?
    /// What staff say of busy and idle posts, where they are asked.
    package var busyView: StaffView?
    /// What staff say of how evenly work is spread, where they are asked.
    package var balanceView: StaffView?
    /// Times of the same items in other units.
    package var unitTimes: UnitTimes?
    /// Seed of everything that is drawn for the unit.
    package var seed: UInt64 = 1

    package init(
        items: [ReportedWork], spotChecks: [SpotObservation] = [], quota: Double? = nil,
        inPost: Double? = nil, labour: Double? = nil, bodies: [Body] = [], duties: [Duty] = []
    ) {
        self.items = items
        self.spotChecks = spotChecks
        self.quota = quota
        self.inPost = inPost
        self.labour = labour
        self.bodies = bodies
        self.duties = duties
    }

    package struct Body: Sendable {
        package let body: String
        package let name: String
        /// Person-years at work in the body, 编外 included.
        package let staff: Double

        package init(body: String, name: String, staff: Double) {
            self.body = body
            self.name = name
            self.staff = staff
        }
    }

    package struct Duty: Sendable {
        package let duty: String
        package let name: String
        /// 主责主业; nil where the form does not say.
        package let isCore: Bool?

        package init(duty: String, name: String, isCore: Bool?) {
            self.duty = duty
            self.name = name
            self.isCore = isCore
        }
    }
}

/// One occurrence of a work item, timed on site.
package struct SpotObservation: Sendable {
    package let item: String
    /// Hours per time and person.
    package let observedHours: Double

    package init(item: String, observedHours: Double) {
        self.item = item
        self.observedHours = observedHours
    }
}
