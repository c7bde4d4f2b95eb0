package org.eyas.selfwatch;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eyas.api.event.Event;
import org.eyas.api.process.ProcessInfo;
import org.eyas.linux.proc.HostProc;
import org.eyas.linux.proc.ProcFormatException;
import org.eyas.linux.proc.ProcStat;

/**
 * The process of the engine, as system calls name it.
 *
 * @param pid its number on the host; {@link #UNKNOWN} if that cannot be found out
 * @param group its process group on the host; 0 if not known
 * @param startNanos the time of its start, in nanoseconds since the epoch; an earlier system call concerned another
 *     process
 */
record EngineProcess(long pid, long group, long startNanos) {
  /** All processes that the caller may signal, as the first argument of kill. */
  private static final long ALL = -1;
  static final long UNKNOWN = 0;

  /** @param environment HOST_ROOT is where the root of the host is mounted, if this runs in a container */
  static EngineProcess current(Map<String, String> environment) {
    HostProc proc = HostProc.of(environment);
    long pid = proc.ownPid().orElse(UNKNOWN);
    long startMillis = ManagementFactory.getRuntimeMXBean().getStartTime();
    return new EngineProcess(pid, pid == UNKNOWN ? 0 : group(proc.folder()), TimeUnit.MILLISECONDS.toNanos(startMillis));
  }

  private static long group(Path proc) {
    try {
      return ProcStat.parse(Files.readAllBytes(proc.resolve("self/stat"))).pgrp();
    } catch (IOException | ProcFormatException e) {
      return 0;
    }
  }

  /** Whether the thread that caused an event means the engine by this process id. */
  boolean isMeant(long target, Event event) {
    return isNumber(target) && event.timestampNanos() >= startNanos && countsAsHost(event.process());
  }

  // kill takes a negative number as that of a process group.
  private boolean isNumber(long target) {
    return pid != UNKNOWN && target == pid || target == ALL || group > 0 && target == -group;
  }

  // In another process namespace, such as that of a container, the same number means another process. -1: not known.
  private static boolean countsAsHost(ProcessInfo caller) {
    long number = caller.ids().vpid();
    return !caller.known() || number == caller.pid() || number == -1;
  }
}
