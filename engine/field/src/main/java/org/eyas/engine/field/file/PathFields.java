package org.eyas.engine.field.file;

import java.util.List;
import org.eyas.engine.field.FieldRow;
import org.eyas.engine.field.file.CallPathReader.Role;

/** {@code fs.path.*}: the paths that a call used. They are absent if the call failed. */
public final class PathFields {
  private PathFields() {}

  public static List<FieldRow> all() {
    return List.of(
        path("fs.path.name", "The absolute path of a call with one path.", Role.NAME, false),
        path("fs.path.nameraw", "The path of a call with one path, as the call passed it.", Role.NAME, true),
        path("fs.path.source", "The absolute source path of a call with two paths.", Role.SOURCE, false),
        path("fs.path.sourceraw", "The source path, as the call passed it.", Role.SOURCE, true),
        path("fs.path.target", "The absolute target path of a call with two paths.", Role.TARGET, false),
        path("fs.path.targetraw", "The target path, as the call passed it.", Role.TARGET, true));
  }

  private static FieldRow path(String name, String description, Role role, boolean raw) {
    return FieldRow.textPerUse(name, description, argument -> new CallPathReader(role, raw));
  }
}
