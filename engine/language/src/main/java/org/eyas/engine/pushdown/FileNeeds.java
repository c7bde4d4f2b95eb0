package org.eyas.engine.pushdown;

import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.eyas.api.event.EventType;
import org.eyas.engine.check.Interruption;
import org.eyas.engine.check.TypedExpr;
import org.eyas.engine.check.TypedExpr.Always;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.compile.RuleIndex;
import org.eyas.engine.compile.plan.Specializer;
import org.eyas.engine.compile.plan.TypeFree;
import org.eyas.engine.field.FieldUse;
import org.eyas.engine.memory.RuleMemory;
import org.eyas.engine.memory.Threshold;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.schema.EventSchema;

/**
 * Finds rules that need files which were opened earlier: their result, or what they print, can differ between an event about an open
 * file and the same event about a descriptor that is not in the table. If there is no such rule, the tables need no files.
 *
 * <p>For each rule and type of events, every check that is false for a file, a directory and an unknown descriptor alike is replaced
 * by its answer: those of the ends of sockets. If a check that could differ is left, the rule needs files. If none is left and the
 * condition is not false, its output must not print a field that could differ.
 */
public final class FileNeeds {
  private final TypeFree typeFree = new TypeFree();

  private FileNeeds() {}

  /**
   * Returns the first reason why opened files are needed, for people; empty if they are not.
   *
   * @param codes whether a type of events is delivered
   */
  public static Optional<String> of(List<LoadedRule> rules, IntPredicate codes) {
    return each(rules, codes).findFirst();
  }

  /** The first reason of each rule that needs opened files. */
  public static List<String> all(List<LoadedRule> rules, IntPredicate codes) {
    return each(rules, codes).toList();
  }

  private static Stream<String> each(List<LoadedRule> rules, IntPredicate codes) {
    FileNeeds needs = new FileNeeds();
    return rules.stream().filter(rule -> rule.reads("syscall")).flatMap(rule -> needs.of(rule, codes).stream());
  }

  private Optional<String> of(LoadedRule rule, IntPredicate codes) {
    RuleIndex.Rule indexed = RuleIndex.Rule.ofSyscalls(0, rule.condition("syscall"));
    return indexed.eventCodes().stream()
        .filter(codes)
        .mapToObj(code -> of(rule, indexed.condition(), EventSchema.current().type(code)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<String> of(LoadedRule rule, TypedExpr condition, EventType type) {
    Interruption.check();
    FileFacts facts = new FileFacts(type);
    TypedExpr left = facts.simplified(new Specializer(type, typeFree).specialize(condition));
    if (left.equals(Always.FALSE)) {
      return Optional.empty();
    }
    return Stream.concat(FieldUses.of(left), printed(rule))
        .filter(facts::differ)
        .findFirst()
        .map(use -> "rule '" + rule.name() + "' needs " + use.text() + " of " + type.name());
  }

  /** The fields that an alert has, or by which events are counted and joined. */
  private static Stream<FieldUse> printed(LoadedRule rule) {
    Stream<FieldUse> output = rule.alert().message().fields().stream();
    Stream<FieldUse> extra = rule.alert().extraFields().stream().flatMap(field -> field.template().fields().stream());
    return Stream.concat(Stream.concat(output, extra), Stream.concat(rule.kept().stream(), remembered(rule)));
  }

  private static Stream<FieldUse> remembered(LoadedRule rule) {
    RuleMemory memory = rule.memory();
    if (memory == null) {
      return Stream.empty();
    }
    Stream<TypedValue> counted = memory instanceof Threshold threshold ? Stream.ofNullable(threshold.of()) : Stream.empty();
    Stream<TypedValue> by =
        memory.steps().stream().filter(step -> step.source().equals("syscall")).flatMap(step -> step.by().stream());
    return Stream.concat(counted, by).flatMap(FieldUses::of);
  }
}
