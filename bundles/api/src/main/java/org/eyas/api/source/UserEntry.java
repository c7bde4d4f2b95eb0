package org.eyas.api.source;

/**
 * A user or a group of the machine the events come from.
 *
 * @param kind which of both
 * @param id uid or gid
 * @param gid the user's main group; of a group its own id
 * @param home home directory; empty for a group
 * @param shell login shell; empty for a group
 */
public record UserEntry(Kind kind, long id, long gid, String name, String home, String shell) {
  /** User or group. */
  public enum Kind {
    USER,
    GROUP
  }
}
