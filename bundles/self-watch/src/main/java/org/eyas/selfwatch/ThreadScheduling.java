package org.eyas.selfwatch;

import java.util.BitSet;
import java.util.List;
import org.eyas.linux.proc.ProcStatus;

/**
 * The scheduling of one thread of the engine by the kernel at one moment. All values are set for each thread
 * separately, so an attacker may change only the thread that reads events.
 *
 * @param name a name that only the engine can give it
 * @param startTicks the time of its start; a later thread may have the same number
 * @param nice -20 to 19; a thread with the highest value runs last
 * @param policy the number of sched(7), such as 0 for SCHED_OTHER
 * @param processors the processors on which it may run
 * @param cgroups the content of its file cgroup
 */
record ThreadScheduling(
    String name, long startTicks, int nice, int policy, BitSet processors, String cgroups) {
  /** The driver that traces by ptrace moves its thread to the processor of the traced program, and back. */
  private static final String MOVES_ITSELF = "ptrace";

  private static final List<String> POLICIES =
      List.of("SCHED_OTHER", "SCHED_FIFO", "SCHED_RR", "SCHED_BATCH", "4", "SCHED_IDLE", "SCHED_DEADLINE", "SCHED_EXT");

  // Indexes of the values after the name in parentheses, from 0 (proc(5) counts these from 3).
  private static final int NICE = 16;
  private static final int START = 19;
  private static final int POLICY = 38;

  /**
   * Parses three files of /proc/self/task/TID.
   *
   * @throws RuntimeException if they do not have the format of proc(5)
   */
  static ThreadScheduling parse(String stat, String status, String cgroups) {
    int close = stat.lastIndexOf(')');
    String[] values = stat.substring(close + 2).strip().split(" ");
    return new ThreadScheduling(
        stat.substring(stat.indexOf('(') + 1, close),
        Long.parseLong(values[START]),
        Integer.parseInt(values[NICE]),
        Integer.parseInt(values[POLICY]),
        processors(new ProcStatus("\n" + status).value("Cpus_allowed_list")),
        cgroups);
  }

  /** Parses a list of processors such as 0-3,8. */
  static BitSet processors(String list) {
    BitSet processors = new BitSet();
    for (String range : list.strip().split(",")) {
      if (!range.isEmpty()) {
        String[] ends = range.split("-");
        processors.set(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]) + 1);
      }
    }
    return processors;
  }

  boolean isSameThread(ThreadScheduling other) {
    return startTicks == other.startTicks;
  }

  /**
   * Whether the thread has fewer processors at a later moment.
   *
   * @param permitted the processors of the cgroup; a service manager may change them for many processes, and the kernel
   *     changes them if a processor is switched off
   */
  boolean losesProcessors(ThreadScheduling later, BitSet permitted) {
    BitSet lost = (BitSet) processors.clone();
    lost.and(permitted);
    lost.andNot(later.processors);
    return !lost.isEmpty() && !name.equals(MOVES_ITSELF);
  }

  String policyName() {
    return policy >= 0 && policy < POLICIES.size() ? POLICIES.get(policy) : String.valueOf(policy);
  }

  /** The cgroups of this moment that the other moment does not have. */
  String cgroupsNotIn(ThreadScheduling other) {
    List<String> others = other.cgroups.lines().toList();
    return String.join(" ", cgroups.lines().filter(line -> !others.contains(line)).toList());
  }
}
