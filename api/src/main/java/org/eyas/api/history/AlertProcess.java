package org.eyas.api.history;

/**
 * A process as it was when an alert was raised. Texts that are longer than a limit are cut.
 *
 * @param relation its relation to the process that caused the event
 * @param pid its id on the host
 * @param parentPid the id of its parent; -1 if that is not known
 * @param name the name that the kernel stores
 * @param user the name of its user, or the number if there is no name
 * @param path the executable; empty if it is not known
 * @param startNanos when it was created, in nanoseconds since the epoch; 0 if that is not known
 * @param container the id of its container; empty on the host
 */
public record AlertProcess(
    Relation relation, long pid, long parentPid, String name, String user, String path, String commandLine, long startNanos,
    String container) {

  /** The relation of a process to the process that caused the event. */
  public enum Relation {
    ITSELF,
    /** The parent, or the parent of an ancestor. */
    ANCESTOR,
    /** Another child of the parent. */
    SIBLING,
    CHILD
  }

  /** One line for people: {@code cat (4711), user root, /usr/bin/cat: cat /etc/shadow}. */
  public String line() {
    return name + " (" + pid + "), user " + user + (path.isEmpty() ? "" : ", " + path) + ": " + commandLine;
  }
}
