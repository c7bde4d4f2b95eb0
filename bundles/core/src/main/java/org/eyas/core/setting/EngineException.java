package org.eyas.core.setting;

import java.util.function.BooleanSupplier;
import org.eyas.api.launch.LauncherServices;

/**
 * The process cannot do its task. The message is for the user, and tells how to correct that. The launcher asks whether the command
 * line is the cause, see {@link LauncherServices#MAIN_THREAD}.
 */
public final class EngineException extends Exception implements BooleanSupplier {
  private static final long serialVersionUID = 1;

  private final boolean usage;

  public EngineException(String message) {
    this(message, false);
  }

  private EngineException(String message, boolean usage) {
    super(message);
    this.usage = usage;
  }

  /** An error of the command line, such as a wrong value of an option. */
  public static EngineException ofUsage(String message) {
    return new EngineException(message, true);
  }

  @Override
  public boolean getAsBoolean() {
    return usage;
  }
}
