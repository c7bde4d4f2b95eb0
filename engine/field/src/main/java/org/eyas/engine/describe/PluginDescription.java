package org.eyas.engine.describe;

import java.util.List;

/**
 * A built-in part that replaces a plugin of Falco.
 *
 * @param offers its capabilities, in Falco's words: "Field Extraction"
 * @param schema the JSON schema of its configuration; empty if it has none
 */
public record PluginDescription(
    String name, String description, String contact, String version, List<String> offers, String schema) {
  private static final String NO_PARAMETERS =
      "No suggested open params available: plugin has not been configured, or it does not implement the open params suggestion"
          + " functionality";

  /** Whether a text is the name of the plugin, or the path of its library in Falco: {@code libk8saudit.so}. */
  public boolean isNamed(String text) {
    String file = text.substring(text.lastIndexOf('/') + 1);
    return text.equals(name) || file.equals("lib" + name + ".so");
  }

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

  /**
   * The text that {@code --plugin-info} prints, in Falco's layout: {@link #text} and the form of the configuration. An
   * event source also gets a line which says that it suggests no parameters.
   */
  public String info() {
    String type =
        schema.isEmpty() ? "Not available, plugin does not implement the init config schema functionality" : "JSON";
    String form = text() + "Init config schema type: " + type + "\n" + schema.strip() + "\n\n";
    return offers.stream().noneMatch(offer -> offer.startsWith("Event Sourcing")) ? form : form + NO_PARAMETERS + "\n\n";
  }
}
