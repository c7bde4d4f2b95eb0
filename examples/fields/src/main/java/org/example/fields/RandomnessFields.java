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
 * Offers {@code randomness.exe}: how random the file name of the running program looks, in hundredths of a bit per byte:
 * numbers in conditions are whole ones. Programs are called {@code nginx} (192), droppers {@code kX9f2Qz81bLw} (358).
 *
 * <pre>
 *   condition: spawned_process and randomness.exe > 340
 * </pre>
 */
@Component(property = "event.source=syscall")
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

  // Called once for each use; the reader is then one thread's, so it may have memory of its own.
  @Override
  public FieldReader reader(FieldDefinition field, String argument) {
    return new EntropyReader();
  }
}
