package org.eyas.core.describe;

import java.util.List;

/**
 * A part that stands for a plugin of Falco.
 *
 * @param offers what it can do, in Falco's words: "Field Extraction"
 */
public record PluginDescription(
    String name, String description, String contact, String version, List<String> offers) {
  /** What {@code --list-plugins} prints of it, in Falco's layout. */
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

  /** What {@code --plugin-info} prints: the same, and what its configuration looks like. */
  public String info() {
    return text()
        + "Init config schema type: Not available, plugin does not implement the init config schema functionality"
        + "\n\n\n";
  }
}
