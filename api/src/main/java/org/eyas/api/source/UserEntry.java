package org.eyas.api.source;

/**
 * A user or a group of the machine that the events come from.
 *
 * @param kind whether it is a user or a group
 * @param id the uid or gid
 * @param gid the primary group of a user; for a group, its own id
 * @param name the name of the user or group
 * @param home the home directory; empty for a group
 * @param shell the login shell; empty for a group
 */
public record UserEntry(Kind kind, long id, long gid, String name, String home, String shell) {
  /** Whether an entry is a user or a group. */
  public enum Kind {
    USER,
    GROUP
  }
}
