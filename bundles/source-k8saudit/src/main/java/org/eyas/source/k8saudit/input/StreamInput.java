package org.eyas.source.k8saudit.input;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.eyas.api.failure.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Reads the standard input or a pipe. A read of a stream has no time limit, so the thread {@code read-k8s-audit} reads
 * it. If the engine is slower than the writer, back pressure makes the writer wait.
 */
final class StreamInput implements AuditInput {
  private static final int CHUNKS = 16;
  private static final int CHUNK_BYTES = 1 << 16;
  private static final int IDLE_MILLIS = 50;

  /** A message of the thread: bytes, or the end, with the reason if it is an error. */
  private record Chunk(byte[] bytes, boolean last, @Nullable IOException failure) {}

  private final String name;
  private final Callable<InputStream> opener;
  private final DocumentBuffer buffer;
  private final BlockingQueue<Chunk> chunks = new ArrayBlockingQueue<>(CHUNKS);
  private final Thread reader;
  private boolean ended;

  /**
   * @param name the name of the stream in messages
   * @param opener opens the stream, and may wait for a writer
   */
  StreamInput(String name, Callable<InputStream> opener, InputLimits limits) {
    this.name = name;
    this.opener = opener;
    buffer = new DocumentBuffer(name, limits.maxDocumentBytes());
    reader = Thread.ofPlatform().daemon().name("read-k8s-audit").start(this::read);
  }

  private void read() {
    try {
      readAll();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private void readAll() throws InterruptedException {
    try (InputStream in = opener.call()) {
      byte[] bytes = new byte[CHUNK_BYTES];
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        chunks.put(new Chunk(Arrays.copyOf(bytes, count), false, null));
      }
      chunks.put(new Chunk(new byte[0], true, null));
    } catch (InterruptedException e) {
      throw e;
    } catch (IOException e) {
      chunks.put(new Chunk(new byte[0], true, e));
    } catch (Exception e) {
      chunks.put(new Chunk(new byte[0], true, new IOException(name + ": " + Reason.of(e), e)));
    }
  }

  @Override
  public Found next(AuditDocument into, boolean waits) throws IOException {
    while (!buffer.next(into, ended)) {
      if (ended) {
        return Found.END;
      }
      Chunk chunk = nextChunk(waits);
      if (chunk == null) {
        return Found.IDLE;
      }
      add(chunk);
    }
    return Found.DOCUMENT;
  }

  private @Nullable Chunk nextChunk(boolean waits) {
    try {
      return waits ? chunks.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS) : chunks.poll();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the loop checks this and ends
      return null;
    }
  }

  private void add(Chunk chunk) throws IOException {
    if (chunk.failure() != null) {
      throw chunk.failure();
    }
    buffer.add(chunk.bytes());
    ended = chunk.last();
  }

  /** Ends the thread at once if it waits for the engine; otherwise it ends with the next bytes, or with the program. */
  @Override
  public void close() {
    reader.interrupt();
  }
}
