package org.eyas.linux.proc;

import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eyas.api.data.Text;
import org.eyas.api.source.Capture;
import org.eyas.api.source.HostInfo;
import org.eyas.api.source.StateSink;

/** Tells a live source's first state: the machine, its users, its processes and their descriptors; and what is there later. */
public final class MachineReader {
  /** What proc(5) counts times in, whatever the kernel's own clock. */
  private static final long TICK_NANOS = 10_000_000;

  /** Descriptors that are read of a process in the middle of a run, while its events wait. */
  private static final int LATE_FDS = 1_000;

  private final ProcFiles files;
  private final ProcessReader processes;
  private final AccountWatch accounts;

  /**
   * @param proc /proc
   * @param etc /etc
   */
  public MachineReader(Path proc, Path etc) {
    files = new ProcFiles(proc);
    processes = new ProcessReader(files);
    accounts = new AccountWatch(etc);
  }

  /**
   * The machine itself, or where the program runs in a container the host whose root directory HOST_ROOT names.
   *
   * @param environment of this process
   */
  public static MachineReader ofHost(Map<String, String> environment) {
    Path root = Path.of("/" + environment.getOrDefault("HOST_ROOT", ""));
    return new MachineReader(root.resolve("proc"), root.resolve("etc"));
  }

  /** Tells all of it. Processes come and go meanwhile; events tell of those. */
  public void tell(long bootNanos, StateSink into) {
    into.onHost(host(bootNanos));
    accounts.tell(into);
    FdReader fds = new FdReader(files, Integer.MAX_VALUE);
    for (long pid : files.numbers("")) {
      threads(pid, fds, into);
    }
  }

  /** Tells users and groups again where they changed; looks once in a second, however often it is called. */
  public void refresh(long nowNanos, StateSink into) {
    accounts.refresh(nowNanos, into);
  }

  /** Tells of one thread as {@link Capture#tell} promises; nothing where it is gone. */
  public void tellThread(long tid, StateSink into) {
    long pid = pidOf(tid);
    if (pid == tid) {
      process(pid, new FdReader(files, LATE_FDS), into);
    } else if (pid > 0) {
      processes.read(pid, tid).ifPresent(into::onProcess);
    }
  }

  private long pidOf(long tid) {
    try {
      return ProcStatus.parse(files.read(tid + "/status")).tgid();
    } catch (ProcFormatException e) {
      return 0; // it is gone
    }
  }

  /** When a thread began, as {@link Capture#startNanos} promises; one that waits to be reaped is gone. */
  public long startNanos(long pid, long tid, long bootNanos) {
    try {
      ProcStat stat = ProcStat.parse(files.read(pid + "/task/" + tid + "/stat"));
      return stat.state() == 'Z' ? Capture.NO_THREAD : bootNanos + stat.startTicks() * TICK_NANOS;
    } catch (ProcFormatException e) {
      return Capture.NO_THREAD;
    }
  }

  private void process(long pid, FdReader fds, StateSink into) {
    processes.read(pid, pid).ifPresent(
        process -> {
          into.onProcess(process);
          fds.tell(pid, into);
        });
  }

  private void threads(long pid, FdReader fds, StateSink into) {
    process(pid, fds, into);
    for (long tid : files.numbers(pid + "/task")) {
      if (tid != pid) {
        processes.read(pid, tid).ifPresent(into::onProcess);
      }
    }
  }

  private HostInfo host(long bootNanos) {
    String name = new String(files.read("sys/kernel/hostname"), StandardCharsets.UTF_8).strip();
    return new HostInfo(name, Runtime.getRuntime().availableProcessors(), bootNanos, interfaces());
  }

  private static List<HostInfo.Interface> interfaces() {
    List<HostInfo.Interface> found = new ArrayList<>();
    try {
      NetworkInterface.networkInterfaces()
          .forEach(device -> device.getInterfaceAddresses().forEach(address -> found.add(of(device, address))));
    } catch (SocketException e) {
      return List.of();
    }
    return found;
  }

  private static HostInfo.Interface of(NetworkInterface device, InterfaceAddress address) {
    byte[] bytes = address.getAddress().getAddress();
    byte[] mask = new byte[bytes.length];
    for (int bit = 0; bit < address.getNetworkPrefixLength(); bit++) {
      mask[bit / 8] |= (byte) (0x80 >> bit % 8);
    }
    return new HostInfo.Interface(device.getName(), Text.copyOf(bytes), Text.copyOf(mask));
  }
}
