package org.eyas.core.dispatch;

import org.eyas.api.alert.RenderedAlert;

/** What a channel's thread does next. */
sealed interface Task {
  /** @param last whether nothing waits behind it */
  record Send(RenderedAlert alert, boolean last) implements Task {}

  /** Reopens the channel. */
  record Reopen() implements Task {}

  /** Nothing comes any more. */
  record End() implements Task {}
}
