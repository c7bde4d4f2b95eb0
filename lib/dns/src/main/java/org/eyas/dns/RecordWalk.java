package org.eyas.dns;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;

/**
 * The records of a message, one after the other:
 *
 * <pre>
 *   | name | type u16 | class u16 | lifetime u32 | length u16 | data |
 * </pre>
 *
 * <p>Not thread-safe. Ends at the first record that is not whole.
 */
public final class RecordWalk {
  /** The section with the answers. */
  public static final int ANSWERS = 0;

  static final int ADDITIONAL = 2;
  private static final int FIXED = 10;
  private static final long MOST_SECONDS = Integer.MAX_VALUE;

  private Bytes data = Text.EMPTY;
  private int start;
  private int end;
  private int section;
  private final int[] left = new int[ADDITIONAL + 1];
  private int name;
  private int fixed;
  private int next;
  private int problem;

  /** Moves before the first record of a message. */
  public void begin(DnsMessage message) {
    data = message.data();
    start = message.start();
    end = message.end();
    section = ANSWERS;
    problem = 0;
    next = message.recordsFrom();
    for (int i = 0; i <= ADDITIONAL; i++) {
      left[i] = next < 0 ? 0 : message.claimed(i);
    }
  }

  /** Moves to the next record, if it is whole. */
  public boolean next() {
    while (section < ADDITIONAL && left[section] == 0) {
      section++;
    }
    if (left[section] == 0 || problem < 0) {
      return false;
    }
    name = next;
    fixed = NameReader.end(data, start, next, end);
    if (fixed < 0) {
      problem = fixed;
      return false;
    }
    next = fixed + FIXED > end ? end + 1 : dataTo();
    if (next > end) {
      problem = NameReader.CUT;
      return false;
    }
    left[section]--;
    return true;
  }

  /** Moves to the next answer, if it is whole. */
  public boolean nextAnswer() {
    return left[ANSWERS] > 0 && next();
  }

  /** Whether a record followed that cannot be one. */
  boolean isDamaged() {
    return problem == NameReader.DAMAGED;
  }

  /** Whether the bytes ended before the last record that the header claims. */
  boolean isCut() {
    return problem == NameReader.CUT;
  }

  int section() {
    return section;
  }

  private int number(int at) {
    return data.at(at) << 8 | data.at(at + 1);
  }

  public int type() {
    return number(fixed);
  }

  public int recordClass() {
    return number(fixed + 2);
  }

  long rawTtl() {
    return (long) number(fixed + 4) << 16 | number(fixed + 6);
  }

  /** The lifetime in seconds. A number of 2^31 or more means 0 (RFC 2181, section 8). */
  public long ttl() {
    long seconds = rawTtl();
    return seconds > MOST_SECONDS ? 0 : seconds;
  }

  /** Appends the name of the record, as {@link NameReader#append} does. */
  public void appendName(ByteBuilder text) {
    NameReader.append(data, start, name, end, text);
  }

  Bytes data() {
    return data;
  }

  int start() {
    return start;
  }

  int dataFrom() {
    return fixed + FIXED;
  }

  int dataTo() {
    return fixed + FIXED + number(fixed + 8);
  }
}
