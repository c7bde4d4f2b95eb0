package org.eyas.receiver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A server on loopback with its store. */
final class TestReceiver implements AutoCloseable {
  static final String PATH = "/k8s-audit";
  static final Limits SMALL = new Limits(100_000, 1 << 20, 1_000, Limits.Pace.USUAL);
  private static final Duration LONG = Duration.ofSeconds(60);

  private final BatchStore store;
  private final BatchServer server;

  private TestReceiver(BatchStore store, Access access, Limits limits) throws IOException {
    this.store = store;
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server = BatchServer.start(new ServerSettings(address, PATH, access, limits), store);
  }

  static TestReceiver inMemory(Access access, Limits limits) throws IOException {
    return new TestReceiver(new MemoryBatches(64 << 20), access, limits);
  }

  static TestReceiver onDisk(Path directory, long bytes) throws IOException {
    var storage = new SpooledBatches.Storage(directory, bytes, false, "test.bytes");
    return new TestReceiver(SpooledBatches.open(storage), Access.OPEN, SMALL);
  }

  RawClient client() throws IOException {
    return RawClient.to(server.port());
  }

  /** Sends one request over a connection of its own. */
  HttpAnswer exchange(String request) throws IOException {
    try (RawClient client = client()) {
      return client.exchange(request);
    }
  }

  int port() {
    return server.port();
  }

  ServerFigures figures() {
    return server.figures();
  }

  long count(Outcome outcome) {
    return figures().outcomes().getOrDefault(outcome, 0L);
  }

  BatchStore store() {
    return store;
  }

  /** Takes the next batch, which must be there. */
  ReceivedBatch take() throws IOException, InterruptedException {
    ReceivedBatch batch = store.next(LONG);
    assertNotNull(batch, "no batch");
    store.commit();
    return batch;
  }

  /** Takes the bodies of all batches that wait. */
  List<String> takeAll() throws IOException, InterruptedException {
    List<String> bodies = new ArrayList<>();
    for (ReceivedBatch batch = store.next(Duration.ZERO); batch != null; batch = store.next(Duration.ZERO)) {
      bodies.add(body(batch));
      store.commit();
    }
    return bodies;
  }

  static String body(ReceivedBatch batch) {
    return new String(batch.bytes(), batch.offset(), batch.length(), StandardCharsets.UTF_8);
  }

  void assertNothingKept() {
    assertEquals(0, store.figures().waiting());
  }

  @Override
  public void close() throws IOException {
    server.close();
    store.close();
  }
}
