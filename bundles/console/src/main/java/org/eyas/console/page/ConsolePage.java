package org.eyas.console.page;

import java.io.IOException;
import org.eyas.api.config.RefusedException;

/** A page of the console, at one path. */
public interface ConsolePage {
  /** Answers a GET; changes nothing. */
  PageReply get(UserRequest visit) throws IOException;

  /**
   * Handles a form; the gate has checked its token and that its sender is admin.
   *
   * @throws RefusedException if it was not done; the message is shown to the user
   */
  default PageReply post(UserRequest visit) throws RefusedException, IOException {
    return PageReply.text(405, "This page does not accept forms.");
  }
}
