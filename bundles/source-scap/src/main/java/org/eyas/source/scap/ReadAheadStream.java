package org.eyas.source.scap;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A stream that a thread of its own reads ahead, up to a limit.
 *
 * <p>Unpacking takes longer than reading the events. With this class both happen at the same time, and unpacking begins
 * while the rules are being compiled. The reader gets an exception of the inner stream after all bytes before it.
 */
final class ReadAheadStream extends InputStream {
  private static final int CHUNK = 1 << 18;
  private static final int CHUNKS = 16;

  /** A block of the stream. The last block also contains the failure that ended the stream, if there was one. */
  private record Chunk(byte[] bytes, int length, boolean last, @Nullable IOException failure) {}

  private final InputStream inner;
  private final BlockingQueue<Chunk> filled = new ArrayBlockingQueue<>(CHUNKS);
  private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(CHUNKS + 2);
  private final Thread thread;
  private volatile boolean closed;
  private Chunk current = new Chunk(new byte[0], 0, false, null);
  private int position;

  ReadAheadStream(InputStream inner) {
    this.inner = inner;
    thread = Thread.ofPlatform().daemon().name("unpack-capture").start(this::fill);
  }

  private void fill() {
    try (inner) {
      Chunk chunk = next();
      while (offer(chunk) && !chunk.last()) {
        chunk = next();
      }
    } catch (IOException e) {
      // Only closing can fail here, after everything has been read.
      closed = true;
    }
  }

  private Chunk next() {
    byte[] reused = free.poll();
    byte[] bytes = reused == null ? new byte[CHUNK] : reused;
    int length = 0;
    try {
      while (length < bytes.length) {
        int n = inner.read(bytes, length, bytes.length - length);
        if (n < 0) {
          return new Chunk(bytes, length, true, null);
        }
        length += n;
      }
      return new Chunk(bytes, length, false, null);
    } catch (IOException e) {
      return new Chunk(bytes, length, true, e);
    } catch (RuntimeException | OutOfMemoryError e) {
      return new Chunk(bytes, length, true, new IOException(e)); // otherwise the reader would wait for ever
    }
  }

  private boolean offer(Chunk chunk) {
    try {
      while (!closed) {
        if (filled.offer(chunk, 100, TimeUnit.MILLISECONDS)) {
          return true;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    while (position == current.length()) {
      if (current.last()) {
        return end(current.failure());
      }
      advance();
    }
    int n = Math.min(length, current.length() - position);
    System.arraycopy(current.bytes(), position, into, from, n);
    position += n;
    return n;
  }

  private static int end(@Nullable IOException failure) throws IOException {
    if (failure != null) {
      throw failure;
    }
    return -1;
  }

  private void advance() throws IOException {
    if (current.length() > 0) {
      free.offer(current.bytes());
    }
    try {
      current = filled.take();
      position = 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while unpacking the capture");
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
