package org.eyas.engine.ruletest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eyas.api.data.Text;
import org.eyas.api.event.ParamDefinition;
import org.eyas.api.failure.Reason;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.FieldUse;
import org.eyas.engine.rules.Suggestion;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads one event of a test: a mapping of fields to values. */
final class EventReader {
  private static final String TYPE = "evt.type";

  private final String source;
  private final FieldCatalog catalog;
  private final Faults faults;

  EventReader(String source, FieldCatalog catalog, Faults faults) {
    this.source = source;
    this.catalog = catalog;
    this.faults = faults;
  }

  /** The event; null if it has no type, which is then reported as a fault. */
  @Nullable
  WrittenEvent read(Node node, int sequence) {
    if (!(node instanceof MappingNode mapping)) {
      faults.add(node, "an event must be fields and values, 'proc.name: bash'");
      return null;
    }
    EventTypes.Chosen chosen = type(mapping);
    if (chosen == null) {
      return null;
    }
    Map<FieldKey, FieldValue> values = new HashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      field(tuple.getKeyNode(), tuple.getValueNode(), chosen, values);
    }
    Place place = Place.of(faults.file(), node);
    return new WrittenEvent(chosen.type(), chosen.syscall(), Text.of(source), sequence, values, place);
  }

  private EventTypes.@Nullable Chosen type(MappingNode event) {
    for (NodeTuple tuple : event.getValue()) {
      if (name(tuple.getKeyNode()).equals(TYPE) && tuple.getValueNode() instanceof ScalarNode type) {
        Optional<EventTypes.Chosen> chosen = EventTypes.named(type.getValue());
        if (chosen.isEmpty()) {
          String hint = EventTypes.suggestion(type.getValue());
          faults.add(type, "unknown event type '" + type.getValue() + "'", hint);
        }
        return chosen.orElse(null);
      }
    }
    if (!source.equals("syscall")) {
      return new EventTypes.Chosen(EventTypes.PLUGIN, 0);
    }
    faults.add(event, "the event has no evt.type, which selects its rules");
    return null;
  }

  private void field(
      Node key, Node value, EventTypes.Chosen chosen, Map<FieldKey, FieldValue> values) {
    String name = name(key);
    FieldUse use = name.equals(TYPE) ? null : use(key, name, chosen);
    if (use == null || YamlMap.isNull(value)) {
      return;
    }
    try {
      FieldValue parsed = new FieldValueParser(use.definition(), name).parse(value);
      FieldKey field = new FieldKey(use.definition().name(), use.argument());
      if (values.put(field, parsed) != null) {
        faults.add(key, "field '" + name + "' appears twice in the event");
      }
    } catch (FieldValueParser.MisfitException e) {
      faults.add(value, Reason.of(e));
    }
  }

  private @Nullable FieldUse use(Node key, String name, EventTypes.Chosen chosen) {
    int bracket = name.endsWith("]") ? name.indexOf('[') : -1;
    String text = bracket < 0 ? name : name.substring(0, bracket);
    String argument = bracket < 0 ? null : name.substring(bracket + 1, name.length() - 1);
    try {
      FieldUse use = catalog.find(text, argument).orElse(null);
      if (use == null) {
        faults.add(key, "unknown field '" + name + "'", Suggestion.of(text, FieldNames.of(catalog)));
        return null;
      }
      use.reader(); // throws if the field does not allow the argument
      return allowed(key, name, use, chosen) ? use : null;
    } catch (IllegalArgumentException e) {
      faults.add(key, "field '" + name + "': " + Reason.of(e));
      return null;
    }
  }

  private boolean allowed(Node key, String name, FieldUse use, EventTypes.Chosen chosen) {
    String field = use.definition().name();
    if (TypeFields.decides(field)) {
      faults.add(key, "field '" + name + "' is derived from the event's type and position; remove it");
      return false;
    }
    String argument = use.argument();
    boolean ofParameter = field.equals("evt.arg") || field.equals("evt.rawarg");
    boolean own = chosen.type() != EventTypes.PLUGIN && chosen.syscall() == 0;
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
