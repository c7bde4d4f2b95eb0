package org.eyas.engine.rules.item;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import org.eyas.engine.rules.document.DocumentFindings;
import org.eyas.engine.rules.document.DocumentPlace;
import org.eyas.engine.rules.document.LoadCode;
import org.eyas.engine.rules.document.LoadFault;
import org.eyas.engine.rules.document.NameSuggestion;
import org.eyas.engine.rules.document.PlaceType;
import org.eyas.engine.rules.document.YamlMapping;
import org.eyas.engine.rules.item.WrittenStatefulCondition.OfFirst;
import org.eyas.engine.rules.item.WrittenStatefulCondition.OfThreshold;
import org.eyas.engine.stateful.condition.FirstSeenCondition;
import org.eyas.engine.stateful.condition.ThresholdMeasure;
import org.eyas.engine.stateful.condition.TimeSpan;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads {@code threshold}, {@code sequence} and {@code first} of a rule. Each error names the rule, the key and a valid
 * value.
 */
final class StatefulConditionReader {
  /** The keys that a rule can have instead of a condition. */
  static final List<String> KEYS = List.of("threshold", "sequence", "first");

  private static final Set<String> THRESHOLD_KEYS =
      Set.of("condition", "count", "distinct", "sum", "at_least", "within", "window", "by");
  private static final Set<String> FIRST_KEYS = Set.of("condition", "value", "by", "learn", "entries");

  private static final int FEWEST_ENTRIES = 10;

  private final DocumentFindings findings;

  StatefulConditionReader(DocumentFindings findings) {
    this.findings = findings;
  }

  /** Reads the stateful condition of a rule; null for a rule with an ordinary condition. */
  @Nullable
  WrittenStatefulCondition read(YamlMapping rule) {
    List<String> written = KEYS.stream().filter(rule::has).toList();
    if (written.isEmpty()) {
      return null;
    }
    String key = written.getFirst();
    if (rule.has("condition")) {
      throw LoadFault.structure(
          "Rule has both 'condition' and '" + key + "': write the condition inside '" + key + "'",
          rule.at(key, PlaceType.RULE_CONDITION));
    }
    if (written.size() > 1) {
      throw LoadFault.structure(
          "Rule has both '" + key + "' and '" + written.get(1) + "': remove one of them", rule.at(key, PlaceType.RULE_CONDITION));
    }
    YamlMapping map = mapping(rule.require(key), key, rule.at(key, PlaceType.RULE_CONDITION));
    return switch (key) {
      case "threshold" -> threshold(map);
      case "sequence" -> new SequenceReader(findings, rule).read(map);
      default -> first(map);
    };
  }

  static YamlMapping mapping(Node node, String key, DocumentPlace place) {
    if (node instanceof MappingNode mapping) {
      return new YamlMapping(mapping, place);
    }
    throw LoadFault.structure("'" + key + "' must be keys and values", place);
  }

  private OfThreshold threshold(YamlMapping map) {
    warnAboutUnknown(map, THRESHOLD_KEYS, findings);
    ThresholdMeasure measure = measure(map);
    String field = measure == ThresholdMeasure.COUNT ? "" : measure.name().toLowerCase(Locale.ROOT);
    return new OfThreshold(
        written(map, "condition"),
        measure,
        field.isEmpty() ? null : written(map, field),
        atLeast(map, measure),
        isTumbling(map),
        within(map),
        by(map));
  }

  private static ThresholdMeasure measure(YamlMapping map) {
    List<String> written = List.of("count", "distinct", "sum").stream().filter(map::has).toList();
    if (written.size() != 1) {
      throw LoadFault.structure(
          "'threshold' needs one of 'count: NUMBER', 'distinct: FIELD' and 'sum: FIELD', the last two with 'at_least: NUMBER'",
          map.context());
    }
    return ThresholdMeasure.valueOf(written.getFirst().toUpperCase(Locale.ROOT));
  }

