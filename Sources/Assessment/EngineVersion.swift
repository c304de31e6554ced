/// The version of the engine, which every result carries.
public enum EngineVersion {
    public static let text = "0.1.0"
}
