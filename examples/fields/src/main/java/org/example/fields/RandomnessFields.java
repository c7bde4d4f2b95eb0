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
 * Offers {@code randomness.exe}: how random the file name of the running program looks, in bits per byte. Programs are called
 * {@code nginx} (2.3), droppers {@code kX9f2Qz81bLw} (3.6).
 *
 * <pre>
 *   condition: spawned_process and randomness.exe > 3.4
 * </pre>
 */
@Component(property = "event.source=syscall")
public final class RandomnessFields implements FieldProvider {
  private static final FieldDefinition EXE =
      new FieldDefinition(
          "randomness.exe",
          ValueType.DOUBLE,
          Shape.ONE,
          Argument.NONE,
          Format.NA,
          Set.of(),
          "Shannon entropy of the file name of the process' executable, in bits per byte.");

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
