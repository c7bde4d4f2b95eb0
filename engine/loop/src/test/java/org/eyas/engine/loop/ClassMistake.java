package org.eyas.engine.loop;

import java.util.Set;

/** A way to take a thread for what it was before. */
enum ClassMistake {
  NONE,
  FORGETS_EXEC("SYSCALL_EXECVE_19_X"),
  FORGETS_USERS("SYSCALL_SETUID_X"),
  FORGETS_CAPABILITIES("SYSCALL_CAPSET_X"),
  FORGETS_SESSIONS("SYSCALL_SETSID_X"),
  /** The parent of children becomes another process. */
  FORGETS_EXITS("PROCEXIT_1_E"),
  /** A change of a process is not one of its children and other threads. */
  FORGETS_RELATIVES,
  /** The kernel has not passed on the children of another thread that ends: they hang at this one in the engine's table only. */
  FORGETS_THREADS_THAT_END_TOGETHER,
  /** An answer counts from the time when it is given, and not from that of the events that it considers. */
  DATES_ANSWERS_LATE,
  /** It does not wait until the engine has processed the events before. */
  ANSWERS_EARLY,
  /** Threads that share a place share answers. */
  MIXES_THREADS,
  /** An event is judged by what its thread was before it. */
  JUDGES_CHANGES;

  private final Set<String> forgotten;

  ClassMistake(String... forgotten) {
    this.forgotten = Set.of(forgotten);
  }

  /** Whether only conditions on ancestors can show it, and only seldom: its answers must hold for long. */
  boolean isOfAncestors() {
    return this == FORGETS_THREADS_THAT_END_TOGETHER;
  }

  boolean forgets(String type) {
    return forgotten.contains(type);
  }
}
