package org.eyas.engine.pushdown;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eyas.api.field.FieldDefinition.Flag;
import org.eyas.engine.check.CheckException;
import org.eyas.engine.check.CheckedCondition;
import org.eyas.engine.check.ConditionChecker;
import org.eyas.engine.check.InterruptCheck;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.FieldUse;
import org.eyas.engine.format.AlertTemplate;
import org.eyas.engine.format.OutputTemplate;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.syntax.Parser;
import org.eyas.engine.syntax.SyntaxException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the events from which fields learn their values: those for which the condition of a field's provider is evaluated while an
 * enabled rule uses a field with {@link Flag#OF_EARLIER_EVENTS}, in its condition or in its alerts.
 */
public final class FollowedEvents {
  private static final Logger LOG = LoggerFactory.getLogger(FollowedEvents.class);

  private FollowedEvents() {}

  /**
   * The conditions for the events of a source, each as a rule that never fires, so that everything that derives needed events from
   * rules can do so. Its name is that of the first rule that uses such a field.
   */
  public static List<LoadedRule> of(LoadResult loaded, String source) {
    Map<String, LoadedRule> byCondition = new LinkedHashMap<>();
    for (LoadedRule rule : loaded.rules()) {
      InterruptCheck.throwIfInterrupted();
      if (rule.readsSource(source)) {
        uses(rule, source).filter(use -> use.definition().is(Flag.OF_EARLIER_EVENTS)).forEach(use -> {
          String condition = use.provider().followed();
          if (!condition.isEmpty() && !byCondition.containsKey(condition)) {
            add(condition, rule, loaded, source, byCondition);
          }
        });
      }
    }
    return List.copyOf(byCondition.values());
  }

  /** The rules on system calls, followed by the conditions for system calls. */
  public static List<LoadedRule> andRules(LoadResult loaded) {
    List<LoadedRule> all = new ArrayList<>(loaded.rules());
    all.addAll(of(loaded, "syscall"));
    return all;
  }

  /** The fields that a rule reads in its condition for events of a source, and in its alerts. */
  static Stream<FieldUse> uses(LoadedRule rule, String source) {
    Stream<FieldUse> decide = Stream.concat(FieldUses.of(rule.condition(source).expr()), OpenFileNeeds.remembered(rule));
    return Stream.concat(decide, OpenFileNeeds.printed(rule));
  }

  private static void add(String text, LoadedRule rule, LoadResult loaded, String source, Map<String, LoadedRule> into) {
    try {
      FieldCatalog fields = Objects.requireNonNull(loaded.catalogs().get(source)); // the rule was checked with it
      CheckedCondition condition = ConditionChecker.check(Parser.parse(text), fields);
      AlertTemplate none = new AlertTemplate(rule.name(), source, rule.alert().priority(), new TreeSet<>(), OutputTemplate.EMPTY,
          OutputTemplate.EMPTY, List.of());
      into.put(text, new LoadedRule(rule.written(), "", condition, null, none, List.of(), false, 0, null));
    } catch (SyntaxException | CheckException e) {
      LOG.error("Internal error: a provider of fields follows the events with '{}', which is not a condition", text, e);
    }
  }
}
