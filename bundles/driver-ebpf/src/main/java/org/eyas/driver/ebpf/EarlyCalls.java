package org.eyas.driver.ebpf;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eyas.recipe.EventRecipe;

/**
 * The system calls that the probe records from its load on, before the rules are known: all that have an event of their own, except those
 * that programs make all the time and that few rules need. Their events would fill the rings before somebody reads them.
 */
final class EarlyCalls {
  private static final int GENERIC_EVENT = 1;
  private static final Set<String> TOO_FREQUENT = Set.of(
      "read", "write", "pread64", "pwrite64", "readv", "preadv", "writev", "pwritev", "brk", "mmap", "munmap", "stat", "lstat",
      "fstat", "newfstatat", "access", "getcwd", "getdents", "getdents64", "lseek", "epoll_wait", "poll", "ppoll", "select",
      "nanosleep", "futex", "semget", "semctl", "semop", "getuid", "geteuid", "getgid", "getegid", "getresuid", "getresgid",
      "getrlimit", "getsockname", "getpeername", "getsockopt", "@signal");

  private EarlyCalls() {}

  /** The places of these calls among the recipes. */
  static Set<Integer> places(Map<Integer, EventRecipe> recipes) {
    return recipes.entrySet().stream().filter(row -> isEarly(row.getValue())).map(Map.Entry::getKey).collect(Collectors.toSet());
  }

  private static boolean isEarly(EventRecipe recipe) {
    return !recipe.isOnDemand() && recipe.event() != GENERIC_EVENT && !TOO_FREQUENT.contains(recipe.syscall());
  }
}
