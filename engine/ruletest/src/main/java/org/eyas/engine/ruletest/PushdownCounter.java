package org.eyas.engine.ruletest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eyas.api.event.Event;
import org.eyas.api.failure.Reason;
import org.eyas.api.process.FdInfo;
import org.eyas.api.process.FdType;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.api.source.SourceException;
import org.eyas.engine.compile.MatchedRules;
import org.eyas.engine.compile.RuleIndex;
import org.eyas.engine.compile.node.EvaluationFrame;
import org.eyas.engine.demand.EntryExitComparison;
import org.eyas.engine.demand.EventDemand;
import org.eyas.engine.loop.MatchOptions;
import org.eyas.engine.loop.RuleGeneration;
import org.eyas.engine.pushdown.PassCounts;
import org.eyas.engine.pushdown.PushdownMatcher;
import org.eyas.engine.pushdown.ThreadClassMatcher;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.schema.EventSchema;
import org.jspecify.annotations.Nullable;

/**
 * Counts the events of a capture that a pushdown passes, and the matches of rules among all events. A live source does
 * not deliver events of types that neither rules nor the state need, so these events are not counted.
 */
public final class PushdownCounter {
  private final PushdownMatcher pushdown;
  private final PushdownMatcher demand;
  private final Set<Integer> ofFiles; // the state needs fewer events of these types if no rule needs opened files
  private final RuleIndex index;
  private final Set<Integer> delivered;
  private final PassCounts counts = new PassCounts();
  private final EntryExitComparison entries = new EntryExitComparison();
  private final MatchedRules hits = new MatchedRules();
  private @Nullable EvaluationFrame frame;

  private PushdownCounter(LoadResult loaded) {
    pushdown = EventDemand.pushdown(loaded.rules()).matcher();
    EventDemand needed = EventDemand.of(loaded.rules());
    demand = new PushdownMatcher(
        code -> needed.conditions().getOrDefault(EventSchema.current().type(code), RawCondition.Always.TRUE),
        new ThreadClassMatcher(needed.classes()));
    ofFiles = ofFiles(needed);
    index = RuleIndex.of(rules(loaded.rules()));
    delivered = RuleGeneration.of(loaded, List.of(), List.of(), new MatchOptions(true, "evt.time")).traced().request(Map.of())
        .eventCodes();
  }

  private static Set<Integer> ofFiles(EventDemand needed) {
    return needed.conditions().entrySet().stream()
        .filter(each -> !each.getValue().equals(needed.withoutFiles().get(each.getKey())))
        .map(each -> each.getKey().code())
        .collect(Collectors.toSet());
  }

  private static List<RuleIndex.Rule> rules(List<LoadedRule> loaded) {
    List<RuleIndex.Rule> rules = new ArrayList<>();
    for (LoadedRule rule : loaded) {
      if (rule.readsSource("syscall")) {
        rules.add(RuleIndex.Rule.ofSyscalls(rules.size(), rule.condition("syscall")));
      }
    }
    return rules;
  }

  /** @throws UnusableInputException if the file cannot be read as a capture */
  public static PassCounts count(TestEnvironment bench, LoadResult loaded, String file)
      throws UnusableInputException, InterruptedException {
    PushdownCounter capture = new PushdownCounter(loaded);
    try {
      new CaptureReplay(bench, file).watch(loaded, capture::add);
    } catch (SourceException e) {
      throw new UnusableInputException(Reason.of(e) + (e.hint().isEmpty() ? "" : "; " + e.hint()));
    }
    return capture.counts;
  }

  private boolean add(Event event) {
    int code = event.type().code();
    if (delivered.contains(code)) {
      boolean passes = pushdown.passes(event) || entries.differs(event);
      counts.add(code, passes, changesState(event), matching(event));
    }
    return true;
  }

  // The replay keeps opened files. A source that leaves out opens and closes of files leaves out those of unknown
  // descriptors too.
  private boolean changesState(Event event) {
    return demand.passes(event) && !(ofFiles.contains(event.type().code()) && isFileOrUnknown(event.fd()));
  }

  private static boolean isFileOrUnknown(FdInfo fd) {
    return !fd.known() || fd.type() == FdType.FILE || fd.type() == FdType.DIRECTORY;
  }

  private int matching(Event event) {
    EvaluationFrame own = frame;
    if (own == null) {
      own = index.newFrame(event);
      frame = own;
    }
    own.begin(event);
    hits.clear();
    index.rules(event.type().code()).matchEach(own, hits, (rule, failure) -> {}); // such a rule does not match
    return hits.size();
  }
}
