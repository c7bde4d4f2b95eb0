package org.eyas.engine.rules.item;

import java.util.ArrayList;
import java.util.List;
import org.eyas.engine.rules.document.DocumentFindings;
import org.eyas.engine.rules.document.DocumentPlace;
import org.eyas.engine.rules.document.LoadCode;
import org.eyas.engine.rules.document.LoadFault;
import org.eyas.engine.rules.document.PlaceType;
import org.eyas.engine.rules.document.RuleLimits;
import org.eyas.engine.rules.document.YamlMapping;
import org.eyas.engine.rules.item.ExceptionDefinition.Entry;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads {@code exceptions:} of a rule. */
final class ExceptionReader {
  private final DocumentFindings findings;
  private final RuleLimits limits;

  ExceptionReader(DocumentFindings findings, RuleLimits limits) {
    this.findings = findings;
    this.limits = limits;
  }

  /**
   * The exceptions of a rule; empty if the key is missing or empty.
   *
   * @param append whether the exceptions are appended to an earlier rule; then the fields may be missing
   */
  List<ExceptionDefinition> read(YamlMapping rule, boolean append) {
    Node node = rule.find("exceptions");
    if (node == null || YamlMapping.isNull(node)) {
      return List.of();
    }
    DocumentPlace place = rule.context().at(node, PlaceType.EXCEPTIONS);
    if (!(node instanceof SequenceNode sequence)) {
      throw LoadFault.structure("Rule exceptions must be a sequence", place);
    }
    limits.checkExceptionValues(sequence.getValue().size(), rule.context());
    List<ExceptionDefinition> exceptions = new ArrayList<>();
    for (Node element : sequence.getValue()) {
      exceptions.add(read(element, rule.context(), place, exceptions, append));
    }
    return exceptions;
  }

  private ExceptionDefinition read(
      Node element, DocumentPlace rule, DocumentPlace place, List<ExceptionDefinition> before, boolean append) {
    DocumentPlace unnamed = place.at(element, PlaceType.EXCEPTION);
    if (!(element instanceof MappingNode node)) {
      throw LoadFault.structure("Rule exception must be a mapping", unnamed);
    }
    String name = new YamlMapping(node, unnamed).text("name");
    limits.checkName(name, PlaceType.EXCEPTION, rule.at(element, PlaceType.EXCEPTION));
    DocumentPlace context = rule.at(element, PlaceType.EXCEPTION, name);
    warnAboutTwin(name, before, context);
    YamlMapping mapping = new YamlMapping(node, context);
    Node fields = append ? mapping.find("fields") : mapping.require("fields");
    Entry fieldEntry = optional(fields, "fields", context);
    Entry comps = optional(mapping.find("comps"), "comps", context);
    return new ExceptionDefinition(name, fieldEntry, comps, values(mapping, append), context);
  }

  private void warnAboutTwin(String name, List<ExceptionDefinition> before, DocumentPlace context) {
    for (ExceptionDefinition other : before) {
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
    DocumentPlace place = mapping.context().at(node, PlaceType.EXCEPTION_VALUES);
    if (!(node instanceof SequenceNode sequence)) {
      throw LoadFault.structure("Rule exception values must be a sequence", place);
    }
    limits.checkExceptionValues(sequence.getValue().size(), mapping.context());
    List<Entry> values = new ArrayList<>(sequence.getValue().size());
    for (Node value : sequence.getValue()) {
      values.add(entry(value, "", place.at(value, PlaceType.EXCEPTION_VALUE)));
    }
    return values;
  }

  private static Entry optional(@Nullable Node node, String key, DocumentPlace context) {
    return node == null ? Entry.NONE : entry(node, key, context);
  }

  private static Entry entry(Node node, String key, DocumentPlace context) {
    DocumentPlace place = context.at(node, PlaceType.VALUE_FOR, key);
    if (node instanceof SequenceNode sequence) {
      List<Entry> items = new ArrayList<>(sequence.getValue().size());
      for (Node element : sequence.getValue()) {
        items.add(entry(element, "", place.at(element, PlaceType.EXCEPTION)));
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
