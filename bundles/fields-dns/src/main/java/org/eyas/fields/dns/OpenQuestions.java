package org.eyas.fields.dns;

import java.util.SplittableRandom;
import org.eyas.api.data.Bytes;
import org.eyas.api.event.Event;
import org.eyas.dns.DnsMessage;

/**
 * The latest questions that processes asked, by process, descriptor and id. They tell an answer that was asked for from one that
 * somebody sent unasked. The oldest question makes room for a new one, so a process that asks very much can only make answers of
 * others look unasked, and never asked for.
 *
 * <p>The number n of a question decides its place, n modulo {@link #MOST}. Each chain of equal hashes leads from the newest to older
 * questions; it ends at the first one that has been overwritten. Names are in a ring of bytes. Nothing is allocated after the
 * constructor. Used by one thread.
 */
final class OpenQuestions {
  /** The number of questions that are known at the same time. */
  static final int MOST = 1 << 14;

  /** An answer that comes later is not accepted. Resolvers wait 30 seconds at most. */
  static final long OPEN_NANOS = 30_000_000_000L;

  private static final int NAME_BYTES = 1 << 20;
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_WALK = 64; // the same id again and again must not make the search slow
  private static final long MIX = 0x9e37_79b9_7f4a_7c15L;

  private final long seed = new SplittableRandom().nextLong(); // nobody outside can choose equal hashes
  private final long[] newest = new long[MOST]; // by hash, the number of the newest question + 1
  private final long[] older = new long[MOST]; // the same of the next question of the chain
  private final long[] processes = new long[MOST];
  private final long[] descriptors = new long[MOST]; // and ids
  private final long[] servers = new long[MOST];
  private final long[] serversLow = new long[MOST];
  private final long[] times = new long[MOST];
  private final long[] namesAt = new long[MOST];
  private final int[] nameLengths = new int[MOST];
  private final int[] types = new int[MOST]; // and classes
  private final boolean[] answered = new boolean[MOST];
  private final byte[] names = new byte[NAME_BYTES];
  private long count;
  private long nameBytes;

  private long process;
  private long descriptor;
  private final AddressBits server = new AddressBits();
  private int type;

  /** Whether the question of a message can be found again: its process, descriptor, server and name are known. */
  boolean identifies(Event event, EventMessage message) {
    Bytes name = message.name();
    if (!event.process().known() || event.fd().number() < 0 || !name.isPresent() || name.length() > LONGEST_NAME) {
      return false;
    }
    DnsMessage dns = message.message();
    process = event.process().pid();
    descriptor = event.fd().number() << 16 | dns.id();
    type = dns.questionType() << 16 | dns.questionClass();
    return server.set(message.serverAddress());
  }

  /** Adds the question of a query. Only after {@link #identifies} of the same message. */
  void add(long nanos, Bytes name) {
    int at = (int) (count & MOST - 1);
    int hash = hash();
    older[at] = newest[hash];
    newest[hash] = ++count;
    processes[at] = process;
    descriptors[at] = descriptor;
    servers[at] = server.high();
    serversLow[at] = server.low();
    types[at] = type;
    times[at] = nanos;
    answered[at] = false;
    namesAt[at] = nameBytes;
    nameLengths[at] = name.length();
    for (int i = 0; i < name.length(); i++) {
      names[(int) (nameBytes++ & NAME_BYTES - 1)] = (byte) name.at(i);
    }
  }

  /**
   * Closes the question to which an answer belongs, and returns the time since it was asked, in nanoseconds; -1 if there is none.
   * Only after {@link #identifies} of the same message.
   */
  long close(long nanos, Bytes name) {
    long number = newest[hash()];
    for (int i = 0; i < LONGEST_WALK && number > count - MOST && number > 0; i++) {
      int at = (int) (number - 1 & MOST - 1);
      if (isOpen(at, nanos) && isOfKey(at) && hasName(at, name)) {
        answered[at] = true;
        return nanos - times[at];
      }
      number = older[at];
    }
    return -1;
  }

  private int hash() {
    long mixed = (process * MIX ^ descriptor ^ seed) * MIX;
    return (int) (mixed >>> Long.SIZE - Integer.numberOfTrailingZeros(MOST));
  }

  private boolean isOpen(int at, long nanos) {
    return !answered[at] && nanos >= times[at] && nanos - times[at] <= OPEN_NANOS;
  }

  private boolean isOfKey(int at) {
    return descriptors[at] == descriptor && processes[at] == process && types[at] == type && serversLow[at] == server.low()
        && servers[at] == server.high();
  }

  // A name is compared as text, which is in lower case: resolvers vary the case of a query, and servers need not repeat it.
  private boolean hasName(int at, Bytes name) {
    if (nameLengths[at] != name.length() || nameBytes - namesAt[at] > NAME_BYTES) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (names[(int) (namesAt[at] + i & NAME_BYTES - 1)] != (byte) name.at(i)) {
        return false;
      }
    }
    return true;
  }
}
