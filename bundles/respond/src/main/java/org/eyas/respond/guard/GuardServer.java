package org.eyas.respond.guard;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import jdk.net.ExtendedSocketOptions;
import org.eyas.respond.wire.ActionAnswer;
import org.eyas.respond.wire.ActionKind;
import org.eyas.respond.wire.ActionOutcome;
import org.eyas.respond.wire.ActionRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for requests, and ends leases. One thread does everything, so nothing waits for a lock; an action takes at most a tenth of
 * a second. What was frozen over a connection is thawed when that ends, as it does when the engine is killed.
 */
final class GuardServer implements AutoCloseable {
  private static final class Peer {
    private final ByteBuffer request = ByteBuffer.allocate(ActionRequest.BYTES);
    private int engine;
  }

  private static final Logger LOG = LoggerFactory.getLogger(GuardServer.class);
  private static final int MOST_PEERS = 8;
  private static final long ANCESTORS_MILLIS = 5000;

  private final ProcessActions actions;
  private final ProtectedProcesses guarded;
  private final FrozenProcesses frozen;
  private final Set<UserPrincipal> users;
  private final Path socket;
  private final Selector selector;
  private final ServerSocketChannel server;
  private volatile boolean ends;
  private long ancestorsFound;

  /** @param users the users whose processes may ask */
  GuardServer(
      Path socket, ProcessActions actions, ProtectedProcesses guarded, FrozenProcesses frozen, Set<UserPrincipal> users)
      throws IOException {
    this.actions = actions;
    this.guarded = guarded;
    this.frozen = frozen;
    this.users = users;
    this.socket = socket;
    selector = Selector.open();
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    Files.deleteIfExists(socket); // of a guard that was killed
    server.bind(UnixDomainSocketAddress.of(socket), 4);
    Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw----"));
    server.configureBlocking(false);
    server.register(selector, SelectionKey.OP_ACCEPT);
  }

  /** Serves until {@link #stop} is called, and then thaws everything. */
  void run() throws IOException {
    try {
      while (!ends) {
        selector.select(this::serve, waitMillis());
        frozen.thawDue(PidDescriptor.bootNanos());
        renewAncestors();
      }
    } finally {
      frozen.thawAll();
    }
  }

  /** Ends {@link #run}. Any thread may call. */
  void stop() {
    ends = true;
    selector.wakeup();
  }

  private long waitMillis() {
    long end = frozen.nextEndNanos();
    long lease = end == Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(0, end - PidDescriptor.bootNanos()) / 1_000_000 + 1;
    long ancestors = hasPeers() ? ANCESTORS_MILLIS : 0;
    // 0 means without end: a guard that nobody has asked sleeps.
    return lease == Long.MAX_VALUE ? ancestors : Math.min(lease, ANCESTORS_MILLIS);
  }

  private boolean hasPeers() {
    return selector.keys().size() > 1;
  }

  private void renewAncestors() throws IOException {
    long now = System.nanoTime();
    if (hasPeers() && (ancestorsFound == 0 || now - ancestorsFound > ANCESTORS_MILLIS * 1_000_000)) {
      guarded.findAncestors();
      ancestorsFound = System.nanoTime();
    }
  }

  private void serve(SelectionKey key) {
    try {
      if (key.isAcceptable()) {
        accept();
        return;
      }
      receive(key);
    } catch (IOException e) {
      LOG.debug("A connection has failed", e);
      if (key.attachment() != null) {
        end(key);
      }
    }
  }

  private void accept() throws IOException {
    SocketChannel channel = server.accept();
    if (channel == null) {
      return;
    }
    UserPrincipal user = channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
    if (!users.contains(user) || selector.keys().size() > MOST_PEERS) {
      LOG.warn("A connection of user {} is refused: only {} may ask, over at most {} connections", user, users, MOST_PEERS);
      channel.close();
      return;
    }
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, new Peer());
  }

  private void receive(SelectionKey key) throws IOException {
    SocketChannel channel = (SocketChannel) key.channel();
    Peer peer = (Peer) key.attachment();
    if (channel.read(peer.request) < 0) {
      end(key);
      return;
    }
    if (peer.request.hasRemaining()) {
      return;
    }
    ActionRequest request = ActionRequest.parse(peer.request);
    peer.request.clear();
    if (request == null) {
      channel.write(ActionAnswer.of(0, ActionOutcome.NOT_UNDERSTOOD).bytes());
      end(key);
      return;
    }
    if (request.kind() == ActionKind.HELLO) {
      peer.engine = request.pid();
      renewAncestors();
    }
    // A peer that does not read its answers gets none: 32 bytes fit, unless thousands wait.
    if (channel.write(actions.answer(request, peer).bytes()) < ActionAnswer.BYTES) {
      end(key);
    }
  }

  private void end(SelectionKey key) {
    Peer peer = (Peer) key.attachment();
    frozen.thawOwned(peer);
    guarded.removeEngine(peer.engine);
    key.cancel();
    try {
      key.channel().close();
    } catch (IOException e) {
      LOG.debug("A connection cannot be closed", e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    selector.close();
    Files.deleteIfExists(socket);
  }
}
