package org.eyas.core.part;

import org.eyas.api.source.EventSource;

/**
 * A listener for sources that come and leave, called on the thread of the component runtime. It gets each source with
 * its guard.
 */
public interface EventSourceListener {
  /** Does nothing. */
  EventSourceListener NOBODY =
      new EventSourceListener() {
        @Override
        public void sourceAdded(EventSource source) {}

        @Override
        public void sourceRemoved(EventSource source) {}
      };

  void sourceAdded(EventSource source);

  /**
   * Called when a source was removed. When this returns, nothing may call the source. Its open capture may still be read.
   */
  void sourceRemoved(EventSource source);
}
