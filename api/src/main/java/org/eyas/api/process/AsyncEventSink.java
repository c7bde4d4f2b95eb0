package org.eyas.api.process;

import org.eyas.api.data.Bytes;
import org.osgi.annotation.versioning.ProviderType;

/** Takes asynchronous events: events that no thread causes. An {@link Enricher} reports them. */
@ProviderType
public interface AsyncEventSink {
  /**
   * Adds an event at this position of the stream.
   *
   * @param name the name of the event, which {@code evt.type} shows; only read during the call
   * @param data the content; only read during the call
   */
  void onAsyncEvent(Bytes name, Bytes data);
}
