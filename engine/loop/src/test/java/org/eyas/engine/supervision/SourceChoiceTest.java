package org.eyas.engine.supervision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.SourceInfo;
import org.eyas.testkit.QuietCapture;
import org.junit.jupiter.api.Test;

class SourceChoiceTest {
  private final Map<String, EventSource> sources = new HashMap<>();
  private final SourceChoice choice =
      new SourceChoice(
          () -> List.copyOf(sources.values()), info -> new CaptureRequest(Set.of(), Map.of("for", info.kind())));

  private void offer(String kind, boolean works) {
    sources.put(
        kind,
        new EventSource() {
          @Override
          public SourceInfo info() {
            return new SourceInfo(kind, "syscall", true, kind);
          }

          @Override
          public Capture open(CaptureRequest wanted) throws SourceException {
            assertEquals(kind, wanted.options().get("for"));
            if (!works) {
              throw new SourceException(kind + " is broken", "mend it");
            }
            return new QuietCapture();
          }
        });
  }

  private String opened(String kind) throws Exception {
    return choice.open(kind).source().kind();
  }

  private String refusal(String kind) {
    return String.valueOf(assertThrows(SourceException.class, () -> choice.open(kind)).getMessage());
  }

  @Test
  void theBestDriverIsUsed() throws Exception {
    offer("kmod", true);
    offer("modern_ebpf", true);
    assertEquals("modern_ebpf", opened("auto"));
    assertEquals("kmod", opened("kmod"));
  }

  @Test
  void theNextDriverIsUsedIfTheBestDoesNotWork() throws Exception {
    offer("modern_ebpf", false);
    offer("kmod", true);
    assertEquals("kmod", opened("auto"));
  }

  @Test
  void theReasonOfEachDriverIsReportedIfNoneWorks() {
    offer("modern_ebpf", false);
    assertEquals(
        "no driver works on this machine. modern_ebpf: modern_ebpf is broken; mend it. kmod: no bundle offers it."
            + " Without one: replay a capture with -e FILE, or set engine.kind=replay and engine.replay.capture_file",
        refusal("auto"));
  }

  @Test
  void aRequestedDriverIsNotReplacedByAnother() {
    offer("modern_ebpf", false);
    offer("kmod", true);
    assertEquals("modern_ebpf is broken", assertThrows(SourceException.class, () -> choice.open("modern_ebpf")).getMessage());
  }

  @Test
  void aMissingDriverIsNamed() {
    assertTrue(
        refusal("kmod").startsWith(
            "no source of events: engine.kind is 'kmod' and no bundle offers it; set engine.kind=auto"));
    assertTrue(refusal("replay").startsWith("no source of events: engine.kind is 'replay' and no bundle offers it; replay"));
  }
}
