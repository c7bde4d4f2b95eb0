package org.eyas.engine.format;

import org.eyas.api.alert.Alert;
import org.eyas.api.event.Event;
import org.eyas.engine.field.PendingValueMark;
import org.jspecify.annotations.Nullable;

/**
 * An alert with values that may be pending; all other values were read at the event. Used by the thread of one event
 * loop.
 */
public final class UnfinishedAlert {
  /** Completes the alert; a pending value is missing in it. */
  interface Completion {
    Alert complete(Event event);
  }

  private final Completion completion;
  private final PendingValueMark mark;

  UnfinishedAlert(Completion completion, PendingValueMark mark) {
    this.completion = completion;
    this.mark = mark;
  }

  /**
   * The alert; null if a value is still pending.
   *
   * @param event the event, as it is kept; only the pending fields read it
   */
  public @Nullable Alert completed(Event event) {
    mark.testAndClear();
    Alert alert = complete(event);
    return mark.testAndClear() ? null : alert;
  }

  /** The alert; a value that is still pending prints as missing. */
  public Alert complete(Event event) {
    return completion.complete(event);
  }
}
