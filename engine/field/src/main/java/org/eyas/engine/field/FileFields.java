package org.eyas.engine.field;

import static org.eyas.api.field.FieldDefinition.Flag.NO_RIGHT_HAND_SIDE;
import static org.eyas.api.field.FieldDefinition.Flag.NO_TRANSFORMER;

import java.util.List;
import org.eyas.api.field.FieldDefinition.Shape;

/** {@code file.*}: what a call does to files, whatever the call is. Falco does not have these fields. */
final class FileFields {
  private FileFields() {}

  static List<Field> all() {
    return List.of(
        Field.textPerUse("file.changed",
            "The path to which a successful call writes: of a file opened for writing, or the new name of rename, link,"
                + " symlink, mknod and mount. Two paths if a rename exchanges them.",
            argument -> new ChangedPaths())
            .shape(Shape.ANY).flags(NO_RIGHT_HAND_SIDE, NO_TRANSFORMER),
        Field.textPerUse("file.aliased",
            "The path for which a successful link, symlink or bind mount made another name.",
            argument -> new AliasedPath()));
  }
}
