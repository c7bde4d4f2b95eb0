package org.eyas.config.component;

import java.nio.file.Path;
import org.eyas.config.key.KeyDefinition;
import org.jspecify.annotations.Nullable;

/** The defaults that apply to the keys that a configuration lacks. */
public enum DefaultsProfile {
  /** The defaults of the shipped {@code etc/eyas.yaml}: alerts are printed, losses and health are reported. */
  EYAS,
  /**
   * The defaults of Falco's code, for files that were written for Falco: an output that such a file lacks is disabled.
   */
  FALCO;

  public static final String KEY = "eyas.defaults";

  /**
   * Chooses the defaults of a configuration.
   *
   * @param main the main file; null if there is none
   * @param wanted the value of {@link #KEY}; empty if the key is absent
   */
  public static DefaultsProfile of(@Nullable Path main, String wanted) {
    return switch (wanted) {
      case "eyas" -> EYAS;
      case "falco" -> FALCO;
      default -> main != null && isFalcoFile(main.toAbsolutePath().normalize()) ? FALCO : EYAS;
    };
  }

  /** Whether a value of {@link #KEY} asks for the defaults of Eyas, whatever the file is. */
  public static boolean isEyasProfile(String wanted) {
    return wanted.equals("eyas");
  }

  // /etc/falco/falco.yaml, /etc/falco/site.yaml, ./falco-test.yaml
  private static boolean isFalcoFile(Path main) {
    Path folder = main.getParent();
    return name(main).startsWith("falco") || folder != null && name(folder).equals("falco");
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  /** YAML text of a key's value; empty for none. */
  public String of(KeyDefinition key) {
    return this == FALCO ? key.bare() : key.shipped();
  }
}
