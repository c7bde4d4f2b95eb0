package org.eyas.engine.format;

import org.eyas.api.alert.Alert;
import org.eyas.api.event.Event;
import org.eyas.engine.field.PendingMark;
import org.jspecify.annotations.Nullable;

/**
 * An alert with values that may be pending; all other values were read at the event. Used by the thread of one event
 * loop.
 */
public final class OpenAlert {
  /** Completes the alert; a pending value is missing in it. */
  interface Completion {
    Alert complete(Event later);
  }

  private final Completion completion;
  private final PendingMark mark;

  OpenAlert(Completion completion, PendingMark mark) {
    this.completion = completion;
    this.mark = mark;
  }

  /**
   * The alert; null if a value is still pending.
   *
   * @param later the event, as it is kept; only the pending fields read it
   */
  public @Nullable Alert completed(Event later) {
    mark.take();
    Alert alert = complete(later);
    return mark.take() ? null : alert;
  }

  /** The alert; a value that is still pending prints as missing. */
  public Alert complete(Event later) {
    return completion.complete(later);
  }
}
