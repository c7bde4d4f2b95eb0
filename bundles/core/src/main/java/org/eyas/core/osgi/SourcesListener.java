package org.eyas.core.osgi;

import org.eyas.api.source.EventSource;

/** Is told which sources of events come and leave, each behind its guard, on the thread of the component runtime. */
interface SourcesListener {
  /** Does nothing. */
  SourcesListener NOBODY =
      new SourcesListener() {
        @Override
        public void came(EventSource source) {}

        @Override
        public void leaves(EventSource source) {}
      };

  void came(EventSource source);

  /** One is not among the parts any more; when this returns nothing may call it. What it opened may still be read. */
  void leaves(EventSource source);
}
