package org.eyas.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.eyas.api.data.Text;
import org.eyas.api.event.EventType;
import org.eyas.api.process.Credentials;
import org.eyas.api.process.ExeFile;
import org.eyas.api.process.FdType;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureStats;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.FdSnapshot;
import org.eyas.api.source.ProcessSnapshot;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.SourceInfo;
import org.eyas.api.source.StateSink;
import org.eyas.engine.decode.EventCursor;
import org.eyas.engine.journal.EventJournal;
import org.eyas.engine.journal.LoopJournal;
import org.eyas.engine.loop.LoopObservers;
import org.eyas.engine.loop.SourceLoop;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.state.StateEngine;

/**
 * Prints the cost of the journal of recent events: the cost of an event without and with the journal, in alternation, the
 * best of many replays; how long the loop stops to copy the state of a machine with 500 to 30,000 processes; and the cost of
 * the first event of each process if there are 100,000.
 */
public final class JournalBench {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int REPLAYS = 8;
  private static final int ROUNDS = 6;
  private static final long LIMIT = 64L << 20;
  private static final long HUGE = 4L << 30;
  private static final int FDS = 10;
  private static final int ENVIRONMENTS = 100;

  private JournalBench() {}

  /** Runs all; the properties of {@link Workload} choose capture and rules. */
  public static void main(String[] args) throws Exception {
    Workload workload = new Workload(true);
    double off = Double.MAX_VALUE;
    double on = Double.MAX_VALUE;
    for (int i = 0; i < REPLAYS; i++) {
      off = Math.min(off, nanos(workload, false));
      on = Math.min(on, nanos(workload, true));
    }
    System.out.printf("journal off %.1f ns/event, on %.1f ns/event: a copy costs %.1f ns%n", off, on, on - off);
    for (int processes : new int[] {500, 10_000, 30_000}) {
      machine(processes);
    }
    crowd(100_000);
  }

  private static double nanos(Workload workload, boolean journaled) throws Exception {
    EventJournal journal = new EventJournal();
    if (journaled) {
      journal.record(LIMIT, 3_600);
    }
    SourceInfo source = new SourceInfo("bench", "syscall", false, "");
    try (Repeated capture = new Repeated(workload)) {
      SourceLoop loop = workload.newLoop(LoopObservers.none().with(journal.open(source)));
      loop.run(capture);
      return (double) capture.best * ROUNDS / loop.counts().events();
    }
  }

  /** A capture that is repeated a few times, so that the journal's memory is no longer fresh. */
  private static final class Repeated implements Capture {
    private final Workload workload;
    private Capture now;
    private int round;
    private long start = cpuNanos();
    private long best = Long.MAX_VALUE;

    Repeated(Workload workload) throws SourceException {
      this.workload = workload;
      now = workload.open();
    }

    @Override
    public int poll(EventSink sink, int limit) throws SourceException {
      int count = now.poll(sink, limit);
      if (count != END) {
        return count;
      }
      best = Math.min(best, cpuNanos() - start);
      if (++round == ROUNDS) {
        return END;
      }
      now.close();
      now = workload.open();
      start = cpuNanos();
      return 0;
    }

    @Override
    public void snapshot(StateSink into) throws SourceException {
      now.snapshot(into);
    }

    @Override
    public CaptureStats stats() {
      return now.stats();
    }

    @Override
    public void close() {
      now.close();
    }
  }

  // The thread's CPU time: other processes may use the processor meanwhile.
  private static long cpuNanos() {
    return THREADS.getCurrentThreadCpuTime();
  }

