package org.eyas.engine.pushdown;

import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.eyas.api.event.EventType;
import org.eyas.api.pushdown.KeptFiles;
import org.eyas.engine.check.InterruptCheck;
import org.eyas.engine.check.TypedCondition;
import org.eyas.engine.check.TypedCondition.Always;
import org.eyas.engine.compile.RuleIndex;
import org.eyas.engine.compile.plan.EventTypeSpecializer;
import org.eyas.engine.compile.plan.TypeIndependentConditions;
import org.eyas.engine.field.FieldUse;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.stateful.condition.StatefulCondition;
import org.eyas.engine.stateful.event.StepFields;

/**
 * Finds rules that need files which were opened earlier. The result of such a rule, or the fields that it prints, can
 * differ between an event about an open file and the same event about a descriptor that is not in the table. Without
 * such rules, the tables need no files. If such events can only be about directories, the tables need no other files
 * ({@link OpenFileDependence}).
 *
 * <p>For each rule and event type, every check that is false for a file, a directory and an unknown descriptor alike is
 * replaced by its answer: the checks of the ends of sockets. If a check is left that could differ, the rule needs
 * files. If none is left and the condition is not false, the output must not print a field that could differ.
 */
public final class OpenFileNeeds {
  private final TypeIndependentConditions typeFree = new TypeIndependentConditions();

  private OpenFileNeeds() {}

  /**
   * The rules that need a field of files that were opened earlier, each with a reason.
   *
   * @param codes whether a type of events is delivered
   */
  public static List<OpenFileNeed> of(List<LoadedRule> rules, IntPredicate codes) {
    OpenFileNeeds needs = new OpenFileNeeds();
    return rules.stream().filter(rule -> rule.readsSource("syscall")).flatMap(rule -> needs.of(rule, codes).stream()).toList();
  }

  /**
   * The need of a rule; empty for none. The first reason for all files counts, or else the first reason for
   * directories.
   */
  private Optional<OpenFileNeed> of(LoadedRule rule, IntPredicate codes) {
    RuleIndex.Rule indexed = RuleIndex.Rule.ofSyscalls(0, rule.condition("syscall"));
    return most(indexed.eventCodes().stream().filter(codes)
        .mapToObj(code -> of(rule, indexed.condition(), EventSchema.current().type(code)))
        .flatMap(Optional::stream));
  }

  private static Optional<OpenFileNeed> most(Stream<OpenFileNeed> needs) {
    Optional<OpenFileNeed> found = Optional.empty();
    for (OpenFileNeed need : (Iterable<OpenFileNeed>) needs::iterator) {
      if (need.files() == KeptFiles.ALL) {
        return Optional.of(need);
      }
      found = found.isPresent() || need.files() == KeptFiles.NONE ? found : Optional.of(need);
    }
    return found;
  }

  private Optional<OpenFileNeed> of(LoadedRule rule, TypedCondition condition, EventType type) {
    InterruptCheck.throwIfInterrupted();
    OpenFileDependence facts = new OpenFileDependence(type);
    TypedCondition left = facts.simplified(new EventTypeSpecializer(type, typeFree).specialize(condition));
    if (left.equals(Always.FALSE)) {
      return Optional.empty();
    }
    Stream<FieldUse> decide = Stream.concat(FieldUses.of(left), remembered(rule));
    return most(Stream.concat(
        decide.map(use -> need(rule, use, facts.neededToDecide(use), type)),
        printed(rule).map(use -> need(rule, use, facts.neededToPrint(use), type))));
  }

  private static OpenFileNeed need(LoadedRule rule, FieldUse use, KeptFiles files, EventType type) {
    return new OpenFileNeed(files, "rule '" + rule.name() + "' needs " + use.text() + " of " + type.name());
  }

  /** The fields that an alert has of its event. Those of earlier events are kept when these events come. */
  static Stream<FieldUse> printed(LoadedRule rule) {
    Stream<FieldUse> output = rule.alert().message().fields().stream();
    Stream<FieldUse> extra = rule.alert().extraFields().stream().flatMap(field -> field.template().fields().stream());
    return Stream.concat(Stream.concat(output, extra).filter(use -> !StepFields.isRemembered(use)), rule.keptFields().stream());
  }

  /** The fields by which events are counted and joined. */
  static Stream<FieldUse> remembered(LoadedRule rule) {
    StatefulCondition memory = rule.statefulCondition();
    return memory == null ? Stream.empty() : memory.groupValues("syscall").flatMap(FieldUses::of);
  }
}
