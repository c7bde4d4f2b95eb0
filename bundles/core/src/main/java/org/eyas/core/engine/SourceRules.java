package org.eyas.core.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.eyas.api.event.Event;
import org.eyas.core.compile.EventRules;
import org.eyas.core.compile.Frame;
import org.eyas.core.compile.Hits;
import org.eyas.core.compile.RuleIndex;
import org.eyas.core.format.AlertWriter;
import org.eyas.core.format.FieldPrinters;
import org.eyas.core.recording.Recorder;
import org.eyas.core.rules.LoadedRule;

/**
 * The compiled rules of one event source. Used by one loop's thread: conditions and writers hold scratch memory.
 *
 * <p>A rule's key is its place in the order of definition over all sources.
 */
public final class SourceRules {
  private static final String SYSCALL = "syscall";

  private final List<LoadedRule> rules;
  private final RuleIndex index;
  private final AlertWriter[] writers;
  private final RuleCounts counts;
  private final boolean all;
  private final Hits hits = new Hits();

  private SourceRules(
      List<LoadedRule> rules, RuleIndex index, AlertWriter[] writers, RuleCounts counts, boolean all) {
    this.rules = rules;
    this.index = index;
    this.writers = writers;
    this.counts = counts;
    this.all = all;
  }

  /**
   * Compiles the enabled rules of a source.
   *
   * @param rules all rules of all sources, in the order of definition
   * @param options how alerts are made
   */
  static SourceRules compile(String source, List<LoadedRule> rules, RuleCounts counts, MatchOptions options) {
    List<RuleIndex.Rule> enabled = new ArrayList<>();
    AlertWriter[] writers = new AlertWriter[rules.size()];
    FieldPrinters printers = new FieldPrinters();
    for (int key = 0; key < writers.length; key++) {
      LoadedRule rule = rules.get(key);
      if (rule.enabled() && rule.source().equals(source)) {
        enabled.add(
            source.equals(SYSCALL)
                ? RuleIndex.Rule.ofSyscalls(key, rule.condition())
                : RuleIndex.Rule.ofPlugin(key, rule.condition()));
        writers[key] = new AlertWriter(rule.alert(), printers, options.timeField());
      }
    }
    RuleIndex index = options.generated() ? RuleIndex.generated(enabled) : RuleIndex.of(enabled);
    return new SourceRules(rules, index, writers, counts, options.all());
  }

  /** No rules: a watcher sees every event as rules would. It must not throw. */
  static SourceRules watching(Consumer<Event> watcher) {
    RuleCounts none = new RuleCounts(List.of());
    return new SourceRules(List.of(), RuleIndex.watching(watcher), new AlertWriter[0], none, false);
  }

  /** A frame for events of this source. */
  Frame newFrame(Event first) {
    return index.newFrame(first);
  }

  /** How many rules can match an event of a code. */
  public int candidates(int code) {
    return index.rules(code).size();
  }

  /** Holds an event against the rules and hands on the alerts; the recorder is told of each. */
  void match(Event event, Frame frame, AlertSink sink, Recorder recorder, FaultLog faults, RuleTimes times)
      throws InterruptedException {
    EventRules candidates = index.rules(event.type().code());
    if (candidates.isEmpty()) {
      return;
    }
    if (times.isDue()) {
      long start = System.nanoTime();
      find(candidates, event, frame, faults);
      times.add(event.type().code(), System.nanoTime() - start);
      time(candidates, event, frame, times);
    } else {
      find(candidates, event, frame, faults);
    }
    if (hits.size() > 0) {
      alert(event, sink, recorder, faults);
    }
  }

  // The answers of the frame that were shared are asked for anew. A few rules, so that thousands are not felt.
  private void time(EventRules candidates, Event event, Frame frame, RuleTimes times) {
    int all = candidates.size();
    int some = Math.min(all, RuleTimes.RULES_AT_ONCE);
    double standsFor = (double) all / some;
    frame.begin(event);
    candidates.time(
        frame, times.place(all), some, (key, nanos) -> times.add(rules.get(key).name(), nanos, standsFor));
  }

  private void find(EventRules candidates, Event event, Frame frame, FaultLog faults) {
    hits.clear();
    frame.begin(event);
    try {
      candidates.match(frame, hits);
    } catch (RuntimeException e) {
      // A fault in one rule must not hide the others: they are tested one by one.
      hits.clear();
      frame.begin(event);
      candidates.matchEach(frame, hits, (key, fault) -> faults.add("rule '" + rules.get(key).name() + "'", fault));
    }
  }

  private void alert(Event event, AlertSink sink, Recorder recorder, FaultLog faults) throws InterruptedException {
    int count = all ? hits.size() : 1;
    for (int i = 0; i < count; i++) {
      int key = hits.key(i);
      counts.hit(key);
      try {
        sink.accept(writers[key].alert(event));
        LoadedRule rule = rules.get(key);
        recorder.alerted(event.timestampNanos(), event.sequence(), rule.capture(), rule.captureMillis());
      } catch (RuntimeException e) {
        faults.add("output of rule '" + rules.get(key).name() + "'", e);
      }
    }
  }
}
