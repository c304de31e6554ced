/// Keeps a value until the process ends, which gives its memory back at once: to take many records
/// apart one by one just before takes time and does nothing.
func keepUntilExit(_ value: some Sendable) {
    _ = Unmanaged.passRetained(Kept(value))
}

private final class Kept<Value: Sendable>: Sendable {
    private let value: Value

    init(_ value: Value) { self.value = value }
}
