package org.eyas.engine.compile.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.EventType;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.engine.check.EventCodeFinder;
import org.eyas.engine.check.TypedCondition;
import org.eyas.engine.check.TypedCondition.Always;
import org.eyas.engine.check.TypedCondition.NumberCheck;
import org.eyas.engine.check.TypedCondition.RegexCheck;
import org.eyas.engine.check.TypedCondition.TextCheck;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.compile.node.NumberPredicates;
import org.eyas.engine.compile.text.TextPredicates;
import org.eyas.engine.syntax.ComparisonOperator;

/**
 * Specializes a condition for one event type. It answers every check of a field that depends only on the type, and
 * every check of a parameter that such events do not have; then it folds the condition.
 */
public final class EventTypeSpecializer {
  /** Events that carry their name: the two generic events, PLUGINEVENT_E and ASYNCEVENT_E. */
  private static final Set<String> NAMED_BY_CONTENT =
      Set.of("GENERIC_E", "GENERIC_X", "PLUGINEVENT_E", "ASYNCEVENT_E");

  /** The events for which the fields evt.is_open_* can be true (libsinsp: sinsp_filtercheck_event). */
  private static final Set<String> OPENING = Set.of("open", "openat", "openat2", "open_by_handle_at", "creat");

  private final TypeIndependentConditions typeFree;
  private final EventType type;
  private final boolean nameIsKnown;
  private final Bytes name;
  private final Bytes syscall;
  private final boolean opens;

  /** @param typeFree shared by the specializers of all types */
  public EventTypeSpecializer(EventType type, TypeIndependentConditions typeFree) {
    this.typeFree = typeFree;
    this.type = type;
    nameIsKnown = !NAMED_BY_CONTENT.contains(type.id());
    name = Text.of(type.name());
    syscall = type.classes().contains("syscall") ? name : Text.ABSENT;
    opens = OPENING.contains(type.name());
  }

  public TypedCondition specialize(TypedCondition expr) {
    return typeFree.contains(expr) ? typeFree.folded(expr, this::fold) : fold(expr);
  }

  private TypedCondition fold(TypedCondition expr) {
    return switch (expr) {
      case Always always -> always;
      case TypedCondition.And and -> and(and.children());
      case TypedCondition.Or or -> or(or.children());
      case TypedCondition.Not not -> not(specialize(not.child()));
      case TypedCondition.Predicate predicate -> predicate(predicate);
    };
  }

  private TypedCondition and(List<TypedCondition> children) {
    Set<TypedCondition> left = new LinkedHashSet<>();
    for (TypedCondition child : children) {
      TypedCondition special = specialize(child);
      if (special.equals(Always.FALSE)) {
        return Always.FALSE;
      }
      if (!special.equals(Always.TRUE)) {
        left.add(special);
      }
    }
    return switch (left.size()) {
      case 0 -> Always.TRUE;
      case 1 -> left.iterator().next();
      default -> new TypedCondition.And(List.copyOf(left));
    };
  }

  private TypedCondition or(List<TypedCondition> children) {
    Set<TypedCondition> left = new LinkedHashSet<>();
    for (TypedCondition child : children) {
      TypedCondition special = specialize(child);
      if (special.equals(Always.TRUE)) {
        return Always.TRUE;
      }
      if (!special.equals(Always.FALSE)) {
        left.add(special);
      }
    }
    return switch (left.size()) {
      case 0 -> Always.FALSE;
      case 1 -> left.iterator().next();
      default -> new TypedCondition.Or(List.copyOf(left));
    };
  }

  private static TypedCondition not(TypedCondition child) {
    return switch (child) {
      case Always always -> Always.of(!always.answer());
      case TypedCondition.Not not -> not.child();
      default -> new TypedCondition.Not(child);
    };
  }

  private TypedCondition predicate(TypedCondition.Predicate predicate) {
    if (predicate instanceof TextCheck check && check.constants().isEmpty() && check.left().shape() != Shape.LIST) {
      return Always.FALSE;
    }
    if (!(predicate.left() instanceof TypedValue.Field field)) {
      return predicate;
    }
    if (isMissingArgument(field)) {
      return Always.FALSE;
    }
    if (nameIsKnown && field.hasName("evt.type")) {
      return onText(predicate, name);
    }
    if (nameIsKnown && field.hasName("syscall.type")) {
      return onText(predicate, syscall);
    }
    boolean closed = !opens && isOpenModeField(field);
    return closed && predicate instanceof NumberCheck check ? Always.of(NumberPredicates.of(check).test(0)) : predicate;
  }

  /** Whether the answer of a predicate may follow from the type of the event. */
  static boolean dependsOnType(TypedCondition.Predicate predicate) {
    return predicate.left() instanceof TypedValue.Field field
        && (EventCodeFinder.isEventType(field) || isOpenModeField(field) || isArgument(field));
  }

  private static boolean isOpenModeField(TypedValue.Field field) {
    return field.fieldUse().definition().name().startsWith("evt.is_open_");
  }

  private static boolean isArgument(TypedValue.Field field) {
    return field.hasName("evt.arg") || field.hasName("evt.rawarg");
  }

  /** Whether a field uses a parameter that the event type does not have; then the field is absent. */
  private boolean isMissingArgument(TypedValue.Field field) {
    String argument = field.fieldUse().argument();
    if (argument == null || !isArgument(field)) {
      return false;
    }
    return !argument.chars().allMatch(Character::isDigit) && type.indexOf(argument) < 0;
  }

  private static TypedCondition onText(TypedCondition.Predicate predicate, Bytes value) {
    return switch (predicate) {
      case TypedCondition.Exists exists -> Always.of(value.isPresent());
      case TextCheck check when check.operator() == ComparisonOperator.IN || check.operator() == ComparisonOperator.EQUAL ->
        Always.of(value.isPresent() && check.constants().contains(value));
      case TextCheck check -> Always.of(value.isPresent() && TextPredicates.of(check).test(value));
      case RegexCheck check -> Always.of(value.isPresent() && TextPredicates.of(check).test(value));
      default -> predicate;
    };
  }

  /** The parts that must all hold, with nested conjunctions and negated disjunctions split. */
  public static List<TypedCondition> conjuncts(TypedCondition expr) {
    Set<TypedCondition> parts = new LinkedHashSet<>();
    collect(expr, parts);
    return new ArrayList<>(parts);
  }

  private static void collect(TypedCondition expr, Set<TypedCondition> parts) {
    switch (expr) {
      case Always always when always.answer() -> {}
      case TypedCondition.And and -> and.children().forEach(child -> collect(child, parts));
      case TypedCondition.Not(TypedCondition.Or or) -> or.children().forEach(child -> collect(not(child), parts));
      default -> parts.add(expr);
    }
  }
}
