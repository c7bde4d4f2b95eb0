package org.eyas.engine.field;

import java.util.EnumSet;
import java.util.Set;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Argument;
import org.eyas.api.field.FieldDefinition.Flag;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldReader;
import org.jspecify.annotations.Nullable;

/** One row in a table of fields: the definition of the field, and a factory of readers for the uses of the field. */
public record FieldRow(FieldDefinition definition, Readers readers, Uses uses) {
  /** Makes the reader for one use. */
  @FunctionalInterface
  public interface Readers {
    FieldReader make(@Nullable String argument);
  }

  /** Returns the definition for one use, for fields whose type or shape depends on the argument. */
  @FunctionalInterface
  public interface Uses {
    FieldDefinition resolve(FieldDefinition field, @Nullable String argument);
  }

  /** A decimal number; its reader has no state. */
  public static FieldRow number(String name, ValueType type, String description, FieldReader.OfNumber reader) {
    return of(name, type, Format.DEC, description, argument -> reader);
  }

  public static FieldRow truth(String name, String description, FieldReader.OfNumber reader) {
    return of(name, ValueType.BOOL, Format.NA, description, argument -> reader);
  }

  /** A text whose reader has no state. */
  public static FieldRow text(String name, String description, FieldReader.OfBytes reader) {
    return of(name, ValueType.CHARBUF, Format.NA, description, argument -> reader);
  }

  /** A text whose reader has scratch memory, or depends on an argument. */
  public static FieldRow textPerUse(String name, String description, Readers readers) {
    return of(name, ValueType.CHARBUF, Format.NA, description, readers);
  }

  public static FieldRow of(String name, ValueType type, Format format, String description, Readers readers) {
    FieldDefinition definition =
        new FieldDefinition(name, type, Shape.ONE, Argument.NONE, format, Set.of(), description);
    return new FieldRow(definition, readers, (field, argument) -> field);
  }

  public FieldRow format(Format format) {
    FieldDefinition d = definition;
    return with(new FieldDefinition(
        d.name(), d.type(), d.shape(), d.argument(), format, d.flags(), d.description()));
  }

  public FieldRow shape(Shape shape) {
    return with(shaped(definition, shape));
  }

  public FieldRow withArgument(Argument argument) {
    FieldDefinition d = definition;
    return with(new FieldDefinition(
        d.name(), d.type(), d.shape(), argument, d.format(), d.flags(), d.description()));
  }

  public FieldRow flags(Flag first, Flag... more) {
    FieldDefinition d = definition;
    return with(new FieldDefinition(
        d.name(), d.type(), d.shape(), d.argument(), d.format(), EnumSet.of(first, more), d.description()));
  }

  /** The same field, marked as one whose value depends on the thread alone. */
  public FieldRow ofProcess() {
    return flagged(Flag.OF_PROCESS);
  }

  /** The same field, marked as one whose value depends on the thread, its process and its ancestors. */
  public FieldRow ofAncestors() {
    return flagged(Flag.OF_ANCESTORS);
  }

  private FieldRow flagged(Flag more) {
    FieldDefinition d = definition;
    Set<Flag> flags = EnumSet.of(more);
    flags.addAll(d.flags());
    return with(new FieldDefinition(d.name(), d.type(), d.shape(), d.argument(), d.format(), flags, d.description()));
  }

  /** The same field, with a definition for each use that depends on the argument. */
  public FieldRow resolving(Uses newUses) {
    return new FieldRow(definition, readers, newUses);
  }

  /** The same definition with another shape. */
  public static FieldDefinition shaped(FieldDefinition d, Shape shape) {
    return new FieldDefinition(d.name(), d.type(), shape, d.argument(), d.format(), d.flags(), d.description());
  }

  /** The same definition with another type and format. */
  public static FieldDefinition typed(FieldDefinition d, ValueType type, Format format) {
    return new FieldDefinition(d.name(), type, d.shape(), d.argument(), format, d.flags(), d.description());
  }

  private FieldRow with(FieldDefinition changed) {
    return new FieldRow(changed, readers, uses);
  }
}
