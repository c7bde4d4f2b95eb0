package org.eyas.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.api.event.EventType;
import org.eyas.api.process.AsyncEventSink;
import org.eyas.api.process.Attachments;
import org.eyas.api.process.Enricher;
import org.eyas.api.process.ProcessInfo;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.SourceInfo;
import org.eyas.engine.schema.EventSchema;
import org.eyas.testkit.QuietCapture;
import org.eyas.testkit.scap.ScapEventEncoder;
import org.junit.jupiter.api.Test;

/** Events that enrichers report are events of the loop. */
class AsyncEventsTest {
  private static final EventType OPENAT = EventSchema.current().type("SYSCALL_OPENAT_2_X");
  private static final SourceInfo LIVE = new SourceInfo("test", "syscall", true, "events of a test");
  private static final SourceInfo REPLAY = new SourceInfo("test", "syscall", false, "events of a test");
  private static final SourceInfo OTHER = new SourceInfo("test", "other", true, "events of a test");
  private static final String RULES =
      """
      - rule: container
        desc: a container is known
        condition: evt.type = container
        output: "%evt.num %evt.rawtime %evt.type %evt.is_async %evt.asynctype %proc.pid %evt.arg.data"
        priority: INFO
      - rule: open
        desc: any open
        condition: evt.type = openat
        output: "%evt.num open"
        priority: INFO
      """;

  private final List<String> alerts = new ArrayList<>();
  private final List<Runnable> batches = new ArrayList<>();
  private final Announcer announcer = new Announcer();
  private EventSink sink = (_, _, _, _) -> {};
  private long now;
  private long reached = Long.MAX_VALUE;

  /** An enricher with events that the test chooses. */
  private static final class Announcer implements Enricher {
    private final List<Runnable> reports = new ArrayList<>();
    private AsyncEventSink into = (_, _) -> {};

    @Override
    public void onProcess(ProcessInfo process, Attachments out) {}

    @Override
    public void reportEvents(AsyncEventSink events) {
      into = events;
      if (!reports.isEmpty()) {
        reports.removeFirst().run();
      }
    }
  }

  private final class Steps extends QuietCapture {
    @Override
    public int poll(EventSink into, int limit) {
      sink = into;
      if (batches.isEmpty()) {
        return END;
      }
      batches.removeFirst().run();
      return 1;
    }

    @Override
    public long nowNanos() {
      return now;
    }

    @Override
    public long reachedNanos() {
      return reached;
    }
  }

  private void opens(long nanos) {
    batches.add(
        () -> {
          ByteBuffer event = ScapEventEncoder.encode(OPENAT, nanos, 42, 5, -100, "/a", 1, 0, 0, 7);
          sink.onEvent(0, event, 0, event.limit());
        });
  }

  private void reports(String name, String data) {
    announcer.reports.add(() -> announcer.into.onAsyncEvent(Text.of(name), Text.of(data)));
  }

  private SourceLoop run(SourceInfo source) throws Exception {
    RuleGeneration plain = SourceLoopTest.generation(true, List.of(), RULES);
    RuleGeneration enriched =
        new RuleGeneration(plain.loaded(), plain.bySource(), plain.joining(), plain.traced(), plain.demand(),
            List.of(announcer), plain.counts());
    SourceLoop loop = new SourceLoop(LoopSetup.of(source, alert -> alerts.add(alert.message())), () -> enriched);
    loop.run(new Steps());
    return loop;
  }

  @Test
  void rulesSeeAReportedEventBetweenTheBatches() throws Exception {
    opens(1_000);
    opens(2_000);
    opens(3_000);
    reports("other", "{}");
    reports("container", "{\"a\":1}");
    run(LIVE);
    assertEquals(
        List.of("1 open", "3 open", "4 2000 container true container <NA> {\"a\":1}.", "5 open"), alerts);
  }

  @Test
  void rulesSeeAnEventBeforeTheFirstSystemCall() throws Exception {
    now = 500;
    batches.add(() -> {});
    opens(1_000);
    reports("container", "{}");
    run(LIVE);
    assertEquals(List.of("1 500 container true container <NA> {}.", "2 open"), alerts);
  }

  @Test
  void theTimeOfAnEventIsNotLaterThanThatOfAnEventToCome() throws Exception {
    now = 9_000;
    reached = 7_000;
    opens(1_000);
    opens(8_000);
    reports("container", "{}");
    reports("container", "{}");
    run(LIVE);
    assertEquals(
        List.of("1 open", "2 7000 container true container <NA> {}.", "3 open", "4 8000 container true container <NA> {}."),
        alerts);
  }

  @Test
  void enrichersAreNotAskedForEventsOfACaptureFileOrOfAnotherSource() throws Exception {
    for (SourceInfo source : List.of(REPLAY, OTHER)) {
      batches.add(() -> {});
      reports("container", "{}");
      run(source);
      assertEquals(1, announcer.reports.size());
      announcer.reports.clear();
    }
    assertEquals(List.of(), alerts);
  }

  @Test
  void anEnricherThatThrowsIsCountedAndTheLoopContinues() throws Exception {
    announcer.reports.add(
        () -> {
          throw new IllegalStateException("a test");
        });
    opens(1_000);
    opens(2_000);
    SourceLoop loop = run(LIVE);
    assertEquals(List.of("1 open", "2 open"), alerts);
    assertEquals(1, loop.counts().faults());
  }
}
