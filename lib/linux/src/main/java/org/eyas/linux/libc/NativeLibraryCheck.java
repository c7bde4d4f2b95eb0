package org.eyas.linux.libc;

import java.util.Optional;
import org.eyas.api.failure.Reason;

/** Checks whether native functions can be called. For that, JNA must unpack and load a library of its own. */
public final class NativeLibraryCheck {
  private static final String JNA = "com.sun.jna.Native";

  private NativeLibraryCheck() {}

  /**
   * The problem that prevents native calls, in one sentence; empty if there is none. Must be called before the first
   * native call.
   */
  public static Optional<String> problem() {
    try {
      Class.forName(JNA, true, NativeLibraryCheck.class.getClassLoader());
      return Optional.empty();
    } catch (ClassNotFoundException | LinkageError e) {
      // The error of a second attempt only says that the first attempt failed. Its cause has the reason.
      return Optional.of("native code cannot be called: " + Reason.of(e.getCause() == null ? e : e.getCause()));
    }
  }

  /** The advice that solves the problem, for the user. */
  public static String hint() {
    return "name a folder that can be written and is not mounted noexec: EYAS_JAVA_OPTS=-Djna.tmpdir=DIR";
  }
}
