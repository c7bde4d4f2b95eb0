package org.eyas.engine.loop;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.event.EventType.Direction;
import org.eyas.api.process.FdInfo;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.api.source.EventSink;
import org.eyas.engine.compile.node.Frame;
import org.eyas.engine.compile.Hits;
import org.eyas.engine.compile.RuleIndex;
import org.eyas.engine.decode.Converter;
import org.eyas.engine.decode.EventCursor;
import org.eyas.engine.decode.Numbering;
import org.eyas.engine.pushdown.PushdownMatcher;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.state.StateEngine;
import org.jspecify.annotations.Nullable;

/**
 * Processes events as a loop does, with all events or with those that a source may not leave out, and notes of each of the latter which
 * rules match it and which descriptor it is about.
 */
final class DemandReplay implements EventSink {
  /** They are about the descriptor of the last call of the thread: rules that need it prevent that events are left out. */
  private static final Set<String> ASIDE = Set.of("SCHEDSWITCH_6_E", "PROCINFO_E");

  private final EventSchema schema = EventSchema.current();
  private final Converter converter = new Converter(schema);
  private final EventCursor cursor = new EventCursor(schema);
  private final Numbering numbering = new Numbering(schema);
  private final StateEngine state = new StateEngine(schema, cursor, Text.of("syscall"));
  private final Set<Long> begun = new HashSet<>(); // threads whose call was reported at its entry
  private final RuleIndex index;
  private final List<LoadedRule> rules;
  private final PushdownMatcher demand;
  private final boolean leavesOut;
  private final Event raw;
  private final Hits hits = new Hits();
  private @Nullable Frame frame;
  private long number;
  final TreeMap<Long, String> seen = new TreeMap<>(); // by the number of the event
  final List<String> matches = new ArrayList<>();
  long leftOut;

  /** @param leavesOut whether events that the demand does not include are left out */
  DemandReplay(List<LoadedRule> rules, EventDemand demand, boolean leavesOut) {
    this.rules = rules;
    this.leavesOut = leavesOut;
    List<RuleIndex.Rule> compiled = new ArrayList<>();
    rules.forEach(rule -> compiled.add(RuleIndex.Rule.ofSyscalls(compiled.size(), rule.condition())));
    index = RuleIndex.of(compiled);
    this.demand = new PushdownMatcher(code -> demand.conditions().getOrDefault(schema.type(code), RawCondition.Always.TRUE));
    raw = RawEvent.of(cursor);
  }

  StateEngine state() {
    return state;
  }

  @Override
  public void onEvent(int cpu, ByteBuffer memory, int offset, int length) {
    if (!cursor.wrap(cpu, memory, offset, length) || converter.convert(cursor) != Converter.Outcome.CURRENT) {
      return;
    }
    number++;
    boolean needed = isNeeded();
    leftOut += needed ? 0 : 1;
    if (leavesOut && !needed) {
      return;
    }
    boolean shown = numbering.count(cursor.type(), false);
    Event event = state.apply();
    if (shown && !ASIDE.contains(event.type().id())) {
      judge(event, needed);
    }
    state.finish();
  }

  // A source that delivers an entry delivers the end of the call.
  private boolean isNeeded() {
    if (cursor.type().direction() == Direction.ENTER) {
      begun.add(cursor.threadId());
      return true;
    }
    return begun.remove(cursor.threadId()) | demand.passes(raw);
  }

  private void judge(Event event, boolean needed) {
    Frame own = frame;
    if (own == null) {
      own = index.newFrame(event);
      frame = own;
    }
    own.begin(event);
    hits.clear();
    index.rules(event.type().code()).match(own, hits);
    for (int i = 0; i < hits.size(); i++) {
      matches.add(number + " " + event.type() + " " + rules.get(hits.key(i)).name());
    }
    if (needed) {
      FdInfo fd = event.fd();
      seen.put(number,
          event.type() + (fd.known() ? " " + fd.type() + " " + fd.name() : "") + " " + event.process().program().comm());
    }
  }
}
