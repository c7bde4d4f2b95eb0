package org.eyas.console.page;

import java.io.IOException;
import org.eyas.api.config.RefusedException;

/** A page of the console, at one path. */
interface Page {
  /** Answers a GET; changes nothing. */
  Reply get(Visit visit) throws IOException;

  /**
   * Handles a form; the gate has checked its token and that its sender is admin.
   *
   * @throws RefusedException if it was not done; the message is shown to the user
   */
  default Reply post(Visit visit) throws RefusedException, IOException {
    return Reply.text(405, "This page does not accept forms.");
  }
}
