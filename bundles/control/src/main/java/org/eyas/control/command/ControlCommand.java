package org.eyas.control.command;

import java.io.IOException;
import java.util.List;
import org.eyas.api.config.RefusedException;

/** One command of the command line. Its service property {@link #NAME} names it. */
public interface ControlCommand {
  /** The service property with the name of the command. */
  String NAME = "command";

  /**
   * Runs the request.
   *
   * @throws RefusedException if it is rejected; the message is for the user
   * @throws IOException if a file cannot be read or written, or the client has disconnected
   */
  void run(CommandRequest request, CommandAnswer answer) throws RefusedException, IOException;

  /** Returns the names that an action accepts, for the completion of a shell. */
  default List<String> names(String action) {
    return List.of();
  }
}
