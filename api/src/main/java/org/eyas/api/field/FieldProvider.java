package org.eyas.api.field;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Adds fields to the language of rules. A bundle offers it as a service.
 *
 * <p>The service property {@link #EVENT_SOURCE} names the event source whose rules may use the fields; without it, the rules of
 * all sources may. The engine calls the methods whenever it compiles rules, on the thread that does so: {@code assemble}, or that
 * of a tool that checks or tries rules.
 */
@ConsumerType
public interface FieldProvider {
  /** The service property with the name of the event source whose rules may use the fields. */
  String EVENT_SOURCE = "event.source";

  /** All fields of this provider, in groups. The result must not change while the service is registered. */
  List<FieldClass> classes();

  /**
   * Returns the definition of a field as used with an argument. A provider overrides this if type or shape depend on
   * the argument: {@code proc.aname} has the values of all ancestors, {@code proc.aname[2]} has one value;
   * {@code evt.rawarg.res} has the type of that parameter.
   *
   * @param argument the text in the brackets, or null
   * @throws IllegalArgumentException if the field does not accept this argument; the message is shown to the user
   */
  default FieldDefinition resolve(FieldDefinition field, @Nullable String argument) {
    return field;
  }

  /**
   * The condition by which the fields with the flag {@link FieldDefinition.Flag#OF_EARLIER_EVENTS} see the events from which they learn
   * their values. While an enabled rule uses such a field, a live source delivers the events for which the condition may hold, and the
   * engine evaluates it on each of them, before the rules. So a field of this provider in the condition can note the event. Whether the
   * condition holds has no effect. Calls that transfer much data, such as {@code read}, are delivered only if the configuration says
   * so.
   *
   * @return the condition, in the language of rules; empty for none
   */
  default String followed() {
    return "";
  }

  /**
   * Makes a reader for one use of a field. Called once for each use in the rules of each source, and once more if a
   * value of the field is pending. Only the thread of one loop calls the reader, so the reader may keep scratch memory
   * of its own.
   *
   * @param argument the text in the brackets, or null
   * @throws IllegalArgumentException if the field does not accept this argument; the message is shown to the user
   */
  FieldReader reader(FieldDefinition field, @Nullable String argument);
}
