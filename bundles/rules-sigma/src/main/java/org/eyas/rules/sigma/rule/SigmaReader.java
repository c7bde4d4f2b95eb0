package org.eyas.rules.sigma.rule;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eyas.api.failure.Reason;
import org.eyas.rules.sigma.rule.SigmaRule.Body;
import org.eyas.rules.sigma.rule.SigmaRule.Correlation;
import org.eyas.rules.sigma.rule.SigmaRule.Detection;
import org.eyas.rules.sigma.rule.SigmaRule.Header;
import org.eyas.rules.sigma.rule.SigmaRule.Unreadable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads the rules of a Sigma file, one for each YAML document. A mistake in one rule does not affect the other rules.
 */
public final class SigmaReader {
  private static final int MOST_CONDITIONS = 100;

  private SigmaReader() {}

  /** @param file the name of the file; it replaces the title of a rule without a title */
  public static List<SigmaRule> read(String file, String text) {
    List<SigmaRule> rules = new ArrayList<>();
    try {
      Iterator<Node> documents = new Yaml(options(text)).composeAll(new StringReader(text)).iterator();
      while (documents.hasNext()) {
        rule(file, documents.next()).ifPresent(rules::add);
      }
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine();
      rules.add(unreadable(file, line, "the file is not valid YAML: " + e.getProblem()));
    } catch (RuntimeException | StackOverflowError e) {
      rules.add(
          unreadable(file, 0, "the file is not valid YAML: " + Reason.of(e).lines().findFirst().orElse("")));
    }
    return rules;
  }

  private static LoaderOptions options(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Math.max(text.length(), 1)); // the caller has limited the size of the file
    return options;
  }

  private static Optional<SigmaRule> rule(String file, Node document) {
    int line = document.getStartMark().getLine();
    if (document instanceof MappingNode mapping) {
      Optional<String> tooLong = LongTextFinder.mistake(mapping);
      if (tooLong.isPresent()) {
        return Optional.of(unreadable(file, line, tooLong.get()));
      }
      YamlKeys keys = YamlKeys.of(mapping);
      return Optional.of(new SigmaRule(header(file, keys, line), body(keys)));
    }
    boolean empty = document instanceof ScalarNode scalar && scalar.getValue().isBlank();
    return empty ? Optional.empty() : Optional.of(unreadable(file, line, "the document does not consist of keys and values"));
  }

  private static SigmaRule unreadable(String file, int line, String reason) {
    Header header = new Header(file, "", "", "", "", "", "", List.of(), List.of(), line);
    return new SigmaRule(header, new Unreadable(Reason.shortened(reason)));
  }

  private static Header header(String file, YamlKeys keys, int line) {
    String title = oneLine(keys.text("title"));
    return new Header(
        title.isEmpty() ? file : title,
        keys.text("id"),
        keys.text("name"),
        keys.text("status"),
        keys.text("level"),
        oneLine(String.join(", ", keys.texts("author"))),
        keys.text("description"),
        details(keys),
        keys.texts("tags"),
        line);
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  private static List<String> details(YamlKeys keys) {
    List<String> lines = new ArrayList<>();
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("falsepositives", "False positives: ");
    labels.put("references", "References: ");
    labels.put("author", "Author: ");
    labels.forEach((key, label) -> {
      List<String> texts = keys.texts(key);
      if (!texts.isEmpty()) {
        lines.add(label + String.join("; ", texts));
      }
    });
    return lines;
  }

  private static Body body(YamlKeys keys) {
    try {
      if (keys.nodes().containsKey("correlation")) {
        return correlation(
            keys.below("correlation").orElseThrow(() -> new SigmaException("'correlation' is not keys and values")));
      }
      if (keys.nodes().containsKey("filter")) {
        throw new SigmaException("it is a Sigma filter, which Eyas does not have; write an exception for the rules");
      }
      return detection(keys);
    } catch (SigmaException e) {
      return new Unreadable(e.reason());
    } catch (RuntimeException e) {
      return new Unreadable("it cannot be read: " + Reason.of(e));
    }
  }

  private static Detection detection(YamlKeys keys) throws SigmaException {
    YamlKeys source = keys.below("logsource").orElseThrow(() -> new SigmaException("it has no 'logsource'"));
    YamlKeys detection = keys.below("detection").orElseThrow(() -> new SigmaException("it has no 'detection'"));
    return new Detection(
        new LogSource(source.text("product"), source.text("category"), source.text("service")), condition(detection));
  }

  /** A list of conditions becomes one condition: one condition of the list must hold. */
  private static SigmaExpression condition(YamlKeys detection) throws SigmaException {
    Map<String, SigmaExpression> selections = new LinkedHashMap<>();
    SelectionReader reader = new SelectionReader();
    for (Map.Entry<String, Node> entry : detection.nodes().entrySet()) {
      if (!entry.getKey().equals("condition") && !entry.getKey().equals("timeframe")) {
        selections.put(entry.getKey(), reader.read(entry.getKey(), entry.getValue()));
      }
    }
    List<SigmaExpression> parts = new ArrayList<>();
    List<String> conditions = detection.texts("condition");
    if (conditions.size() > MOST_CONDITIONS) {
      throw new SigmaException("its detection has more than " + MOST_CONDITIONS + " conditions");
    }
    for (String condition : conditions) {
      parts.add(ConditionReader.read(condition, selections));
    }
    if (parts.isEmpty()) {
      throw new SigmaException("its detection has no 'condition'");
    }
    return parts.size() == 1 ? parts.getFirst() : new SigmaExpression.Or(parts);
  }

  private static Correlation correlation(YamlKeys keys) {
    Map<String, Map<String, String>> aliases = new LinkedHashMap<>();
    keys.below("aliases").ifPresent(
        all -> all.nodes().keySet().forEach(alias -> all.below(alias).ifPresent(fields -> aliases.put(alias, fields.texts()))));
    Map<String, String> condition = new LinkedHashMap<>();
    keys.below("condition").ifPresent(given -> condition.putAll(given.texts()));
    if (keys.nodes().get("condition") instanceof ScalarNode || keys.nodes().get("condition") instanceof SequenceNode) {
      condition.put("expression", String.join(" ", keys.texts("condition")));
    }
    return new Correlation(
        keys.text("type"),
        keys.texts("rules"),
        keys.texts("group-by"),
        keys.text("timespan"),
        condition,
        aliases,
        keys.text("generate").equals("true"));
  }
}
