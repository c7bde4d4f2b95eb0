package org.eyas.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.eyas.api.data.Text;
import org.eyas.api.event.EventType;
import org.eyas.api.process.FdType;
import org.eyas.api.pushdown.KeptFiles;
import org.eyas.api.source.FdSnapshot;
import org.eyas.api.source.StateSink;
import org.eyas.engine.decode.EventCursor;
import org.eyas.engine.schema.EventSchema;
import org.eyas.testkit.scap.ScapEventEncoder;
import org.junit.jupiter.api.Test;

/** Files come back to the tables while processes fork: the table of a child is correct although its clone is processed after the report. */
class OpenFileTrackerTest {
  private static final EventType CLONE = EventSchema.current().type("SYSCALL_CLONE_20_X");
  private static final long PARENT = 42;
  private static final long CHILD = 43;
  private static final long GRANDCHILD = 44;

  private final EventCursor cursor = new EventCursor(EventSchema.current());
  private final LoopState state = ReportingMachine.state(cursor);
  private final OpenFileTracker files = new OpenFileTracker(state, false);
  private final Machine machine = new Machine();

  /** The files of each process as /proc has them at the moment. */
  private static final class Machine extends ReportingMachine {
    final Map<Long, Map<Long, String>> files = new TreeMap<>();
    final List<Long> reported = new ArrayList<>();
    long callNanos;
    int passes;

    @Override
    public long nowNanos() {
      return nowNanos++;
    }

    @Override
    public List<Long> processes() {
      return List.copyOf(files.keySet());
    }

    /** One file with each call. */
    @Override
    public long reportFiles(long pid, long from, StateSink into) {
      LockSupport.parkNanos(callNanos);
      NavigableMap<Long, String> left = new TreeMap<>(files.getOrDefault(pid, Map.of())).tailMap(from, true);
      if (from == 0) {
        reported.add(pid);
      }
      if (left.isEmpty()) {
        return NO_FILE;
      }
      long number = left.firstKey();
      into.onFd(
          pid, new FdSnapshot(number, FdType.FILE, 1, Text.of(left.get(number)), 1, 1, 0, FdSnapshot.Socket.NONE));
      return left.size() == 1 ? NO_FILE : number + 1;
    }

    @Override
    public void filesReported() {
      passes++;
    }
  }

  private void fork(long parent, long child) {
    event(ScapEventEncoder.encode(
        CLONE, 1_000, parent, child, "sh", new byte[0], parent, parent, 1, "/", 1024, 0, 0, 1, 1, 0, "sh", new byte[0], 0, 0, 0,
        parent, parent, 0));
  }

  private void event(ByteBuffer event) {
    assertTrue(cursor.wrap(0, event, 0, event.limit()));
    state.apply();
    state.engine().finish();
  }

  private Map<Long, String> filesOf(long pid) {
    Map<Long, String> found = new TreeMap<>();
    state.engine().find(pid).descriptors().forEachFd(fd -> found.put(fd.number(), fd.name().toString()));
    return found;
  }

  /** All events until now have been processed. */
  private void catchUp() {
    machine.reachedNanos = machine.nowNanos;
    files.advance(machine);
  }

  private void requestAndReport() {
    state.onProcess(HoldingLoop.process(PARENT, "sh"));
    files.request(machine);
    catchUp();
    machine.reported.clear();
  }

  @Test
  void aChildWhoseForkIsProcessedAfterTheReportHasItsOwnFiles() throws Exception {
    machine.files.put(PARENT, Map.of(8L, "/opened-after-the-fork"));
    machine.files.put(CHILD, Map.of(7L, "/closed-by-the-parent-since"));
    requestAndReport();
    fork(PARENT, CHILD);
    catchUp();
    assertEquals(List.of(CHILD), machine.reported);
    assertEquals(Map.of(7L, "/closed-by-the-parent-since"), filesOf(CHILD));
    assertEquals(Map.of(8L, "/opened-after-the-fork"), filesOf(PARENT));
    assertTrue(files.isAwaited(), "events from before this report would see the files of after it");
    catchUp();
    assertFalse(files.areMissing());
    fork(PARENT, GRANDCHILD);
    assertEquals(Map.of(8L, "/opened-after-the-fork"), filesOf(GRANDCHILD), "a fork after the report is a copy");
    assertEquals(List.of(CHILD), machine.reported);
  }

  @Test
  void theChildrenOfSuchAChildAreReportedToo() throws Exception {
    requestAndReport();
    fork(PARENT, CHILD);
    catchUp();
    machine.files.put(GRANDCHILD, Map.of(5L, "/own"));
    fork(CHILD, GRANDCHILD);
    fork(PARENT, 50); // the table of the parent is correct by now
    catchUp();
    assertEquals(List.of(CHILD, GRANDCHILD), machine.reported);
    assertEquals(Map.of(5L, "/own"), filesOf(GRANDCHILD));
    catchUp();
    assertFalse(files.areMissing());
  }

  @Test
  void programsThatForkForEverDoNotKeepTheRulesWaiting() throws Exception {
    requestAndReport();
    int rounds = 0;
    for (long pid = PARENT; files.areMissing(); pid++, rounds++) {
      fork(pid, pid + 1);
      catchUp();
      assertTrue(rounds < 20, "rules wait");
    }
    assertTrue(rounds > 2, "several rounds: " + rounds);
  }

  @Test
  void eventsAreProcessedBetweenThePartsOfAReport() throws Exception {
    machine.callNanos = 3_000_000; // longer than a part
    machine.files.put(PARENT, Map.of(3L, "/first", 4L, "/second"));
    machine.files.put(CHILD, Map.of(5L, "/of-another-process"));
    state.onProcess(HoldingLoop.process(CHILD, "sh"));
    requestAndReport();
    assertEquals(Map.of(3L, "/first"), filesOf(PARENT));
    files.advance(machine);
    assertEquals(Map.of(3L, "/first", 4L, "/second"), filesOf(PARENT));
    assertEquals(Map.of(), filesOf(CHILD));
    fork(PARENT, GRANDCHILD); // it is not among the processes that the report began with
    assertEquals(0, machine.passes);
    files.advance(machine);
    assertEquals(Map.of(5L, "/of-another-process"), filesOf(CHILD));
    assertEquals(1, machine.passes);
    machine.files.put(GRANDCHILD, Map.of(3L, "/first"));
    catchUp();
    assertEquals(Map.of(3L, "/first"), filesOf(GRANDCHILD), "it was forked before the end of the report");
    catchUp();
    assertFalse(files.areMissing());
  }

  @Test
  void filesThatNobodyNeedsAnyMoreAreNotReportedAgain() throws Exception {
    requestAndReport();
    files.release(KeptFiles.NONE);
    fork(PARENT, CHILD);
    catchUp();
    assertEquals(List.of(), machine.reported);
  }
}
