package org.eyas.api.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CapturePartsTest {
  private static class Plain implements Capture {
    @Override
    public int poll(EventSink sink, int limit) {
      return END;
    }

    @Override
    public CaptureStats stats() {
      return new CaptureStats(0, 0);
    }

    @Override
    public void close() {}
  }

  private static final class Machine extends Plain implements MachineThreads {
    @Override
    public void reportThread(long tid, StateSink into) {}

    @Override
    public long startNanos(long pid, long tid) {
      return NO_THREAD;
    }
  }

  private static StateSink failing() {
    return (StateSink) Proxy.newProxyInstance(StateSink.class.getClassLoader(), new Class<?>[] {StateSink.class},
        (proxy, method, arguments) -> {
          throw new AssertionError("nothing may be reported, but " + method.getName() + " was");
        });
  }

  @Test
  void aMissingPartReportsAndKnowsNothing() throws SourceException {
    Capture plain = new Plain();
    StateReporter.of(plain).snapshot(failing());
    StateReporter.of(plain).follow(failing());
    EventSelector.of(plain).changeRequest(new CaptureRequest(Set.of(), Map.of()));
    MachineThreads.of(plain).reportThread(1, failing());
    assertEquals(0, MachineThreads.of(plain).startNanos(1, 1), "not known is not the same as gone");
    assertEquals(CaptureDetails.NONE, DetailedCounters.of(plain).details());
  }

  @Test
  void aPartIsTheCaptureItself() {
    Machine machine = new Machine();
    assertSame(machine, MachineThreads.of(machine));
  }
}
