package org.eyas.fields.dns;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The names that answers gave to addresses, by an owner, which is a process or a place of several processes, and an address. A name
 * is the question; the aliases (CNAME) that led to the address follow it, each after a zero byte.
 *
 * <p>A name is <em>verified</em> if the answer belonged to a query, and its server is one of those that the asking process is
 * configured to ask. The second part may become known later, so it is compared when the name is read.
 *
 * <p>The number n of a name decides its place, n modulo the size of the table. Each chain of equal hashes leads from the newest to
 * older names; it ends at the first one that has been overwritten. The table grows to {@link #MOST} names; then the oldest name makes
 * room. So a process that asks very much makes names of others unknown, and never wrong. Used by one thread.
 */
final class NamedAddresses {
  /** The number of names that are known at the same time. */
  static final int MOST = 1 << 16;

  /** A name counts as long as its answer says, and at least this long: programs use addresses longer than they should. */
  static final long LEAST_NANOS = 3_600_000_000_000L;

  /** The number of names for which there is memory at first. */
  static final int FIRST = 1 << 10;

  private static final int BYTES = 64; // for each name; a name with aliases may need more
  private static final int LONGEST = 1 << 10;
  private static final int LONGEST_WALK = 64; // many names for one address must not make the search slow
  private static final long MIX = 0x9e37_79b9_7f4a_7c15L;

  private final long seed = new SplittableRandom().nextLong(); // nobody outside can choose equal hashes
  private int size = FIRST;
  private long[] newest = new long[FIRST]; // by hash, the number of the newest name + 1
  private long[] older = new long[FIRST]; // the same of the next name of the chain
  private long[] owners = new long[FIRST];
  private long[] highs = new long[FIRST];
  private long[] lows = new long[FIRST];
  private long[] servers = new long[FIRST];
  private long[] serversLow = new long[FIRST];
  private long[] firstNanos = new long[FIRST];
  private long[] lastNanos = new long[FIRST];
  private long[] untilNanos = new long[FIRST];
  private long[] textsAt = new long[FIRST];
  private int[] textLengths = new int[FIRST];
  private int[] questionLengths = new int[FIRST];
  private @Nullable AskingProcess[] askers = new AskingProcess[FIRST]; // null: no query belongs to the answer, or verified
  private boolean[] verified = new boolean[FIRST];
  private byte[] texts = new byte[FIRST * BYTES];
  private long count;
  private long textBytes;

  private final ByteView view = new ByteView();
  private final int[] found = new int[LONGEST_WALK];
  private int foundCount;

  /**
   * Adds a name of an address, or notes that it was given again.
   *
   * @param text the question and its aliases
   * @param question the number of bytes of the question
   * @param asker the process that asked; null if no query belongs to the answer
   */
  void add(long owner, AddressBits address, AddressBits server, Bytes text, int question, long nanos, long seconds,
      @Nullable AskingProcess asker) {
    if (text.length() > LONGEST) {
      return;
    }
    int known = known(owner, address, server, text, asker != null);
    int at = known < 0 ? insert(owner, address, server, text, question, nanos) : known;
    lastNanos[at] = Math.max(lastNanos[at], nanos);
    untilNanos[at] = Math.max(untilNanos[at], nanos + Math.max(LEAST_NANOS, seconds * 1_000_000_000L));
    if (!verified[at]) {
      askers[at] = asker;
      verify(at);
    }
  }

  // A name in the older half is added again, so that a name in use is not overwritten.
  private int known(long owner, AddressBits address, AddressBits server, Bytes text, boolean asked) {
    long number = newest[hash(owner, address)];
    for (int i = 0; i < LONGEST_WALK && isThere(number); i++) {
      int at = place(number);
      boolean same = isOf(at, owner, address) && servers[at] == server.high() && serversLow[at] == server.low()
          && asked == (verified[at] || askers[at] != null) && text(at, textLengths[at]).contentEquals(text);
      if (same && count - number < size / 2) {
        return at;
      }
      if (same) {
        owners[at] = 0;
        return -1;
      }
      number = older[at];
    }
    return -1;
  }

  private int insert(long owner, AddressBits address, AddressBits server, Bytes text, int question, long nanos) {
    if (count == size && size < MOST) {
      grow();
    }
    int at = (int) (count & size - 1);
    int hash = hash(owner, address);
    older[at] = newest[hash];
    newest[hash] = ++count;
    owners[at] = owner;
    highs[at] = address.high();
    lows[at] = address.low();
    servers[at] = server.high();
    serversLow[at] = server.low();
    firstNanos[at] = nanos;
    lastNanos[at] = nanos;
    untilNanos[at] = nanos;
    verified[at] = false;
    textLengths[at] = text.length();
    questionLengths[at] = question;
    textsAt[at] = append(text);
    return at;
  }

  // A text does not cross the end of the memory, so that it can be shown without copying it.
  private long append(Bytes text) {
    int from = (int) (textBytes & texts.length - 1);
    if (from + text.length() > texts.length) {
      textBytes += texts.length - from;
      from = 0;
    }
    text.copyTo(texts, from);
    long at = textBytes;
    textBytes += text.length();
    return at;
  }

  private void grow() {
    int doubled = 2 * size;
    older = Arrays.copyOf(older, doubled);
    owners = Arrays.copyOf(owners, doubled);
    highs = Arrays.copyOf(highs, doubled);
    lows = Arrays.copyOf(lows, doubled);
    servers = Arrays.copyOf(servers, doubled);
    serversLow = Arrays.copyOf(serversLow, doubled);
    firstNanos = Arrays.copyOf(firstNanos, doubled);
    lastNanos = Arrays.copyOf(lastNanos, doubled);
    untilNanos = Arrays.copyOf(untilNanos, doubled);
    textsAt = Arrays.copyOf(textsAt, doubled);
    textLengths = Arrays.copyOf(textLengths, doubled);
    questionLengths = Arrays.copyOf(questionLengths, doubled);
    askers = Arrays.copyOf(askers, doubled);
    verified = Arrays.copyOf(verified, doubled);
    growTexts();
    size = doubled;
    newest = new long[doubled];
    for (int at = 0; at < count; at++) { // no name has been overwritten yet
      int hash = hash(owners[at], highs[at], lows[at]);
      older[at] = newest[hash];
      newest[hash] = at + 1L;
    }
  }

  // Long names may have overwritten the first texts already: the bytes keep their places only in a copy that begins a new round.
  private void growTexts() {
    byte[] old = texts;
    long oldest = Math.max(0, textBytes - old.length);
    texts = new byte[2 * old.length];
    for (int at = 0; at < count; at++) {
      if (textsAt[at] >= oldest) {
        System.arraycopy(old, (int) (textsAt[at] & old.length - 1), texts, (int) (textsAt[at] & texts.length - 1),
            textLengths[at]);
      } else {
        owners[at] = 0;
      }
    }
  }

  private boolean isThere(long number) {
    return number > 0 && number > count - size;
  }

  private int place(long number) {
    return (int) (number - 1 & size - 1);
  }

  private int hash(long owner, AddressBits address) {
    return hash(owner, address.high(), address.low());
  }

  private int hash(long owner, long high, long low) {
    long mixed = ((owner * MIX ^ high ^ seed) * MIX ^ low) * MIX;
    return (int) (mixed >>> Long.SIZE - Integer.numberOfTrailingZeros(size));
  }

  private boolean isOf(int at, long owner, AddressBits address) {
    return owners[at] == owner && lows[at] == address.low() && highs[at] == address.high()
        && textBytes - textsAt[at] <= texts.length;
  }

  private void verify(int at) {
    AskingProcess asker = askers[at];
    ResolverAddresses configured = asker == null ? null : asker.servers();
    if (configured != null && configured.contains(servers[at], serversLow[at])) {
      verified[at] = true;
      askers[at] = null;
    }
  }

  private boolean isPending(int at) {
    AskingProcess asker = askers[at];
    return asker != null && asker.servers() == null;
  }

  /**
   * Finds the names of an address that were known at a time, the newest answer first. Valid until the next call of this object.
   *
   * @param trusted whether only verified names count, and names that may become so; otherwise only the others
   * @return whether a name may become verified
   */
  boolean find(long owner, AddressBits address, long nanos, boolean trusted) {
    foundCount = 0;
    boolean pending = false;
    long number = newest[hash(owner, address)];
    for (int i = 0; i < LONGEST_WALK && isThere(number); i++) {
      int at = place(number);
      if (isOf(at, owner, address) && firstNanos[at] <= nanos && nanos <= untilNanos[at]) {
        verify(at);
        pending |= isPending(at);
        if (verified[at] == trusted && !isPending(at)) {
          addFound(at);
        }
      }
      number = older[at];
    }
    return pending;
  }

  private void addFound(int at) {
    int to = foundCount++;
    while (to > 0 && lastNanos[found[to - 1]] < lastNanos[at]) {
      found[to] = found[to - 1];
      to--;
    }
    found[to] = at;
  }

  int foundCount() {
    return foundCount;
  }

  /** The question of a name that was found, 0 being the newest. */
  Bytes question(int index) {
    int at = found[index];
    return text(at, questionLengths[at]);
  }

  /** The question of a name that was found, and its aliases. */
  Bytes text(int index) {
    int at = found[index];
    return text(at, textLengths[at]);
  }

  /** The nanoseconds from the latest answer with a name that was found to a time. */
  long ageNanos(int index, long nanos) {
    int at = found[index];
    return nanos - (lastNanos[at] <= nanos ? lastNanos[at] : firstNanos[at]); // an alert that was held is older than the answer
  }

  private ByteView text(int at, int length) {
    return view.wrap(texts, (int) (textsAt[at] & texts.length - 1), length);
  }

  /** The number of different questions among the names that were found. */
  int questionCount() {
    int different = 0;
    for (int i = 0; i < foundCount; i++) {
      boolean first = true;
      for (int j = 0; j < i && first; j++) {
        first = !isSameQuestion(found[i], found[j]);
      }
      different += first ? 1 : 0;
    }
    return different;
  }

  private boolean isSameQuestion(int one, int other) {
    int from = (int) (textsAt[one] & texts.length - 1);
    int with = (int) (textsAt[other] & texts.length - 1);
    return Arrays.equals(texts, from, from + questionLengths[one], texts, with, with + questionLengths[other]);
  }
}
