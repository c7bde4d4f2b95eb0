package org.eyas.control.command;

import java.io.IOException;
import java.util.List;
import org.eyas.api.config.RefusedException;

/** One command of the command line. Its service property {@code command} names it. */
public interface Command {
  /**
   * Does what is asked.
   *
   * @throws RefusedException what is wrong with it, for the user
   * @throws IOException where a file cannot be read or written, or the client is gone
   */
  void run(Request request, Answer answer) throws RefusedException, IOException;

  /** The names that an action takes, for the completion of a shell. */
  default List<String> names(String action) {
    return List.of();
  }
}
