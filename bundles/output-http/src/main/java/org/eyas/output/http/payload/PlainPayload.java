package org.eyas.output.http.payload;

import org.eyas.api.alert.RenderedAlert;

/** The alert as json_output asks for it, which is what Falco sends. */
public final class PlainPayload implements Payload {
  @Override
  public Message of(RenderedAlert alert) {
    String body = alert.preferred();
    return new Message(body.equals(alert.text()) ? "text/plain" : "application/json", body);
  }
}
