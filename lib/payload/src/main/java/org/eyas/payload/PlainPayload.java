package org.eyas.payload;

import org.eyas.api.alert.RenderedAlert;

/** Sends the alert as text or JSON, depending on json_output, as Falco does. */
final class PlainPayload implements AlertPayload {
  @Override
  public PayloadMessage of(RenderedAlert alert) {
    return new PayloadMessage(alert.prefersJson() ? "application/json" : "text/plain", alert.preferred());
  }
}
