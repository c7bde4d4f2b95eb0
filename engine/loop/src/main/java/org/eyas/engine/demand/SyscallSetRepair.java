package org.eyas.engine.demand;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eyas.engine.schema.SyscallSets;

/**
 * The smallest set of events that keeps the state correct for the traced events: events of processes always, and events
 * of descriptors if a rule needs them.
 */
final class SyscallSetRepair {
  private static final List<String> PROCESSES =
      List.of(
          "clone", "clone3", "fork", "vfork", "execve", "execveat", "fchdir", "chdir", "chroot", "capset", "setgid",
          "setpgid", "setresgid", "setresuid", "setsid", "setuid", "prctl", "procexit");
  private static final Set<String> SERVERS = Set.of("accept", "accept4", "listen");
  private static final SortedSet<String> NETWORK = SyscallSets.ofCategories(Set.of("net"));
  private static final SortedSet<String> FILES =
      SyscallSets.ofCategories(Set.of("net", "file", "io_read", "io_write", "io_other"));

  private SyscallSetRepair() {}

  /** The names of the traced events, and of the events that they need. */
  static SortedSet<String> of(Set<String> traced) {
    SortedSet<String> repaired = new TreeSet<>(traced);
    repaired.addAll(PROCESSES);
    if (meet(traced, NETWORK)) {
      repaired.addAll(List.of("socket", "getsockopt"));
    }
    if (meet(traced, SERVERS)) {
      repaired.add("bind");
    }
    if (meet(traced, FILES)) {
      repaired.add("close");
    }
    return repaired;
  }

  private static boolean meet(Set<String> traced, Set<String> others) {
    return !Collections.disjoint(traced, others);
  }
}
