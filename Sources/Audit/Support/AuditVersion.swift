/// The version of this toolkit, which reports and stores name.
public enum AuditVersion {
    public static let current = "0.1.0"
}
