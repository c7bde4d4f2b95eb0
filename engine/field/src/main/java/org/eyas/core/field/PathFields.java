package org.eyas.core.field;

import java.util.List;
import org.eyas.core.field.PathReader.Role;

/** {@code fs.path.*}: the paths that a call worked on. Of calls that failed they are absent. */
final class PathFields {
  private PathFields() {}

  static List<Field> all() {
    return List.of(
        path("fs.path.name", "The absolute path of a call that takes one.", Role.NAME, false),
        path("fs.path.nameraw", "The path of a call that takes one, as it was given.", Role.NAME, true),
        path("fs.path.source", "The absolute source of a call that takes two paths.", Role.SOURCE, false),
        path("fs.path.sourceraw", "The source, as it was given.", Role.SOURCE, true),
        path("fs.path.target", "The absolute target of a call that takes two paths.", Role.TARGET, false),
        path("fs.path.targetraw", "The target, as it was given.", Role.TARGET, true));
  }

  private static Field path(String name, String description, Role role, boolean raw) {
    return Field.textPerUse(name, description, argument -> new PathReader(role, raw));
  }
}
