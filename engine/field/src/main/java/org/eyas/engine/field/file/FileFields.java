package org.eyas.engine.field.file;

import static org.eyas.api.field.FieldDefinition.Flag.NO_RIGHT_HAND_SIDE;
import static org.eyas.api.field.FieldDefinition.Flag.NO_TRANSFORMER;

import java.util.List;
import org.eyas.api.event.CallDetails;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.engine.field.FieldRow;

/** {@code file.*}: the effects of calls on files, independent of the kind of call. Falco does not have these fields. */
public final class FileFields {
  private FileFields() {}

  public static List<FieldRow> all() {
    return List.of(
        paths("file.changed",
            "The path to which a successful call writes: of a file opened for writing, or that truncate shortens, or the new name of"
                + " rename, link, symlink, mknod, mount and move_mount. Two paths if a rename exchanges them.",
            argument -> new ChangedPathReader()),
        paths("file.aliased",
            "The path for which a successful call made another name: link, symlink, a bind mount, a copy of a mount (open_tree), the"
                + " directories of an overlay, and the new root of chroot.",
            argument -> new AliasedPathReader()),
        paths("file.attributed",
            "The path of the file to which a successful call gave an attribute (setxattr and its variants), or whose flags (ioctl)"
                + " or times (utimensat and its variants) it set. Only the eBPF driver reports it.",
            argument -> new DetailPathReader(CallDetails::attributed)),
        paths("file.attribute",
            "The name of the extended attribute that this call set, such as security.capability; of ioctl, those of the flags immutable and"
                + " append that the file has after it; mtime, if the call set the time of the last change to more than an hour before (utimensat"
                + " and its variants). Only the eBPF driver reports it.",
            argument -> new AttributeNameReader()));
  }

  private static FieldRow paths(String name, String description, FieldRow.Readers readers) {
    return FieldRow.textPerUse(name, description, readers).shape(Shape.ANY).flags(NO_RIGHT_HAND_SIDE, NO_TRANSFORMER);
  }
}
