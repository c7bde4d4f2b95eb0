package org.eyas.engine.rules.condition;

import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eyas.engine.syntax.SyntaxTree;
import org.eyas.engine.text.RawByteText;

/** The names in a condition: macros, lists, operators and fields, each sorted. */
public final class ConditionNames {
  private final SortedSet<String> macros = new TreeSet<>();
  private final SortedSet<String> lists = new TreeSet<>();
  private final SortedSet<String> operators = new TreeSet<>();
  private final SortedSet<String> fields = new TreeSet<>();

  private final Set<String> knownLists;

  public ConditionNames(SyntaxTree condition, Set<String> knownLists) {
    this.knownLists = knownLists;
    visit(condition);
  }

  public SortedSet<String> macros() {
    return macros;
  }

  public SortedSet<String> lists() {
    return lists;
  }

  public SortedSet<String> operators() {
    return operators;
  }

  public SortedSet<String> fields() {
    return fields;
  }

  private void visit(SyntaxTree expr) {
    switch (expr) {
      case SyntaxTree.And and -> and.children().forEach(this::visit);
      case SyntaxTree.Or or -> or.children().forEach(this::visit);
      case SyntaxTree.Not not -> visit(not.child());
      case SyntaxTree.MacroName macro -> macros.add(macro.name());
      case SyntaxTree.Exists exists -> {
        operators.add("exists");
        visit(exists.left());
      }
      case SyntaxTree.Comparison comparison -> {
        operators.add(OperatorNames.text(comparison));
        visit(comparison.left());
        visit(comparison.right());
      }
    }
  }

  private void visit(SyntaxTree.Right right) {
    switch (right) {
      case SyntaxTree.Constant constant -> addList(constant.text());
      case SyntaxTree.Constants constants -> constants.texts().forEach(this::addList);
      case SyntaxTree.ListName list -> addList(list.name());
      case SyntaxTree.Field field ->
        fields.add(field.argument().isEmpty() ? field.text() : field.text() + "[" + RawByteText.shown(field.argument()) + "]");
      case SyntaxTree.Transform transform -> visitAll(transform.arguments());
      case SyntaxTree.Tuple tuple -> visitAll(tuple.elements());
      case SyntaxTree.Literal literal -> {}
    }
  }

  private void visitAll(List<SyntaxTree.Operand> operands) {
    operands.forEach(this::visit);
  }

  private void addList(String text) {
    if (knownLists.contains(text)) {
      lists.add(text);
    }
  }
}
