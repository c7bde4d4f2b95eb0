package org.eyas.engine.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.eyas.api.source.StateSink;
import org.eyas.testkit.QuietMachine;
import org.junit.jupiter.api.Test;

class ThreadProbeTest {
  private static final long MILLI = 1_000_000L;

  private final Clock clock = new Clock();
  private final SlowMachine machine = new SlowMachine();
  private final ProcessTable table = new ProcessTable();
  private final ThreadProbe probe = new ThreadProbe(table, machine, new Machine().state, thread -> {}, () -> clock.nanos);

  private static final class Clock {
    long nanos = 5;
  }

  /** Takes ten milliseconds for each lookup and finds nothing. */
  private final class SlowMachine extends QuietMachine {
    int asked;

    @Override
    public void reportThread(long tid, StateSink into) {
      asked++;
      clock.nanos += 10 * MILLI;
    }
  }

  @Test
  void lookupsTakeAtMostATwentiethOfASecond() {
    for (int i = 1; i <= 100; i++) {
      probe.look(i);
    }
    assertEquals(5, machine.asked);
    clock.nanos += 1_000 * MILLI;
    probe.look(101);
    assertEquals(6, machine.asked);
  }

  @Test
  void placeholdersForWhichThereWasNoTimeAreLookedUpLater() {
    ThreadState completed = placeholder(6);
    placeholder(7);
    for (int i = 1; i <= 7; i++) {
      probe.look(i);
    }
    completed.pid = 6;
    completed.ptid = 1;
    probe.catchUp();
    assertEquals(5, machine.asked, "there is no time yet");
    clock.nanos += 1_000 * MILLI;
    probe.catchUp();
    assertEquals(6, machine.asked, "an event has completed the other one");
    probe.catchUp();
    assertEquals(6, machine.asked);
  }

  private ThreadState placeholder(long tid) {
    ThreadState thread = new ThreadState(tid, table, new FdPool());
    table.put(thread);
    return thread;
  }

  @Test
  void invalidIdsAreNotLookedUp() {
    probe.look(-1);
    probe.look(0);
    assertEquals(0, machine.asked);
  }
}
