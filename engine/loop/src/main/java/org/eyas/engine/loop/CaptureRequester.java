package org.eyas.engine.loop;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eyas.api.alert.Priority;
import org.eyas.api.event.Event;
import org.eyas.api.event.EventType;
import org.eyas.api.pushdown.KeptFiles;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.engine.alert.AlertSink;
import org.eyas.engine.alert.InternalAlert;
import org.eyas.engine.demand.DemandFigures;
import org.eyas.engine.demand.EntryExitComparison;
import org.eyas.engine.demand.EventDemand;
import org.eyas.engine.demand.ThreadClassAnswers;
import org.eyas.engine.demand.TracedSyscalls;
import org.eyas.engine.pushdown.PushdownMatcher;
import org.eyas.engine.schema.EventSchema;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests from a live source of system calls the events that the current generation needs, and checks that the source
 * leaves out only events that no rule matches. All calls come from the loop's thread: once per batch, and once per
 * event that rules match.
 *
 * <p>The check needs no mark on events: a source delivers some events that the rules' conditions reject, because the
 * state needs them or as samples. If a rule matches such an event, the derivation of the conditions is wrong. Then all
 * events of that type are requested until the engine ends, and an internal alert is raised.
 */
final class CaptureRequester {
  private static final Logger LOG = LoggerFactory.getLogger(CaptureRequester.class);
  private static final String RECORDED = "the journal records, a capture is written, or capture.enabled is true";
  private static final int GENERIC = EventSchema.current().type("GENERIC_X").code();
  private static final String RULE = "Eyas internal: pushdown mistake";

  private final AlertSink alerts;
  private final ThreadClassAnswers threads;
  private final EntryExitComparison entries = new EntryExitComparison();
  private final Set<EventType> distrusted = new HashSet<>();
  private @Nullable TracedSyscalls traced;
  private EventDemand demand = EventDemand.LATER;
  private KeptFiles ofRules = demand.keptFiles(); // asked after each batch
  private final OpenFileTracker files;
  private boolean all;
  private KeptFiles kept = KeptFiles.ALL;
  private boolean awaitsFiles;
  private @Nullable TracedSyscalls earlier;
  private boolean changed;
  private long mistaken;

  /**
   * @param alerts receives an internal alert for the first mistake of each type
   * @param threads answers questions about the classes of threads to which conditions refer
   * @param files the opened files in the tables, which are removed while neither rules nor the journal need them
   */
  CaptureRequester(AlertSink alerts, ThreadClassAnswers threads, OpenFileTracker files) {
    this.alerts = alerts;
    this.threads = threads;
    this.files = files;
  }

  /**
   * Requests the events of the next generation. Called before that generation is used: events that begin after this
   * call are the events that the generation needs.
   *
   * @param needsAll whether something besides rules and state needs every event
   */
  void switchGeneration(RuleGeneration next, boolean needsAll, Capture capture) {
    if (next.traced() != traced || next.demand() != demand) {
      changed = true;
    }
    if (next.demand() != demand && next.demand().isPrevented()) {
      LOG.info("No events of system calls stay in the kernel: {}", next.demand().reason());
    }
    TracedSyscalls before = traced;
    traced = next.traced();
    demand = next.demand();
    ofRules = demand.keptFiles();
    threads.classes(demand.classes());
    boolean waits = files.isAwaited();
    update(needsAll, capture);
    if (!waits) {
      earlier = before;
    }
    sendRequest(capture);
  }

  /**
   * Requests other events if the needs have changed, and answers the questions of the source. Called after each batch.
   *
   * @param needsAll whether something besides rules and state needs every event
   */
  void refresh(boolean needsAll, Capture capture) {
    update(needsAll, capture);
    if (!files.isAwaited() && awaitsFiles) {
      changed = true; // the new rules are used from now on
    }
    sendRequest(capture);
    if (!all && demand.classes().size() > 0) {
      threads.answer(capture);
    }
  }

  private void update(boolean needsAll, Capture capture) {
    if (needsAll != all) {
      all = needsAll;
      changed = true;
    }
    KeptFiles needed = all || !capture.knowsOpenFiles() ? KeptFiles.ALL : ofRules;
    changed |= needed != kept;
    kept = needed;
  }

  private void sendRequest(Capture capture) {
    TracedSyscalls now = traced;
    if (!changed || now == null) {
      return;
    }
    changed = false;
    files.release(kept); // before the source leaves out an open
    // While the new rules wait for files, the earlier ones are evaluated: both get their events.
    TracedSyscalls before = earlier;
    awaitsFiles = !files.include(kept);
    capture
        .changeRequest(awaitsFiles && before != null ? both(before.request(Map.of()), now.request(Map.of())) : request(now));
    if (awaitsFiles) {
      files.request(capture);
    }
  }

  private static CaptureRequest both(CaptureRequest one, CaptureRequest other) {
    Set<Integer> codes = new HashSet<>(one.eventCodes());
    codes.addAll(other.eventCodes());
    Set<String> generic = new HashSet<>(one.genericCalls());
    generic.addAll(other.genericCalls());
    boolean all = isOfAllCalls(one) || isOfAllCalls(other);
    return new CaptureRequest(codes, all ? Set.of() : generic, other.options(), other.bootNanos())
        .withWholeMessages(one.wholeMessages() || other.wholeMessages());
  }

  private static boolean isOfAllCalls(CaptureRequest request) {
    return request.genericCalls().isEmpty() && request.eventCodes().contains(GENERIC);
  }

  private CaptureRequest request(TracedSyscalls now) {
    CaptureRequest request = now.request(Map.of());
    if (all) {
      return request;
    }
    boolean delivered = kept == KeptFiles.ALL || awaitsFiles;
    Map<EventType, RawCondition> conditions = new HashMap<>(delivered ? demand.conditions() : demand.withoutFiles());
    conditions.keySet().removeIf(type -> !request.eventCodes().contains(type.code()) || distrusted.contains(type));
    return request.withConditions(conditions, demand.known());
  }

  /** Checks whether the pushdown rejects an event that a rule matches. */
  void checkMatch(Event event) {
    PushdownMatcher rules = demand.rules();
    if (rules != null && !rules.passes(event) && !entries.differs(event)) {
      countMistake(event);
    }
  }

  private void countMistake(Event event) {
    mistaken++;
    if (distrusted.add(event.type())) {
      changed = true;
      String type = event.type().name();
      LOG.error("Internal error: the pushdown rejects an event of type '{}' that a rule matches. All events of this type are"
          + " requested from now on. Please report it, with the rules.", type);
      raise(event.timestampNanos(), type);
    }
  }

  private void raise(long nanos, String type) {
    String message = RULE + ". A rule matched an event that its pushdown rejects; all events of type '" + type
        + "' are requested from now on. Please report it, with the rules.";
    SortedMap<String, @Nullable Object> fields = new TreeMap<>(Map.of("evt.type", type));
    try {
      alerts.accept(InternalAlert.of(nanos, Priority.CRITICAL, RULE, message, fields));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the loop checks the flag between batches
    }
  }

  /** The counters, for the thread of the loop. */
  DemandFigures figures() {
    return new DemandFigures(mistaken, all && demand.reason().isEmpty() ? RECORDED : demand.reason());
  }
}
