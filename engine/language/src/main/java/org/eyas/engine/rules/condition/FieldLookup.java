package org.eyas.engine.rules.condition;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.rules.document.NameSuggestion;
import org.eyas.engine.syntax.Parser;
import org.eyas.engine.syntax.SyntaxException;
import org.eyas.engine.syntax.SyntaxTree;
import org.eyas.engine.syntax.SyntaxTree.Operand;

/** Looks up the fields that items name as text. */
public final class FieldLookup {
  private FieldLookup() {}

  /** Whether a text is a field that may stand on the left of a comparison, with its argument or inside transformers. */
  public static boolean exists(String text, FieldCatalog catalog) {
    try {
      return Parser.parse(text + " exists") instanceof SyntaxTree.Exists exists && exists(exists.left(), catalog);
    } catch (SyntaxException | IllegalArgumentException ignored) {
      // The caller reports it as a field that does not exist, whatever the error is.
      return false;
    }
  }

  private static boolean exists(Operand operand, FieldCatalog catalog) {
    return switch (operand) {
      case SyntaxTree.Field field ->
        catalog.find(field.text(), field.hasArgument() ? field.argument() : null).isPresent();
      case SyntaxTree.Transform transform -> all(transform.arguments(), catalog);
      case SyntaxTree.Tuple tuple -> all(tuple.elements(), catalog);
      case SyntaxTree.Literal literal -> true;
    };
  }

  private static boolean all(List<Operand> operands, FieldCatalog catalog) {
    for (Operand operand : operands) {
      if (!exists(operand, catalog)) {
        return false;
      }
    }
    return true;
  }

  public static String suggestion(String wrong, FieldCatalog catalog) {
    return NameSuggestion.of(wrong, names(catalog));
  }

  private static List<String> names(FieldCatalog catalog) {
    List<String> names = new ArrayList<>();
    for (FieldClass fieldClass : catalog.classes()) {
      for (FieldDefinition field : fieldClass.fields()) {
        names.add(field.name());
      }
    }
    return names;
  }
}
