package org.eyas.console.page.rule;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eyas.api.rule.RuleDocument;
import org.eyas.console.page.rule.RuleCompletion.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The macros and lists that a rule document defines, with their definitions. */
final class MacroCompletions {
  private static final Logger LOG = LoggerFactory.getLogger(MacroCompletions.class);
  private static final int LONGEST = 400;

  private MacroCompletions() {}

  /** The macros and lists of a document; empty if it is not YAML, because a file may be edited outside the console. */
  static List<RuleCompletion> of(RuleDocument document) {
    List<RuleCompletion> words = new ArrayList<>();
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE); // the loader of rules has limits of its own
    try {
      for (Node root : new Yaml(options).composeAll(new StringReader(document.content()))) {
        if (root instanceof SequenceNode items) {
          items.getValue().forEach(item -> word(item, document.name()).ifPresent(words::add));
        }
      }
    } catch (YAMLException | IllegalArgumentException e) { // the latter if a tag ends with a space
      LOG.debug("{} is not YAML, so its macros are not completed", document.name(), e);
    }
    return words;
  }

  private static Optional<RuleCompletion> word(Node item, String document) {
    if (!(item instanceof MappingNode map)) {
      return Optional.empty();
    }
    Optional<String> macro = value(map, "macro");
    Optional<String> list = value(map, "list");
    String definition = value(map, macro.isPresent() ? "condition" : "items").orElse("");
    return macro.map(name -> new RuleCompletion(Kind.MACRO, name, document, shortened(definition), Set.of()))
        .or(() -> list.map(name -> new RuleCompletion(Kind.LIST, name, document, shortened(definition), Set.of())));
  }

  private static Optional<String> value(MappingNode map, String key) {
    return map.getValue().stream()
        .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key))
        .map(tuple -> text(tuple.getValueNode()))
        .findFirst();
  }

  private static String text(Node node) {
    return switch (node) {
      case ScalarNode scalar -> scalar.getValue().strip();
      case SequenceNode items -> items.getValue().stream().map(MacroCompletions::text).collect(Collectors.joining(", "));
      default -> "";
    };
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " ...";
  }
}
