package org.example.enricher;

import java.util.List;
import java.util.Set;
import org.eyas.api.data.Text;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Argument;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.osgi.service.component.annotations.Component;

/** Offers the field {@code systemd.unit}, with the value that the enricher attached to the process. */
@Component(property = FieldProvider.EVENT_SOURCE + "=syscall")
public final class UnitFields implements FieldProvider {
  private static final FieldDefinition UNIT =
      new FieldDefinition(
          "systemd.unit",
          ValueType.CHARBUF,
          Shape.ONE,
          Argument.NONE,
          Format.NA,
          Set.of(),
          "The systemd unit of the process, such as ssh.service. Empty if it has none.");

  @Override
  public List<FieldClass> classes() {
    return List.of(new FieldClass("systemd", "systemd", "The systemd unit of a process.", List.of(UNIT)));
  }

  @Override
  public FieldReader reader(FieldDefinition field, String argument) {
    return (FieldReader.OfBytes)
        event -> event.process().attachment(UnitName.KEY) instanceof UnitName unit ? unit.name() : Text.ABSENT;
  }
}
