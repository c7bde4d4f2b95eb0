package org.eyas.core.metric;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eyas.api.alert.Priority;
import org.eyas.api.control.RuleCompleteness;
import org.eyas.api.control.SeenEvents;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.api.source.CaptureDetails;
import org.eyas.api.source.CaptureDetails.ProcessorCounts;
import org.eyas.api.source.CaptureDetails.ProgramCounts;
import org.eyas.api.source.CaptureDetails.PushdownCounts;
import org.eyas.api.source.CaptureDetails.TreeCounts;
import org.eyas.api.source.CaptureStats;
import org.eyas.api.source.LossCause;
import org.eyas.api.source.SourceInfo;
import org.eyas.engine.completeness.SeenEventCounts;
import org.eyas.engine.demand.DemandFigures;
import org.eyas.engine.dispatch.ChannelCounts;
import org.eyas.engine.hold.HeldStepFigures;
import org.eyas.engine.hold.HoldFigures;
import org.eyas.engine.loop.JoinFigures;
import org.eyas.engine.loop.LoopCounts;
import org.eyas.engine.loop.LoopFigures;
import org.eyas.engine.rules.RuleMute;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.state.process.StateCounts;
import org.eyas.engine.stateful.StatefulRuleFigures;
import org.eyas.engine.statistics.MuteHits;
import org.eyas.engine.statistics.RuleHits;
import org.eyas.engine.statistics.RuleTimeSampler.RuleTime;
import org.eyas.engine.statistics.RuleTimeSampler.TypeTime;

/** Readings of an engine that has run for 10 seconds. */
final class Readings {
  static final long START = 1_000_000_000_000_000_000L;
  static final long SECOND = 1_000_000_000L;

  private Readings() {}

  /** @param events processed events of the loop; the source has 100 more for each, of which 10 were lost */
  static EngineReading after(long seconds, long events) {
    return new EngineReading(START + seconds * SECOND, engine(), List.of(source("syscall", events)), alerts(), resources(),
        new JoinFigures(new StatefulRuleFigures(5, 900, 1, "r"), 2, 3, 4, 6, 0),
        List.of(incomplete()));
  }

  static SourceReading source(String eventSource, long events) {
    CaptureStats stats =
        new CaptureStats(events + 90, 10, Map.of(LossCause.BUFFER_OPEN, 7L, LossCause.BUFFER_CLONE_FORK, 2L, LossCause.BUG, 1L));
    CaptureDetails details =
        new CaptureDetails(
            List.of(new ProcessorCounts(0, events, 4), new ProcessorCounts(3, 90, 6)),
            List.of(new ProgramCounts("sys_exit", 4, 1_000), new ProgramCounts("signal_deliver", 0, 0)),
            List.of(new PushdownCounts(EventSchema.current().type("SYSCALL_OPENAT_2_X"), RawCondition.Always.TRUE, 40, 60)),
            List.of(new TreeCounts(17, 19, "flood", 6)), Map.of());
    return new SourceReading(
        new SourceInfo("modern_ebpf", eventSource, true, ""), stats, details,
        new LoopFigures(new LoopCounts(events, 3, 2), state(), HoldFigures.NONE, HeldStepFigures.NONE, StatefulRuleFigures.NONE,
            new DemandFigures(5, ""),
            times(), rules(), SeenEventCounts.NONE));
  }

  private static RuleCompleteness incomplete() {
    SeenEvents events = new SeenEvents(90, new TreeMap<>(Map.of("bug", 4L, "buffer_open_exit", 6L)), 2, 0, 0);
    return new RuleCompleteness("never", "syscall", events, List.of());
  }

  private static List<TypeTime> times() {
    return List.of(new TypeTime("openat", 2_048, 500_000));
  }

  private static List<RuleTime> rules() {
    return List.of(new RuleTime("never", 4_096, 250_000));
  }

  private static StateCounts state() {
    return new StateCounts(
        new StateCounts.Table(50, 80, 30, 0, 0),
        new StateCounts.Table(400, 900, 500, 0, 0),
        new StateCounts.Lookups(0, 0, 5),
        new StateCounts.Lookups(0, 0, 0),
        new StateCounts.Enters(0, 0, 0, 0));
  }

  private static EngineState engine() {
    return new EngineState(
        new EngineState.Host("shop", "6.1.0", START - 500 * SECOND, 8),
        START,
        START + 2,
        Map.of("eyas_rules.yaml", "aa"),
        Map.of("eyas.yaml", "bb"));
  }

  private static AlertCounts alerts() {
    return new AlertCounts(
        List.of(
            new RuleHits("Read \"it\" (all)", Priority.WARNING, "syscall", new TreeSet<>(List.of("T1555", "a-b")), 12, 5, false),
            new RuleHits("never", Priority.INFORMATIONAL, "syscall", new TreeSet<>(), 0, 0, false),
            new RuleHits("a signal", Priority.DEBUG, "syscall", new TreeSet<>(List.of("eyas_signal_5")), 3, 0, true)),
        15,
        List.of(new ChannelCounts("stdout", 11, 2, 1, 4, 3, 5)),
        6,
        List.of(new MuteHits("never", new RuleMute("m1", Instant.EPOCH, "m1.yaml", List.of("proc.name"), List.of()), 9)),
        7,
        8,
        9);
  }

  private static ResourceUsage resources() {
    return new ResourceUsage(120.5, 2_048, 4_096, 1_024, 3 * 1024 * 1024, 25.0, 1_048_576, 2, 0);
  }

  static SnapshotOptions options(boolean megabytes, boolean zeros) {
    return new SnapshotOptions(EnumSet.allOf(MetricGroup.class), megabytes, zeros);
  }
}
