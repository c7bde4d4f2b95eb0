package org.eyas.fleet.rule;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.eyas.api.alert.Alert;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.engine.field.FieldUse;
import org.eyas.engine.format.AlertWriter;
import org.eyas.engine.format.ExtraAlertField;
import org.eyas.engine.format.FieldPrinters;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.rules.item.RuleScope;
import org.eyas.engine.stateful.condition.ConditionStep;
import org.eyas.engine.stateful.condition.SequenceCondition;
import org.eyas.engine.stateful.condition.StatefulCondition;
import org.eyas.engine.stateful.event.EventGroupKeys;
import org.eyas.engine.stateful.event.StepFields;
import org.eyas.engine.text.FalcoVersion;
import org.eyas.fleet.alert.AlertExcerpt;
import org.eyas.fleet.alert.FleetAlertFields;
import org.jspecify.annotations.Nullable;

/** A compiled rule for the fleet. For one thread. */
public final class FleetRule {
  /** The length of {@link #id}, with which the keys of groups begin. */
  public static final int ID_CHARS = 16;

  private final LoadedRule rule;
  private final StatefulCondition memory;
  private final String id;
  private final List<Text> sources;
  private final EventGroupKeys names;
  private final AlertExcerpt excerpt;
  private final AlertWriter writer;

  FleetRule(LoadedRule rule) {
    this.rule = rule;
    memory = Objects.requireNonNull(rule.statefulCondition(), "only stateful rules are for the fleet");
    id = id(rule.name() + "\n" + memory.identity());
    sources = memory.steps().stream().map(step -> Text.of(step.source())).toList();
    names = new EventGroupKeys(memory);
    excerpt = new AlertExcerpt(read());
    writer = new AlertWriter(rule.alert(), new FieldPrinters(FalcoVersion.V0_44), "evt.time");
  }

  private static String id(String identity) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, ID_CHARS / 2);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  /** The names of all fields that the rule reads of alerts and of audit events. */
  Set<String> read() {
    Set<String> read = new TreeSet<>();
    for (ConditionStep step : memory.steps()) {
      step.condition().fields().forEach(use -> read.add(use.text()));
      step.kept().forEach(use -> read.add(use.text()));
    }
    rule.condition().fields().forEach(use -> read.add(use.text()));
    rule.keptFields().forEach(use -> read.add(use.text()));
    add(rule.alert().message().fields(), read);
    for (ExtraAlertField extra : rule.alert().extraFields()) {
      add(extra.template().fields(), read);
    }
    return read;
  }

  private static void add(List<FieldUse> uses, Set<String> read) {
    uses.stream().filter(use -> !StepFields.isRemembered(use)).forEach(use -> read.add(use.text()));
  }

  /** Whether a step is about audit events. */
  boolean readsAudit() {
    return memory.steps().stream().anyMatch(FleetRule::isAudit);
  }

  static boolean isAudit(ConditionStep step) {
    return step.source().equals(RuleScope.FLEET_AUDIT_SOURCE);
  }

  /**
   * The event source of an event that matches steps.
   *
   * @param steps a bit for each step; all have the same source
   */
  public Text source(int steps) {
    return sources.get(Integer.numberOfTrailingZeros(steps));
  }

  /**
   * The id. Rules with the same name and definition have equal ids, also in other files and at other times, and share
   * their groups.
   */
  public String id() {
    return id;
  }

  public String name() {
    return rule.name();
  }

  public StatefulCondition memory() {
    return memory;
  }

  public EventGroupKeys names() {
    return names;
  }

  /** The excerpt of alerts with the values that the rule reads. */
  public AlertExcerpt excerpt() {
    return excerpt;
  }

  /** The alert of the fleet that the rule raises for an event. */
  public Alert alert(Event fired) {
    return writer.alert(fired);
  }

  /** The fields of the alert of the fleet with the ids of the alerts of hosts, in the order of the steps. */
  public List<String> idFields() {
    return idFields(memory);
  }

  static List<String> idFields(@Nullable StatefulCondition memory) {
    return memory instanceof SequenceCondition sequence
        ? sequence.parts().stream().map(step -> step.name() + "." + FleetAlertFields.ID).toList()
        : List.of(FleetAlertFields.ID);
  }
}
