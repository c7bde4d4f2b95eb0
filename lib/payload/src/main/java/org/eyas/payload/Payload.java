package org.eyas.payload;

import org.eyas.api.alert.RenderedAlert;

/** Makes the content of requests from alerts. Used by one thread. */
public interface Payload {
  /** The content for one alert. It is the same each time, except for the id of the request, which is new. */
  Message of(RenderedAlert alert);
}
