package org.eyas.engine.field;

import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.api.process.FdInfo;

/** The file descriptors of a process's standard input, output and error. */
final class StandardFdFields {
  private StandardFdFields() {}

  static List<Field> all() {
    return List.of(
        type("proc.stdin.type", "The type of standard input's file descriptor.", 0),
        type("proc.stdout.type", "The type of standard output's file descriptor.", 1),
        type("proc.stderr.type", "The type of standard error's file descriptor.", 2),
        name("proc.stdin.name", "The name of standard input's file descriptor.", 0),
        name("proc.stdout.name", "The name of standard output's file descriptor.", 1),
        name("proc.stderr.name", "The name of standard error's file descriptor.", 2));
  }

  private static Field type(String name, String description, int number) {
    return ProcessValues.text(name, description, process -> {
      FdInfo fd = process.descriptors().fd(number);
      return fd.known() ? FdNames.ofType(fd.type()) : Text.ABSENT;
    });
  }

  private static Field name(String name, String description, int number) {
    return ProcessValues.text(name, description, process -> {
      FdInfo fd = process.descriptors().fd(number);
      return fd.known() ? fd.name() : Text.ABSENT;
    });
  }
}
