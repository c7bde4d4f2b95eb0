package org.eyas.engine.describe;

import java.util.List;

/**
 * A built-in part that replaces a plugin of Falco.
 *
 * @param offers what it can do, in Falco's words: "Field Extraction"
 * @param schema the JSON schema of its configuration; empty if it has none
 */
public record PluginDescription(
    String name, String description, String contact, String version, List<String> offers, String schema) {
  /** The text that {@code --list-plugins} prints for it, in Falco's layout. */
  public String text() {
    StringBuilder out = new StringBuilder();
    out.append("Name: ").append(name).append('\n');
    out.append("Description: ").append(description).append('\n');
    out.append("Contact: ").append(contact).append('\n');
    out.append("Version: ").append(version).append('\n');
    out.append("Capabilities: \n");
    offers.forEach(offer -> out.append("  - ").append(offer).append('\n'));
    return out.append('\n').toString();
  }

  /** The text that {@code --plugin-info} prints: {@link #text} and the form of its configuration. */
  public String info() {
    String type =
        schema.isEmpty() ? "Not available, plugin does not implement the init config schema functionality" : "JSON";
    return text() + "Init config schema type: " + type + "\n" + schema.strip() + "\n\n";
  }
}
