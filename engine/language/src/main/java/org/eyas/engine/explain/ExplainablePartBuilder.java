package org.eyas.engine.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eyas.engine.check.TypedCondition;
import org.eyas.engine.check.TypedCondition.Predicate;
import org.eyas.engine.check.TypedConditionText;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.compile.ConditionTrees;
import org.eyas.engine.rules.LoadedDefinitions;
import org.eyas.engine.rules.LoadedDefinitions.MacroText;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.syntax.SyntaxTree;
import org.eyas.engine.syntax.SyntaxTree.Modifier;

/**
 * Builds the explainable parts of a condition from its two trees: the syntax tree knows macros, and the typed condition
 * is executable. The checker makes the second from the first node by node, so both have the same shape.
 */
final class ExplainablePartBuilder {
  private final ConditionTrees trees;
  private final MacroNameFinder macros;
  private final ListNameFinder lists;
  private int checks;

  ExplainablePartBuilder(ConditionTrees trees, LoadedDefinitions book) {
    this.trees = trees;
    this.macros = new MacroNameFinder(book);
    this.lists = new ListNameFinder(book);
  }

  ExplainablePart build(LoadedRule rule) {
    return part(rule.written().tree(), rule.condition().expr(), new MacroNameCursor(rule.written().condition()));
  }

  /** @param scope the condition that contains this part: the condition of the rule or of a macro */
  private ExplainablePart part(SyntaxTree written, TypedCondition typed, MacroNameCursor scope) {
    List<MacroText> named = scope.nextMacros(macros.of(written));
    List<String> names = named.stream().map(MacroText::name).toList();
    MacroNameCursor inner = named.isEmpty() ? scope : new MacroNameCursor(named.getLast().condition());
    return switch (typed) {
      case TypedCondition.And and ->
        new ExplainablePart.Group(true, names, parts(((SyntaxTree.And) written).children(), and.children(), inner));
      case TypedCondition.Or or ->
        new ExplainablePart.Group(false, names, parts(((SyntaxTree.Or) written).children(), or.children(), inner));
      case TypedCondition.Not not ->
        new ExplainablePart.Negation(names, part(((SyntaxTree.Not) written).child(), not.child(), inner));
      case Predicate predicate -> check(names, written, predicate, inner);
      case TypedCondition.Always always -> throw new IllegalStateException("unexpected result of the checker: " + always);
    };
  }

  private List<ExplainablePart> parts(List<SyntaxTree> written, List<TypedCondition> typed, MacroNameCursor scope) {
    List<ExplainablePart> parts = new ArrayList<>(typed.size());
    for (int i = 0; i < typed.size(); i++) {
      parts.add(part(written.get(i), typed.get(i), scope));
    }
    return parts;
  }

  private ExplainablePart check(List<String> names, SyntaxTree written, Predicate predicate, MacroNameCursor scope) {
    List<ShownValueReader> values = new ArrayList<>();
    values.add(ShownValueReader.of(predicate.left()));
    if (predicate instanceof TypedCondition.ValueCheck(TypedValue left, var operator, TypedValue right)) {
      values.add(ShownValueReader.of(right));
    }
    return new ExplainablePart.Check(checks++, names, text(written, predicate, scope), predicate, trees.of(predicate), values);
  }

  private String text(SyntaxTree written, Predicate predicate, MacroNameCursor scope) {
    if (written instanceof SyntaxTree.Comparison comparison && comparison.right() instanceof SyntaxTree.Constants constants) {
      ListNameFinder.Named named = lists.find(constants.texts(), scope.text());
      if (!named.lists().isEmpty()) {
        return named(predicate.left().text(), comparison, named);
      }
    }
    return TypedConditionText.of(predicate);
  }

  private static String named(String left, SyntaxTree.Comparison comparison, ListNameFinder.Named named) {
    List<String> inside = new ArrayList<>(named.lists());
    named.remaining().forEach(constant -> inside.add("\"" + constant + "\""));
    Modifier modifier = comparison.modifier();
    String words = modifier == Modifier.NONE ? "" : " " + modifier.name().toLowerCase(Locale.ROOT);
    return left + " " + comparison.operator().text() + words + " (" + String.join(", ", inside) + ")";
  }
}
