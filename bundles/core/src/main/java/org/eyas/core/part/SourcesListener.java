package org.eyas.core.part;

import org.eyas.api.source.EventSource;

/** Is notified of sources that come and leave, each with its guard, on the thread of the component runtime. */
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

  /** A source was removed from the parts; when this returns, nothing may call it. Its open capture may still be read. */
  void leaves(EventSource source);
}
