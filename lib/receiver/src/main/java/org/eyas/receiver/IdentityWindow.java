package org.eyas.receiver;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The events of the last 120 seconds, 100,000 at most: each one's identity, as the first 128 bits of its SHA-256 (others could
 * be made equal on purpose, to hide an event), and when it was received. One thread calls it, once per event; it allocates
 * nothing. It needs 3.5 MB.
 *
 * <p>The identities are in a ring; a new one replaces the oldest. Those with the same low bits are linked, newest first:
 *
 * <pre>
 *   heads [ bits ] --> slot --> next [ slot ] --> older slot --> ... --> NONE
 * </pre>
 */
final class IdentityWindow implements Closeable {
  static final int CAPACITY = 100_000;
  static final long MAX_AGE_MILLIS = 120_000;
  private static final int HEADS = 1 << 17;
  private static final int NONE = -1;
  private static final int HASH_BYTES = 32;

  private final long[] high = new long[CAPACITY];
  private final long[] low = new long[CAPACITY];
  private final long[] millis = new long[CAPACITY];
  private final int[] next = new int[CAPACITY];
  private final int[] heads = new int[HEADS];
  private final MessageDigest digest = sha256();
  private final byte[] hash = new byte[HASH_BYTES];
  private final ByteBuffer hashView = ByteBuffer.wrap(hash);
  private final @Nullable IdentityWindowFile file;
  private long count;
  private long saved;
  private final AtomicLong repeated = new AtomicLong();

  private IdentityWindow(@Nullable IdentityWindowFile file) {
    this.file = file;
    Arrays.fill(heads, NONE);
  }

  static IdentityWindow inMemory() {
    return new IdentityWindow(null);
  }

  /** Opens the window that a file contains. A file that is missing or damaged counts as empty. */
  static IdentityWindow open(Path path) throws IOException {
    IdentityWindowFile file = IdentityWindowFile.open(path);
    IdentityWindow window = new IdentityWindow(file);
    window.count = file.read(window);
    window.saved = window.count;
    return window;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  /**
   * Whether this identity is in the window. It is from then on.
   *
   * @param receivedMillis when the event was received
   */
  boolean isRepeated(byte[] bytes, int offset, int length, long receivedMillis) {
    hash(bytes, offset, length);
    long upper = hashView.getLong(0);
    long lower = hashView.getLong(Long.BYTES);
    for (int slot = heads[head(lower)]; slot != NONE; slot = next[slot]) {
      if (low[slot] == lower && high[slot] == upper && receivedMillis - millis[slot] <= MAX_AGE_MILLIS) {
        repeated.incrementAndGet();
        return true;
      }
    }
    put(count++, upper, lower, receivedMillis);
    return false;
  }

  private void hash(byte[] bytes, int offset, int length) {
    digest.update(bytes, offset, length);
    try {
      digest.digest(hash, 0, HASH_BYTES);
    } catch (DigestException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int head(long lower) {
    return (int) lower & HEADS - 1;
  }

  /** Adds the identity with a number. It replaces the one with the number {@code CAPACITY} lower, if that is there. */
  void put(long number, long upper, long lower, long receivedMillis) {
    int slot = (int) (number % CAPACITY);
    unlink(slot);
    high[slot] = upper;
    low[slot] = lower;
    millis[slot] = receivedMillis;
    next[slot] = heads[head(lower)];
    heads[head(lower)] = slot;
  }

  // The slot is the last of its list, if it is in one: all others of the list are newer.
  private void unlink(int slot) {
    int head = head(low[slot]);
    if (heads[head] == slot) {
      heads[head] = NONE;
      return;
    }
    for (int at = heads[head]; at != NONE; at = next[at]) {
      if (next[at] == slot) {
        next[at] = NONE;
        return;
      }
    }
  }

  /** Writes the identities that were added since the last call. */
  void save() throws IOException {
    if (file == null) {
      return;
    }
    long from = Math.max(saved, count - CAPACITY);
    for (long number = from; number < count; number++) {
      int slot = (int) (number % CAPACITY);
      file.append(number, high[slot], low[slot], millis[slot]);
    }
    file.flush();
    saved = count;
  }

  /** How many identities were found in the window. */
  long repeated() {
    return repeated.get();
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
