package org.eyas.api.field;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Offers fields.
 *
 * <p>Service property {@code event.source}: the event sources whose rules may use them; absent means every source.
 */
@ConsumerType
public interface FieldProvider {
  /** All fields, grouped as listed; the same answer for the life of the provider. */
  List<FieldClass> classes();

  /**
   * The definition of one use: a field whose type or shape depends on its argument says so here. {@code proc.aname}
   * has the value of any ancestor, {@code proc.aname[2]} that of one; {@code evt.rawarg.res} has its parameter's type.
   *
   * @throws IllegalArgumentException where the argument is not one this field takes; the message is shown to the user
   */
  default FieldDefinition resolve(FieldDefinition field, @Nullable String argument) {
    return field;
  }

  /**
   * A reader for one use of a field. Called on the assembler's thread whenever rules are compiled, once per use and
   * source; the reader is then used by one loop's thread only and may keep scratch memory.
   *
   * @param argument what stood in the brackets, or null
   * @throws IllegalArgumentException where the argument is not one this field takes; the message is shown to the user
   */
  FieldReader reader(FieldDefinition field, @Nullable String argument);
}
