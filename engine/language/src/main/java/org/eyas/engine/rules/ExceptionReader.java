package org.eyas.engine.rules;

import java.util.ArrayList;
import java.util.List;
import org.eyas.engine.rules.ExceptionItem.Entry;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads {@code exceptions:} of a rule. */
final class ExceptionReader {
  private final Findings findings;
  private final RuleLimits limits;

  ExceptionReader(Findings findings, RuleLimits limits) {
    this.findings = findings;
    this.limits = limits;
  }

  /**
   * The exceptions of a rule; empty if the key is missing or empty.
   *
   * @param append whether the exceptions are appended to an earlier rule; then the fields may be missing
   */
  List<ExceptionItem> read(YamlMapping rule, boolean append) {
    Node node = rule.find("exceptions");
    if (node == null || YamlMapping.isNull(node)) {
      return List.of();
    }
    Context place = rule.context().at(node, ItemType.EXCEPTIONS);
    if (!(node instanceof SequenceNode sequence)) {
      throw LoadFault.structure("Rule exceptions must be a sequence", place);
    }
    limits.checkExceptionValues(sequence.getValue().size(), rule.context());
    List<ExceptionItem> exceptions = new ArrayList<>();
    for (Node element : sequence.getValue()) {
      exceptions.add(read(element, rule.context(), place, exceptions, append));
    }
    return exceptions;
  }

  private ExceptionItem read(
      Node element, Context rule, Context place, List<ExceptionItem> before, boolean append) {
    Context unnamed = place.at(element, ItemType.EXCEPTION);
    if (!(element instanceof MappingNode node)) {
      throw LoadFault.structure("Rule exception must be a mapping", unnamed);
    }
    String name = new YamlMapping(node, unnamed).text("name");
    limits.checkName(name, ItemType.EXCEPTION, rule.at(element, ItemType.EXCEPTION));
    Context context = rule.at(element, ItemType.EXCEPTION, name);
    warnAboutTwin(name, before, context);
    YamlMapping mapping = new YamlMapping(node, context);
    Node fields = append ? mapping.find("fields") : mapping.require("fields");
    Entry fieldEntry = optional(fields, "fields", context);
    Entry comps = optional(mapping.find("comps"), "comps", context);
    return new ExceptionItem(name, fieldEntry, comps, values(mapping, append), context);
  }

  private void warnAboutTwin(String name, List<ExceptionItem> before, Context context) {
    for (ExceptionItem other : before) {
      if (findings.isFull()) {
        return;
      }
      if (other.name().equals(name)) {
        findings.warn(
            LoadCode.LOAD_EXCEPTION_NAME_NOT_UNIQUE,
            "Multiple definitions of exception '" + name + "' in the same rule",
            context);
      }
    }
  }

  private List<Entry> values(YamlMapping mapping, boolean append) {
    Node node = mapping.find("values");
    if (node == null) {
      if (append) {
        findings.warn(
            LoadCode.LOAD_APPEND_NO_VALUES, "Overriding/appending exception with no values", mapping.context());
      }
      return List.of();
    }
    Context place = mapping.context().at(node, ItemType.EXCEPTION_VALUES);
    if (!(node instanceof SequenceNode sequence)) {
      throw LoadFault.structure("Rule exception values must be a sequence", place);
    }
    limits.checkExceptionValues(sequence.getValue().size(), mapping.context());
    List<Entry> values = new ArrayList<>(sequence.getValue().size());
    for (Node value : sequence.getValue()) {
      values.add(entry(value, "", place.at(value, ItemType.EXCEPTION_VALUE)));
    }
    return values;
  }

  private static Entry optional(@Nullable Node node, String key, Context context) {
    return node == null ? Entry.NONE : entry(node, key, context);
  }

  private static Entry entry(Node node, String key, Context context) {
    Context place = context.at(node, ItemType.VALUE_FOR, key);
    if (node instanceof SequenceNode sequence) {
      List<Entry> items = new ArrayList<>(sequence.getValue().size());
      for (Node element : sequence.getValue()) {
        items.add(entry(element, "", place.at(element, ItemType.EXCEPTION)));
      }
      return Entry.of(items);
    }
    if (!(node instanceof ScalarNode scalar) || YamlMapping.isNull(node)) {
      return Entry.NONE;
    }
    if (scalar.getValue().isEmpty()) {
      throw LoadFault.structure("Value must be non-empty", place);
    }
    return Entry.of(scalar.getValue());
  }
}
