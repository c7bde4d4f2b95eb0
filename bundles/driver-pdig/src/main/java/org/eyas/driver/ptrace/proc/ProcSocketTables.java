package org.eyas.driver.ptrace.proc;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.data.Text;
import org.eyas.api.process.FdInfo.L4Protocol;
import org.eyas.api.process.FdType;
import org.eyas.api.source.FdSnapshot.Socket;
import org.eyas.driver.ptrace.kernel.TracerSystemCalls;
import org.eyas.linux.proc.ProcSocket;
import org.jspecify.annotations.Nullable;

/**
 * The ends of sockets as {@code /proc/PID/net} lists them. They are used on kernels before 5.6, and for containers whose
 * seccomp profile forbids pidfd_getfd, as docker's profile does. Reading them is slower than asking the socket, and it
 * allocates, so connections are cached. Used by the tracer's thread only.
 */
public final class ProcSocketTables {
  private static final int MOST = 1024;
  private static final byte[] SOCKET = ProcPath.bytes("socket:[");
  private static final String ABSTRACT = "@";
  private static final int UNIX_PATH = 2;

  private final OpenDescriptors descriptors;
  private final ProcFileText link;
  private final Map<Long, ProcSocket> connections = new HashMap<>();

  public ProcSocketTables(TracerSystemCalls kernel, OpenDescriptors descriptors) {
    this.descriptors = descriptors;
    link = new ProcFileText(kernel);
  }

  /**
   * Looks up a socket.
   *
   * @param own receives the address of this end: a sockaddr
   * @param other receives the address of the other end, if there is one
   * @return its family; 0 if the descriptor is not a socket or not listed
   */
  int lookUp(int tid, int fd, MemorySegment own, MemorySegment other) {
    link.readLink(descriptors.folder(tid), descriptors.name(fd));
    if (!link.startsWith(SOCKET)) {
      return 0;
    }
    ProcSocket socket = find(tid, link.decimal(SOCKET.length));
    if (socket == null) {
      return 0;
    }
    return socket.type() == FdType.UNIX ? unix(socket, own) : internet(socket.socket(), own, other);
  }

  private @Nullable ProcSocket find(int tid, long inode) {
    ProcSocket known = connections.get(inode);
    return known != null ? known : read(tid, inode);
  }

  private @Nullable ProcSocket read(int tid, long inode) {
    for (String width : List.of("", "6")) {
      for (L4Protocol protocol : List.of(L4Protocol.TCP, L4Protocol.UDP)) {
        String name = (protocol == L4Protocol.TCP ? "tcp" : "udp") + width;
        ProcSocket found = in(ProcSocket.parseInet(file(tid, name), protocol), inode);
        if (found != null) {
          remember(inode, found);
          return found;
        }
      }
    }
    return in(ProcSocket.parseUnix(file(tid, "unix")), inode);
  }

  private static @Nullable ProcSocket in(List<ProcSocket> sockets, long inode) {
    return sockets.stream().filter(socket -> socket.inode() == inode).findFirst().orElse(null);
  }

  // The number of a socket is not used again. Its ends do not change once it is connected.
  private void remember(long inode, ProcSocket socket) {
    if (socket.socket().source().length() > 0 && socket.socket().protocol() == L4Protocol.TCP) {
      if (connections.size() >= MOST) {
        connections.clear();
      }
      connections.put(inode, socket);
    }
  }

  private static byte[] file(int tid, String name) {
    try {
      return Files.readAllBytes(Path.of("/proc/" + tid + "/net/" + name));
    } catch (IOException e) {
      return new byte[0]; // without IPv6, or the thread was killed
    }
  }

  // A socket that is not connected has its own address as its destination.
  private static int internet(Socket socket, MemorySegment own, MemorySegment other) {
    if (socket.source().length() == 0) {
      return put(own, socket.destination(), socket.destinationPort());
    }
    put(other, socket.destination(), socket.destinationPort());
    return put(own, socket.source(), socket.sourcePort());
  }

  private static int put(MemorySegment to, Text address, int port) {
    int family = address.length() == 4 ? TraceeSocketEnds.IPV4 : TraceeSocketEnds.IPV6;
    to.set(JAVA_SHORT, 0, (short) family);
    to.set(JAVA_BYTE, 2, (byte) (port >> 8));
    to.set(JAVA_BYTE, 3, (byte) port);
    MemorySegment.copy(address.toArray(), 0, to, JAVA_BYTE, family == TraceeSocketEnds.IPV4 ? 4 : 8, address.length());
    return family;
  }

  private static int unix(ProcSocket socket, MemorySegment own) {
    own.set(JAVA_SHORT, 0, (short) TraceeSocketEnds.UNIX);
    byte[] path = socket.path().toArray();
    int length = Math.min(path.length, (int) own.byteSize() - UNIX_PATH - 1);
    MemorySegment.copy(path, 0, own, JAVA_BYTE, UNIX_PATH, length);
    if (socket.path().toString().startsWith(ABSTRACT)) {
      own.set(JAVA_BYTE, UNIX_PATH, (byte) 0);
    }
    return TraceeSocketEnds.UNIX;
  }
}
