internal import CPlatform

/// The time of day.
public enum WallClock {
    /// Milliseconds since 1970-01-01 00:00:00 UTC. May jump in either direction.
    public static var milliseconds: Int64 { paidan_wall_milliseconds() }
}
