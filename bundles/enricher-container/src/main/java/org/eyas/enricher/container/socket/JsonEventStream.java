package org.eyas.enricher.container.socket;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import org.eyas.enricher.container.json.LenientJson;

/** The events of docker and podman: an endless answer of HTTP, with one JSON text in each line. */
final class JsonEventStream implements RuntimeEventStream {
  private static final int MOST_LINE = 1024 * 1024;

  private final SocketChannel channel;
  private final Consumer<LenientJson> taker;
  private final HttpResponse response = new HttpResponse(MOST_LINE);
  private final ByteBuffer in = ByteBuffer.allocate(64 * 1024);
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  private JsonEventStream(SocketChannel channel, Consumer<LenientJson> taker) {
    this.channel = channel;
    this.taker = taker;
  }

  /** Opens a stream. The selector reports when data arrives. */
  static JsonEventStream open(UnixSocket socket, String request, Selector selector, Consumer<LenientJson> taker)
      throws IOException {
    SocketChannel channel = socket.send(UnixSocket.head(request, true));
    channel.register(selector, SelectionKey.OP_READ);
    return new JsonEventStream(channel, taker);
  }

  @Override
  public void read() throws IOException {
    UnixSocket.receive(channel, in, response);
    if (response.isDone()) {
      throw new IOException("the stream of events has ended");
    }
    if (response.status() != 0 && response.status() != 200) {
      throw new IOException("the answer has status " + response.status());
    }
    parseLines(response.takeBody());
  }

  private void parseLines(byte[] body) throws IOException {
    for (byte next : body) {
      if (next != '\n') {
        line.write(next);
      } else if (line.size() > 0) {
        taker.accept(LenientJson.parse(line.toByteArray()));
        line.reset();
      }
    }
    if (line.size() > MOST_LINE) {
      throw new IOException("an event is longer than " + MOST_LINE + " bytes");
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
