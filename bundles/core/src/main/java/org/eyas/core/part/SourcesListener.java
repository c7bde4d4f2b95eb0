package org.eyas.core.part;

import org.eyas.api.source.EventSource;

/**
 * A listener for sources that come and leave, called on the thread of the component runtime. It gets each source with
 * its guard.
 */
public interface SourcesListener {
  /** Does nothing. */
  SourcesListener NOBODY =
      new SourcesListener() {
        @Override
        public void came(EventSource source) {}

        @Override
        public void leaves(EventSource source) {}
      };

  void came(EventSource source);

  /** A source was removed; when this returns, nothing may call the source. Its open capture may still be read. */
  void leaves(EventSource source);
}
