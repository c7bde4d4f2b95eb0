package org.eyas.linux.proc;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.data.Text;
import org.eyas.api.process.FdInfo.L4Protocol;
import org.eyas.api.process.FdType;
import org.eyas.api.source.Capture;
import org.eyas.api.source.FdSnapshot;
import org.eyas.api.source.FdSnapshot.Socket;
import org.eyas.api.source.StateSink;
import org.jspecify.annotations.Nullable;

/** Reports the open file descriptors of processes. Reads the sockets once for each network namespace. */
final class FdReader {
  private static final int S_IFMT = 0170000;
  private static final int S_IFDIR = 0040000;
  private static final int S_IFIFO = 0010000;

  private final ProcFiles files;
  private final int maxFds;
  private final Map<String, Map<Long, ProcSocket>> socketsByNamespace = new HashMap<>();
  private List<Long> numbers = List.of();

  /** @param maxFds the maximum number of descriptors to report for each process, beginning with the lowest numbers */
  FdReader(ProcFiles files, int maxFds) {
    this.files = files;
    this.maxFds = maxFds;
  }

  void report(long pid, StateSink into) {
    String namespace = files.link(pid + "/ns/net");
    List<Long> numbers = files.numbers(pid + "/fd");
    for (long number : numbers.subList(0, Math.min(maxFds, numbers.size()))) {
      FdSnapshot fd = read(pid, number, namespace);
      if (fd != null) {
        into.onFd(pid, fd);
      }
    }
  }

  /**
   * Reports the files and directories among the descriptors with this number and higher numbers. A call with number 0
   * lists the descriptors of the process, which takes long if there are very many; later calls use the same list.
   *
   * @return the number of the first descriptor that was not reported yet; {@link Capture#NO_FILE} if there is
   * none
   */
  long reportFiles(long pid, long from, StateSink into) {
    if (from == 0) {
      numbers = files.numbers(pid + "/fd");
    }
    int first = Collections.binarySearch(numbers, from);
    first = first < 0 ? -first - 1 : first;
    int end = Math.min(first + maxFds, numbers.size());
    for (long number : numbers.subList(first, end)) {
      ProcFdLink link = new ProcFdLink(files.link(pid + "/fd/" + number));
      if (link.type() == FdType.FILE) {
        into.onFd(pid, file(pid, number, link, FdType.FILE));
      }
    }
    return end < numbers.size() ? numbers.get(end) : Capture.NO_FILE;
  }

  private @Nullable FdSnapshot read(long pid, long number, String namespace) {
    ProcFdLink link = new ProcFdLink(files.link(pid + "/fd/" + number));
    if (link.target().isEmpty()) {
      return null;
    }
    if (link.isSocket()) {
      return socket(number, link.inode(), sockets(pid, namespace));
    }
    FdType type = link.type();
    return type == FdType.FILE || type == FdType.MEMFD ? file(pid, number, link, type) : named(number, link, type);
  }

  private static @Nullable FdSnapshot socket(
      long number, long inode, Map<Long, ProcSocket> sockets) {
    ProcSocket socket = sockets.get(inode);
    return socket == null
        ? null
        : new FdSnapshot(number, socket.type(), inode, socket.path(), 0, 0, 0, socket.socket());
  }

  private static FdSnapshot named(long number, ProcFdLink link, FdType type) {
    Text path = type == FdType.PIPE ? Text.of(link.target()) : Text.EMPTY;
    return new FdSnapshot(number, type, link.inode(), path, 0, 0, 0, Socket.NONE);
  }

  private FdSnapshot file(long pid, long number, ProcFdLink link, FdType type) {
    Map<String, Object> stat = files.attributes(pid + "/fd/" + number, "mode,ino,dev");
    int kind = ((Number) stat.getOrDefault("mode", 0)).intValue() & S_IFMT;
    FdType known = kind == S_IFDIR ? FdType.DIRECTORY : kind == S_IFIFO ? FdType.PIPE : type;
    ProcStatus info = ProcStatus.parse(files.read(pid + "/fdinfo/" + number));
    return new FdSnapshot(
        number,
        known,
        ((Number) stat.getOrDefault("ino", 0L)).longValue(),
        Text.of(link.target()),
        OpenFlagConverter.toScap((int) ProcNumbers.octalOr(info.value("flags"), 0)),
        ((Number) stat.getOrDefault("dev", 0L)).longValue(),
        ProcNumbers.decimalOr(info.value("mnt_id"), 0),
        Socket.NONE);
  }

  private Map<Long, ProcSocket> sockets(long pid, String namespace) {
    return socketsByNamespace.computeIfAbsent(namespace, any -> readSockets(pid + "/net/"));
  }

  private Map<Long, ProcSocket> readSockets(String folder) {
    Map<Long, ProcSocket> found = new HashMap<>();
    for (String width : new String[] {"", "6"}) {
      inet(found, folder + "tcp" + width, L4Protocol.TCP);
      inet(found, folder + "udp" + width, L4Protocol.UDP);
      inet(found, folder + "raw" + width, L4Protocol.RAW);
      inet(found, folder + "icmp" + width, L4Protocol.ICMP);
    }
    ProcSocket.parseUnix(files.read(folder + "unix")).forEach(socket -> found.put(socket.inode(), socket));
    ProcSocket.parseNetlink(files.read(folder + "netlink")).forEach(socket -> found.put(socket.inode(), socket));
    return found;
  }

  private void inet(Map<Long, ProcSocket> into, String file, L4Protocol protocol) {
    ProcSocket.parseInet(files.read(file), protocol).forEach(socket -> into.put(socket.inode(), socket));
  }
}
