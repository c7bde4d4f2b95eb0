package org.eyas.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eyas.api.event.EventType;
import org.eyas.testkit.FakeEvent;
import org.junit.jupiter.api.Test;

/** Tests which events have a payload of JSON, and that reading it allocates nothing. */
class EventJsonTest {
  private static final EventType PLUGIN_EVENT =
      new EventType(322, "PLUGINEVENT_E", "pluginevent", EventType.Direction.ENTER, "other", Set.of(), Set.of(), List.of());
  private static final EventType OPEN =
      new EventType(307, "OPENAT_X", "openat", EventType.Direction.EXIT, "file", Set.of(), Set.of(), List.of());

  private final EventJson events = new EventJson();
  private final JsonPointer verb = JsonPointer.of("/verb");
  private final JsonText text = new JsonText();

  private static FakeEvent event(String payload) {
    return FakeEvent.of(PLUGIN_EVENT, 1, payload);
  }

  private String verb(FakeEvent event) {
    JsonIndex json = Objects.requireNonNull(events.of(event));
    return text.of(json, verb.find(json)).toString();
  }

  @Test
  void payloadIsParsedOncePerEvent() {
    FakeEvent first = event("{\"verb\":\"get\"}");
    assertEquals("get", verb(first));
    JsonIndex json = events.of(first);
    assertEquals("list", verb(event("{\"verb\":\"list\"}")));
    assertEquals("get", verb(first));
    assertEquals(json, events.of(first));
  }

  @Test
  void sameObjectWithAnotherNumberIsAnotherEvent() {
    FakeEvent event = event("{");
    assertNull(events.of(event));
    assertNull(events.of(event), "a damaged payload has no values");
    event.sequence++;
    assertNull(events.of(event));
  }

  @Test
  void systemCallHasNoPayload() {
    assertNull(events.of(FakeEvent.of(OPEN, 3, "{}")));
    assertNotNull(events.of(event("{}")));
    assertNotNull(events.of(event(" [1]")));
    assertNull(events.of(event("12")), "a line of text that happens to be a number");
    assertNull(events.of(FakeEvent.of(PLUGIN_EVENT, 3)));
  }

  @Test
  void readingAllocatesNothingOnceWarm() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    FakeEvent event = event("{\"objectRef\":{\"resource\":\"p\\u006fds\"},\"list\":[1,2,3],\"verb\":\"\\u0067et\"}");
    long sum = 0;
    long before = 0;
    int rounds = 40_000;
    for (int i = 0; i < rounds; i++) {
      if (i == rounds / 2) {
        before = threads.getCurrentThreadAllocatedBytes();
      }
      event.sequence++;
      JsonIndex json = events.of(event);
      sum += text.of(Objects.requireNonNull(json), verb.find(json)).length();
    }
    long bytes = threads.getCurrentThreadAllocatedBytes() - before;
    assertEquals(3L * rounds, sum);
    assertTrue(bytes < rounds / 2, () -> bytes + " bytes in " + rounds / 2 + " events");
  }
}
