package org.eyas.engine.stateful;

import java.io.IOException;

/** Reports that a newer version of Eyas encoded a state. The state must be kept for that version. */
public final class NewerStateException extends IOException {
  private static final long serialVersionUID = 1;

  public NewerStateException(String message) {
    super(message);
  }
}
