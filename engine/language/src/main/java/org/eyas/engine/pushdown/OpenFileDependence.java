package org.eyas.engine.pushdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eyas.api.data.Text;
import org.eyas.api.event.EventType;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Flag;
import org.eyas.api.process.FdType;
import org.eyas.api.pushdown.KeptFiles;
import org.eyas.engine.check.TypedCondition;
import org.eyas.engine.check.TypedCondition.AddressCheck;
import org.eyas.engine.check.TypedCondition.Always;
import org.eyas.engine.check.TypedCondition.And;
import org.eyas.engine.check.TypedCondition.NetworkCheck;
import org.eyas.engine.check.TypedCondition.Not;
import org.eyas.engine.check.TypedCondition.NumberCheck;
import org.eyas.engine.check.TypedCondition.Or;
import org.eyas.engine.check.TypedCondition.Predicate;
import org.eyas.engine.check.TypedCondition.TextCheck;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.compile.text.TextPredicate;
import org.eyas.engine.compile.text.TextPredicates;
import org.eyas.engine.field.FieldUse;
import org.eyas.engine.field.file.PathParams;
import org.jspecify.annotations.Nullable;

/**
 * Decides which conditions and fields can differ between an event about an open file and the same event about a
 * descriptor that is not in the table, for one event type.
 */
final class OpenFileDependence {
  private static final List<FdType> FILES = List.of(FdType.FILE, FdType.DIRECTORY, FdType.UNKNOWN);
  private static final Set<String> ENDS = Set.of(
      "fd.ip", "fd.cip", "fd.sip", "fd.lip", "fd.rip", "fd.net", "fd.cnet", "fd.snet", "fd.lnet", "fd.rnet", "fd.port",
      "fd.cport",
      "fd.sport", "fd.lport", "fd.rport");

  /** Fields of the engine and of shipped bundles whose names begin with these never depend on descriptors, with the exceptions below. */
  private static final List<String> FREE =
      List.of("eyas.", "proc.", "thread.", "user.", "group.", "container.", "k8s.", "session.", "evt.time", "evt.datetime",
          "evt.rawtime",
          "evt.is_open_",
          "evt.rawarg", "evt.type", "evt.pluginname", "evt.plugininfo", "evt.buffer", "evt.is_io");
  private static final Set<String> FREE_NAMES = Set.of(
      "evt.num", "evt.reltime", "evt.source", "evt.hostname", "evt.cpu", "evt.dir", "evt.res", "evt.rawres", "evt.failed",
      "evt.buflen", "evt.io_dir", "evt.is_wait", "evt.outputtime", "evt.count", "syscall.type", "util.cnt");
  private static final List<String> OF_DESCRIPTORS =
      List.of("proc.stdin.", "proc.stdout.", "proc.stderr.", "proc.fd", "thread.fd");

  /** The call whose path is absolute: its descriptor only says on which file system the handle is. */
  private static final String BY_HANDLE = "open_by_handle_at";

  /** The calls whose descriptor is the one that they open. */
  private static final Set<String> OPENS = Set.of("open", "openat", "openat2", BY_HANDLE, "creat");

  /**
   * The calls whose only descriptor is a new one that is not a file. So the table has this descriptor, even if opens are
   * not delivered.
   */
  private static final Set<String> ADDS = Set.of("socket", "pidfd_open");

  /**
   * The calls that fail if their descriptor is a file. So what rules see of a file there is about a call that did nothing;
   * the table has all sockets, even if opens are not delivered.
   */
  private static final Set<String> OF_SOCKETS = Set.of(
      "bind", "connect", "listen", "shutdown", "sendto", "sendmsg", "sendmmsg", "recvfrom", "recvmsg", "recvmmsg", "getsockopt",
      "setsockopt");

  /** Calls with paths below a descriptor, for which a source that does not deliver opens reports the directory. */
  private static final Set<String> REPORTED = Set.of(
      "open", "openat", "openat2", "creat", "rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat", "mkdir",
      "mkdirat", "mknod", "mknodat", "unlink", "unlinkat", "fchmodat", "fchownat", "chmod", "chown", "lchown", "rmdir", "mount");

  /** Calls with paths below descriptors: these are directories, or the kernel ignores them because the path is absolute, or fails. */
  private static final Set<String> OF_DIRECTORIES = Set.of(
      "openat", "openat2", "renameat", "renameat2", "symlinkat", "mkdirat", "mknodat", "unlinkat", "fchdir", "fsconfig");

  /**
   * Calls with paths below descriptors, which are about the file itself if the path is empty and AT_EMPTY_PATH is set.
   */
  private static final Set<String> OF_DIRECTORIES_OR_FILES = Set.of("linkat", "fchmodat", "fchownat");

  /** The calls of which a source that leaves out opens names the file of the descriptor, of any kind. */
  private static final Set<String> NAMED = Set.of("fchmod", "fchown");

  /** Fields for which it is enough to know the names and kinds of the descriptors that an event names. */
  private static final Set<String> OF_NAMES = Set.of(
      "fd.name", "fd.directory", "fd.filename", "fd.type", "fd.typechar", "fd.num", "evt.arg", "evt.args", "evt.abspath",
      "fs.path.name", "file.aliased");

  /** Those of them that tell a file from a directory: of a directory that was opened as a file, a source reports what it is. */
  private static final Set<String> OF_KINDS =
      Set.of("fd.type", "fd.typechar", "fd.directory", "fd.filename", "evt.arg", "evt.args");

