package org.eyas.config;

import java.nio.file.Path;
import org.eyas.config.key.Key;
import org.jspecify.annotations.Nullable;

/** The values of keys that nobody gave. */
enum Defaults {
  /** Those of the shipped {@code etc/eyas.yaml}: alerts are printed, losses and health are reported. */
  EYAS,
  /** Those of Falco's code, for files that were written for Falco: there an absent output is disabled. */
  FALCO;

  static final String KEY = "eyas.defaults";

  /**
   * Which defaults a configuration has.
   *
   * @param main the main file; null if there is none
   * @param wanted the value of {@link #KEY}; empty if nobody gave it
   */
  static Defaults of(@Nullable Path main, String wanted) {
    return switch (wanted) {
      case "eyas" -> EYAS;
      case "falco" -> FALCO;
      default -> main != null && isFalcos(main.toAbsolutePath().normalize()) ? FALCO : EYAS;
    };
  }

  /** Whether a value of {@link #KEY} asks for the defaults of Eyas, whatever the file is. */
  static boolean areOfEyas(String wanted) {
    return wanted.equals("eyas");
  }

  // /etc/falco/falco.yaml, /etc/falco/site.yaml, ./falco-test.yaml
  private static boolean isFalcos(Path main) {
    Path folder = main.getParent();
    return name(main).startsWith("falco") || folder != null && name(folder).equals("falco");
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  /** YAML text of a key's value; empty for none. */
  String of(Key key) {
    return this == FALCO ? key.bare() : key.shipped();
  }
}
