package org.eyas.linux.proc;

import java.io.IOException;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eyas.api.data.Text;
import org.eyas.api.source.HostInfo;
import org.eyas.api.source.ProcessSnapshot;
import org.eyas.api.source.StateSink;

/** Tells a live source's first state: the machine, its users, its processes and their descriptors. */
public final class MachineReader {
  /** Descriptors that are read of a process in the middle of a run, while its events wait. */
  private static final int LATE_FDS = 1_000;

  private final ProcFiles files;
  private final ProcessReader processes;
  private final Path etc;

  /**
   * @param proc /proc
   * @param etc /etc
   */
  public MachineReader(Path proc, Path etc) {
    files = new ProcFiles(proc);
    processes = new ProcessReader(files);
    this.etc = etc;
  }

  /** Tells all of it. Processes come and go meanwhile; events tell of those. */
  public void tell(long bootNanos, StateSink into) {
    into.onHost(host(bootNanos));
    AccountFiles.users(read(etc.resolve("passwd"))).forEach(into::onUser);
    AccountFiles.groups(read(etc.resolve("group"))).forEach(into::onUser);
    FdReader fds = new FdReader(files, Integer.MAX_VALUE);
    for (long pid : files.numbers("")) {
      threads(pid, fds, into);
    }
  }

  /**
   * Tells one thread and, before it, its process with its first 1,000 descriptors.
   *
   * @return false where there is no such thread, or only one of the kernel's own
   */
  public boolean tellThread(long tid, StateSink into) {
    long pid = processes.processOf(tid);
    if (pid == tid) {
      return process(pid, new FdReader(files, LATE_FDS), into);
    }
    Optional<ProcessSnapshot> thread = pid < 0 ? Optional.empty() : processes.read(pid, tid);
    thread.ifPresent(
        found -> {
          process(pid, new FdReader(files, LATE_FDS), into);
          into.onProcess(found);
        });
    return thread.isPresent();
  }

  private boolean process(long pid, FdReader fds, StateSink into) {
    Optional<ProcessSnapshot> leader = processes.read(pid, pid);
    leader.ifPresent(
        process -> {
          into.onProcess(process);
          fds.tell(pid, into);
        });
    return leader.isPresent();
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

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      return new byte[0];
    }
  }
}
