package org.eyas.control.socket;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Lines from and to one client, with limits for their length and for the time that a client may take. For one thread. */
public final class ClientExchange implements AutoCloseable {
  private static final int BUFFER_BYTES = 8 << 10;

  private final SocketChannel channel;
  private final Selector selector;
  private final SelectionKey key;
  private final Duration patience;

  /** @param patience how long a client may take to send its line, or to read one */
  public ClientExchange(SocketChannel channel, Duration patience) throws IOException {
    this.channel = channel;
    this.patience = patience;
    channel.configureBlocking(false);
    selector = Selector.open();
    key = channel.register(selector, 0);
  }

  /**
   * Reads the first line, without its end; later text is ignored.
   *
   * @param memory the share of the memory limit to which the line is charged
   */
  public String readLine(int limitBytes, RequestMemoryLimit.Share memory) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    long end = deadlineNanos();
    while (line.size() <= limitBytes) {
      await(SelectionKey.OP_READ, end, "the client sends no request");
      if (channel.read(buffer.clear()) < 0) {
        throw new IOException("the client disconnected within its request");
      }
      memory.grow(buffer.position());
      for (buffer.flip(); buffer.hasRemaining();) {
        byte next = buffer.get();
        if (next == '\n') {
          return line.toString(StandardCharsets.UTF_8);
        }
        line.write(next);
      }
    }
    throw new IOException("the request is longer than " + limitBytes + " bytes");
  }

  /** Sends a line; waits if the client is slow. */
  public void writeLine(String line) throws IOException {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(line + "\n");
    long end = deadlineNanos();
    while (bytes.hasRemaining()) {
      if (channel.write(bytes) == 0) {
        await(SelectionKey.OP_WRITE, end, "the client does not read the answer");
      }
    }
  }

  /** Interrupts the calling thread as soon as the client disconnects, until the result is closed. */
  public DisconnectWatch interruptOnDisconnect() throws IOException {
    return new DisconnectWatch(channel);
  }

  /** Whether the client has disconnected. */
  public boolean isDisconnected() {
    try {
      return channel.read(ByteBuffer.allocate(256)) < 0;
    } catch (IOException e) {
      return true;
    }
  }

  private long deadlineNanos() {
    return System.nanoTime() + patience.toNanos();
  }

  private void await(int what, long end, String otherwise) throws IOException {
    try {
      key.interestOps(what);
      select(end, otherwise);
    } catch (CancelledKeyException | ClosedSelectorException e) {
      throw new AsynchronousCloseException(); // the engine ends
    }
  }

  private void select(long end, String otherwise) throws IOException {
    do {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        throw new SocketTimeoutException(otherwise);
      }
      selector.select(left);
    } while (selector.selectedKeys().isEmpty());
    selector.selectedKeys().clear();
  }

  @Override
  public void close() throws IOException {
    try (selector) {
      channel.close();
    }
  }
}
