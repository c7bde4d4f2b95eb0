package org.eyas.engine.field;

import org.jspecify.annotations.Nullable;

/** Reads the argument of a field, which is written in brackets. */
public final class FieldArgument {
  private FieldArgument() {}

  /** Whether the argument is a number. */
  public static boolean isIndex(@Nullable String argument) {
    return argument != null && !argument.isEmpty() && argument.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** The number; {@code missing} if there is no argument. */
  public static int index(@Nullable String argument, int missing) {
    if (argument == null) {
      return missing;
    }
    try {
      int index = Integer.parseInt(argument);
      if (index >= 0) {
        return index;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("the argument must be a number, not '" + argument + "'", e);
    }
    throw new IllegalArgumentException("the argument must not be negative: " + argument);
  }

  /** The text of the argument, which must not be missing. */
  public static String key(@Nullable String argument) {
    if (argument == null || argument.isEmpty()) {
      throw new IllegalArgumentException("an argument is missing");
    }
    return argument;
  }
}
