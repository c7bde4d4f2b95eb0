package org.eyas.linux.proc;

import java.util.List;
import java.util.Optional;

/**
 * Counts the processes that could not be read completely when a source read the whole machine, and makes the warning
 * with its advice.
 */
final class UnreadProcessCount {
  private static final String CONSEQUENCE =
      ": the names of their programs, directories and open files are unknown, and rules may miss them";

  private long processes;
  private long denied;
  private long exhausted;

  /** Counts a process that was read. */
  void add(boolean wasDenied, boolean wasExhausted) {
    processes++;
    denied += wasDenied ? 1 : 0;
    exhausted += wasExhausted ? 1 : 0;
  }

  /** @param missing capabilities that this process would need and does not have */
  Optional<String> problem(List<String> missing) {
    if (exhausted > 0) {
      return Optional.of(
          exhausted + " of " + processes + " processes could not be read because no file descriptor was left" + CONSEQUENCE
              + "; raise the limit (LimitNOFILE= of the service, ulimit -n) and restart");
    }
    // Some machines protect a few of their processes from all other processes.
    if (denied > (missing.isEmpty() ? processes / 10 : 0)) {
      return Optional.of(
          denied + " of " + processes + " processes cannot be read (permission denied)" + CONSEQUENCE + "; " + advice(missing));
    }
    return Optional.empty();
  }

  private static String advice(List<String> missing) {
    return missing.isEmpty()
        ? "a security module or a mount option of /proc prevents it"
        : "give " + String.join(" and ", missing)
            + " (AmbientCapabilities= of the service, --cap-add of a container) and restart";
  }
}
