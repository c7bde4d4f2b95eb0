package org.eyas.common;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the script among the arguments of an interpreter, by the table {@code interpreters.tsv}: the letters of the options after
 * which no script follows, of those with a value, and of those whose value is the script, and the long options with a value. The kernel
 * passes the path of a script that begins with {@code #!} in the same way as a user does.
 */
public final class ScriptFinder {
  private static final String NONE = "";

  private final Map<String, InterpreterOptions> interpreters = new HashMap<>();

  private record InterpreterOptions(String name, String code, String value, String script, Set<String> longValues) {}

  public ScriptFinder() {
    List<InterpreterOptions> rows = TsvTable.rows(ScriptFinder.class, "interpreters.tsv", ScriptFinder::options);
    rows.forEach(row -> interpreters.put(row.name, row));
  }

  private static InterpreterOptions options(String[] row) {
    return new InterpreterOptions(row[0], cell(row, 1), cell(row, 2), cell(row, 3), Set.of(cell(row, 4).split(" ")));
  }

  private static String cell(String[] row, int at) {
    return row.length > at ? row[at] : NONE;
  }

  /**
   * The path of the script, as it is in the arguments; empty if the program is not an interpreter, or runs no script.
   *
   * @param exepath the path of the program
   * @param firstArg its first argument, the name by which it was started
   * @param rawArgs the arguments after the first, each followed by a zero byte
   */
  public String script(String exepath, String firstArg, String rawArgs) {
    InterpreterOptions options = interpreter(exepath, firstArg);
    return options == null || rawArgs.isEmpty() ? NONE : script(options, rawArgs.split("\0"));
  }

  // python3.11 is python; busybox is the applet in its first argument.
  private @Nullable InterpreterOptions interpreter(String exepath, String firstArg) {
    String name = lastName(exepath);
    String applet = name.equals("busybox") ? lastName(firstArg) : name;
    return interpreters.get(withoutVersion(applet));
  }

  private static String lastName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String withoutVersion(String name) {
    int end = name.length();
    while (end > 0 && (Character.isDigit(name.charAt(end - 1)) || name.charAt(end - 1) == '.')) {
      end--;
    }
    return name.substring(0, end);
  }

  private static String script(InterpreterOptions options, String[] args) {
    for (int at = 0; at < args.length; at++) {
      String arg = args[at];
      if (arg.equals("--")) {
        return at + 1 < args.length ? args[at + 1] : NONE;
      }
      if (arg.startsWith("--")) {
        at += options.longValues.contains(arg) ? 1 : 0;
      } else if (arg.length() < 2 || arg.charAt(0) != '-' && arg.charAt(0) != '+') {
        return arg.equals("-") ? NONE : arg;
      } else {
        int letter = firstOf(options, arg);
        if (letter < arg.length()) {
          boolean isLast = letter == arg.length() - 1;
          if (options.script.indexOf(arg.charAt(letter)) >= 0) {
            return !isLast ? arg.substring(letter + 1) : at + 1 < args.length ? args[at + 1] : NONE;
          }
          if (options.code.indexOf(arg.charAt(letter)) >= 0) {
            return NONE;
          }
          at += isLast ? 1 : 0;
        }
      }
    }
    return NONE;
  }

  /** The place of the first letter of an argument that is in the table; its length if there is none. */
  private static int firstOf(InterpreterOptions options, String arg) {
    int at = 1;
    while (at < arg.length() && (options.code + options.value + options.script).indexOf(arg.charAt(at)) < 0) {
      at++;
    }
    return at;
  }
}
