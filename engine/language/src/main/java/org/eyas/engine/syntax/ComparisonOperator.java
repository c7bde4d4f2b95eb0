package org.eyas.engine.syntax;

import static org.eyas.engine.syntax.OperandKind.LIST;
import static org.eyas.engine.syntax.OperandKind.NUMBER;
import static org.eyas.engine.syntax.OperandKind.TEXT_AFTER_SYMBOL;
import static org.eyas.engine.syntax.OperandKind.TEXT_AFTER_WORD;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eyas.api.event.ValueType.Form;

/**
 * The operators of a comparison, one row for each: its right side, the values that it compares, and its texts. The order is that
 * of messages and of the parser, so an operator stands before an operator with which it begins.
 */
public enum ComparisonOperator {
  LESS_OR_EQUAL(NUMBER, AllowedForms.ORDERED, "<="),
  LESS(NUMBER, AllowedForms.ORDERED, "<"),
  GREATER_OR_EQUAL(NUMBER, AllowedForms.ORDERED, ">="),
  GREATER(NUMBER, AllowedForms.ORDERED, ">"),
  EQUAL(TEXT_AFTER_SYMBOL, AllowedForms.ALL, "==", "="),
  NOT_EQUAL(TEXT_AFTER_SYMBOL, AllowedForms.ALL, "!="),
  GLOB(TEXT_AFTER_WORD, AllowedForms.TEXTS, "glob"),
  IGLOB(TEXT_AFTER_WORD, AllowedForms.TEXTS, "iglob"),
  CONTAINS(TEXT_AFTER_WORD, AllowedForms.BYTES, "contains"),
  ICONTAINS(TEXT_AFTER_WORD, AllowedForms.TEXTS, "icontains"),
  BCONTAINS(TEXT_AFTER_WORD, AllowedForms.BUFFERS, "bcontains"),
  STARTSWITH(TEXT_AFTER_WORD, AllowedForms.BYTES, "startswith"),
  BSTARTSWITH(TEXT_AFTER_WORD, AllowedForms.BUFFERS, "bstartswith"),
  ENDSWITH(TEXT_AFTER_WORD, AllowedForms.BYTES, "endswith"),
  REGEX(TEXT_AFTER_WORD, AllowedForms.TEXTS, "regex"),
  INTERSECTS(LIST, AllowedForms.ALL, "intersects"),
  IN(LIST, AllowedForms.ALL, "in"),
  PMATCH(LIST, AllowedForms.TEXTS, "pmatch");

  private static final class AllowedForms {
    static final Set<Form> ALL = EnumSet.complementOf(EnumSet.of(Form.OTHER));
    static final Set<Form> ORDERED = EnumSet.of(Form.SIGNED, Form.UNSIGNED, Form.DOUBLE, Form.TEXT);
    static final Set<Form> TEXTS = EnumSet.of(Form.TEXT);
    static final Set<Form> BUFFERS = EnumSet.of(Form.BUFFER);
    static final Set<Form> BYTES = EnumSet.of(Form.TEXT, Form.BUFFER);
  }

  private final OperandKind right;
  private final Set<Form> compared;
  private final List<String> texts;

  ComparisonOperator(OperandKind right, Set<Form> compared, String... texts) {
    this.right = right;
    this.compared = compared;
    this.texts = List.of(texts);
  }

  /** The text of the operator; {@code =} also has the text {@code ==}. */
  public String text() {
    return texts.getLast();
  }

  /** Whether the operator compares values of this form. */
  public boolean compares(Form form) {
    return compared.contains(form);
  }

  /** Whether the operator looks values up in a set. */
  public boolean isMembership() {
    return this == IN || this == INTERSECTS;
  }

  /** The texts of all operators with this right side. */
  public static List<String> texts(OperandKind right) {
    return Stream.of(values()).filter(operator -> operator.right == right).flatMap(operator -> operator.texts.stream()).toList();
  }

  /** The operator with this text. */
  static ComparisonOperator of(String text) {
    return Stream.of(values()).filter(operator -> operator.texts.contains(text)).findFirst().orElseThrow();
  }
}
