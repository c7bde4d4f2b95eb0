package org.eyas.linux.libc;

import java.util.Optional;
import org.eyas.api.failure.Reason;

/** Whether native functions can be called: JNA first unpacks and loads a library of its own. */
public final class NativeCode {
  private static final String JNA = "com.sun.jna.Native";

  private NativeCode() {}

  /** What prevents it, in one sentence; empty if it works. To be called before the first native call. */
  public static Optional<String> problem() {
    try {
      Class.forName(JNA, true, NativeCode.class.getClassLoader());
      return Optional.empty();
    } catch (ClassNotFoundException | LinkageError e) {
      // A second attempt reports only that the first one failed; its cause says why.
      return Optional.of("native code cannot be called: " + Reason.of(e.getCause() == null ? e : e.getCause()));
    }
  }

  /** What to do about it. */
  public static String hint() {
    return "name a folder that can be written and is not mounted noexec: EYAS_JAVA_OPTS=-Djna.tmpdir=DIR";
  }
}
