package org.eyas.config.key;

/** The table of all keys in docs/configuration.md. */
final class KeyReference {
  private KeyReference() {}

  static String markdown(KeyTable table) {
    StringBuilder out = new StringBuilder("| key | default | meaning | in Eyas |\n|---|---|---|---|\n");
    for (KeyDefinition key : table.keys()) {
      if (key.isCurrent()) {
        out.append("| `%s` | %s | %s Takes %s. |".formatted(key.name(), defaults(key), key.text(), key.type().expected()))
            .append(" %s |\n".formatted(effect(key)));
      }
    }
    out.append("\nOld keys, which are still read:\n\n| key | meaning | in Eyas |\n|---|---|---|\n");
    for (KeyDefinition key : table.keys()) {
      if (!key.isCurrent()) {
        out.append("| `%s` | %s | %s |\n".formatted(key.name(), key.text(), effect(key)));
      }
    }
    return out.toString();
  }

  private static String defaults(KeyDefinition key) {
    if (key.shipped().equals(key.bare())) {
      return code(key.shipped());
    }
    return code(key.shipped()) + "; in a `falco.yaml` that lacks it " + (key.bare().isEmpty() ? "none" : code(key.bare()));
  }

  private static String code(String written) {
    return written.isEmpty() ? "" : "`" + written + "`";
  }

  private static String effect(KeyDefinition key) {
    return switch (key.state()) {
      case WORKS -> key.note().isEmpty() ? "works" : "works. " + key.note();
      case NONE, REMOVED -> "no effect: " + key.note();
      case RENAMED -> "gives its value to " + key.note().replace(",", " and ");
    };
  }
}
