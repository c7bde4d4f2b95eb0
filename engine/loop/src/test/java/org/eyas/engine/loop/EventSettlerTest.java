package org.eyas.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.eyas.engine.alert.AlertSafety;
import org.eyas.testkit.QuietCapture;
import org.junit.jupiter.api.Test;

class EventSettlerTest {
  private final List<String> calls = new ArrayList<>();
  private long heldNanos = Long.MAX_VALUE;
  private boolean safe = true;

  private final QuietCapture capture = new QuietCapture() {
    @Override
    public void mark() {
      calls.add("mark");
    }

    @Override
    public void settle() {
      calls.add("settle");
    }
  };

  private final AlertSafety alerts = new AlertSafety() {
    @Override
    public void mark() {
      calls.add("alerts");
    }

    @Override
    public boolean isReached() {
      return safe;
    }
  };

  private final EventSettler settler = new EventSettler(nanos -> heldNanos <= nanos, alerts);

  private List<String> afterBatch(long nanos) {
    calls.clear();
    settler.afterBatch(capture, nanos);
    return List.copyOf(calls);
  }

  @Test
  void aCaptureHearsBeforeItsFirstEventThatItsEventsAreSettled() {
    settler.begin(capture);
    assertEquals(List.of("mark"), calls);
  }

  @Test
  void eventsAreSettledAtOnceIfNothingWaits() {
    assertEquals(List.of("mark", "alerts", "settle"), afterBatch(1));
    assertEquals(List.of("mark", "alerts", "settle"), afterBatch(2));
  }

  @Test
  void eventsWaitUntilTheirAlertsAreSafe() {
    safe = false;
    assertEquals(List.of("mark", "alerts"), afterBatch(1));
    assertEquals(List.of(), afterBatch(2), "a second mark would include later events");
    safe = true;
    assertEquals(List.of("settle"), afterBatch(3));
    assertEquals(List.of("mark", "alerts", "settle"), afterBatch(4));
  }

  @Test
  void eventsWaitUntilNoEarlierMatchIsHeld() {
    heldNanos = 10;
    assertEquals(List.of("mark"), afterBatch(10));
    assertEquals(List.of(), afterBatch(20));
    heldNanos = 15; // a later one is held
    safe = false;
    assertEquals(List.of("alerts"), afterBatch(30), "with the alert of the match that was held");
    safe = true;
    assertEquals(List.of("settle"), afterBatch(40));
  }
}
