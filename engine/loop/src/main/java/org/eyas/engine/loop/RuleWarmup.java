package org.eyas.engine.loop;

import java.util.concurrent.TimeUnit;
import org.eyas.api.event.Event;
import org.eyas.engine.compile.node.EvaluationFrame;
import org.jspecify.annotations.Nullable;

/**
 * The warm-up of rules: evaluates them on a loop's events before they are in use, and ignores the results. Meanwhile
 * the JVM compiles their code. Code that is not compiled is several times slower; at a million events per second it
 * would fill a ring buffer.
 *
 * <p>Used by the loop's thread. The warm-up takes a quarter of the loop's time, for at most one second. If there are
 * few events, it ends soon, because slow code does no harm then.
 */
final class RuleWarmup {
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long FIRST_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final int FEW = 1_000; // events with rules until the first check
  private static final int ENOUGH = 300_000; // more calls than the JVM needs before it compiles a method with full optimization
  private static final int SHARE = 4;

  private final SourceRules rules;
  private final long beginNanos;
  private @Nullable EvaluationFrame frame;
  private long spentNanos;
  private int seen;
  private int tried;

  RuleWarmup(SourceRules rules, long beginNanos) {
    this.rules = rules;
    this.beginNanos = beginNanos;
  }

  SourceRules rules() {
    return rules;
  }

  /** Evaluates the new rules on an event that the rules in use have evaluated. */
  void evaluate(Event event, long nowNanos) {
    if (rules.candidates(event.type().code()) == 0) {
      return;
    }
    seen++;
    if (spentNanos * SHARE > nowNanos - beginNanos) {
      return;
    }
    EvaluationFrame own = frame;
    if (own == null) {
      own = rules.newFrame(event);
      frame = own;
    }
    rules.warmUp(event, own);
    tried++;
    spentNanos += System.nanoTime() - nowNanos;
  }

  boolean isOver(long nowNanos) {
    long age = nowNanos - beginNanos;
    return tried >= ENOUGH || age >= LONGEST_NANOS || age >= FIRST_LOOK_NANOS && seen < FEW;
  }

  /** The number of events on which the rules were evaluated. */
  int tried() {
    return tried;
  }
}
