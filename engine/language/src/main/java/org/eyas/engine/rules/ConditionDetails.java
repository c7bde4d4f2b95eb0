package org.eyas.engine.rules;

import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eyas.engine.syntax.Expr;

/** The names in a condition: macros, lists, operators and fields, each sorted. */
final class ConditionDetails {
  private final SortedSet<String> macros = new TreeSet<>();
  private final SortedSet<String> lists = new TreeSet<>();
  private final SortedSet<String> operators = new TreeSet<>();
  private final SortedSet<String> fields = new TreeSet<>();

  private final Set<String> knownLists;

  ConditionDetails(Expr condition, Set<String> knownLists) {
    this.knownLists = knownLists;
    visit(condition);
  }

  SortedSet<String> macros() {
    return macros;
  }

  SortedSet<String> lists() {
    return lists;
  }

  SortedSet<String> operators() {
    return operators;
  }

  SortedSet<String> fields() {
    return fields;
  }

  private void visit(Expr expr) {
    switch (expr) {
      case Expr.And and -> and.children().forEach(this::visit);
      case Expr.Or or -> or.children().forEach(this::visit);
      case Expr.Not not -> visit(not.child());
      case Expr.MacroName macro -> macros.add(macro.name());
      case Expr.Exists exists -> {
        operators.add("exists");
        visit(exists.left());
      }
      case Expr.Comparison comparison -> {
        operators.add(Operators.text(comparison));
        visit(comparison.left());
        visit(comparison.right());
      }
    }
  }

  private void visit(Expr.Right right) {
    switch (right) {
      case Expr.Constant constant -> addList(constant.text());
      case Expr.Constants constants -> constants.texts().forEach(this::addList);
      case Expr.ListName list -> addList(list.name());
      case Expr.Field field ->
        fields.add(field.argument().isEmpty() ? field.text() : field.text() + "[" + field.argument() + "]");
      case Expr.Transform transform -> visitAll(transform.arguments());
      case Expr.Tuple tuple -> visitAll(tuple.elements());
      case Expr.Literal literal -> {}
    }
  }

  private void visitAll(List<Expr.Operand> operands) {
    operands.forEach(this::visit);
  }

  private void addList(String text) {
    if (knownLists.contains(text)) {
      lists.add(text);
    }
  }
}
