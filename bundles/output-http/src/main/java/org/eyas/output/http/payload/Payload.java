package org.eyas.output.http.payload;

import org.eyas.api.alert.RenderedAlert;

/** Makes requests of alerts. Used by one thread. */
public interface Payload {
  /** The content for one alert; the same each time but for its id, which is new. */
  Message of(RenderedAlert alert);
}
