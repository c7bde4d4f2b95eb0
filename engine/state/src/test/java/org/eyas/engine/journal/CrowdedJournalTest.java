package org.eyas.engine.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.eyas.api.control.JournalSpan;
import org.eyas.api.data.Text;
import org.eyas.api.process.Credentials;
import org.eyas.api.process.ExeFile;
import org.eyas.api.process.FdType;
import org.eyas.api.process.ProcessInfo;
import org.eyas.api.source.Capture;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.FdSnapshot;
import org.eyas.api.source.ProcessSnapshot;
import org.eyas.api.source.SourceInfo;
import org.eyas.api.update.Handover;
import org.eyas.engine.decode.EventCursor;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.state.StateEngine;
import org.eyas.engine.state.process.LoopEvent;
import org.eyas.testkit.scap.ScapEventEncoder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The journal of a machine with too many processes to write them all at once. */
class CrowdedJournalTest {
  private static final EventSchema SCHEMA = EventSchema.current();
  private static final SourceInfo SOURCE = new SourceInfo("test", "syscall", true, "");
  private static final long MB = 1 << 20;
  private static final int PROCESSES = 100_000;
  private static final int CLONE_THREAD = 0x2001;

  private final long seed = Long.getLong("eyas.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final EventCursor cursor = new EventCursor(SCHEMA);
  private final StateEngine state = new StateEngine(SCHEMA, cursor, Text.of("syscall"));
  private final List<String> seen = new ArrayList<>();
  private final List<Long> busy = new ArrayList<>();
  private EventJournal journal = new EventJournal();
  private LoopJournal loop = journal.open(SOURCE);
  private long nowNanos = System.nanoTime();
  private long time = 1_700_000_000_000_000_000L;
  private long nextId = 500_000;
  private boolean wild;

  @AfterEach
  void end() {
    loop.end();
  }

  private void crowd(int processes) {
    found(1, 0, 1);
    for (int pid = 2; pid <= processes; pid++) {
      found(pid, 1 + random.nextInt(pid - 1), 1 + random.nextInt(pid));
    }
    for (int i = 0; i < 2_000; i++) {
      busy.add(1L + random.nextInt(processes));
    }
  }

  private void found(long pid, long ppid, long session) {
    state.reports().onProcess(
        new ProcessSnapshot(
            new ProcessSnapshot.Ids(pid, pid, ppid, session, session, pid, pid, session),
            new ProcessSnapshot.Program(
                Text.of("p" + pid), Text.of("/bin/p" + pid), Text.of("/bin/p"), Text.of("-x\0" + pid + "\0"),
                Text.of("A=" + pid + "\0"),
                Text.of("/home/" + pid), Text.of("/"), Text.of("cpu=/" + pid + "\0"), 0),
            new Credentials(0, 0, 0, 0, 0, 0),
            new ProcessSnapshot.Usage(1024, 1, 1, 0, 0, 0, 34816, 1, 0),
            new ExeFile(1, 0, 0, false, false, false, false)));
    for (int fd = 0; fd < 3; fd++) {
      Text path = Text.of("/srv/" + pid + "/" + fd);
      state.reports().onFd(pid, new FdSnapshot(fd, FdType.FILE, 4711, path, 1, 8, 0, FdSnapshot.Socket.NONE));
    }
  }

  /** The properties of an event that rules could read. */
  private static String describe(LoopEvent event) {
    ProcessInfo process = event.process();
    StringBuilder text = new StringBuilder(event.type().name() + " " + event.threadId());
    text.append(' ').append(process.program().comm()).append(' ').append(process.pid()).append(' ').append(process.place().cwd());
    text.append(' ').append(process.program().rawArgs()).append(' ').append(process.place().rawEnv()).append(' ')
        .append(process.place().rawCgroups());
    text.append(' ').append(process.byTid(process.ids().sid()).program().comm()).append(' ')
        .append(process.byTid(process.ids().vpgid()).program().comm());
    text.append(' ').append(event.fd().number()).append(' ').append(event.fd().name()).append(" <");
    for (ProcessInfo above = process.leader().parent(); above.known() && above.pid() != 0; above = above.parent()) {
      text.append(' ').append(above.pid()).append(' ').append(above.program().comm());
    }
    return text.toString();
  }

  private void did(long tid, String id, Object... values) {
    time += 1_000;
    ByteBuffer event = ScapEventEncoder.encode(SCHEMA.type(id), time, tid, values);
    assertTrue(cursor.wrap(0, event, 0, event.limit()));
    boolean kept = loop.isActive();
    if (kept) {
      loop.beforeEvent(cursor, state);
    }
    LoopEvent told = state.apply();
    if (kept) {
      seen.add(describe(told));
      loop.recordEvent(cursor, false);
    }
    state.finish();
  }

  private void happen(int events) {
    for (int i = 0; i < events; i++) {
      long tid = random.nextInt(50) == 0 ? 1 + random.nextInt(PROCESSES) : busy.get(random.nextInt(busy.size()));
      act(tid, random.nextInt(100));
      if (i % 1_000 == 0) {
        rest();
      }
    }
    rest();
  }

  private void act(long tid, int what) {
    int fd = random.nextInt(6);
    if (what < 30) {
      did(tid, "SYSCALL_OPENAT_2_X", fd, random.nextBoolean() ? -100 : random.nextInt(6), "file" + random.nextInt(1_000), 1, 0, 8,
          4711);
    } else if (what < 60) {
      did(tid, "SYSCALL_READ_X", 3, "abc".getBytes(), fd, 3);
    } else if (what < 75) {
      did(tid, "SYSCALL_CLOSE_X", 0, fd);
    } else if (what < 85) {
      did(tid, "SYSCALL_CHDIR_X", 0, random.nextInt(4) == 0 ? ".." : "d" + random.nextInt(100));
    } else if (what < 95) {
      createChild(tid, what % 2 == 0 ? 0 : CLONE_THREAD);
    } else if (wild || isAlone(tid)) {
      did(tid, "PROCEXIT_1_E", 0, 0, 0, 0, 0);
      busy.replaceAll(there -> there == tid ? Long.valueOf(1) : there);
    }
  }

  private boolean isAlone(long tid) {
    ProcessInfo ending = state.find(tid);
    return tid != 1 && (ending.threads().threadCount() <= 1 || tid != ending.pid());
  }

  // Either event comes first, or is missing.
  private void createChild(long parent, long flags) {
    ProcessInfo by = state.find(parent);
    if (by.pid() <= 0) {
      return;
    }
    long child = nextId++;
    int sides = random.nextInt(4);
    if (sides != 0) {
      cloned(sides == 1 ? child : 0, parent, by, child, flags);
    }
    if (sides < 2) {
      cloned(sides == 1 ? 0 : child, parent, by, child, flags);
    }
    busy.set(random.nextInt(busy.size()), child);
  }

  private void cloned(long result, long parent, ProcessInfo by, long child, long flags) {
    boolean inParent = result > 0;
    long tid = inParent ? parent : child;
    long pid = inParent || flags != 0 ? by.pid() : child;
    long ppid = inParent || flags != 0 ? by.ids().ptid() : by.pid();
    did(
        tid, "SYSCALL_CLONE_20_X", result, "c" + pid, "-l\0".getBytes(), tid, pid, ppid, "", 2048, 1, 2, 30, 20, 10, "c" + pid,
        "cpu=/c\0".getBytes(), flags, 0, 0, tid, pid, 0);
  }

  private void rest() {
    nowNanos += 100_000_000;
    loop.afterBatch(state, nowNanos, true);
  }

  /** The events as a replay that starts with an empty state sees them. */
  private List<String> replayed() throws Exception {
    EventCursor at = new EventCursor(SCHEMA);
    StateEngine empty = new StateEngine(SCHEMA, at, Text.of("syscall"));
    empty.reports().allowLateThreads();
    List<String> told = new ArrayList<>();
    EventSink sink = (cpu, memory, offset, length) -> {
      assertTrue(at.wrap(cpu, memory, offset, length));
      told.add(describe(empty.apply()));
      empty.finish();
    };
    try (JournalSnapshot content = journal.snapshot();
        Capture capture = content.readings().getFirst().capture()) {
      capture.snapshot(empty.reports());
      while (capture.poll(sink, 100) != Capture.END) {
        // until the last one
      }
    }
    return told;
  }

  private void assertSeenAgain() throws Exception {
    assertSeenAgain(0);
  }

  /** @param share how many of a thousand events may look different */
  private void assertSeenAgain(int share) throws Exception {
    List<String> told = replayed();
    List<String> expected = seen.subList(seen.size() - told.size(), seen.size());
    List<String> others = new ArrayList<>();
    for (int i = 0; i < told.size(); i++) {
      if (!expected.get(i).equals(told.get(i))) {
        others.add(i + ": " + expected.get(i) + "\n  but " + told.get(i));
      }
    }
    String few = String.join("\n", others.subList(0, Math.min(3, others.size())));
    assertTrue(1_000L * others.size() <= (long) share * told.size(),
        () -> others.size() + " of " + told.size() + ", seed " + seed + "\n" + few);
  }

  @Test
  void aReplayShowsEventsOfAHundredThousandProcessesAsTheRulesSawThem() throws Exception {
    crowd(PROCESSES);
    journal.record(24 * MB, 3_600);
    rest();
    assertTrue(loop.isActive());
    assertFalse(loop.isWhole());
    assertTrue(journal.span().bytes() <= MB, "no thread is recorded before its first event");
    happen(20_000);
    assertEquals(seen.size(), journal.span().events());
    assertSeenAgain();
    happen(300_000);
    JournalSpan span = journal.span();
    assertTrue(span.bytes() <= 24 * MB && span.events() > 25_000 && span.events() < seen.size(), () -> span + ", seed " + seed);
    assertSeenAgain();
  }

  @Test
  void mainThreadsThatEndBeforeOtherThreadsAreReplayedWithinOnePerCent() throws Exception {
    wild = true;
    crowd(PROCESSES);
    journal.record(24 * MB, 3_600);
    rest();
    happen(300_000);
    assertSeenAgain(50);
  }

  @Test
  void anUpdatedEngineContinuesWithThreadsThatWereRecordedOneByOne() throws Exception {
    crowd(PROCESSES);
    journal.record(64 * MB, 3_600);
    rest();
    for (int engine = 0; engine < 3; engine++) {
      happen(10_000);
      journal.handOver("syscall");
      loop.end();
      Handover.RecentEvents left = journal.toHandover();
      journal = new EventJournal();
      journal.resumeFrom(left);
      loop = journal.open(SOURCE);
      loop.resume();
    }
    happen(10_000);
    assertEquals(seen.size(), journal.span().events());
    assertSeenAgain();
  }

  @Test
  void recordsThreadsOneByOneIfTheWholeStateWouldLeaveNoRoomForEvents() throws Exception {
    crowd(20_000);
    journal.record(8 * MB, 3_600);
    rest();
    assertFalse(loop.isWhole());
    happen(1_000);
    assertTrue(journal.span().bytes() <= 8 * MB);
    assertSeenAgain();
    journal.clear();
    journal.record(128 * MB, 3_600);
    rest();
    assertTrue(loop.isWhole());
    happen(1_000);
    assertSeenAgain();
  }

  @Test
  void aThreadWhoseFirstEventComesAfterTheOthersEndedIsKnownToo() throws Exception {
    crowd(31_000);
    journal.record(128 * MB, 3_600);
    rest();
    assertFalse(loop.isWhole());
    busy.replaceAll(there -> there < 20_000 ? Long.valueOf(1) : there);
    for (long pid = 2; pid < 20_000; pid++) {
      did(pid, "PROCEXIT_1_E", 0, 0, 0, 0, 0);
    }
    happen(300_000);
    assertSeenAgain();
    assertFalse(loop.isWhole());
  }
}
