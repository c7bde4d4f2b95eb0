package org.eyas.engine.rules;

import java.util.List;
import org.eyas.engine.syntax.Expr;

/** Prints a condition's tree as one line, as Falco does: constants with spaces, quotes or equal signs are quoted. */
final class ExprText {
  private final StringBuilder out = new StringBuilder(200);

  private ExprText() {}

  static String of(Expr expr) {
    ExprText text = new ExprText();
    text.append(expr);
    return text.out.toString();
  }

  private void append(Expr expr) {
    switch (expr) {
      case Expr.And and -> append(" and ", and.children());
      case Expr.Or or -> append(" or ", or.children());
      case Expr.Not not -> {
        out.append("not ");
        append(not.child());
      }
      case Expr.MacroName macro -> out.append(macro.name());
      case Expr.Exists exists -> {
        append(exists.left());
        out.append(" exists");
      }
      case Expr.Comparison comparison -> append(comparison);
    }
  }

  private void append(String word, List<Expr> children) {
    out.append('(');
    String before = "";
    for (Expr child : children) {
      out.append(before);
      append(child);
      before = word;
    }
    out.append(')');
  }

  private void append(Expr.Comparison comparison) {
    append(comparison.left());
    out.append(' ').append(Operators.text(comparison)).append(' ');
    append(comparison.right());
  }

  private void append(Expr.Right right) {
    switch (right) {
      case Expr.Constant constant -> ConstantText.append(constant.text(), out);
      case Expr.Constants constants -> appendConstants(constants.texts());
      case Expr.ListName list -> out.append(list.name());
      case Expr.Field field -> {
        out.append(field.text());
        appendArgument(field.argument(), field.hasArgument());
      }
      case Expr.Transform transform -> {
        out.append(transform.name());
        appendOperands(transform.arguments());
        appendArgument(transform.argument(), transform.hasArgument());
      }
      case Expr.Tuple tuple -> appendOperands(tuple.elements());
      case Expr.Literal literal -> ConstantText.append(literal.text(), out);
    }
  }

  private void appendOperands(List<Expr.Operand> operands) {
    char before = '(';
    for (Expr.Operand operand : operands) {
      out.append(before);
      append(operand);
      before = ',';
    }
    out.append(operands.isEmpty() ? "()" : ")");
  }

  private void appendConstants(List<String> texts) {
    out.append('(');
    String before = "";
    for (String text : texts) {
      out.append(before);
      ConstantText.append(text, out);
      before = ", ";
    }
    out.append(')');
  }

  private void appendArgument(String argument, boolean given) {
    if (given) {
      out.append('[');
      ConstantText.append(argument, out);
      out.append(']');
    }
  }
}
