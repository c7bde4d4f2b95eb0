package org.eyas.testkit.fuzz;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Sends one input to a server in pieces, ends the stream, and reads what comes back. */
public final class SocketInput {
  private static final int MOST_ANSWER = 1 << 16;
  private static final int WAIT_MILLIS = 20;
  private static final int MOST_WAITS = 3;

  private SocketInput() {}

  /**
   * The answer of the server, as ISO-8859-1: all bytes until the server closed the connection, or was silent for a
   * moment.
   *
   * @param input the bytes, as ISO-8859-1
   */
  public static String exchange(SocketAddress server, String input, Random random) throws IOException {
    try (SocketChannel channel = SocketChannel.open(server)) {
      send(channel, StandardCharsets.ISO_8859_1.encode(input), random);
      return answer(channel);
    }
  }

  private static void send(SocketChannel channel, ByteBuffer bytes, Random random) {
    try {
      int end = bytes.limit();
      while (bytes.position() < end) {
        int piece = random.nextInt(3) == 0 ? 1 + random.nextInt(64) : end;
        bytes.limit(Math.min(end, bytes.position() + piece));
        channel.write(bytes);
      }
      if (random.nextBoolean()) {
        channel.shutdownOutput();
      }
    } catch (IOException e) {
      // The server has closed the connection: it has enough of the input.
    }
  }

  private static String answer(SocketChannel channel) {
    ByteBuffer answer = ByteBuffer.allocate(MOST_ANSWER);
    try {
      channel.configureBlocking(false);
      try (var selector = channel.provider().openSelector()) {
        channel.register(selector, SelectionKey.OP_READ);
        for (int waits = 0; waits < MOST_WAITS && answer.hasRemaining(); waits++) {
          selector.select(WAIT_MILLIS);
          selector.selectedKeys().clear();
          if (channel.read(answer) < 0) {
            break;
          }
        }
      }
    } catch (IOException e) {
      // The connection was reset.
    }
    return new String(answer.array(), 0, answer.position(), StandardCharsets.ISO_8859_1);
  }
}
