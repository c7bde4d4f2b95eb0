package org.eyas.engine.compile;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.eyas.api.event.Event;
import org.eyas.engine.check.CheckedCondition;
import org.eyas.engine.check.TypedCondition;
import org.eyas.engine.compile.node.CompiledCondition;
import org.eyas.engine.compile.node.EvaluationFrame;
import org.eyas.engine.schema.EventSchema;
import org.jspecify.annotations.Nullable;

/**
 * The compiled rules of one event source by event code, for the thread of one event loop.
 *
 * <p>A caller creates one {@link EvaluationFrame} with {@link #newFrame}, begins each event with it, and matches the event with the
 * {@link #rules} of its code. This does not allocate.
 */
public final class RuleIndex {
  /**
   * The bits of a stamp that belong to one frame. A frame can have 2 to the power of 43 events, a million per second
   * for three months, before its stamps become those of the next frame. There can be 2 to the power of 20 frames, one
   * per second for twelve days, before the stamps become those of the first frame.
   */
  private static final int FRAME_BITS = 44;

  /**
   * One enabled rule.
   *
   * @param key ascending in the order of definition
   * @param eventCodes the codes of the events for which the rule is tested
   * @param gate decides for which events a match is useful, so that the rule need not be tested for others; null if
   *     every match is useful
   */
  public record Rule(int key, TypedCondition condition, BitSet eventCodes, @Nullable MatchGate gate) {
    public Rule(int key, TypedCondition condition, BitSet eventCodes) {
      this(key, condition, eventCodes, null);
    }

    /** The same rule with a gate: its condition is evaluated only if the gate is open. */
    public Rule withGate(MatchGate gate) {
      return new Rule(key, condition, eventCodes, gate);
    }

    /** The same rule without a gate. */
    public Rule withoutGate() {
      return new Rule(key, condition, eventCodes);
    }

    /** A rule of the syscall source. Injected events can have any name. */
    public static Rule ofSyscalls(int key, CheckedCondition checked) {
      BitSet codes = (BitSet) checked.eventCodes().clone();
      codes.set(EventSchema.current().type("ASYNCEVENT_E").code());
      return new Rule(key, checked.expr(), codes);
    }

    /** A rule of any source except syscall. All events of such a source have one type. */
    public static Rule ofPlugin(int key, CheckedCondition checked) {
      BitSet codes = new BitSet();
      codes.set(EventSchema.current().type("PLUGINEVENT_E").code());
      return new Rule(key, checked.expr(), codes);
    }
  }

  private final EventRules[] byCode;
  private final int slotCount;
  private final AtomicLong frames = new AtomicLong();

  RuleIndex(EventRules[] byCode, int slotCount) {
    this.byCode = byCode;
    this.slotCount = slotCount;
  }

  /** Compiles rules together into trees of nodes. */
  public static RuleIndex of(List<Rule> rules) {
    return of(rules, RuleMatcherFactory.TREE);
  }

  /** Compiles rules together with a back end. */
  public static RuleIndex of(List<Rule> rules, RuleMatcherFactory matchers) {
    return new RuleIndexBuilder(rules, matchers).build();
  }

  /** An index with one rule with key 0, which passes every event to a watcher and never matches. */
  public static RuleIndex watching(Consumer<Event> watcher) {
    CompiledCondition look =
        frame -> {
          watcher.accept(frame.event());
          return false;
        };
    EventRules one = new EventRules((frame, hits) -> look.test(frame), new int[] {0}, index -> look);
    EventRules[] byCode = new EventRules[EventSchema.current().size()];
    Arrays.fill(byCode, one);
    return new RuleIndex(byCode, 0);
  }

  /** The order in which the rules for events of a code are tested, as indented lines. */
  public static String explain(List<Rule> rules, int code) {
    return new RuleIndexBuilder(rules, RuleMatcherFactory.TREE).explain(code);
  }

  /** The rules for events of a code; empty for an unknown code. */
  public EventRules rules(int code) {
    return code >= 0 && code < byCode.length ? byCode[code] : EventRules.none();
  }

  /** Creates a frame for these rules: for a warm-up, for the loop, or for the loop that replaces a failed one. */
  public EvaluationFrame newFrame(Event first) {
    return new EvaluationFrame(slotCount, first, frames.getAndIncrement() << FRAME_BITS);
  }
}
