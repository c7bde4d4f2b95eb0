package org.eyas.payload;

import org.eyas.api.alert.RenderedAlert;

/** Sends the alert as text or JSON, depending on json_output, as Falco does. */
final class PlainPayload implements Payload {
  @Override
  public Message of(RenderedAlert alert) {
    String body = alert.preferred();
    return new Message(body.equals(alert.text()) ? "text/plain" : "application/json", body);
  }
}
