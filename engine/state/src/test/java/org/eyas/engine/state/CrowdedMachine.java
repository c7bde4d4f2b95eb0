package org.eyas.engine.state;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.LongSupplier;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.state.encoding.Machine;
import org.eyas.engine.state.process.StateCounts;

/**
 * A machine with very many processes, built from events, and its costs. Runs in its own JVM with the flags of the launcher:
 * {@code CrowdedMachine PROCESSES}. Prints one figure per line: name, space, value.
 */
public final class CrowdedMachine {
  private static final int ARGS = 60;
  private static final int ENV = 1024;
  private static final int ENVIRONMENTS = 100;
  private static final int FDS = 10;
  private static final int NAMES = 10_000;
  private static final int FIRST_PID = 1_000;

  private final Machine machine = new Machine();
  private final Random random = new Random(42);
  private final byte[][] environments = new byte[ENVIRONMENTS][];
  private final String[] names = new String[NAMES];
  private long total;

  private CrowdedMachine() {
    for (int i = 0; i < ENVIRONMENTS; i++) {
      environments[i] = filled("HOME=/home/user" + i + "\0PATH=/usr/bin:/bin\0BUILD=", ENV);
    }
    for (int i = 0; i < NAMES; i++) {
      names[i] = String.format("/srv/service-%04d/data/part-%012d", i / 100, i);
    }
  }

  private static byte[] filled(String start, int length) {
    byte[] bytes = (start + "x".repeat(length - start.length() - 1) + "\0").getBytes(StandardCharsets.US_ASCII);
    if (bytes.length != length) {
      throw new IllegalStateException(bytes.length + " bytes");
    }
    return bytes;
  }

  public static void main(String[] args) {
    int processes = Integer.parseInt(args[0]);
    EventSchema.current();
    CrowdedMachine crowd = new CrowdedMachine();
    crowd.machine.did(Machine.SHELL, "SYSCALL_GETUID_X", 0);
    long empty = used();
    crowd.fork(processes);
    long withProcesses = used();
    crowd.open(processes);
    long all = used();
    figure("processes", processes);
    figure("bytes_per_process", (withProcesses - empty) / processes);
    figure("bytes_per_fd", (all - withProcesses) / ((long) processes * FDS));
    figure("state_bytes", all - empty);
    figure("full_collection_cpu_ms", fullCollectionMillis(CrowdedMachine::cpuNanos));
    figure("full_collection_ms", fullCollectionMillis(System::nanoTime));
    StateCounts counts = crowd.machine.state.counts();
    figure("threads", counts.threads().present());
    figure("threads_turned_away", counts.threads().turnedAway());
    figure("descriptors", counts.descriptors().present());
    crowd.ask();
    figure("bytes_per_process_once_asked", (used() - empty) / processes);
  }

  /** Reads every command line, as rules do, so that it is kept in memory. */
  private void ask() {
    machine.state.forEachThread(process -> total += process.program().cmdline().length() + process.program().args().length());
  }

  private void fork(int processes) {
    for (int i = 0; i < processes; i++) {
      long pid = FIRST_PID + i;
      machine.cloned(pid, Machine.SHELL, pid, 0);
      String exe = "/usr/lib/service/worker-" + i % 500;
      machine.did(
          pid, "SYSCALL_EXECVE_19_X", 0, exe, filled("--id=" + i + " --port=" + (i + 7) + "\0--config=", ARGS), pid, pid,
          Machine.SHELL, "", 1024, 4, 5, 60_000, 5_000, 40, "worker-" + i % 500,
          ("cpu_cgroup=/system.slice/s" + i % 200 + ".service\0").getBytes(StandardCharsets.US_ASCII),
          environments[random.nextInt(ENVIRONMENTS)], 3, 42, 1001, 0, 0, 0, 0, 99 + i % 500, 1_000, 2_000, 1000, exe, 43,
          1002);
    }
  }

  private void open(int processes) {
    for (int i = 0; i < processes; i++) {
      for (int fd = 0; fd < FDS; fd++) {
        int name = random.nextInt(NAMES);
        machine.did(FIRST_PID + i, "SYSCALL_OPENAT_2_X", fd, -100, names[name], 1, 0, 8, 4711 + name);
      }
    }
  }

  private static void figure(String name, long value) {
    System.out.println(name + " " + value);
  }

  private static long used() {
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** The shortest time of several runs: other programs slow down the rest. */
  private static long fullCollectionMillis(LongSupplier clock) {
    long shortest = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      long before = clock.getAsLong();
      System.gc();
      shortest = Math.min(shortest, clock.getAsLong() - before);
    }
    return shortest / 1_000_000;
  }

  private static long cpuNanos() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return system.getProcessCpuTime();
  }
}
