package org.eyas.engine.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eyas.engine.check.TypedExpr;
import org.eyas.engine.check.TypedExpr.Predicate;
import org.eyas.engine.check.TypedText;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.compile.ConditionTrees;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.rules.RuleBook;
import org.eyas.engine.rules.RuleBook.MacroText;
import org.eyas.engine.syntax.Expr;
import org.eyas.engine.syntax.Expr.Modifier;

/**
 * Builds the explainable parts of a condition from its two trees: the syntax tree knows macros, and the typed condition
 * is executable. The checker makes the second from the first node by node, so both have the same shape.
 */
final class PartBuilder {
  private final ConditionTrees trees;
  private final MacroNames macros;
  private final ListNames lists;
  private int checks;

  PartBuilder(ConditionTrees trees, RuleBook book) {
    this.trees = trees;
    this.macros = new MacroNames(book);
    this.lists = new ListNames(book);
  }

  Part build(LoadedRule rule) {
    return part(rule.written().tree(), rule.condition().expr(), new Scope(rule.written().condition()));
  }

  /** @param scope the condition that contains this part: the condition of the rule or of a macro */
  private Part part(Expr written, TypedExpr typed, Scope scope) {
    List<MacroText> named = scope.named(macros.of(written));
    List<String> names = named.stream().map(MacroText::name).toList();
    Scope inner = named.isEmpty() ? scope : new Scope(named.getLast().condition());
    return switch (typed) {
      case TypedExpr.And and ->
        new Part.Group(true, names, parts(((Expr.And) written).children(), and.children(), inner));
      case TypedExpr.Or or -> new Part.Group(false, names, parts(((Expr.Or) written).children(), or.children(), inner));
      case TypedExpr.Not not -> new Part.Negation(names, part(((Expr.Not) written).child(), not.child(), inner));
      case Predicate predicate -> check(names, written, predicate, inner);
      case TypedExpr.Always always -> throw new IllegalStateException("unexpected result of the checker: " + always);
    };
  }

  private List<Part> parts(List<Expr> written, List<TypedExpr> typed, Scope scope) {
    List<Part> parts = new ArrayList<>(typed.size());
    for (int i = 0; i < typed.size(); i++) {
      parts.add(part(written.get(i), typed.get(i), scope));
    }
    return parts;
  }

  private Part check(List<String> names, Expr written, Predicate predicate, Scope scope) {
    List<ValueReader> values = new ArrayList<>();
    values.add(ValueReader.of(predicate.left()));
    if (predicate instanceof TypedExpr.ValueCheck(TypedValue left, var operator, TypedValue right)) {
      values.add(ValueReader.of(right));
    }
    return new Part.Check(checks++, names, text(written, predicate, scope), predicate, trees.of(predicate), values);
  }

  private String text(Expr written, Predicate predicate, Scope scope) {
    if (written instanceof Expr.Comparison comparison && comparison.right() instanceof Expr.Constants constants) {
      ListNames.Named named = lists.find(constants.texts(), scope.text());
      if (!named.lists().isEmpty()) {
        return named(predicate.left().text(), comparison, named);
      }
    }
    return TypedText.of(predicate);
  }

  private static String named(String left, Expr.Comparison comparison, ListNames.Named named) {
    List<String> inside = new ArrayList<>(named.lists());
    named.rest().forEach(constant -> inside.add("\"" + constant + "\""));
    Modifier modifier = comparison.modifier();
    String words = modifier == Modifier.NONE ? "" : " " + modifier.name().toLowerCase(Locale.ROOT);
    return left + " " + comparison.operator().text() + words + " (" + String.join(", ", inside) + ")";
  }
}
