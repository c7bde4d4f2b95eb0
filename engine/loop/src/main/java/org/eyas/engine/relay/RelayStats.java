package org.eyas.engine.relay;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.event.EventType;
import org.eyas.api.pushdown.RawCondition.Always;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureDetails;
import org.eyas.api.source.CaptureDetails.PushdownCounts;
import org.eyas.api.source.CaptureStats;
import org.eyas.api.source.LossCause;
import org.jspecify.annotations.Nullable;

/**
 * The sums of the counters of consecutive captures. May be called from any thread. A capture that has ended is not
 * called any more.
 */
final class RelayStats {
  private CaptureStats earlier = new CaptureStats(0, 0);
  private CaptureStats base = new CaptureStats(0, 0);
  private List<PushdownCounts> earlierPushdown = List.of();
  private List<PushdownCounts> basePushdown = List.of();
  private @Nullable Capture counted;

  /** Adds the counters of this capture from now on. */
  synchronized void begin(Capture capture) {
    base = capture.stats();
    basePushdown = capture.details().pushdown();
    counted = capture;
  }

  /** Adds also what the current capture counted before {@link #begin}. */
  synchronized void countFromOpening() {
    base = new CaptureStats(0, 0);
  }

  synchronized void end() {
    earlier = all();
    earlierPushdown = details().pushdown().stream()
        .map(each -> new PushdownCounts(each.type(), Always.TRUE, each.passed(), each.rejected())).toList();
    counted = null;
  }

  synchronized CaptureStats all() {
    Capture asked = counted;
    return asked == null ? earlier : sum(earlier, asked.stats().since(base));
  }

  synchronized CaptureDetails details() {
    Capture asked = counted;
    CaptureDetails now = asked == null ? CaptureDetails.NONE : asked.details();
    List<PushdownCounts> base = asked == null ? List.of() : basePushdown;
    return new CaptureDetails(now.processors(), now.programs(), sum(now.pushdown(), base), now.trees(), now.lossTypes());
  }

  private List<PushdownCounts> sum(List<PushdownCounts> now, List<PushdownCounts> base) {
    Map<EventType, PushdownCounts> sum = new LinkedHashMap<>();
    now.forEach(each -> sum.put(each.type(), each));
    base.forEach(each -> sum.computeIfPresent(each.type(), (_, all) -> plus(all, -each.passed(), -each.rejected())));
    earlierPushdown.forEach(each -> sum.merge(each.type(), each, (all, ended) -> plus(all, ended.passed(), ended.rejected())));
    return List.copyOf(sum.values());
  }

  private static PushdownCounts plus(PushdownCounts all, long passed, long rejected) {
    return new PushdownCounts(all.type(), all.applied(), all.passed() + passed, all.rejected() + rejected);
  }

  private static CaptureStats sum(CaptureStats a, CaptureStats b) {
    Map<LossCause, Long> losses = new EnumMap<>(LossCause.class);
    a.losses().forEach((cause, count) -> losses.merge(cause, count, Long::sum));
    b.losses().forEach((cause, count) -> losses.merge(cause, count, Long::sum));
    return new CaptureStats(a.events() + b.events(), a.dropped() + b.dropped(), losses);
  }
}
