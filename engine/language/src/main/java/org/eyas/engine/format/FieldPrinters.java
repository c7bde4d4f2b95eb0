package org.eyas.engine.format;

import java.util.HashMap;
import java.util.Map;
import org.eyas.api.event.Event;
import org.eyas.engine.compile.node.ValueFreezer;
import org.eyas.engine.field.FieldPrinter;
import org.eyas.engine.field.FieldUse;
import org.eyas.engine.field.PendingValueMark;
import org.eyas.engine.text.FalcoVersion;

/** The printers of one event loop: one for each use of a field, shared by all outputs and created when first needed. */
public final class FieldPrinters {
  private static final int TEXT_CHARS = 512;

  private final FalcoVersion version;
  private final Map<String, FieldPrinter> byText = new HashMap<>();
  private final PendingValueMark mark = new PendingValueMark();
  private final ValueFreezer freezer = new ValueFreezer();
  private final StringBuilder scratch = new StringBuilder(TEXT_CHARS);

  /** @param version decides what becomes of control characters */
  public FieldPrinters(FalcoVersion version) {
    this.version = version;
  }

  FieldPrinter printer(FieldUse use) {
    FieldPrinter known = byText.get(use.text());
    return known != null ? known : byText.computeIfAbsent(use.text(), key -> new FieldPrinter(use, mark, version));
  }

  /**
   * A printer that reads only the fields that are pending now: the other values in a transformer are read from this event.
   */
  FieldPrinter printerOfPending(FieldUse use, Event event) {
    return use.provider() instanceof TransformedField transformed
        ? new FieldPrinter(TransformedField.of(freezer.freeze(transformed.value(), event)), mark, version)
        : printer(use);
  }

  /** The mark that a printer sets when it meets a pending value. */
  PendingValueMark mark() {
    return mark;
  }

  /** The buffer for building texts: one for all outputs of the event loop. */
  StringBuilder scratch() {
    return scratch;
  }
}
