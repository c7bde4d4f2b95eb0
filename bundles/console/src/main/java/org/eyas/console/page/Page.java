package org.eyas.console.page;

import java.io.IOException;
import org.eyas.api.config.RefusedException;

/** One path of the console. */
interface Page {
  /** Changes nothing. */
  Reply get(Visit visit) throws IOException;

  /**
   * Does what a form asks for; the form is one of ours and its sender is admin.
   *
   * @throws RefusedException why it was not done, to be told
   */
  default Reply post(Visit visit) throws RefusedException, IOException {
    return Reply.text(405, "This page takes no forms.");
  }
}
