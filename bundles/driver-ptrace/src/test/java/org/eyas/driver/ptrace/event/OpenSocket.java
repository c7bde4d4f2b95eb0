package org.eyas.driver.ptrace.event;

import java.io.IOException;
import java.net.InetSocketAddress;
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
 * @param client the end that connected
 * @param server the socket that listens
 */
record OpenSocket(int fd, SocketChannel client, ServerSocketChannel server) implements AutoCloseable {
  private static final Path FDS = Path.of("/proc/self/fd");

  /** Connected over IPv4. */
  static OpenSocket connected() throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.INET);
    server.bind(new InetSocketAddress("127.0.0.1", 0));
    return to(server);
  }

  /** Connected over a unix socket. */
  static OpenSocket connected(Path path) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(path));
    return to(server);
  }

  private static OpenSocket to(ServerSocketChannel server) throws IOException {
    Set<Integer> before = sockets();
    SocketChannel connected =
        server.getLocalAddress() instanceof InetSocketAddress address
            ? connect(SocketChannel.open(StandardProtocolFamily.INET), address)
            : SocketChannel.open(server.getLocalAddress());
    Set<Integer> added = new HashSet<>(sockets());
    added.removeAll(before);
    return new OpenSocket(added.stream().mapToInt(Integer::intValue).max().orElseThrow(), connected, server);
  }

  private static SocketChannel connect(SocketChannel channel, InetSocketAddress address) throws IOException {
    channel.connect(address);
    return channel;
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
