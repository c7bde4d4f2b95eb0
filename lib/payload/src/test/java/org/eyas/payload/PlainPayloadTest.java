package org.eyas.payload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.eyas.api.alert.Alert;
import org.eyas.api.alert.RenderedAlert;
import org.junit.jupiter.api.Test;

class PlainPayloadTest {
  @Test
  void theAlertIsSentAsJsonOutputAsksForIt() {
    Alert alert = TestAlerts.shell().alert();
    AlertPayload payload = new PlainPayload();
    assertEquals(new PayloadMessage("text/plain", "a text"), payload.of(new RenderedAlert(alert, "a text", "{}", "a text")));
    assertEquals(new PayloadMessage("application/json", "{}"), payload.of(new RenderedAlert(alert, "a text", "{}", "{}")));
  }
}
