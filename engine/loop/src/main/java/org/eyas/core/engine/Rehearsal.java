package org.eyas.core.engine;

import java.util.concurrent.TimeUnit;
import org.eyas.api.event.Event;
import org.eyas.core.compile.node.Frame;
import org.jspecify.annotations.Nullable;

/**
 * Rules that are held against a loop's events before they count: what they find is passed over. Meanwhile the JVM compiles
 * their code, which is several times slower before; at a million events a second that would fill a ring.
 *
 * <p>Used by the loop's thread, and no burden to it: it takes a quarter of its time, for a second at the most. Where few
 * events come it is over soon, because slow code does no harm there.
 */
final class Rehearsal {
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long FIRST_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final int FEW = 1_000; // events that rules look at, until the first look
  private static final int ENOUGH = 300_000; // more than the JVM wants to see of a method before it compiles it for good
  private static final int SHARE = 4;

  private final SourceRules rules;
  private final long beginNanos;
  private @Nullable Frame frame;
  private long spentNanos;
  private int seen;
  private int tried;

  Rehearsal(SourceRules rules, long beginNanos) {
    this.rules = rules;
    this.beginNanos = beginNanos;
  }

  SourceRules rules() {
    return rules;
  }

  /** An event that the rules that count have seen. */
  void see(Event event, long nowNanos) {
    if (rules.candidates(event.type().code()) == 0) {
      return;
    }
    seen++;
    if (spentNanos * SHARE > nowNanos - beginNanos) {
      return;
    }
    Frame own = frame;
    if (own == null) {
      own = rules.newFrame(event);
      frame = own;
    }
    rules.rehearse(event, own);
    tried++;
    spentNanos += System.nanoTime() - nowNanos;
  }

  boolean isOver(long nowNanos) {
    long age = nowNanos - beginNanos;
    return tried >= ENOUGH || age >= LONGEST_NANOS || age >= FIRST_LOOK_NANOS && seen < FEW;
  }

  /** How many events were held against the rules. */
  int tried() {
    return tried;
  }
}
