package import Documents
internal import Tables

extension TimeLogSummary {
    /// `unit_id,effective_minutes,employee_days,saturation`, ordered by unit.
    package var csv: [UInt8] {
        var writer = CSVWriter()
        writer.addRecord(["unit_id", "effective_minutes", "employee_days", "saturation"])
        for unit in units {
            writer.add(unit.unit)
            writer.add(unit.effectiveMinutes)
            writer.add(unit.employeeDays)
            writer.add(unit.saturation)
            writer.endRecord()
        }
        return writer.bytes
    }
}

extension UnitTimeLog {
    package var json: JSONValue {
        [
            "unit": .string(unit), "effectiveMinutes": .number(effectiveMinutes),
            "employeeDays": .integer(employeeDays), "saturation": .number(saturation),
        ]
    }
}
