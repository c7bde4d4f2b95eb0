package org.eyas.engine.alert;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Recognizes the first alert of each rule, program and place within a minute, in tables of a fixed size. The user who
 * runs a program can choose its name. So each place has a table and a budget of its own: a user who invents names uses
 * up only the table and the budget of his own place. For one thread.
 */
final class FirstAlertDetector {
  /** The place of the host's root, which no other user shares. */
  static final int ROOT = 0;

  /** The place of all unknown processes. */
  static final int UNKNOWN = -1;

  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
  private static final int PLACES = 64;
  private static final int ENTRIES = 128;
  private static final int OF_PLACE_PER_SECOND = 1;
  private static final int OF_PLACE_AT_ONCE = 30;

  private final long[] keys = new long[PLACES * ENTRIES];
  private final long[] times = new long[PLACES * ENTRIES];
  private final TokenBucket[] budgets = new TokenBucket[PLACES];
  private final int seed;

  FirstAlertDetector(long nowNanos) {
    this(nowNanos, ThreadLocalRandom.current().nextInt());
  }

  /**
   * @param seed decides which places share a table; it is secret, so that no user can aim at the table of another place
   */
  FirstAlertDetector(long nowNanos, int seed) {
    this.seed = seed;
    Arrays.fill(times, nowNanos - MINUTE);
    Arrays.setAll(budgets, i -> new TokenBucket(OF_PLACE_PER_SECOND, OF_PLACE_AT_ONCE, nowNanos));
  }

  /**
   * The place of a process of the host. All ids in the user namespaces of one user are one place, because the user
   * chooses among them.
   */
  static int ofUser(long uid) {
    if (uid < 0) {
      return UNKNOWN;
    }
    return uid >> 16 == 0 ? (int) uid : UNKNOWN - (int) (uid >> 16);
  }

  /** Takes the cost of an alert if it is the first of its kind and its place has a budget. */
  boolean claim(int rule, int program, int place, long nowNanos) {
    int table = table(place);
    long key = (long) rule << 32 | program & 0xffff_ffffL;
    int entry = table * ENTRIES + (mixed(rule * 31 + program) & ENTRIES - 1);
    boolean known = keys[entry] == key && nowNanos - times[entry] < MINUTE;
    if (known || !budgets[table].claim(nowNanos)) {
      return false;
    }
    keys[entry] = key;
    times[entry] = nowNanos;
    return true;
  }

  /** The table of a place. */
  int table(int place) {
    return place == ROOT ? 0 : 1 + Integer.remainderUnsigned(mixed(place ^ seed), PLACES - 1);
  }

  private static int mixed(int bits) {
    int mixed = bits * 0x9e3779b9;
    mixed = (mixed ^ mixed >>> 16) * 0x85ebca6b;
    return mixed ^ mixed >>> 13;
  }
}