  private static long atLeast(YamlMapping map, ThresholdMeasure measure) {
    String key = measure == ThresholdMeasure.COUNT ? "count" : "at_least";
    if (measure == ThresholdMeasure.COUNT && map.has("at_least")) {
      throw LoadFault.structure("'at_least' is for 'distinct' and 'sum'; 'count' is the number itself", at(map, "at_least"));
    }
    long number = number(map.text(key));
    if (number < 1 || number > measure.most()) {
      throw LoadFault.structure("'" + key + "' must be a whole number from 1 to " + measure.most(), at(map, key));
    }
    return number;
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException ignored) {
      return -1;
    }
  }

  private static boolean isTumbling(YamlMapping map) {
    String window = map.text("window", "sliding");
    if (!window.equals("sliding") && !window.equals("tumbling")) {
      throw LoadFault.structure("'window' must be sliding or tumbling", at(map, "window"));
    }
    return window.equals("tumbling");
  }

  static long within(YamlMapping map) {
    return positive(map, "within");
  }

  static long positive(YamlMapping map, String key) {
    long nanos = time(map, key);
    if (nanos == 0) {
      throw LoadFault.structure("'" + key + "' must be " + TimeSpan.FORM, at(map, key));
    }
    return nanos;
  }

  static long time(YamlMapping map, String key) {
    OptionalLong nanos = TimeSpan.nanos(map.text(key));
    if (nanos.isEmpty()) {
      throw LoadFault.structure("'" + key + "' must be " + TimeSpan.FORM, at(map, key));
    }
    return nanos.getAsLong();
  }

  private OfFirst first(YamlMapping map) {
    warnAboutUnknown(map, FIRST_KEYS, findings);
    WrittenText condition = written(map, "condition");
    List<WrittenText> values = fields(map, "value");
    if (values.isEmpty()) {
      throw LoadFault.structure("'first' needs 'value: FIELD', or several fields: what must be new", map.context());
    }
    return new OfFirst(condition, values, by(map), time(map, "learn"), entries(map));
  }

  private static int entries(YamlMapping map) {
    long entries = number(map.text("entries", Integer.toString(FirstSeenCondition.USUAL_ENTRIES)));
    if (entries < FEWEST_ENTRIES || entries > FirstSeenCondition.MOST_ENTRIES) {
      throw LoadFault.structure(
          "'entries' must be a whole number from " + FEWEST_ENTRIES + " to " + FirstSeenCondition.MOST_ENTRIES,
          at(map, "entries"));
    }
    return (int) entries;
  }

  static WrittenText written(YamlMapping map, String key) {
    return new WrittenText(map.text(key), at(map, key));
  }

  static List<WrittenText> by(YamlMapping map) {
    return fields(map, "by");
  }

  /** One field, or a sequence of them; none if the key is absent. */
  private static List<WrittenText> fields(YamlMapping map, String key) {
    if (!map.has(key)) {
      return List.of();
    }
    Node value = map.require(key);
    if (value instanceof ScalarNode) {
      return List.of(written(map, key));
    }
    List<String> texts = map.texts(key);
    List<Node> nodes = elements(map, key);
    List<WrittenText> fields = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      fields.add(new WrittenText(texts.get(i), map.context().at(nodes.get(i), PlaceType.VALUE_FOR, key)));
    }
    return fields;
  }

  static List<Node> elements(YamlMapping map, String key) {
    if (map.require(key) instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    throw LoadFault.structure("'" + key + "' must be a sequence", at(map, key));
  }

  static DocumentPlace at(YamlMapping map, String key) {
    return map.context().at(map.require(key), PlaceType.VALUE_FOR, key);
  }

  static void warnAboutUnknown(YamlMapping map, Set<String> known, DocumentFindings findings) {
    for (String key : map.keys()) {
      if (!known.contains(key)) {
        findings.warn(
            LoadCode.LOAD_UNKNOWN_KEY,
            "Unknown key '" + key + "'. The key will be ignored.",
            map.context(),
            NameSuggestion.of(key, known));
      }
    }
  }
}
