package org.eyas.engine.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.eyas.api.source.StateSink;
import org.eyas.engine.state.descriptor.FdPool;
import org.eyas.engine.state.encoding.Machine;
import org.eyas.engine.state.process.ProcessTable;
import org.eyas.engine.state.process.ThreadState;
import org.eyas.testkit.QuietCapture;
import org.junit.jupiter.api.Test;

class ThreadProbeTest {
  private static final long MILLI = 1_000_000L;

  private final Clock clock = new Clock();
  private final SlowMachine machine = new SlowMachine();
  private final ProcessTable table = new ProcessTable();
  private final ThreadProbe probe =
      new ThreadProbe(table, machine, new Machine().state.reports(), thread -> {}, () -> clock.nanos);

  private static final class Clock {
    long nanos = 5;
  }

  /** Takes ten milliseconds for each lookup and finds nothing. */
  private final class SlowMachine extends QuietCapture {
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
      probe.lookUp(i);
    }
    assertEquals(5, machine.asked);
    clock.nanos += 1_000 * MILLI;
    probe.lookUp(101);
    assertEquals(6, machine.asked);
  }

  @Test
  void threadsForWhichThereWasNoTimeAreLookedUpInHalfOfTheTimeOfLaterSeconds() {
    for (int i = 1; i <= 2_000; i++) {
      table.put(new ThreadState(i, table, new FdPool()));
      probe.lookUp(i);
    }
    probe.catchUp();
    assertEquals(5, machine.asked, "there is no time yet");
    clock.nanos += 1_000 * MILLI;
    probe.catchUp();
    assertEquals(8, machine.asked);
    for (int i = 0; i < 1_000; i++) {
      clock.nanos += 1_000 * MILLI;
      probe.catchUp();
    }
    assertEquals(5 + 1_024, machine.asked);
  }

  @Test
  void invalidIdsAreNotLookedUp() {
    probe.lookUp(-1);
    probe.lookUp(0);
    assertEquals(0, machine.asked);
  }
}
