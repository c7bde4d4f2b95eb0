package org.eyas.payload;

import org.eyas.api.alert.RenderedAlert;

/** Sends the alert as text or JSON, depending on json_output, as Falco does. */
final class PlainPayload implements Payload {
  @Override
  public Message of(RenderedAlert alert) {
    return new Message(alert.prefersJson() ? "application/json" : "text/plain", alert.preferred());
  }
}
