package org.eyas.selfwatch;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eyas.api.event.Event;
import org.eyas.api.process.ProcessInfo;

/**
 * The process of the engine, as system calls name it.
 *
 * @param pid its number on the host
 * @param group its process group on the host; 0 if not known
 * @param startNanos when it started, since the epoch; a system call of an earlier time meant another process
 */
record EngineProcess(long pid, long group, long startNanos) {
  /** All processes that the caller may signal, as the first argument of kill. */
  private static final long ALL = -1;

  /** @param environment HOST_ROOT is where the root of the host is mounted, if this runs in a container */
  static EngineProcess current(Map<String, String> environment) {
    Path self = Path.of(environment.getOrDefault("HOST_ROOT", "") + "/proc/self");
    long startMillis = ManagementFactory.getRuntimeMXBean().getStartTime();
    return new EngineProcess(pid(self), group(self), TimeUnit.MILLISECONDS.toNanos(startMillis));
  }

  // The link has the number in the process namespace to which that /proc belongs.
  private static long pid(Path self) {
    try {
      return Long.parseLong(Files.readSymbolicLink(self).toString());
    } catch (IOException | NumberFormatException e) {
      return ProcessHandle.current().pid();
    }
  }

  // "4711 (name) S 1 4711 ...": after the name, which may contain anything, come the state, the parent and the group.
  private static long group(Path self) {
    try {
      String stat = Files.readString(self.resolve("stat"));
      return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", 4)[2]);
    } catch (IOException | RuntimeException e) {
      return 0;
    }
  }

  /** Whether the thread that caused an event means the engine by this number. */
  boolean isMeant(long target, Event event) {
    return isNumber(target) && event.timestampNanos() >= startNanos && countsAsHost(event.process());
  }

  // kill takes a negative number as that of a process group.
  private boolean isNumber(long target) {
    return target == pid || target == ALL || group > 0 && target == -group;
  }

  // In another process namespace, such as that of a container, the same number means another process. -1: not known.
  private static boolean countsAsHost(ProcessInfo caller) {
    long number = caller.ids().vpid();
    return !caller.known() || number == caller.pid() || number == -1;
  }
}
