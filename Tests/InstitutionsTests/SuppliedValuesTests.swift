import Draws
import Testing

@testable import Institutions

@Suite("Supplied values")
struct SuppliedValuesTests {
    @Test("do what a list of them does, whatever is asked of both", arguments: UInt64(0)..<50)
    func list(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        var (values, list) = (SuppliedValues(), [KPIValue]())
        for step in 0..<200 {
            let row = KPIValue(
                line: step + 2, unitID: "U\(generator.next() % 5)",
                code: "A\(generator.next() % 7)", value: Double(generator.next() % 100))
            let place = Int(generator.next() % UInt64(list.count + 1))
            switch generator.next() % 6 {
            case 0 where place < list.count:
                values[place] = row
                list[place] = row
            case 1 where place < list.count:
                values[place].unitID = row.unitID
                list[place].unitID = row.unitID
            case 2 where place < list.count:
                values.removeSubrange(place..<min(place + 3, list.count))
                list.removeSubrange(place..<min(place + 3, list.count))
            case 3:
                values.insert(row, at: place)
                list.insert(row, at: place)
            case 4:
                values.removeAll { $0.code == row.code && $0.unitID == row.unitID }
                list.removeAll { $0.code == row.code && $0.unitID == row.unitID }
            default:
                values.append(row)
                list.append(row)
            }
            #expect(values.count == list.count)
        }
        #expect(Array(values) == list)
        for code in (0..<8).map({ "A\($0)" }) {
            let range = list.count / 3..<list.count
            #expect(
                values.firstPosition(of: code, in: range)
                    == range.first { list[$0].code == code })
        }
        #expect(Array(values.dropFirst(3).prefix(4)) == Array(list.dropFirst(3).prefix(4)))
    }
}
