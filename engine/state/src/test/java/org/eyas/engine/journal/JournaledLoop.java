package org.eyas.engine.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.eyas.api.control.JournalSpan;
import org.eyas.api.data.Text;
import org.eyas.api.event.EventType;
import org.eyas.api.process.Credentials;
import org.eyas.api.process.ExeFile;
import org.eyas.api.source.Capture;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.FdSnapshot;
import org.eyas.api.source.HostInfo;
import org.eyas.api.source.ProcessSnapshot;
import org.eyas.api.source.SourceInfo;
import org.eyas.api.source.StateSink;
import org.eyas.api.source.UserEntry;
import org.eyas.api.update.Handover;
import org.eyas.engine.decode.EventCursor;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.state.StateEngine;
import org.eyas.testkit.scap.ScapEventEncoder;
import org.junit.jupiter.api.AfterEach;

/** A loop with a journal, the events of a test and what a replay of them reports. */
abstract class JournaledLoop {
  static final EventSchema SCHEMA = EventSchema.current();
  static final EventType OPENAT = SCHEMA.type("SYSCALL_OPENAT_2_X");
  static final long MB = 1 << 20;
  static final long SECOND = 1_000_000_000L;

  static final SourceInfo SOURCE = new SourceInfo("test", "syscall", true, "events of a test");

  final EventCursor cursor = new EventCursor(SCHEMA);
  final StateEngine state = new StateEngine(SCHEMA, cursor, Text.of("syscall"));
  EventJournal journal = new EventJournal();
  LoopJournal loop = journal.open(SOURCE);
  long number;
  long nowNanos = System.nanoTime();

  @AfterEach
  void end() {
    loop.end();
  }

  static ProcessSnapshot process(long pid) {
    return new ProcessSnapshot(
        new ProcessSnapshot.Ids(pid, pid, 1, pid, pid, pid, pid, pid),
        new ProcessSnapshot.Program(
            Text.of("p" + pid), Text.of("/bin/p"), Text.of("/bin/p"), Text.of("-x\0"), Text.of("A=b\0"), Text.of("/"),
            Text.of("/"), Text.of("cpu=/\0"), 0),
        new Credentials(0, 0, 0, 0, 0, 0),
        new ProcessSnapshot.Usage(0, 0, 0, 0, 0, 0, 0, 0, 0),
        new ExeFile(0, 0, 0, false, false, false, false));
  }

  /** Passes events to the journal as a loop does, each with its number in its path. */
  void events(int count, int size) {
    for (int i = 0; i < count; i++) {
      String path = "/" + number + "/" + "x".repeat(size);
      ByteBuffer event = ScapEventEncoder.encode(OPENAT, (100 + number) * SECOND, 42, 5, -100, path, 1, 0, 0, 7);
      assertTrue(cursor.wrap((int) (number % 4), event, 0, event.limit()));
      if (loop.isActive()) {
        loop.recordEvent(cursor, number % 10 == 9);
      }
      number++;
    }
  }

  void rest() {
    nowNanos += SECOND / 10;
    loop.afterBatch(state, nowNanos, true);
  }

  /** What a replay reports: numbers of events, and the processes before them. */
  static final class Seen implements EventSink, StateSink {
    final List<Long> numbers = new ArrayList<>();
    final List<Long> forState = new ArrayList<>();
    final TreeSet<Long> processes = new TreeSet<>();
    private final EventCursor at = new EventCursor(SCHEMA);

    @Override
    public void onEvent(int cpu, ByteBuffer memory, int offset, int length) {
      assertTrue(at.wrap(cpu, memory, offset, length));
      String path = at.bytes(2).toString();
      long told = Long.parseLong(path.substring(1, path.indexOf('/', 1)));
      assertEquals(told % 4, cpu);
      assertEquals((100 + told) * SECOND, at.timestampNanos());
      numbers.add(told);
    }

    @Override
    public void onStateEvent(int cpu, ByteBuffer memory, int offset, int length) {
      onEvent(cpu, memory, offset, length);
      forState.add(numbers.getLast());
    }

    @Override
    public void onProcess(ProcessSnapshot process) {
      processes.add(process.ids().tid());
    }

    @Override
    public void onFd(long tid, FdSnapshot fd) {}

    @Override
    public void onUser(UserEntry user) {}

    @Override
    public void onHost(HostInfo host) {}
  }

  static Seen replayed(LoopJournalSnapshot reading) throws Exception {
    Seen seen = new Seen();
    try (Capture capture = reading.capture()) {
      capture.snapshot(seen);
      while (capture.poll(seen, 100) != Capture.END) {
        // until the last one
      }
    }
    return seen;
  }

  Seen replayed() throws Exception {
    try (LoopJournalSnapshot reading = journal.snapshot().readings().getFirst()) {
      return replayed(reading);
    }
  }

  /** Updates the engine: another journal takes over the events. */
  void update(boolean resumes) {
    journal.handOver("syscall");
    loop.end();
    Handover.RecentEvents left = journal.toHandover();
    assertEquals(new JournalSpan(false, 0, 0, 0, 0, 4 * MB, ""), journal.span(), "events are left only once");
    journal = new EventJournal();
    journal.resumeFrom(left);
    loop = journal.open(SOURCE);
    if (resumes) {
      loop.resume();
    }
  }
}
