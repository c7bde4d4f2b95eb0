package org.eyas.engine.ruletest.file;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.Set;
import org.eyas.api.data.Text;
import org.eyas.api.event.ParamDefinition;
import org.eyas.api.failure.Reason;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.FieldUse;
import org.eyas.engine.rules.document.NameSuggestion;
import org.eyas.engine.stateful.condition.TimeSpan;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads the events of a test. An event is a mapping of fields to values, optionally with its time and its count. */
final class WrittenEventReader {
  private static final String TYPE = "evt.type";

  /** The event source, if the event has another one than the test. */
  private static final String SOURCE = "source";

  /** The time since the previous event. */
  private static final String AFTER = "after";

  /** The key that says how often the event occurs. */
  private static final String TIMES = "times";

  private static final Set<String> KEYS = Set.of(TYPE, SOURCE, AFTER, TIMES);
  private static final FieldCatalog NONE = new FieldCatalog(List.of());
  private static final int MOST_TIMES = 1_000;
  private static final long USUAL_NANOS = 1_000_000_000L;

  private final String usualSource;
  private final Map<String, FieldCatalog> catalogs;
  private final TestFileFaults faults;
  private String source;
  private FieldCatalog catalog;
  private long sinceFirstNanos;

  /**
   * Creates a reader.
   *
   * @param usualSource the source of events that do not name one
   * @param catalogs the fields of each source
   */
  WrittenEventReader(String usualSource, SequencedMap<String, FieldCatalog> catalogs, TestFileFaults faults) {
    this.usualSource = usualSource;
    this.catalogs = catalogs;
    this.faults = faults;
    source = usualSource;
    catalog = catalogOf(usualSource);
  }

  private FieldCatalog catalogOf(String name) {
    return catalogs.getOrDefault(name, NONE);
  }