  private static void machine(int processes) {
    EventSchema schema = EventSchema.current();
    StateEngine state = new StateEngine(schema, new EventCursor(schema), Text.of("syscall"));
    fill(state, processes);
    EventJournal journal = new EventJournal();
    LoopJournal loop = journal.open(new SourceInfo("bench", "syscall", true, ""));
    long first = 0;
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 10; i++) {
      journal.record(HUGE, 3_600);
      long start = cpuNanos();
      loop.afterBatch(state, System.nanoTime(), true);
      long taken = cpuNanos() - start;
      first = i == 0 ? taken : first;
      best = Math.min(best, taken);
      journal.clear();
      loop.afterBatch(state, System.nanoTime(), true);
    }
    System.out.printf("%,d processes: the loop stands still for %.1f ms, the first time %.1f ms%n", processes, best / 1e6,
        first / 1e6);
  }

  /**
   * Gives each process an event, one after the other. The first event of a process costs the journal more than any later
   * one.
   */
  private static void crowd(int processes) {
    EventSchema schema = EventSchema.current();
    EventCursor cursor = new EventCursor(schema);
    StateEngine state = new StateEngine(schema, cursor, Text.of("syscall"));
    fill(state, processes);
    EventJournal journal = new EventJournal();
    LoopJournal loop = journal.open(new SourceInfo("bench", "syscall", true, ""));
    for (int i = 0; i < 5; i++) {
      journal.record(LIMIT, 3_600);
      long start = cpuNanos();
      loop.afterBatch(state, System.nanoTime(), true);
      double begun = (cpuNanos() - start) / 1e6;
      double first = events(processes, cursor, state, loop);
      double again = events(processes, cursor, state, loop);
      System.out.printf(
          "%,d processes: the loop stands still for %.2f ms; the first event of a process %.0f ns, a later one %.0f ns%n",
          processes, begun, first, again);
      journal.clear();
      loop.afterBatch(state, System.nanoTime(), true);
    }
  }

  private static double events(int processes, EventCursor cursor, StateEngine state, LoopJournal loop) {
    ByteBuffer event = ByteBuffer.allocateDirect(64).order(ByteOrder.LITTLE_ENDIAN);
    EventType fstat = EventSchema.current().type("SYSCALL_FSTAT_X");
    event.putInt(16, 46).putShort(20, (short) fstat.code()).putInt(22, 2).putShort(26, (short) 8).putShort(28, (short) 8)
        .putLong(38, 3);
    long start = cpuNanos();
    for (int i = 0; i < processes; i++) {
      event.putLong(0, i + 1).putLong(8, 1_000 + i);
      cursor.wrap(0, event, 0, 46);
      loop.beforeEvent(cursor, state);
      state.apply();
      loop.recordEvent(cursor, false);
      state.finish();
    }
    return (double) (cpuNanos() - start) / processes;
  }

  private static void fill(StateEngine state, int processes) {
    Random random = new Random(42);
    Text[] environments = new Text[ENVIRONMENTS];
    for (int i = 0; i < ENVIRONMENTS; i++) {
      environments[i] = Text.of("HOME=/home/user" + i + "\0PATH=/usr/bin:/bin\0BUILD=" + "x".repeat(980) + "\0");
    }
    for (int i = 0; i < processes; i++) {
      long pid = 1_000 + i;
      String exe = "/usr/lib/service/worker-" + i % 500;
      state.reports().onProcess(
          new ProcessSnapshot(
              new ProcessSnapshot.Ids(pid, pid, 1, pid, pid, pid, pid, pid),
              new ProcessSnapshot.Program(
                  Text.of("worker-" + i % 500), Text.of(exe), Text.of(exe),
                  Text.of("--id=" + i + " --port=" + (i + 7) + "\0--config=xxxxxxxxxxxxxxxxxxxxxx\0"),
                  environments[random.nextInt(ENVIRONMENTS)], Text.of("/"), Text.of("/"),
                  Text.of("cpu_cgroup=/system.slice/s" + i % 200 + ".service\0"), 0),
              new Credentials(0, 0, 0, 0, 0, 0),
              new ProcessSnapshot.Usage(1024, 0, 0, 0, 0, 0, 0, 0, 0),
              new ExeFile(99, 0, 0, false, false, false, false)));
      for (int fd = 0; fd < FDS; fd++) {
        int name = random.nextInt(10_000);
        Text path = Text.of(String.format("/srv/service-%04d/data/part-%012d", name / 100, name));
        state.reports().onFd(pid, new FdSnapshot(fd, FdType.FILE, 4711 + name, path, 1, 8, 0, FdSnapshot.Socket.NONE));
      }
    }
  }
}
