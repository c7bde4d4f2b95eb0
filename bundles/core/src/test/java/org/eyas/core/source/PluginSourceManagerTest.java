package org.eyas.core.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.SourceInfo;
import org.eyas.api.update.Handover;
import org.eyas.api.update.StateKeeper;
import org.eyas.core.NoHandover;
import org.eyas.core.output.AlertOutputs;
import org.eyas.core.part.BundleFaults;
import org.eyas.core.part.EngineServices;
import org.eyas.core.rule.GenerationBuilder;
import org.eyas.core.rule.RunPreparation;
import org.eyas.core.rule.RunningRules;
import org.eyas.core.setting.DispatchSettings;
import org.eyas.core.setting.EngineSettings;
import org.eyas.engine.loop.FoundEventSink;
import org.eyas.engine.loop.GenerationPublisher;
import org.eyas.engine.schema.EventSchema;
import org.eyas.testkit.ConditionWait;
import org.eyas.testkit.QuietCapture;
import org.eyas.testkit.scap.ScapEventEncoder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sources other than system calls: their end, failures, and updates of the engine. */
@Timeout(90)
class PluginSourceManagerTest {
  private static final String RULE =
      "- rule: opened\n  desc: d\n  condition: evt.type = openat\n  output: o\n  priority: INFO\n";
  private static final ByteBuffer EVENT =
      ScapEventEncoder.encode(EventSchema.current().type("PLUGINEVENT_E"), 1_000, -1, 1, new byte[] {7});

  /** Delivers as many events as it is fed; each capture continues after the one before. */
  private static final class Fed implements EventSource {
    private final SourceInfo info = new SourceInfo("fed", "side", true, "");
    private final AtomicInteger fed = new AtomicInteger();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final AtomicInteger interrupted = new AtomicInteger();
    private volatile int told;
    private volatile boolean over;
    private volatile boolean broken;
    private volatile CountDownLatch stuck;

    @Override
    public SourceInfo info() {
      return info;
    }

    @Override
    public Capture open(CaptureRequest wanted) {
      opened.incrementAndGet();
      return new Events();
    }

    private final class Events extends QuietCapture {
      @Override
      public int poll(EventSink sink, int limit) throws SourceException {
        if (broken) {
          broken = false;
          throw new SourceException("the cable is cut", "mend it");
        }
        int count = Math.min(limit, fed.get() - told);
        for (int i = 0; i < count; i++) {
          sink.onEvent(0, EVENT, 0, EVENT.limit());
        }
        told += count;
        return count == 0 && over ? END : idle(count);
      }

      private int idle(int count) {
        try {
          CountDownLatch waits = stuck;
          if (waits != null) {
            waits.await();
          }
          TimeUnit.MICROSECONDS.sleep(count == 0 ? 200 : 0);
        } catch (InterruptedException e) {
          interrupted.incrementAndGet();
          Thread.currentThread().interrupt();
        }
        return count;
      }

      @Override
      public void close() {
        closed.incrementAndGet();
      }
    }
  }

  private static final class Keeper implements StateKeeper {
    private final List<Handover> all = new ArrayList<>();

    @Override
    public synchronized void store(Handover what) {
      all.add(what);
    }

    @Override
    public synchronized <T extends Handover> List<T> drain(Class<T> kind) {
      List<T> taken = all.stream().filter(kind::isInstance).map(kind::cast).toList();
      all.removeAll(taken);
      return taken;
    }
  }

  private final EngineServices parts = new EngineServices(BundleFaults.outsideFramework());
  private final EngineSettings settings = EngineSettings.of(Map.of("sources.enabled", new String[] {"side", "syscall"}));
  private final Fed source = new Fed();
  private final Keeper keeper = new Keeper();
  private AlertOutputs outputs;
  private RunningRules rules;
  private GenerationPublisher generations;
  private PluginSourceManager others;

  @BeforeEach
  void begin() throws Exception {
    outputs = new AlertOutputs(settings, DispatchSettings.of(Map.of()), BundleFaults.outsideFramework(), new NoHandover());
    GenerationBuilder assembly = new GenerationBuilder(parts, settings);
    rules = new RunningRules(parts, settings, assembly, new RunPreparation(parts, settings, assembly));
    parts.bindSource(source, Map.of());
    parts.bindRules(() -> List.of(new RuleDocument("test.yaml", RULE)), Map.of());
    generations = rules.start();
    next();
  }

