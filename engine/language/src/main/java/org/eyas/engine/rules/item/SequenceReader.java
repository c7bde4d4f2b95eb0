package org.eyas.engine.rules.item;

import static org.eyas.engine.rules.item.StatefulConditionReader.at;
import static org.eyas.engine.rules.item.StatefulConditionReader.by;
import static org.eyas.engine.rules.item.StatefulConditionReader.elements;
import static org.eyas.engine.rules.item.StatefulConditionReader.mapping;
import static org.eyas.engine.rules.item.StatefulConditionReader.positive;
import static org.eyas.engine.rules.item.StatefulConditionReader.within;
import static org.eyas.engine.rules.item.StatefulConditionReader.written;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eyas.engine.rules.document.DocumentFindings;
import org.eyas.engine.rules.document.LoadFault;
import org.eyas.engine.rules.document.PlaceType;
import org.eyas.engine.rules.document.YamlMapping;
import org.eyas.engine.rules.item.WrittenStatefulCondition.OfSequence;
import org.eyas.engine.rules.item.WrittenStatefulCondition.WrittenAbsence;
import org.eyas.engine.rules.item.WrittenStatefulCondition.WrittenStep;
import org.eyas.engine.stateful.condition.SequenceCondition;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads {@code sequence} of one rule. */
final class SequenceReader {
  private static final Set<String> SEQUENCE_KEYS = Set.of("steps", "within", "by", "ordered", "until", "without");
  private static final Set<String> STEP_KEYS = Set.of("name", "source", "condition", "by");
  private static final Set<String> UNTIL_KEYS = Set.of("source", "condition", "by");
  private static final Set<String> WITHOUT_KEYS = Set.of("source", "condition", "by", "for");

  private final DocumentFindings findings;
  private final YamlMapping rule;

  SequenceReader(DocumentFindings findings, YamlMapping rule) {
    this.findings = findings;
    this.rule = rule;
  }

  OfSequence read(YamlMapping map) {
    StatefulConditionReader.warnAboutUnknown(map, SEQUENCE_KEYS, findings);
    List<WrittenText> common = by(map);
    List<WrittenStep> steps = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Node node : elements(map, "steps")) {
      WrittenStep step = step(mapping(node, "steps", map.context().at(node, PlaceType.VALUE_FOR, "steps")), common);
      if (!names.add(step.name())) {
        throw LoadFault.structure("Two steps are named '" + step.name() + "'",
            map.context().at(node, PlaceType.VALUE_FOR, "steps"));
      }
      steps.add(step);
    }
    int fewest = map.has("without") ? 1 : 2;
    if (steps.size() < fewest || steps.size() > SequenceCondition.MOST_STEPS) {
      throw LoadFault.structure(
          "'steps' must have " + fewest + " to " + SequenceCondition.MOST_STEPS + " elements", at(map, "steps"));
    }
    WrittenStep until = map.has("until") ? until(map, common) : null;
    WrittenAbsence without = map.has("without") ? without(map, common) : null;
    boolean ordered = map.flag("ordered", true);
    requireStepOfRule(steps, ordered, map);
    return new OfSequence(steps, until, ordered, within(map), without, map.context());
  }

  private WrittenAbsence without(YamlMapping sequence, List<WrittenText> common) {
    YamlMapping map = mapping(sequence.require("without"), "without", at(sequence, "without"));
    StatefulConditionReader.warnAboutUnknown(map, WITHOUT_KEYS, findings);
    return new WrittenAbsence(
        new WrittenStep("without", source(map), written(map, "condition"), joined(common, by(map))), positive(map, "for"));
  }

  private WrittenStep step(YamlMapping map, List<WrittenText> common) {
    StatefulConditionReader.warnAboutUnknown(map, STEP_KEYS, findings);
    String name = map.text("name");
    if (!name.matches("[a-z][a-z0-9_]*")) {
      throw LoadFault.structure(
          "'" + name + "' cannot be the name of a step: use lower case letters, digits and _, and begin with a letter",
          at(map, "name"));
    }
    return new WrittenStep(name, source(map), written(map, "condition"), joined(common, by(map)));
  }

  /** A condition, or a mapping as for steps. */
  private WrittenStep until(YamlMapping sequence, List<WrittenText> common) {
    if (sequence.require("until") instanceof ScalarNode) {
      return new WrittenStep("until", "", written(sequence, "until"), common);
    }
    YamlMapping map = mapping(sequence.require("until"), "until", at(sequence, "until"));
    StatefulConditionReader.warnAboutUnknown(map, UNTIL_KEYS, findings);
    return new WrittenStep("until", source(map), written(map, "condition"), joined(common, by(map)));
  }

  private static List<WrittenText> joined(List<WrittenText> first, List<WrittenText> second) {
    List<WrittenText> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  /** The source of a step; empty for the source of the rule. */
  private String source(YamlMapping step) {
    if (!step.has("source")) {
      return "";
    }
    if (!rule.text("scope", RuleScope.HOST.label()).equals(RuleScope.HOST.label())) {
      return fleetSource(step);
    }
    String source = step.text("source");
    return source.equals(rule.text("source", "syscall")) ? "" : source;
  }

  private String fleetSource(YamlMapping step) {
    String source =
        RuleScope.fleetSource(step.text("source"))
            .orElseThrow(
                () -> LoadFault.structure(
                    "'source' in a rule with 'scope: fleet' must be alerts or k8s_audit", at(step, "source")));
    return source.equals(RuleScope.fleetSource(rule.text("source", "")).orElse(RuleScope.FLEET_SOURCE)) ? "" : source;
  }

  // Without a step of the rule's source, the plain fields in the output would have no event.
  private static void requireStepOfRule(List<WrittenStep> steps, boolean ordered, YamlMapping map) {
    boolean has = ordered ? steps.getLast().isOfRule() : steps.stream().anyMatch(WrittenStep::isOfRule);
    if (!has) {
      throw LoadFault.structure(
          (ordered ? "The last step has another source than the rule" : "No step has the source of the rule")
              + ": write 'source: " + RuleScope.sourceKey(steps.getLast().source())
              + "' beside 'sequence', and the other source in its steps",
          at(map, "steps"));
    }
  }
}
