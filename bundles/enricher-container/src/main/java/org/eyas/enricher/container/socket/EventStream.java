package org.eyas.enricher.container.socket;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.eyas.enricher.container.json.Json;

/** A stream of events: an answer of HTTP that does not end, with one JSON text in each line. Reading never waits. */
final class EventStream implements Closeable {
  private static final int MOST_LINE = 1024 * 1024;

  private final SocketChannel channel;
  private final HttpResponse response = new HttpResponse(MOST_LINE);
  private final ByteBuffer in = ByteBuffer.allocate(64 * 1024);
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  private EventStream(SocketChannel channel) {
    this.channel = channel;
  }

  /** Opens a stream; the selector notices when something arrives. */
  static EventStream open(UnixSocket socket, String request, Selector selector) throws IOException {
    SocketChannel channel = socket.send(request, true);
    channel.register(selector, SelectionKey.OP_READ);
    return new EventStream(channel);
  }

  /** The events that arrived with one read. */
  List<Json> read() throws IOException {
    UnixSocket.receive(channel, in, response);
    if (response.isDone()) {
      throw new IOException("the stream of events has ended");
    }
    if (response.status() != 0 && response.status() != 200) {
      throw new IOException("the answer has status " + response.status());
    }
    return lines(response.takeBody());
  }

  private List<Json> lines(byte[] body) throws IOException {
    List<Json> events = new ArrayList<>();
    for (byte next : body) {
      if (next != '\n') {
        line.write(next);
      } else if (line.size() > 0) {
        events.add(Json.parse(line.toByteArray()));
        line.reset();
      }
    }
    if (line.size() > MOST_LINE) {
      throw new IOException("an event is longer than " + MOST_LINE + " bytes");
    }
    return events;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
