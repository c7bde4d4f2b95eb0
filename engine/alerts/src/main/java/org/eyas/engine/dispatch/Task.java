package org.eyas.engine.dispatch;

import org.eyas.api.alert.RenderedAlert;

/** The next action of a channel's thread. */
sealed interface Task {
  /** @param last whether no alert waits after it */
  record Send(RenderedAlert alert, boolean last) implements Task {}

  /** Reopens the channel. */
  record Reopen() implements Task {}

  /** No more alerts come. */
  record End() implements Task {}
}
