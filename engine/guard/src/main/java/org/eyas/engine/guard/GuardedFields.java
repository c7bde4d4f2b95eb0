package org.eyas.engine.guard;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.eyas.engine.foreign.ForeignCodeFault;
import org.jspecify.annotations.Nullable;

/**
 * The guards around the fields of another bundle. Each field has its own guard, so that a slow field does not disable
 * the others.
 */
public final class GuardedFields implements FieldProvider {
  private final FieldProvider provider;
  private final ServiceGuard guard;
  private final List<FieldClass> classes;
  private final Map<String, ServiceGuard> byName = new ConcurrentHashMap<>();

  /** @throws ForeignCodeFault if the provider cannot list its fields */
  public GuardedFields(FieldProvider provider, ServiceGuard guard) {
    this.provider = provider;
    this.guard = guard;
    try {
      classes = List.copyOf(provider.classes());
    } catch (Throwable e) {
      throw guard.convertFailure(e);
    }
  }

  @Override
  public List<FieldClass> classes() {
    return classes;
  }

  /** The reasons why fields are not read any more, by field name. */
  public Map<String, String> out() {
    Map<String, String> out = new TreeMap<>();
    byName.forEach(
        (name, field) -> {
          if (!field.reason().isEmpty()) {
            out.put(name, field.reason());
          }
        });
    return out;
  }

  private ServiceGuard guard(FieldDefinition field) {
    return byName.computeIfAbsent(field.name(), guard::guardOfField);
  }

  @Override
  public FieldDefinition resolve(FieldDefinition field, @Nullable String argument) {
    try {
      return provider.resolve(field, argument);
    } catch (IllegalArgumentException e) {
      throw e; // a mistake of the rule's author
    } catch (Throwable e) {
      takeOut(field, e);
      return field;
    }
  }

  @Override
  public String followed() {
    try {
      return Objects.requireNonNull(provider.followed());
    } catch (Throwable e) {
      guard.convertFailure(e);
      return "";
    }
  }

  @Override
  public FieldReader reader(FieldDefinition field, @Nullable String argument) {
    ServiceGuard own = guard(field);
    try {
      return GuardedFieldReaders.of(provider.reader(field, argument), own.gate());
    } catch (IllegalArgumentException e) {
      throw e;
    } catch (Throwable e) {
      takeOut(field, e);
      return GuardedFieldReaders.failing(field, own);
    }
  }

  // A reader that cannot be created is not slow or unreliable: waiting does not help.
  private void takeOut(FieldDefinition field, Throwable thrown) {
    ServiceGuard own = guard(field);
    own.convertFailure(thrown);
    if (!own.isOut()) {
      own.takeOut("cannot be read", "as " + thrown);
    }
  }

  @Override
  public String toString() {
    return guard.origin().toString();
  }
}
