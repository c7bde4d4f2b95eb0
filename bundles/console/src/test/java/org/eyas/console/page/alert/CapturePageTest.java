package org.eyas.console.page.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.eyas.api.alert.Priority;
import org.eyas.api.control.AuditEntry;
import org.eyas.api.control.CaptureStatus;
import org.eyas.console.page.PageReply;
import org.eyas.console.page.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CapturePageTest {
  @TempDir private Path folder;
  private Visitor visitor;
  private String number;

  @BeforeEach
  void raise() {
    visitor = new Visitor(folder);
    visitor.engine.alerts.raise(Priority.WARNING, "Own", "x");
    number = "" + visitor.engine.alerts.recent(1).getFirst().number();
  }

  private List<String> audited() {
    return visitor.engine.entries.reversed().stream().map(AuditEntry::what).toList();
  }

  @Test
  void anAdminStartsACaptureAndSeesWhereItIs() {
    assertTrue(visitor.page("/alert", "number", number).contains("Capture what happens next</button>"));
    PageReply started = visitor.send("/alert/capture", "number", number, "do", "start", "minutes", "5");
    assertEquals("/alert?number=" + number + "#capture", started.headers().get("Location"));
    assertEquals(List.of("capture 300 s, 512 MB"), visitor.engine.actions);
    assertEquals(List.of("attempt: start capture", "start capture"), audited());
    String page = visitor.page("/alert", "number", number);
    assertTrue(page.contains("/tmp/falco_1.scap</span>, 2.00\u202fMB so far"), page);
    assertTrue(page.contains("data-live=\"/alert/capture?number=" + number + "\""), page);
  }

  @Test
  void theEndOfACaptureSaysWhatIsInIt() {
    visitor.send("/alert/capture", "number", number, "do", "start", "minutes", "1");
    visitor.send("/alert/capture", "number", number, "do", "end");
    assertEquals("end capture", audited().getLast());
    String part = visitor.page("/alert/capture", "number", number);
    assertTrue(part.contains("The capture is complete"), part);
    assertTrue(part.contains("1\u202f234 events, 3.00\u202fMB") && part.contains("eyas -e /tmp/falco_1.scap"), part);
    assertFalse(part.contains("data-live"), part);
  }

  @Test
  void aViewerSeesACaptureButCannotStartOne() {
    visitor.engine.captures.last = new CaptureStatus("/tmp/x.scap", Instant.now(), true, 0, 0, 0, "permission denied");
    String page = visitor.page(visitor.viewer, "/alert", "number", number);
    assertTrue(page.contains("/tmp/x.scap</span> is incomplete: permission denied"), page);
    assertFalse(page.contains("Capture what happens next"), page);
  }

  @Test
  void onlyTheOfferedTimesAreCaptured() {
    assertEquals(409, visitor.send("/alert/capture", "number", number, "do", "start", "minutes", "1000").status());
    assertEquals(List.of(), visitor.engine.actions);
  }
}
