package org.eyas.driver.ebpf;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.source.Capture;
import org.eyas.api.source.EventSink;
import org.eyas.engine.check.CheckedCondition;
import org.eyas.engine.compile.MatchedRules;
import org.eyas.engine.compile.RuleIndex;
import org.eyas.engine.compile.node.EvaluationFrame;
import org.eyas.engine.decode.EventCursor;
import org.eyas.engine.pushdown.RulePushdown;
import org.eyas.engine.pushdown.ThreadClassMatcher;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.state.StateEngine;
import org.jspecify.annotations.Nullable;

/** An engine that evaluates rules on the events of a capture and answers its questions about threads. */
final class WatchedThreads implements EventSink {
  private static final long CLOCK_NANOS = 20_000_000; // by which the clocks of events and of Java may differ

  private final EventSchema schema = EventSchema.current();
  private final EventCursor cursor = new EventCursor(schema);
  private final StateEngine state = new StateEngine(schema, cursor, Text.of("syscall"));
  private final Capture capture;
  private final RuleIndex index;
  private final RulePushdown pushdown;
  private final ThreadClassMatcher classes;
  private final MatchedRules hits = new MatchedRules();
  private final int code;
  private final String prefix;
  private @Nullable EvaluationFrame frame;
  private long otherChanges;
  private volatile boolean ended;
  private volatile @Nullable Exception failure;
  private long lastNanos;
  final Set<String> seen = new HashSet<>(); // paths of calls of the type
  final Set<String> matched = new HashSet<>();

  /**
   * @param type of the calls that it notes, each with a path of its own
   * @param prefix with which these paths begin
   */
  WatchedThreads(Capture capture, SequencedMap<String, CheckedCondition> rules, String type, String prefix) throws Exception {
    this.capture = capture;
    this.prefix = prefix;
    code = schema.type(type).code();
    List<RuleIndex.Rule> compiled = new ArrayList<>();
    rules.values().forEach(rule -> compiled.add(RuleIndex.Rule.ofSyscalls(compiled.size(), rule)));
    index = RuleIndex.of(compiled);
    pushdown = RulePushdown.of(rules, each -> !state.changesThreads(each));
    classes = new ThreadClassMatcher(pushdown.classes());
    capture.snapshot(state.reports());
  }

  StateEngine state() {
    return state;
  }

  RulePushdown pushdown() {
    return pushdown;
  }

  /** Polls on a thread of its own until it has to end, and further until an event comes that is later. */
  void run() {
    try {
      while (!ended) {
        poll();
      }
      long end = System.currentTimeMillis() * 1_000_000 + CLOCK_NANOS;
      while (lastNanos <= end) {
        new ProcessBuilder("true").start().waitFor();
        poll();
      }
    } catch (Exception e) {
      failure = e;
    }
  }

  void end() {
    ended = true;
  }

  /** Why it ended early; null if it did not. */
  @Nullable
  Exception failure() {
    return failure;
  }

  private void poll() throws Exception {
    capture.poll(this, 1_024);
    if (otherChanges != state.otherChanges()) {
      otherChanges = state.otherChanges();
      capture.forgetClasses();
    }
    capture.askClasses(tid -> classes.possible(state.threadEvent(tid)));
  }

  @Override
  public void onEvent(int cpu, ByteBuffer memory, int offset, int length) {
    if (!cursor.wrap(cpu, memory, offset, length)) {
      throw new AssertionError("an event cannot be decoded");
    }
    lastNanos = cursor.timestampNanos();
    Event event = state.apply();
    if (event.type().code() == code) {
      match(event);
    }
    state.finish();
  }

  private void match(Event event) {
    String path = event.bytes(1).toString();
    if (!path.startsWith(prefix)) {
      return; // of another program
    }
    seen.add(path);
    EvaluationFrame own = frame;
    if (own == null) {
      own = index.newFrame(event);
      frame = own;
    }
    own.begin(event);
    hits.clear();
    index.rules(code).match(own, hits);
    for (int i = 0; i < hits.size(); i++) {
      matched.add(hits.key(i) + " " + path);
    }
  }
}