  private final EventType type;
  private final boolean namesDescriptor;

  OpenFileDependence(EventType type) {
    this.type = type;
    namesDescriptor = !isOfSocket() && type.params().stream().anyMatch(param -> isDescriptor(param.type()));
  }

  private static boolean isDescriptor(ValueType type) {
    return type == ValueType.FD || type == ValueType.FDLIST;
  }

  /** The condition, with the answers of the checks that are false for files and unknown descriptors alike. */
  TypedCondition simplified(TypedCondition condition) {
    return switch (condition) {
      case Always always -> always;
      case Not(var child) ->
        simplified(child) instanceof Always answer ? Always.of(!answer.answer()) : new Not(simplified(child));
      case And(var children) -> joined(children, true);
      case Or(var children) -> joined(children, false);
      case Predicate check -> isFalse(check) ? Always.FALSE : check;
    };
  }

  private TypedCondition joined(List<TypedCondition> children, boolean all) {
    List<TypedCondition> left = new ArrayList<>();
    for (TypedCondition child : children) {
      TypedCondition part = simplified(child);
      if (part.equals(Always.of(!all))) {
        return part;
      }
      if (!part.equals(Always.of(all))) {
        left.add(part);
      }
    }
    return left.isEmpty() ? Always.of(all) : all ? new And(left) : new Or(left);
  }

  private boolean isFalse(Predicate check) {
    if (!(check.left() instanceof TypedValue.Field field)) {
      return false;
    }
    String name = field.fieldUse().definition().name();
    return switch (check) {
      case AddressCheck address -> ENDS.contains(name);
      case NetworkCheck network -> ENDS.contains(name);
      case NumberCheck number -> ENDS.contains(name);
      case TextCheck text when name.equals("fd.type") -> isFalse(text, FILES.stream().map(each -> Text.of(each.label())));
      case TextCheck text when name.equals("fd.typechar") ->
        isFalse(text, FILES.stream().map(each -> Text.of(String.valueOf(each.letter()))));
      default -> false;
    };
  }

  private static boolean isFalse(TextCheck check, Stream<Text> values) {
    TextPredicate test = TextPredicates.of(check);
    return values.noneMatch(test::test);
  }

  /**
   * The opened files that the table must have, so that a condition on a field has the same answer as with all files. The
   * name that the source reports at an event can differ from the name at the open: it is the file's path at the event.
   */
  KeptFiles neededToDecide(FieldUse use) {
    if (!differ(use) || NAMED.contains(type.name()) && isOfName(use) && !OF_KINDS.contains(use.definition().name())) {
      return KeptFiles.NONE;
    }
    return OF_DIRECTORIES.contains(type.name()) && isOfName(use) ? KeptFiles.DIRECTORIES : KeptFiles.ALL;
  }

  /** The opened files that the table must have to print a field. */
  KeptFiles neededToPrint(FieldUse use) {
    KeptFiles needed = neededToDecide(use);
    if (needed != KeptFiles.ALL || !isOfName(use)) {
      return needed;
    }
    if (NAMED.contains(type.name())) {
      return KeptFiles.NONE;
    }
    return OF_DIRECTORIES_OR_FILES.contains(type.name()) ? KeptFiles.DIRECTORIES : needed;
  }

  private static boolean isOfName(FieldUse use) {
    return OF_NAMES.contains(use.definition().name());
  }

  /** Whether a field can have another value for an open file than for a descriptor that is not in the table. */
  private boolean differ(FieldUse use) {
    String name = use.definition().name();
    if (name.startsWith("fd.")) {
      return hasEarlierDescriptor() || name.equals("fd.types");
    }
    if (name.equals("evt.arg")) {
      return differ(use.argument());
    }
    if (name.startsWith("file.attribut")) {
      return false;
    }
    if (name.startsWith("fs.path.") || name.equals("file.changed")) {
      return NAMED.contains(type.name()) || !PathParams.of(name, type).isEmpty() && isBelowDescriptor();
    }
    if (name.equals("file.aliased") || name.equals("evt.abspath")) {
      return isBelowDescriptor();
    }
    if (OF_DESCRIPTORS.stream().anyMatch(name::startsWith)) {
      return true;
    }
    if (isOfThread(use.definition()) || FREE_NAMES.contains(name) || FREE.stream().anyMatch(name::startsWith)) {
      return false;
    }
    return !name.startsWith("evt.") || namesDescriptor || EventTypeTraits.hasDescriptor(type) && !isOfSocket();
  }

  private boolean isOfSocket() {
    return ADDS.contains(type.name()) || OF_SOCKETS.contains(type.name());
  }

  private static boolean isOfThread(FieldDefinition field) {
    return field.is(Flag.OF_PROCESS) || field.is(Flag.OF_ANCESTORS);
  }

  private boolean hasEarlierDescriptor() {
    return EventTypeTraits.hasDescriptor(type) && !OPENS.contains(type.name()) && !isOfSocket();
  }

  private boolean differ(@Nullable String argument) {
    int index = argument == null ? -1 : type.indexOf(argument);
    if (index < 0) { // the number of a parameter, or a name that such events do not have
      return namesDescriptor && (argument == null || Character.isDigit(argument.charAt(0)));
    }
    ValueType of = type.params().get(index).type();
    return isDescriptor(of) || of == ValueType.FSRELPATH && isBelowDescriptor();
  }

  private boolean isBelowDescriptor() {
    return namesDescriptor && !REPORTED.contains(type.name()) && !BY_HANDLE.equals(type.name());
  }
}
