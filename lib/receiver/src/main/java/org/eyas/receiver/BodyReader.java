package org.eyas.receiver;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpStatus;
import org.eyas.receiver.ClientConnection.Phase;

/**
 * Receives the body of one request. Memory grows with what has arrived, so that slow clients occupy little; the
 * client's time grows, too. The creator must close it when the batch needs no memory any more.
 */
final class BodyReader implements AutoCloseable {
  private static final int FIRST_BYTES = 8 << 10;
  private static final long UNKNOWN = -1;

  private final ClientConnection client;
  private final Limits limits;
  private final MemoryBudget memory;
  private int taken;

  BodyReader(ClientConnection client, Limits limits, MemoryBudget memory) {
    this.client = client;
    this.limits = limits;
    this.memory = memory;
  }

  /** Returns the body after the prefix. */
  byte[] read(HttpEntity body, byte[] prefix) throws IOException, InterruptedException, RequestRefusedException {
    client.enter(Phase.BODY, limits.pace().body());
    long declared = body.getContentLength();
    // One byte more than the limit is enough to see that a body of unknown length is too large.
    int most = prefix.length + (int) (declared > UNKNOWN ? declared : limits.batchBytes() + 1L);
    InputStream in = body.getContent(); // not closed: that would receive the rest of a refused body
    byte[] entry = Arrays.copyOf(prefix, reserve(Math.min(most, FIRST_BYTES)));
    int length = prefix.length;
    for (int read = 0; read >= 0 && length < most; read = in.read(entry, length, entry.length - length)) {
      length += read;
      if (length == entry.length && length < most) {
        entry = Arrays.copyOf(entry, reserve((int) Math.min(most, 2L * length)));
      }
      noteProgress(length - prefix.length);
    }
    return checked(length == entry.length ? entry : Arrays.copyOf(entry, length), prefix.length, declared);
  }

  private int reserve(int bytes) throws InterruptedException, RequestRefusedException {
    client.waitForServer();
    if (!memory.acquire(bytes - taken)) {
      throw new RequestRefusedException(BatchAnswer.BUSY);
    }
    taken = bytes;
    return bytes;
  }

  private void noteProgress(long bytes) {
    long earned = TimeUnit.SECONDS.toNanos(bytes) / limits.pace().bytesPerSecond();
    client.bodyProgress(bytes, limits.pace().body().toNanos() + earned);
  }

  private byte[] checked(byte[] entry, int from, long declared) throws RequestRefusedException {
    if (declared == UNKNOWN && entry.length - from > limits.batchBytes()) {
      throw new RequestRefusedException(BatchAnswer.tooLarge(limits.batchBytes()));
    }
    int first = from;
    while (first < entry.length && isSpace(entry[first])) {
      first++;
    }
    if (first == entry.length || entry[first] != '{' && entry[first] != '[') {
      throw new RequestRefusedException(BatchAnswer.invalid(HttpStatus.SC_BAD_REQUEST, "the body is not a JSON object or array"));
    }
    return entry;
  }

  private static boolean isSpace(byte character) {
    return character == ' ' || character == '\n' || character == '\r' || character == '\t';
  }

  @Override
  public void close() {
    memory.release(taken);
  }
}