  @AfterEach
  void end() {
    others.close();
    rules.close();
    outputs.close();
  }

  /** Starts the next engine, as far as other sources are concerned. */
  private void next() {
    RunningSourceRegistry running = new RunningSourceRegistry(new SourceObservers(outputs, new NoHandover()));
    SourceFactory factory =
        new SourceFactory(generations, running, settings, FoundEventSink.NOBODY, new ConcurrentLinkedQueue<>());
    others = new PluginSourceManager(parts, settings, factory, _ -> {});
    others.resumeFrom(keeper.drain(Handover.Source.class), keeper.drain(Handover.ClosedSource.class));
    others.start();
  }

  private void feed(int count) {
    int goal = source.fed.addAndGet(count);
    ConditionWait.until(() -> source.told == goal);
  }

  @Test
  void theCaptureStaysOpenAndContinuesAfterItsLastEvent() throws Exception {
    feed(5);
    others.handOver(keeper);
    assertEquals(5, keeper.all.stream().mapToLong(kept -> ((Handover.Source) kept).number()).sum());
    source.fed.addAndGet(2);
    next();
    feed(3);
    others.handOver(keeper);
    assertEquals(10, keeper.drain(Handover.Source.class).getFirst().number());
    assertEquals("1 opened, 0 closed, 0 interrupted", counts());
  }

  private String counts() {
    return source.opened + " opened, " + source.closed + " closed, " + source.interrupted + " interrupted";
  }

  @Test
  void aSourceThatEndedIsNotReadAgain() throws Exception {
    feed(5);
    source.over = true;
    ConditionWait.until(() -> source.closed.get() == 1);
    others.handOver(keeper);
    next();
    ConditionWait.until(() -> !others.statuses().isEmpty());
    assertEquals("ENDED", others.statuses().getFirst().state().name());
    others.handOver(keeper);
    assertEquals(List.of(new Handover.ClosedSource(source.info().eventSource())), keeper.all, "and again for the next engine");
    assertEquals("1 opened, 1 closed, 0 interrupted", counts());
  }

  @Test
  void aSourceThatDoesNotReturnIsClosedWhenItDoes() throws Exception {
    feed(5);
    source.stuck = new CountDownLatch(1);
    feed(1);
    others.handOver(keeper);
    assertEquals(List.of(), keeper.all);
    ConditionWait.until(() -> source.closed.get() == 1);
    assertEquals("1 opened, 1 closed, 1 interrupted", counts());
  }

  @Test
  void aSourceThatIsNotWantedAnyMoreIsClosed() throws Exception {
    feed(5);
    others.handOver(keeper);
    parts.unbindSource(source);
    next();
    assertEquals("1 opened, 0 closed, 0 interrupted", counts(), "its bundle may be back in a moment");
    others.close();
    assertEquals("1 opened, 1 closed, 0 interrupted", counts());
  }

  @Test
  void aSourceThatFailsIsOpenedAgainAndItsEventsAreCountedOn() throws Exception {
    feed(5);
    source.broken = true;
    ConditionWait.until(() -> source.opened.get() == 2);
    feed(3);
    others.handOver(keeper);
    assertEquals(8, keeper.drain(Handover.Source.class).getFirst().number());
    assertEquals("2 opened, 1 closed, 0 interrupted", counts());
  }

  @Test
  void aSourceWhoseBundleLeavesIsClosedBeforeThatReturns() throws Exception {
    feed(5);
    EventSource service = parts.sources().getFirst();
    parts.unbindSource(source);
    others.stopSourcesOf(service);
    assertEquals(1, source.closed.get());
    assertEquals(List.of(), others.statuses());
    parts.bindSource(source, Map.of());
    others.wake();
    ConditionWait.until(() -> source.opened.get() == 2);
  }

  @Test
  void theRunWaitsForTheEndOfAllSourcesOrForItsTimeLimit() throws Exception {
    feed(5);
    others.awaitEnd(TimeUnit.MILLISECONDS.toNanos(1));
    source.over = true;
    others.awaitEnd(0);
    assertEquals("1 opened, 1 closed, 0 interrupted", counts());
  }
}
