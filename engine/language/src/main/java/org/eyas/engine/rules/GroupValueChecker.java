package org.eyas.engine.rules;

import java.util.HashSet;
import java.util.Set;
import org.eyas.api.event.ValueType.Form;
import org.eyas.api.failure.Reason;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldReader;
import org.eyas.engine.check.CheckException;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.check.ValueChecker;
import org.eyas.engine.compile.node.ValueReaderFactory;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.FieldUse;
import org.eyas.engine.rules.condition.FieldLookup;
import org.eyas.engine.rules.document.LoadFault;
import org.eyas.engine.rules.item.WrittenText;
import org.eyas.engine.syntax.Parser;
import org.eyas.engine.syntax.SyntaxException;
import org.eyas.engine.text.FalcoVersion;
import org.jspecify.annotations.Nullable;

/** Checks the values by which a rule groups events. */
final class GroupValueChecker {
  private final FalcoVersion version;
  private @Nullable LoadFault unknown;

  GroupValueChecker(FalcoVersion version) {
    this.version = version;
  }

  /** Whether a fault says that the field of a value does not exist. */
  boolean isUnknown(LoadFault fault) {
    return fault == unknown;
  }

  /** @param read receives the fields of the value */
  TypedValue check(WrittenText written, FieldCatalog catalog, Set<FieldUse> read) {
    return check(written, catalog, read, false);
  }

  /** Checks a value that may also be several texts: a group has the same ones. */
  TypedValue checkSeveral(WrittenText written, FieldCatalog catalog) {
    return check(written, catalog, new HashSet<>(), true);
  }

  private TypedValue check(WrittenText written, FieldCatalog catalog, Set<FieldUse> read, boolean several) {
    ValueChecker checker = new ValueChecker(catalog);
    try {
      Parser.Prefix parsed = Parser.operandPrefix(written.text(), version);
      if (parsed.length() < written.text().length()) {
        throw LoadFault.invalid("'" + written.text() + "' is not a field", written.context());
      }
      TypedValue value = checker.check(parsed.operand());
      Form form = value.type().form();
      boolean isOne = value.shape() == Shape.ONE && form != Form.DOUBLE && form != Form.NETWORK && form != Form.OTHER;
      if (!isOne && !(several && ValueReaderFactory.of(value) instanceof FieldReader.OfManyBytes)) {
        throw LoadFault.invalid(
            "'" + written.text() + "' cannot be used here: it does not have exactly one text, number or address",
            written.context());
      }
      read.addAll(checker.fields());
      return value;
    } catch (SyntaxException e) {
      throw LoadFault.invalid("'" + written.text() + "' is not a field", written.context());
    } catch (CheckException e) {
      LoadFault fault = LoadFault.invalid(Reason.of(e), written.context(), FieldLookup.suggestion(written.text(), catalog));
      unknown = e.namesSomethingUnknown() ? fault : null;
      throw fault;
    }
  }
}
