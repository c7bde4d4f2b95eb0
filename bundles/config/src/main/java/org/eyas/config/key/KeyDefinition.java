package org.eyas.config.key;

import java.util.List;

/**
 * A key of a configuration file.
 *
 * @param name its dotted path; {@code []} stands for each element of a list: {@code plugins[].name}
 * @param type the type of its value
 * @param shipped YAML text of its default in Eyas, if there is no configuration file or it lacks the key; empty for
 *     none; of an old key, the value that Falco shipped
 * @param bare YAML text of its default if a file of Falco's lacks the key; empty for none
 * @param pids the components that get its value
 * @param property the name of the value in these components; {@code (NAME)} if the value is computed, {@link #SWITCH}
 *     if it turns the components on
 * @param state its effect in Eyas
 * @param note see {@link KeyState}
 * @param text its description, which begins with a verb
 */
public record KeyDefinition(
    String name, KeyType type, String shipped, String bare, List<String> pids, String property, KeyState state, String note,
    String text) {
  /** The property of a flag without which its components are disabled. */
  public static final String SWITCH = "+";

  /** Makes a key from the cells of its row. */
  static KeyDefinition of(String[] columns) {
    String bare = switch (columns[3]) {
      case "=" -> columns[2];
      case "-" -> "";
      default -> columns[3];
    };
    List<String> pids = columns[4].isEmpty() ? List.of() : List.of(columns[4].split(","));
    return new KeyDefinition(
        columns[0], KeyTypeParser.parse(columns[1]), columns[2], bare, pids, columns[5], KeyState.named(columns[6]), columns[7],
        columns[8]);
  }

  /** Whether a component gets the value as it is. */
  public boolean isPassedTo(String pid) {
    return pids.contains(pid) && !property.isEmpty() && !isSwitchOf(pid) && !property.startsWith("(");
  }

  /** Whether a component is disabled unless the value is true. */
  public boolean isSwitchOf(String pid) {
    return pids.contains(pid) && property.equals(SWITCH);
  }

  /** The path of its section; empty at the top. */
  public String section() {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(0, dot);
  }

  /** The keys that get the value of a renamed key. */
  public List<String> successors() {
    return state == KeyState.RENAMED ? List.of(note.split(",")) : List.of();
  }

  /** Whether the key is current: not renamed and not removed. */
  public boolean isCurrent() {
    return state != KeyState.RENAMED && state != KeyState.REMOVED;
  }
}
