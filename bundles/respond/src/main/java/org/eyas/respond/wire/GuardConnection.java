package org.eyas.respond.wire;

import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** A connection to the response guard. When it is closed, the guard thaws what was frozen over it. Any thread may use it. */
public final class GuardConnection implements AutoCloseable {
  private final SocketChannel channel;
  private final ByteBuffer received = ByteBuffer.allocate(ActionAnswer.BYTES);
  private long last;

  /**
   * Connects, and names this process.
   *
   * @throws IOException if no guard listens there, or it does not accept this user
   */
  public GuardConnection(Path socket) throws IOException {
    channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
    try {
      ask(ActionKind.HELLO, (int) ProcessHandle.current().pid());
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Asks for something that is about no event. */
  public ActionAnswer ask(ActionKind kind, int pid) throws IOException {
    return ask(ActionRequest.of(kind, 0, pid));
  }

  /**
   * Asks, and waits for the answer.
   *
   * @param request its number is replaced by one of this connection
   * @throws IOException if the guard has ended
   */
  public synchronized ActionAnswer ask(ActionRequest request) throws IOException {
    long number = ++last;
    ByteBuffer bytes = request.bytes().putLong(16, number);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    received.clear();
    while (received.hasRemaining()) {
      if (channel.read(received) < 0) {
        throw new EOFException("the response guard has closed the connection");
      }
    }
    ActionAnswer answer = ActionAnswer.parse(received);
    if (answer.number() != number) {
      throw new IOException("the response guard answers another request: " + answer.number() + " instead of " + number);
    }
    return answer;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
