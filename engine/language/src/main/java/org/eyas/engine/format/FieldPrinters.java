package org.eyas.engine.format;

import java.util.HashMap;
import java.util.Map;
import org.eyas.engine.field.FieldPrinter;
import org.eyas.engine.field.FieldUse;

/** The printers of one event loop: one for each use of a field, shared by all outputs and created when first needed. */
public final class FieldPrinters {
  private static final int TEXT_CHARS = 512;

  private final Map<String, FieldPrinter> byText = new HashMap<>();
  private final StringBuilder scratch = new StringBuilder(TEXT_CHARS);

  FieldPrinter printer(FieldUse use) {
    FieldPrinter known = byText.get(use.text());
    return known != null ? known : byText.computeIfAbsent(use.text(), key -> new FieldPrinter(use));
  }

  /** The buffer for building texts: one for all outputs of the event loop. */
  StringBuilder scratch() {
    return scratch;
  }
}
