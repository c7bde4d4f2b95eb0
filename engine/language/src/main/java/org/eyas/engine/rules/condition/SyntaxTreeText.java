package org.eyas.engine.rules.condition;

import java.util.List;
import org.eyas.engine.syntax.SyntaxTree;

/** Prints a condition's tree as one line, as Falco does: constants with spaces, quotes or equal signs are quoted. */
public final class SyntaxTreeText {
  private final StringBuilder out = new StringBuilder(200);

  private SyntaxTreeText() {}

  public static String of(SyntaxTree expr) {
    SyntaxTreeText text = new SyntaxTreeText();
    text.append(expr);
    return text.out.toString();
  }

  private void append(SyntaxTree expr) {
    switch (expr) {
      case SyntaxTree.And and -> append(" and ", and.children());
      case SyntaxTree.Or or -> append(" or ", or.children());
      case SyntaxTree.Not not -> {
        out.append("not ");
        append(not.child());
      }
      case SyntaxTree.MacroName macro -> out.append(macro.name());
      case SyntaxTree.Exists exists -> {
        append(exists.left());
        out.append(" exists");
      }
      case SyntaxTree.Comparison comparison -> append(comparison);
    }
  }

  private void append(String word, List<SyntaxTree> children) {
    out.append('(');
    String before = "";
    for (SyntaxTree child : children) {
      out.append(before);
      append(child);
      before = word;
    }
    out.append(')');
  }

  private void append(SyntaxTree.Comparison comparison) {
    append(comparison.left());
    out.append(' ').append(OperatorNames.text(comparison)).append(' ');
    append(comparison.right());
  }

  private void append(SyntaxTree.Right right) {
    switch (right) {
      case SyntaxTree.Constant constant -> ConstantText.append(constant.text(), out);
      case SyntaxTree.Constants constants -> appendConstants(constants.texts());
      case SyntaxTree.ListName list -> out.append(list.name());
      case SyntaxTree.Field field -> {
        out.append(field.text());
        appendArgument(field.argument(), field.hasArgument());
      }
      case SyntaxTree.Transform transform -> {
        out.append(transform.name());
        appendOperands(transform.arguments());
        appendArgument(transform.argument(), transform.hasArgument());
      }
      case SyntaxTree.Tuple tuple -> appendOperands(tuple.elements());
      case SyntaxTree.Literal literal -> ConstantText.append(literal.text(), out);
    }
  }

  private void appendOperands(List<SyntaxTree.Operand> operands) {
    char before = '(';
    for (SyntaxTree.Operand operand : operands) {
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
