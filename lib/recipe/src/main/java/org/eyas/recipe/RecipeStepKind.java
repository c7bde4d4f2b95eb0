package org.eyas.recipe;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of steps. The numbers are those of {@code kinds.h} of the eBPF probe. The widths are the bytes of each
 * parameter that a step writes: 0 for a variable length, -1 if the name of the kind ends with the width.
 */
public enum RecipeStepKind {
  MOVED(0, "moved"),
  NUMBER(1, "u8 u16 u32 u64 ret wide", -1),
  FD(2, "fd", 8),
  BITS(3, "bits8 bits16 bits32 enum8 enum16 enum32", -1),
  TEXT(4, "text", 0),
  LOAD(5, "load"),
  EMPTY(6, "empty", 0),
  CONSTANT(7, "const8 const16 const32", -1),
  WRITTEN(8, "written", 0),
  READ(9, "read", 0),
  OPEN_MODE(10, "openmode", 4),
  MASK(11, "mask"),
  TIMESPEC(12, "timespec", 8),
  PEEK(13, "peek16 peek32 peek64", -1),
  MOUNT_FLAGS(14, "mountflags", 4),
  UNDER(15, "under"),
  BYTES(16, "bytes", 0),
  VECTOR_WRITTEN(17, "vwritten", 0),
  VECTOR_READ(18, "vread", 0),
  VECTOR_SIZE(19, "vsize", 4),
  POLLED(20, "polled", 0),
  DEVICE_NUMBER(21, "dev", 4),
  PTRACE_ADDRESS(22, "ptraceaddress", 0),
  PTRACE_DATA(23, "ptracedata", 0),
  PRCTL(24, "prctl", 0, 8),
  FSCONFIG(25, "fsconfig", 0, 0),
  HEADER(26, "header"),
  SEM_VALUE(27, "semval"),
  SEM_OPERATIONS(28, "semops"),
  OPTION_NAME(29, "optionname", 1),
  KEYCTL(30, "keyctl", 0),
  QUOTACTL(31, "quotactl", 0, 8, 8, 8, 8, 8, 8, 8, 8, 8, 1, 1, 2, 1, 4, 1),
  OPEN_FLAGS(32, "openflags", 4),
  DEVICE(33, "device", 4, 8),
  LAYER(34, "layer", 2),
  FD_INODE(35, "inode", 8),
  FILE_PATH(36, "filepath", 0),
  NAME(37, "name"),
  SOCKADDR(48, "sockaddr", 0),
  TUPLE(49, "tuple", 0),
  QUEUE(50, "queue", 1, 4, 4),
  PAIR(51, "pair", 8, 8),
  OPTION(52, "option", 0),
  PROGRAM(64, "program", 0, 0),
  IDS(65, "ids", 8, 8, 8),
  USAGE(66, "usage", 8, 8, 8, 4, 4, 4),
  MEMORY(67, "memory", 4, 4, 4),
  COMM(68, "comm", 0),
  CGROUPS(69, "cgroups", 0),
  CLONE_FLAGS(70, "cloneflags", 4),
  EUID(71, "euid", 4),
  EGID(72, "egid", 4),
  INNER_IDS(73, "innerids", 8, 8),
  NAMESPACE_START(74, "namespacestart", 8),
  ENVIRONMENT(75, "environment", 0),
  SESSION(76, "session", 4, 8, 4),
  EXE_FLAGS(77, "exeflags", 4),
  CAPABILITIES(78, "capabilities", 8, 8, 8),
  EXE_INODE(79, "exeinode", 8, 8, 8),
  EXE_PATH(80, "exepath", 0),
  PGID(81, "pgid", 8),
  KERNEL_TEXT(82, "kerneltext", 0),
  ARGV(83, "argv", 0, 0),
  ENVP(84, "envp", 0),
  EXIT(85, "exit", 8, 8, 1, 1, 8),
  ONLY(96, "only"),
  GIVEN(97, "given"),
  REAL(98, "real"),
  NEW_ROOT(99, "newroot"),
  ATTRIBUTE(100, "attribute"),
  OPTIONS(101, "options"),
  INODE_FLAGS(102, "inodeflags"),
  XFLAGS(103, "xflags"),
  MTIME(104, "mtime");

  private static final Map<String, RecipeStepKind> BY_NAME =
      Arrays.stream(values())
          .flatMap(kind -> Arrays.stream(kind.names).map(name -> Map.entry(name, kind)))
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

  private final int code;
  private final String[] names;
  private final int[] widths;

  RecipeStepKind(int code, String names, int... widths) {
    this.code = code;
    this.names = names.split(" ");
    this.widths = widths;
  }

  /**
   * The number of the kind in the probe's table of recipes. Kinds of the same class have the same number divided by 16.
   */
  public int code() {
    return code;
  }

  /** Whether a step of this kind writes a detail of the call that goes with the event, instead of a parameter. */
  public boolean isDetail() {
    return code >= ONLY.code;
  }

  static @Nullable RecipeStepKind named(String name) {
    return BY_NAME.get(name);
  }

  static List<String> names() {
    return BY_NAME.keySet().stream().sorted().toList();
  }

  /** The bytes of each parameter that a step of this kind writes; 0 if the length is variable. */
  List<Integer> widths(int size) {
    Function<Integer, Integer> own = width -> width < 0 ? size : width;
    return Arrays.stream(widths).boxed().map(own).toList();
  }
}
