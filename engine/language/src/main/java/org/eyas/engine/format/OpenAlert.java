package org.eyas.engine.format;

import org.eyas.api.alert.Alert;
import org.eyas.api.event.Event;
import org.eyas.engine.field.PendingMark;
import org.jspecify.annotations.Nullable;

/** An alert of which some values may be pending; all others were read at the event. Used by the thread of one event loop. */
public final class OpenAlert {
  /** Makes the alert; pending values are missing. */
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
   * @param later the event, as it is kept: only the fields that were pending read it
   */
  public @Nullable Alert completed(Event later) {
    mark.take();
    Alert alert = complete(later);
    return mark.take() ? null : alert;
  }

  /** The alert; values that are still pending print as missing. */
  public Alert complete(Event later) {
    return completion.complete(later);
  }
}
