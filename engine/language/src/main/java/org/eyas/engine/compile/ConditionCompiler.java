package org.eyas.engine.compile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.engine.check.TypedCondition;
import org.eyas.engine.check.TypedCondition.AddressCheck;
import org.eyas.engine.check.TypedCondition.NetworkCheck;
import org.eyas.engine.check.TypedCondition.NumberCheck;
import org.eyas.engine.check.TypedCondition.RegexCheck;
import org.eyas.engine.check.TypedCondition.TextCheck;
import org.eyas.engine.check.TypedCondition.ValueCheck;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.compile.literal.LiteralSearches;
import org.eyas.engine.compile.node.CompiledCondition;
import org.eyas.engine.compile.node.ConditionNodes;
import org.eyas.engine.compile.node.NumberPredicate;
import org.eyas.engine.compile.node.NumberPredicates;
import org.eyas.engine.compile.node.TextSource;
import org.eyas.engine.compile.node.ValueComparisons;
import org.eyas.engine.compile.node.ValueSources;
import org.eyas.engine.compile.text.TextPredicate;
import org.eyas.engine.compile.text.TextPredicates;
import org.eyas.engine.syntax.ComparisonOperator;
import org.eyas.engine.syntax.SyntaxTree.Modifier;

/**
 * Compiles a typed condition to a tree of small nodes.
 *
 * <p>One compiler serves all conditions of one event loop: equal trees become the same nodes, a value is read once per
 * event, and a shared tree is evaluated once per event.
 */
public final class ConditionCompiler {
  private final ValueSources sources = new ValueSources();
  private final LiteralSearches passes = new LiteralSearches(sources);
  private final Map<TypedCondition, CompiledCondition> compiled = new HashMap<>();
  private final Map<TypedCondition, Integer> slots = new HashMap<>();

  /** @param shared trees whose answers are kept for the rest of an event */
  public ConditionCompiler(Set<TypedCondition> shared) {
    shared.forEach(expr -> slots.put(expr, slots.size()));
  }

  /** The number of slots that a frame must have. */
  int slotCount() {
    return slots.size();
  }

  ValueSources sources() {
    return sources;
  }

  LiteralSearches passes() {
    return passes;
  }

  public CompiledCondition compile(TypedCondition expr) {
    CompiledCondition known = compiled.get(expr);
    if (known != null) {
      return known;
    }
    Integer slot = slots.get(expr);
    CompiledCondition fresh = slot == null ? node(expr) : new ConditionNodes.Shared(slot, node(expr));
    compiled.put(expr, fresh);
    return fresh;
  }

  CompiledCondition[] compile(List<TypedCondition> exprs) {
    return exprs.stream().map(this::compile).toArray(CompiledCondition[]::new);
  }

  private CompiledCondition node(TypedCondition expr) {
    return switch (expr) {
      case TypedCondition.Always always -> new ConditionNodes.Always(always.answer());
      case TypedCondition.And and -> ConditionNodes.and(compile(and.children()));
      case TypedCondition.Or or -> ConditionNodes.or(compile(or.children()));
      case TypedCondition.Not not -> new ConditionNodes.Not(compile(not.child()));
      case TypedCondition.Exists exists -> exists(exists.left());
      case TextCheck check -> text(check);
      case AddressCheck check -> bytes(check.left(), check.operator(), TextPredicates.of(check));
      case NetworkCheck check -> bytes(check.left(), check.operator(), TextPredicates.of(check));
      case RegexCheck check -> bytes(check.left(), ComparisonOperator.REGEX, TextPredicates.of(check));
      case NumberCheck check -> number(check);
      case ValueCheck check -> ValueComparisons.of(check, sources);
    };
  }

  private CompiledCondition exists(TypedValue left) {
    boolean one = left.shape() == Shape.ONE;
    if (ValueComparisons.isNumber(left)) {
      return one ? new ConditionNodes.NumberExists(sources.number(left)) : new ConditionNodes.NumbersExist(sources.numbers(left));
    }
    return one ? new ConditionNodes.TextExists(sources.text(left)) : new ConditionNodes.TextsExist(sources.texts(left));
  }

  private CompiledCondition text(TextCheck check) {
    TextPredicate test = TextPredicates.of(check);
    if (check.left().shape() != Shape.ONE) {
      return bytes(check.left(), check.operator(), test);
    }
    TextSource source = sources.text(check.left());
    // The two most frequent forms, without an intermediate call.
    if (test instanceof TextPredicates.InSet in) {
      return new ConditionNodes.TextIn(source, in.set());
    }
    return check.operator() == ComparisonOperator.EQUAL && check.constants().size() == 1
        ? new ConditionNodes.TextEquals(source, check.constants().getFirst())
        : new ConditionNodes.OneText(source, test);
  }

  private CompiledCondition bytes(TypedValue left, ComparisonOperator operator, TextPredicate test) {
    return left.shape() == Shape.ONE
        ? new ConditionNodes.OneText(sources.text(left), test)
        : new ConditionNodes.ManyTexts(sources.texts(left), test, needsAll(left.shape(), operator));
  }

  private CompiledCondition number(NumberCheck check) {
    TypedValue left = check.left();
    boolean one = left.shape() == Shape.ONE && check.modifier() == Modifier.NONE && check.constants().size() == 1;
    if (one && check.operator() == ComparisonOperator.EQUAL && left.type().isNumber()) {
      return new ConditionNodes.NumberEquals(sources.number(left), check.constants().getFirst());
    }
    NumberPredicate test = NumberPredicates.of(check);
    return left.shape() == Shape.ONE
        ? new ConditionNodes.OneNumber(sources.number(left), test)
        : new ConditionNodes.ManyNumbers(sources.numbers(left), test, needsAll(left.shape(), check.operator()));
  }

  /** For a list, "in" means that all elements are in the set; for "!=", both ends of a connection must differ. */
  private static boolean needsAll(Shape shape, ComparisonOperator operator) {
    return shape == Shape.LIST && operator == ComparisonOperator.IN
        || shape == Shape.ENDS && operator == ComparisonOperator.NOT_EQUAL;
  }
}
