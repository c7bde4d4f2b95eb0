package org.eyas.payload;

import org.eyas.api.alert.RenderedAlert;

/** A format of alerts: makes the content of requests. Used by one thread. */
public interface AlertPayload {
  /** The content for one alert. Each call returns the same content, except for the id of the request, which is new. */
  PayloadMessage of(RenderedAlert alert);
}
