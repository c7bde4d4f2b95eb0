package org.eyas.driver.kmod;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eyas.recipe.RecipeTable;

/**
 * The system calls and tracepoints that the module records for one reader. A new reader has none. The loop's thread
 * changes the selection between two batches.
 */
final class ModuleEventSelection {
  // Numbers of the module's ABI. On arm64, the tracepoints of fork and exec stand for the exit events of clone and execve, which the
  // kernel does not deliver there; on other processors the module has no such programs.
  private static final Set<Integer> ALWAYS = Set.of(0, 1, 2, 7, 8); // sys_enter, sys_exit, exit, fork, exec
  private static final Map<String, List<Integer>> BY_EVENT =
      Map.of("@switch", List.of(3), "@pagefault", List.of(4, 5), "@signal", List.of(6));

  private static final long RENEWAL_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final RingDevice device;
  private Set<Integer> syscalls = Set.of();
  private Set<Integer> tracepoints = Set.of();
  private long renewedNanos;

  /** Begins at this moment of System.nanoTime(). */
  ModuleEventSelection(RingDevice device, long nowNanos) {
    this.device = device;
    renewedNanos = nowNanos;
  }

  /** @param places the recipes of the wanted events, by {@link RecipeTable#byPlace} */
  void want(Set<Integer> places) {
    Set<Integer> calls = new HashSet<>(places);
    calls.removeIf(place -> place >= RecipeTable.SYSCALLS);
    syscalls = change(syscalls, calls, ModuleRequest.ENABLE_SYSCALL, ModuleRequest.DISABLE_SYSCALL);
    Set<Integer> points = new HashSet<>(ALWAYS);
    BY_EVENT.forEach(
        (event, numbers) -> {
          if (places.contains(RecipeTable.placeOfTracepoint(event))) {
            points.addAll(numbers);
          }
        });
    tracepoints = change(tracepoints, points, ModuleRequest.ENABLE_TRACEPOINT, ModuleRequest.DISABLE_TRACEPOINT);
  }

  /**
   * Enables the tracepoints again, once per second. The module gives a new reader the number of present readers as its
   * id, so ids repeat. If two readers have the same id, the tracepoints of both are off when one of them closes. The
   * request has no effect on tracepoints that are on.
   */
  void renew(long nowNanos) {
    if (nowNanos - renewedNanos > RENEWAL_NANOS) {
      renewedNanos = nowNanos;
      tracepoints.forEach(number -> device.set(ModuleRequest.ENABLE_TRACEPOINT, number));
    }
  }

  private Set<Integer> change(Set<Integer> before, Set<Integer> after, ModuleRequest enable, ModuleRequest disable) {
    after.stream().filter(number -> !before.contains(number)).forEach(number -> device.set(enable, number));
    before.stream().filter(number -> !after.contains(number)).forEach(number -> device.set(disable, number));
    return after;
  }
}
