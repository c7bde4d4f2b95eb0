package org.eyas.engine.field.process;

import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.api.process.FdInfo;
import org.eyas.engine.field.FieldRow;
import org.eyas.engine.field.descriptor.FdTypeNames;

/** The file descriptors of a process's standard input, output and error. */
final class StandardFdFields {
  private StandardFdFields() {}

  static List<FieldRow> all() {
    return List.of(
        type("proc.stdin.type", "The type of standard input's file descriptor.", 0),
        type("proc.stdout.type", "The type of standard output's file descriptor.", 1),
        type("proc.stderr.type", "The type of standard error's file descriptor.", 2),
        name("proc.stdin.name", "The name of standard input's file descriptor.", 0),
        name("proc.stdout.name", "The name of standard output's file descriptor.", 1),
        name("proc.stderr.name", "The name of standard error's file descriptor.", 2));
  }

  private static FieldRow type(String name, String description, int number) {
    return ProcessFieldRows.text(name, description, process -> {
      FdInfo fd = process.descriptors().fd(number);
      return fd.known() ? FdTypeNames.ofType(fd.type()) : Text.ABSENT;
    });
  }

  private static FieldRow name(String name, String description, int number) {
    return ProcessFieldRows.text(name, description, process -> {
      FdInfo fd = process.descriptors().fd(number);
      return fd.known() ? fd.name() : Text.ABSENT;
    });
  }
}
