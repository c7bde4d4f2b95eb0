package org.eyas.linux.proc;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eyas.api.source.Capture;
import org.eyas.api.source.ProcessSnapshot;
import org.eyas.api.source.StateChanges;
import org.eyas.api.source.StateSink;

/**
 * Reports the state of the machine to a live source: at the start the machine, its users, processes and descriptors; later single
 * threads and changed users.
 */
public final class MachineReader {
  /** The unit of times in proc(5), independent of the kernel's own clock tick. */
  private static final long TICK_NANOS = 10_000_000;

  /**
   * The maximum number of descriptors of a process to read while the engine runs. It is limited because events wait
   * meanwhile.
   */
  private static final int LATE_FDS = 1_000;

  /** The maximum number of files to read before the next events. */
  private static final int PART_FDS = 100;

  private final ProcFiles files;
  private final ProcessReader processes;
  private final FdReader parts;
  private final AccountWatch accounts;
  private final Optional<String> obstacle;
  private Optional<String> problem = Optional.empty();

  /**
   * Reads the processes of any process namespace.
   *
   * @param proc /proc
   * @param etc /etc
   */
  public MachineReader(Path proc, Path etc) {
    this(proc, etc, Optional.empty());
  }

  private MachineReader(Path proc, Path etc, Optional<String> obstacle) {
    this.obstacle = obstacle;
    files = new ProcFiles(proc);
    processes = new ProcessReader(files);
    parts = new FdReader(files, PART_FDS);
    accounts = new AccountWatch(etc);
  }

  /**
   * Reads this machine. If the program runs in a container, the variable HOST_ROOT names the folder in which the root
   * directory of the host is mounted. Without the /proc of the host, it reports no processes, because their ids would
   * differ from those in events.
   *
   * @param environment the environment variables of this process
   */
  public static MachineReader ofHost(Map<String, String> environment) {
    HostProc proc = HostProc.of(environment);
    return new MachineReader(proc.folder(), proc.root().resolve("etc"), proc.problem());
  }

  /** Reports the whole state. Processes that start or end during this call are reported by events. */
  public void report(long bootNanos, StateSink into) {
    into.onHost(HostReader.read(files, bootNanos));
    accounts.report(into);
    problem = obstacle.isPresent() ? obstacle : processes(into);
  }

  // Returns the part of the state that could not be read.
  private Optional<String> processes(StateSink into) {
    FdReader fds = new FdReader(files, Integer.MAX_VALUE);
    UnreadProcessCount unread = new UnreadProcessCount();
    for (long pid : files.numbers("")) {
      long denied = files.denied();
      long exhausted = files.exhausted();
      threads(pid, fds, into);
      unread.add(files.denied() > denied, files.exhausted() > exhausted);
    }
    return unread
        .problem(EffectiveCapabilities.ofThisProcess(files).missing(LinuxCapability.SYS_PTRACE, LinuxCapability.DAC_READ_SEARCH));
  }

  /**
   * The part of the state that the last {@link #report} could not read, in one sentence with advice; empty if it read
   * everything.
   */
  public Optional<String> problem() {
    return problem;
  }

  /**
   * Reports users and groups again if they have changed. Checks the files at most once per second, however often it is called.
   */
  public void refresh(long nowNanos, StateChanges into) {
    accounts.refresh(nowNanos, into);
  }

  /**
   * Reports a thread, as {@link Capture#reportThread} requires. Reports nothing if the thread no longer exists.
   */
  public void reportThread(long tid, StateSink into) {
    long pid = obstacle.isPresent() ? 0 : pidOf(tid);
    if (pid == tid) {
      process(pid, new FdReader(files, LATE_FDS), into);
    } else if (pid > 0) {
      processes.read(pid, tid).ifPresent(into::onProcess);
    }
  }

  /** The ids of all processes, as {@link Capture#processes} requires. */
  public List<Long> processes() {
    return obstacle.isPresent() ? List.of() : files.numbers("");
  }

  /** Reports some of the files of a process, as {@link Capture#reportFiles} requires. */
  public long reportFiles(long pid, long from, StateSink into) {
    return obstacle.isPresent() ? Capture.NO_FILE : parts.reportFiles(pid, from, into);
  }

  private long pidOf(long tid) {
    try {
      return ProcStatus.parse(files.read(tid + "/status")).tgid();
    } catch (ProcFormatException e) {
      return 0; // it has ended
    }
  }

  /** The start time of a thread, as {@link Capture#startNanos} requires. A zombie counts as ended. */
  public long startNanos(long pid, long tid, long bootNanos) {
    if (obstacle.isPresent()) {
      return 0;
    }
    try {
      ProcStat stat = ProcStat.parse(files.read(pid + "/task/" + tid + "/stat"));
      return stat.state() == 'Z' ? Capture.NO_THREAD : bootNanos + stat.startTicks() * TICK_NANOS;
    } catch (ProcFormatException e) {
      return Capture.NO_THREAD;
    }
  }

  private Optional<ProcessSnapshot> process(long pid, FdReader fds, StateSink into) {
    Optional<ProcessSnapshot> read = processes.read(pid, pid);
    read.ifPresent(
        process -> {
          into.onProcess(process);
          fds.report(pid, into);
        });
    return read;
  }

  private void threads(long pid, FdReader fds, StateSink into) {
    Optional<ProcessSnapshot> process = process(pid, fds, into);
    for (long tid : files.numbers(pid + "/task")) {
      if (tid != pid) {
        // The first thread of a process can have ended before the others.
        process.flatMap(first -> processes.read(first, tid)).or(() -> processes.read(pid, tid)).ifPresent(into::onProcess);
      }
    }
  }
}
