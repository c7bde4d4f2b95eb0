package org.eyas.core.control;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eyas.api.control.PushdownStatus;
import org.eyas.api.pushdown.KeptFiles;
import org.eyas.api.pushdown.RawCondition.Always;
import org.eyas.api.source.CaptureDetails.PushdownCounts;
import org.eyas.core.metric.SourceReading;
import org.eyas.engine.demand.EventDemand;
import org.eyas.engine.loop.RuleGeneration;
import org.eyas.engine.pushdown.FollowedEvents;
import org.eyas.engine.pushdown.OpenFileNeed;
import org.eyas.engine.pushdown.RulePushdown;
import org.eyas.engine.rules.LoadResult;
import org.jspecify.annotations.Nullable;

/**
 * The pushdown of the rules in use. It is derived once for each set of rules, on request. May be used from any thread.
 */
final class RunningPushdown {
  private @Nullable LoadResult derivedFrom;
  private RulePushdown derived = RulePushdown.of(List.of());

  /** @param source the source of system calls; empty if there is none */
  PushdownStatus status(Optional<RuleGeneration> generation, Optional<SourceReading> source) {
    List<PushdownCounts> applied = source.map(reading -> reading.details().pushdown()).orElse(List.of());
    RulePushdown pushdown = generation.map(this::derived).orElseGet(() -> RulePushdown.of(List.of()));
    String reason = reason(source, applied.stream().anyMatch(type -> !type.applied().equals(Always.TRUE)));
    List<String> files = reason.isEmpty() ? generation.map(RunningPushdown::files).orElse(List.of()) : List.of();
    return new PushdownStatus(reason, files, PushdownTable.of(pushdown, applied));
  }

  /** The reasons why opens and closes of all files are delivered. */
  private static List<String> files(RuleGeneration generation) {
    return generation.demand().files().stream().filter(need -> need.files() == KeptFiles.ALL).map(OpenFileNeed::reason).toList();
  }

  private synchronized RulePushdown derived(RuleGeneration generation) {
    if (derivedFrom != generation.loaded()) {
      Set<Integer> traced = generation.traced().request(Map.of()).eventCodes();
      derived = EventDemand.pushdown(FollowedEvents.andRules(generation.loaded()), traced::contains);
      derivedFrom = generation.loaded();
    }
    return derived;
  }

  private static String reason(Optional<SourceReading> source, boolean applies) {
    if (applies) {
      return "";
    }
    if (source.isEmpty() || !source.get().source().live()) {
      return "no driver monitors the system calls of this machine";
    }
    String asked = source.get().loop().demand().allBecause();
    return asked.isEmpty() ? "the driver " + source.get().source().kind() + " applies no condition" : asked;
  }
}
