package org.eyas.fields.krsi;

import java.util.List;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/** The krsi.* fields. Available if the configuration loads the plugin krsi. */
@Component(
    configurationPid = "org.eyas.plugin.krsi",
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    property = FieldProvider.EVENT_SOURCE + "=syscall")
public final class KrsiFields implements FieldProvider {
  private static final List<KrsiField> FIELDS = KrsiField.all();

  private final List<FieldClass> classes =
      List.of(
          new FieldClass(
              "krsi", "", "Opens, connections and changes of names, by system calls and by io_uring.",
              FIELDS.stream().map(KrsiField::definition).toList()));

  @Override
  public List<FieldClass> classes() {
    return classes;
  }

  @Override
  public FieldReader reader(FieldDefinition field, @Nullable String argument) {
    return FIELDS.stream()
        .filter(one -> one.definition().name().equals(field.name()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("'" + field.name() + "' is not a field of krsi"))
        .readers()
        .get();
  }
}
