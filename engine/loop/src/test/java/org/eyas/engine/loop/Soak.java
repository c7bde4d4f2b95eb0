package org.eyas.engine.loop;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicLong;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.source.CaptureStats;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.SourceInfo;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.rules.LoadContext;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.RuleLoader;
import org.eyas.engine.state.StateLimits;
import org.eyas.engine.state.process.StateCounts;
import org.eyas.testkit.QuietCapture;

/**
 * Millions of events of a {@link BusyMachine} through a loop: {@code Soak EVENTS}, in its own JVM with the flags of the
 * launcher. Prints the heap size ten times during the run, and one figure per line at the end: name, space, value.
 */
final class Soak {
  private static final long SECOND = 1_000_000_000L;
  private static final int PARTS = 10;

  private static final String RULES =
      """
      - rule: reads a secret
        desc: d
        condition: evt.type = openat and fd.name startswith /data/secret and proc.name = worker
        output: "%proc.cmdline"
        priority: INFO
      - rule: connects
        desc: d
        condition: evt.type = connect and fd.sip = 10.9.9.9 and proc.cmdline contains job
        output: x
        priority: INFO
      """;

  private Soak() {}

  public static void main(String[] args) throws Exception {
    long events = Long.parseLong(args[0]);
    BusyMachine machine = new BusyMachine(events);
    Watched watched = new Watched(machine, events / PARTS);
    AtomicLong alerts = new AtomicLong();
    RuleGeneration generation = generation();
    LoopSetup setup = LoopSetup.of(new SourceInfo("soak", "syscall", true, ""), alert -> alerts.incrementAndGet());
    StateLimits limits = new StateLimits(1 << 18, 5 * SECOND, 10 * SECOND);
    SourceLoop loop = new SourceLoop(setup.withStateLimits(() -> limits), () -> generation);
    long began = System.nanoTime();
    loop.run(watched);
    figure("millis", (System.nanoTime() - began) / 1_000_000);
    figure("cpu_millis", ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis());
    figure("events", machine.told());
    figure("counted_events", loop.counts().events());
    figure("faults", loop.counts().faults() + loop.counts().damaged());
    figure("secrets", machine.secrets());
    figure("alerts", alerts.get());
    figure("processes_begun", machine.processesBegun());
    figure("exits_lost", machine.lostExits());
    StateCounts counts = loop.stateCounts();
    figure("purged", counts.threads().purged());
    counts.byName().forEach(Soak::figure);
  }

  private static RuleGeneration generation() {
    SequencedMap<String, FieldCatalog> catalogs = new LinkedHashMap<>();
    catalogs.put("syscall", new FieldCatalog(SyscallFields.providers()));
    LoadResult loaded = RuleLoader.load(List.of(new RuleDocument("r.yaml", RULES)), new LoadContext(catalogs));
    if (!loaded.successful()) {
      throw new IllegalStateException(loaded.report().toString());
    }
    return RuleGeneration.of(loaded, catalogs.keySet(), List.of(), new MatchOptions(true, "evt.time"));
  }

  private static void figure(String name, long value) {
    System.out.println(name + " " + value);
  }

  /** Measures the heap regularly, after a full collection. */
  private static final class Watched extends QuietCapture {
    private final BusyMachine machine;
    private final long every;
    private long next;

    Watched(BusyMachine machine, long every) {
      this.machine = machine;
      this.every = every;
      next = every;
    }

    @Override
    public int poll(EventSink sink, int limit) {
      if (machine.told() >= next) {
        next += every;
        System.gc();
        figure("heap_bytes", ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
      }
      return machine.poll(sink, limit);
    }

    @Override
    public long startNanos(long pid, long tid) {
      return machine.startNanos(pid, tid);
    }

    @Override
    public CaptureStats stats() {
      return machine.stats();
    }
  }
}