  /** Adds the event as often as it occurs. An event without a type is reported as a fault and not added. */
  void read(Node node, List<WrittenEvent> into) {
    if (!(node instanceof MappingNode mapping)) {
      faults.add(node, "an event must be fields and values, 'proc.name: bash'");
      return;
    }
    source = source(mapping);
    catalog = catalogOf(source);
    NamedEventTypes.Chosen chosen = type(mapping);
    if (chosen == null) {
      return;
    }
    Map<FieldUseKey, WrittenValue> values = new HashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      field(tuple.getKeyNode(), tuple.getValueNode(), chosen, values);
    }
    long apart = after(mapping);
    TestFilePosition place = TestFilePosition.of(faults.file(), node);
    for (int times = times(mapping); times > 0; times--) {
      long sequence = into.size() + 1L;
      long since = sequence == 1 ? 0 : apart;
      sinceFirstNanos += since;
      into.add(
          new WrittenEvent(
              chosen.type(), chosen.syscall(), Text.of(source), sequence, sinceFirstNanos, since, values, place));
    }
  }

  private String source(MappingNode event) {
    Node written = find(event, SOURCE);
    String name = written instanceof ScalarNode text ? text.getValue() : usualSource;
    if (written != null && !catalogs.containsKey(name)) {
      faults.add(written, "there is no event source '" + name + "'; there are: " + String.join(", ", catalogs.keySet()));
      return usualSource;
    }
    return name;
  }

  private int times(MappingNode event) {
    Node written = find(event, TIMES);
    if (written == null) {
      return 1;
    }
    boolean number = written instanceof ScalarNode text && text.getValue().matches("[0-9]{1,4}");
    int times = number ? Integer.parseInt(((ScalarNode) written).getValue()) : 0;
    if (times < 1 || times > MOST_TIMES) {
      faults.add(written, "'times' must be a whole number from 1 to " + MOST_TIMES);
      return 1;
    }
    return times;
  }

  private long after(MappingNode event) {
    Node written = find(event, AFTER);
    if (written == null) {
      return USUAL_NANOS;
    }
    OptionalLong nanos = written instanceof ScalarNode text ? TimeSpan.nanos(text.getValue()) : OptionalLong.empty();
    if (nanos.isEmpty()) {
      faults.add(written, "'after' must be " + TimeSpan.FORM);
    }
    return nanos.orElse(USUAL_NANOS);
  }

  private static @Nullable Node find(MappingNode event, String key) {
    for (NodeTuple tuple : event.getValue()) {
      if (name(tuple.getKeyNode()).equals(key)) {
        return tuple.getValueNode();
      }
    }
    return null;
  }

  private NamedEventTypes.@Nullable Chosen type(MappingNode event) {
    for (NodeTuple tuple : event.getValue()) {
      if (name(tuple.getKeyNode()).equals(TYPE) && tuple.getValueNode() instanceof ScalarNode type) {
        Optional<NamedEventTypes.Chosen> chosen = NamedEventTypes.named(type.getValue());
        if (chosen.isEmpty()) {
          String hint = NamedEventTypes.suggestion(type.getValue());
          faults.add(type, "unknown event type '" + type.getValue() + "'", hint);
        }
        return chosen.orElse(null);
      }
    }
    if (!source.equals("syscall")) {
      return new NamedEventTypes.Chosen(NamedEventTypes.PLUGIN, 0);
    }
    faults.add(event, "the event has no evt.type, which selects its rules");
    return null;
  }

  private void field(
      Node key, Node value, NamedEventTypes.Chosen chosen, Map<FieldUseKey, WrittenValue> values) {
    String name = name(key);
    FieldUse use = KEYS.contains(name) ? null : newUse(key, name, chosen);
    if (use == null || YamlMap.isNull(value)) {
      return;
    }
    try {
      WrittenValue parsed = new WrittenValueParser(use.definition(), name).parse(value);
      FieldUseKey field = new FieldUseKey(use.definition().name(), use.argument());
      if (values.put(field, parsed) != null) {
        faults.add(key, "field '" + name + "' appears twice in the event");
      }
    } catch (WrittenValueParser.MisfitException e) {
      faults.add(value, Reason.of(e));
    }
  }

  private @Nullable FieldUse newUse(Node key, String name, NamedEventTypes.Chosen chosen) {
    int bracket = name.endsWith("]") ? name.indexOf('[') : -1;
    String text = bracket < 0 ? name : name.substring(0, bracket);
    String argument = bracket < 0 ? null : name.substring(bracket + 1, name.length() - 1);
    try {
      FieldUse use = catalog.find(text, argument).orElse(null);
      if (use == null) {
        faults.add(key, "unknown field '" + name + "'", NameSuggestion.of(text, CatalogFieldNames.of(catalog)));
        return null;
      }
      use.reader(); // throws if the field does not allow the argument
      return allowed(key, name, use, chosen) ? use : null;
    } catch (IllegalArgumentException e) {
      faults.add(key, "field '" + name + "': " + Reason.of(e));
      return null;
    }
  }

  private boolean allowed(Node key, String name, FieldUse use, NamedEventTypes.Chosen chosen) {
    String field = use.definition().name();
    if (TypeDerivedFields.decides(field)) {
      faults.add(key, "field '" + name + "' is derived from the event's type and position; remove it");
      return false;
    }
    String argument = use.argument();
    boolean ofParameter = field.equals("evt.arg") || field.equals("evt.rawarg");
    boolean own = chosen.type() != NamedEventTypes.PLUGIN && chosen.syscall() == 0;
    if (!ofParameter || !own || argument == null || argument.matches("[0-9]+")
        || chosen.type().indexOf(argument) >= 0) {
      return true;
    }
    List<String> known = chosen.type().params().stream().map(ParamDefinition::name).toList();
    String has = known.isEmpty() ? "it has none" : "it has " + String.join(", ", known);
    faults.add(key, chosen.type().name() + " has no argument '" + argument + "'; " + has);
    return false;
  }

  private static String name(Node key) {
    return key instanceof ScalarNode scalar ? scalar.getValue() : "";
  }
}
