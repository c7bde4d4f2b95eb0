package org.eyas.rules.sigma.convert;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.NonPrintableStyle;
import org.yaml.snakeyaml.Yaml;

/**
 * A rule in the language of Eyas.
 *
 * @param keys its keys and values, in the order in which they are written
 * @param line the line of the Sigma file on which the rule begins, counted from 0
 */
public record EyasRule(Map<String, Object> keys, int line) {
  private static final int WIDTH = 128;

  public EyasRule {
    keys = new LinkedHashMap<>(keys);
  }

  /** Appends the rule on one line, so that a document can have it on the line of the Sigma rule. */
  void appendLine(StringBuilder content) {
    content.append("- ");
    YamlFlowText.append(keys, content);
  }

  /** The rule on several lines, for people. */
  public String text() {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(FlowStyle.BLOCK);
    options.setWidth(WIDTH);
    options.setNonPrintableStyle(NonPrintableStyle.ESCAPE);
    return new Yaml(options).dump(List.of(keys));
  }
}
