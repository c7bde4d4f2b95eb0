package org.example.fields;

import java.util.List;
import java.util.Set;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Argument;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.osgi.service.component.annotations.Component;

/**
 * Offers the field {@code randomness.exe}: how random the file name of the running program looks. The unit is a hundredth of a
 * bit per byte, because numbers in conditions are integers. For example, {@code nginx} has 192, and a typical name of malware,
 * {@code kX9f2Qz81bLw}, has 358.
 *
 * <pre>
 *   condition: spawned_process and randomness.exe > 340
 * </pre>
 */
@Component(property = FieldProvider.EVENT_SOURCE + "=syscall")
public final class RandomnessFields implements FieldProvider {
  private static final FieldDefinition EXE =
      new FieldDefinition(
          "randomness.exe",
          ValueType.UINT32,
          Shape.ONE,
          Argument.NONE,
          Format.DEC,
          Set.of(),
          "Shannon entropy of the file name of the process' executable, in hundredths of a bit per byte.");

  @Override
  public List<FieldClass> classes() {
    return List.of(new FieldClass("randomness", "Randomness", "How random names look.", List.of(EXE)));
  }

  // Called once for each use of the field. Only one thread uses the reader, so it may have memory of its own.
  @Override
  public FieldReader reader(FieldDefinition field, String argument) {
    return new EntropyReader();
  }
}
