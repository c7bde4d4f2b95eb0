package org.eyas.driver.ptrace.event;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A connection of this process with itself.
 *
 * @param fd the descriptor of the end that connected
 * @param listening the descriptor of the socket that listens
 * @param client the end that connected
 * @param server the socket that listens
 */
public record OpenSocket(int fd, int listening, SocketChannel client, ServerSocketChannel server) implements AutoCloseable {
  private static final Path FDS = Path.of("/proc/self/fd");

  /** Connected over IPv4. */
  public static OpenSocket connected() throws IOException {
    return of(StandardProtocolFamily.INET, new InetSocketAddress("127.0.0.1", 0));
  }

  /** Connected over a unix socket. */
  public static OpenSocket connected(Path path) throws IOException {
    return of(StandardProtocolFamily.UNIX, UnixDomainSocketAddress.of(path));
  }

  private static OpenSocket of(StandardProtocolFamily family, SocketAddress address) throws IOException {
    Set<Integer> before = sockets();
    ServerSocketChannel server = ServerSocketChannel.open(family).bind(address);
    int listening = added(before);
    before = sockets();
    SocketChannel client = SocketChannel.open(family);
    client.connect(server.getLocalAddress());
    return new OpenSocket(added(before), listening, client, server);
  }

  private static int added(Set<Integer> before) throws IOException {
    Set<Integer> added = new HashSet<>(sockets());
    added.removeAll(before);
    return added.stream().mapToInt(Integer::intValue).max().orElseThrow();
  }

  private static Set<Integer> sockets() throws IOException {
    try (Stream<Path> fds = Files.list(FDS)) {
      return fds.filter(fd -> OpenFile.target(fd).startsWith("socket:")).map(OpenFile::number).collect(Collectors.toSet());
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
    server.close();
  }
}
