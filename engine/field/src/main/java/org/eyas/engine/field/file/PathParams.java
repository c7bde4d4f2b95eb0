package org.eyas.engine.field.file;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eyas.api.event.EventType;
import org.eyas.engine.field.param.EventTraits;
import org.eyas.engine.schema.EventSchema;

/**
 * Tables of the parameters that contain the paths of a call. The readers of path fields use these tables. The pushdown
 * uses them too, because it evaluates parameters instead of fields.
 */
public final class PathParams {
  /** The parameter with the path, for each call that has one path. */
  static final int[] NAME = EventTraits.params(Map.ofEntries(
      Map.entry("SYSCALL_MKDIR_2_X", "path"), Map.entry("SYSCALL_MKDIRAT_X", "path"),
      Map.entry("SYSCALL_RMDIR_2_X", "path"), Map.entry("SYSCALL_UNLINK_2_X", "path"),
      Map.entry("SYSCALL_UNLINKAT_2_X", "name"), Map.entry("SYSCALL_OPEN_X", "name"),
      Map.entry("SYSCALL_OPENAT_2_X", "name"), Map.entry("SYSCALL_OPENAT2_X", "name"),
      Map.entry("SYSCALL_FCHMODAT_X", "filename"), Map.entry("SYSCALL_CHMOD_X", "filename"),
      Map.entry("SYSCALL_CHOWN_X", "path"), Map.entry("SYSCALL_LCHOWN_X", "path"),
      Map.entry("SYSCALL_FCHOWNAT_X", "pathname"), Map.entry("SYSCALL_QUOTACTL_X", "special"),
      Map.entry("SYSCALL_UMOUNT_1_X", "name"), Map.entry("SYSCALL_UMOUNT2_X", "name")));

  /** The parameter with the source, for each call that has two paths. The source of a link is the new path. */
  static final int[] SOURCE = EventTraits.params(Map.ofEntries(
      Map.entry("SYSCALL_RENAME_X", "oldpath"), Map.entry("SYSCALL_RENAMEAT_X", "oldpath"),
      Map.entry("SYSCALL_RENAMEAT2_X", "oldpath"), Map.entry("SYSCALL_LINK_2_X", "newpath"),
      Map.entry("SYSCALL_LINKAT_2_X", "newpath"), Map.entry("SYSCALL_SYMLINK_X", "linkpath"),
      Map.entry("SYSCALL_SYMLINKAT_X", "linkpath"), Map.entry("SYSCALL_MOUNT_X", "dev")));

  /**
   * The parameter with the target, for each call that has two paths. The target of a link is the path to which the link
   * leads.
   */
  static final int[] TARGET = EventTraits.params(Map.ofEntries(
      Map.entry("SYSCALL_RENAME_X", "newpath"), Map.entry("SYSCALL_RENAMEAT_X", "newpath"),
      Map.entry("SYSCALL_RENAMEAT2_X", "newpath"), Map.entry("SYSCALL_LINK_2_X", "oldpath"),
      Map.entry("SYSCALL_LINKAT_2_X", "oldpath"), Map.entry("SYSCALL_SYMLINK_X", "target"),
      Map.entry("SYSCALL_SYMLINKAT_X", "target"), Map.entry("SYSCALL_MOUNT_X", "dir")));

  /** The parameter with the path at which a call creates a file or replaces it by another file. */
  static final int[] NEW_NAME = EventTraits.params(Map.of(
      "SYSCALL_RENAME_X", "newpath", "SYSCALL_RENAMEAT_X", "newpath", "SYSCALL_RENAMEAT2_X", "newpath",
      "SYSCALL_LINK_2_X", "newpath", "SYSCALL_LINKAT_2_X", "newpath",
      "SYSCALL_SYMLINK_X", "linkpath", "SYSCALL_SYMLINKAT_X", "linkpath",
      "SYSCALL_MKNOD_X", "path", "SYSCALL_MKNODAT_X", "path", "SYSCALL_MOUNT_X", "dir"));

  /** The parameter with the path of the file that a call opens. */
  static final int[] OPENED = EventTraits.params(Map.of(
      "SYSCALL_OPEN_X", "name", "SYSCALL_OPENAT_2_X", "name", "SYSCALL_OPENAT2_X", "name", "SYSCALL_CREAT_X", "name",
      "SYSCALL_OPEN_BY_HANDLE_AT_X", "path"));

  /** The call that can exchange two files. */
  static final EventType EXCHANGING = EventSchema.current().type("SYSCALL_RENAMEAT2_X");

  static final int EXCHANGED = EXCHANGING.indexOf("oldpath");

  private PathParams() {}

  /**
   * The parameters with the path that a field shows: the field has no other values than these. Empty if the field is
   * absent for this type, or shows a path that is not a parameter.
   */
  public static List<Integer> of(String field, EventType type) {
    int code = type.code();
    return switch (field) {
      case "fd.name", "fd.nameraw", "fd.directory", "fd.filename" -> present(OPENED[code]);
      case "file.changed" -> present(OPENED[code], NEW_NAME[code], type == EXCHANGING ? EXCHANGED : -1);
      case "fs.path.name", "fs.path.nameraw" -> present(NAME[code]);
      case "fs.path.source", "fs.path.sourceraw" -> present(SOURCE[code]);
      case "fs.path.target", "fs.path.targetraw" -> present(TARGET[code]);
      default -> List.of();
    };
  }

  private static List<Integer> present(int... params) {
    return IntStream.of(params).filter(param -> param >= 0).boxed().toList();
  }
}
