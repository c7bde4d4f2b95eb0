package org.eyas.engine.compile.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.EventType;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.engine.check.EventCodes;
import org.eyas.engine.check.TypedExpr.Always;
import org.eyas.engine.check.TypedExpr.NumberCheck;
import org.eyas.engine.check.TypedExpr.RegexCheck;
import org.eyas.engine.check.TypedExpr.TextCheck;
import org.eyas.engine.check.TypedExpr;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.compile.node.NumberTests;
import org.eyas.engine.compile.text.TextTests;
import org.eyas.engine.syntax.Operator;

/**
 * Specializes a condition for one event type. It answers every check of a field that depends only on the type, and
 * every check of a parameter that such events do not have; then it folds the condition.
 */
public final class Specializer {
  /** Events that carry their name: the two generic events, PLUGINEVENT_E and ASYNCEVENT_E. */
  private static final Set<String> NAMED_BY_CONTENT =
      Set.of("GENERIC_E", "GENERIC_X", "PLUGINEVENT_E", "ASYNCEVENT_E");

  /** The events for which the fields evt.is_open_* can be true (libsinsp: sinsp_filtercheck_event). */
  private static final Set<String> OPENING = Set.of("open", "openat", "openat2", "open_by_handle_at", "creat");

  private final TypeFree typeFree;
  private final EventType type;
  private final boolean nameIsKnown;
  private final Bytes name;
  private final Bytes syscall;
  private final boolean opens;

  /** @param typeFree shared by the specializers of all types */
  public Specializer(EventType type, TypeFree typeFree) {
    this.typeFree = typeFree;
    this.type = type;
    nameIsKnown = !NAMED_BY_CONTENT.contains(type.id());
    name = Text.of(type.name());
    syscall = type.classes().contains("syscall") ? name : Text.ABSENT;
    opens = OPENING.contains(type.name());
  }

  public TypedExpr specialize(TypedExpr expr) {
    return typeFree.contains(expr) ? typeFree.folded(expr, this::fold) : fold(expr);
  }

  private TypedExpr fold(TypedExpr expr) {
    return switch (expr) {
      case Always always -> always;
      case TypedExpr.And and -> and(and.children());
      case TypedExpr.Or or -> or(or.children());
      case TypedExpr.Not not -> not(specialize(not.child()));
      case TypedExpr.Predicate predicate -> predicate(predicate);
    };
  }

  private TypedExpr and(List<TypedExpr> children) {
    Set<TypedExpr> left = new LinkedHashSet<>();
    for (TypedExpr child : children) {
      TypedExpr special = specialize(child);
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
      default -> new TypedExpr.And(List.copyOf(left));
    };
  }

  private TypedExpr or(List<TypedExpr> children) {
    Set<TypedExpr> left = new LinkedHashSet<>();
    for (TypedExpr child : children) {
      TypedExpr special = specialize(child);
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
      default -> new TypedExpr.Or(List.copyOf(left));
    };
  }

  private static TypedExpr not(TypedExpr child) {
    return switch (child) {
      case Always always -> Always.of(!always.answer());
      case TypedExpr.Not not -> not.child();
      default -> new TypedExpr.Not(child);
    };
  }

  private TypedExpr predicate(TypedExpr.Predicate predicate) {
    if (predicate instanceof TextCheck check && check.constants().isEmpty() && check.left().shape() != Shape.LIST) {
      return Always.FALSE;
    }
    if (!(predicate.left() instanceof TypedValue.Field field)) {
      return predicate;
    }
    if (isMissingArgument(field)) {
      return Always.FALSE;
    }
    if (nameIsKnown && field.is("evt.type")) {
      return onText(predicate, name);
    }
    if (nameIsKnown && field.is("syscall.type")) {
      return onText(predicate, syscall);
    }
    boolean closed = !opens && isOpenModeField(field);
    return closed && predicate instanceof NumberCheck check ? Always.of(NumberTests.of(check).test(0)) : predicate;
  }

  /** Whether the answer of a predicate may follow from the type of the event. */
  static boolean dependsOnType(TypedExpr.Predicate predicate) {
    return predicate.left() instanceof TypedValue.Field field
        && (EventCodes.isEventType(field) || isOpenModeField(field) || isArgument(field));
  }

  private static boolean isOpenModeField(TypedValue.Field field) {
    return field.use().definition().name().startsWith("evt.is_open_");
  }

  private static boolean isArgument(TypedValue.Field field) {
    return field.is("evt.arg") || field.is("evt.rawarg");
  }

  /** Whether a field uses a parameter that the event type does not have; then the field is absent. */
  private boolean isMissingArgument(TypedValue.Field field) {
    String argument = field.use().argument();
    if (argument == null || !isArgument(field)) {
      return false;
    }
    return !argument.chars().allMatch(Character::isDigit) && type.indexOf(argument) < 0;
  }

  private static TypedExpr onText(TypedExpr.Predicate predicate, Bytes value) {
    return switch (predicate) {
      case TypedExpr.Exists exists -> Always.of(value.isPresent());
      case TextCheck check when check.operator() == Operator.IN || check.operator() == Operator.EQUAL ->
        Always.of(value.isPresent() && check.constants().contains(value));
      case TextCheck check -> Always.of(value.isPresent() && TextTests.of(check).test(value));
      case RegexCheck check -> Always.of(value.isPresent() && TextTests.of(check).test(value));
      default -> predicate;
    };
  }

  /** The parts that must all hold, with nested conjunctions and negated disjunctions split. */
  public static List<TypedExpr> conjuncts(TypedExpr expr) {
    Set<TypedExpr> parts = new LinkedHashSet<>();
    collect(expr, parts);
    return new ArrayList<>(parts);
  }

  private static void collect(TypedExpr expr, Set<TypedExpr> parts) {
    switch (expr) {
      case Always always when always.answer() -> {}
      case TypedExpr.And and -> and.children().forEach(child -> collect(child, parts));
      case TypedExpr.Not(TypedExpr.Or or) -> or.children().forEach(child -> collect(not(child), parts));
      default -> parts.add(expr);
    }
  }
}
