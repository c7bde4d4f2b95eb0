package org.eyas.api.undo;

import java.io.IOException;
import org.eyas.api.config.RefusedException;

/**
 * The person for whom this thread changes files. The console and the command line set it around each change, and the writer of a
 * file reads it, so that no service in between passes it on.
 */
public final class ChangeAuthor {
  /** The author of changes that nobody requested, such as the end of a mute whose time is over. */
  public static final String ENGINE = "eyas";

  private static final ThreadLocal<String> CURRENT = ThreadLocal.withInitial(() -> ENGINE);

  private ChangeAuthor() {}

  /** A change of files. */
  @FunctionalInterface
  public interface Change {
    void apply() throws RefusedException, IOException;
  }

  public static String current() {
    return CURRENT.get();
  }

  /** Makes a change for a person. */
  public static void apply(String who, Change change) throws RefusedException, IOException {
    CURRENT.set(who);
    try {
      change.apply();
    } finally {
      CURRENT.remove();
    }
  }
}
