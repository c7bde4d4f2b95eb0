package org.eyas.engine.loop;

import java.util.List;
import java.util.Random;
import org.eyas.engine.text.FalcoVersion;
import org.eyas.engine.text.RawByteText;
import org.eyas.testkit.QuotedBytes;

/** Random conditions on system calls, with constants that {@link PushdownEvents} and captures contain. */
public final class PushdownRules {
  private static final List<String> TYPES =
      List.of(
          "open", "openat", "openat2", "creat", "open_by_handle_at", "close", "read", "unlinkat", "rename", "renameat2",
          "linkat", "symlinkat", "mkdirat", "chmod", "fchmod", "fchmodat", "mount", "ptrace", "connect", "connect", "connect",
          "execve", "setuid", "clone",
          "procexit", "fstat", "mmap", "socket", "brk");
  static final List<String> PATHS =
      List.of(
          "/etc", "/etc/passwd", "/etc/shadow", "/etc/ld.so.cache", "/lib", "/lib/x86_64-linux-gnu", "/usr", "/usr/bin", "/proc",
          "/proc/self/maps", "/dev/null", "/tmp", "/tmp/a", "/a", "/a/b", "/", "passwd", ".so", "/root/.ssh/id_rsa", "id_rsa",
          "/DIR_TOO_LONG");
  /** Paths with bytes that are not valid UTF-8, each as a lone surrogate, and with characters that a condition must escape. */
  static final List<String> RAW_PATHS =
      List.of(
          "/tmp/b\udcff", "b\udcff", "/tmp/q\udce2\udc82", "\udcff", "/tmp/e\u00e9", "/tmp/n\n", "/tmp/\u007f", "\ufffd",
          "/tmp/b\ufffd", "/tmp/\udced\udca0\udc80", "/tmp/\"", "/tmp/'", "/tmp/\\b", "/a/\1", "/tmp/a b", "/tmp/\u0085",
          "/etc/\udc80/a");
  private static final List<String> PATH_FIELDS =
      List.of(
          "fd.name", "fd.name", "fd.name", "fd.nameraw", "fd.directory", "fd.filename", "file.changed", "fs.path.name",
          "fs.path.name",
          "fs.path.nameraw", "fs.path.source", "fs.path.target", "evt.arg.name", "evt.arg.path", "evt.arg.newpath",
          "evt.arg.filename");
  private static final List<String> NUMBERS = List.of("-13", "-2", "-1", "0", "1", "3", "4", "5");
  private static final List<String> FLAGS =
      List.of("O_RDONLY", "O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_", "S_ISUID", "O_NONE", "NA");

  private final Random random;
  private final FalcoVersion version;

  /** @param version decides whether a condition contains a path that is not valid UTF-8, or U+FFFD in its place */
  public PushdownRules(Random random, FalcoVersion version) {
    this.random = random;
    this.version = version;
  }

  public String condition() {
    StringBuilder types = new StringBuilder(pick(TYPES));
    for (int i = random.nextInt(3); i > 0; i--) {
      types.append(", ").append(pick(TYPES));
    }
    String checks = checks();
    return random.nextInt(12) == 0 ? checks : "evt.type in (" + types + ") and " + checks;
  }

  /** A condition without types. */
  public String checks() {
    return condition(3);
  }

  private String condition(int depth) {
    if (depth == 0 || random.nextInt(3) == 0) {
      return (random.nextInt(4) == 0 ? "not " : "") + check();
    }
    String word = random.nextBoolean() ? " and " : " or ";
    String not = random.nextInt(4) == 0 ? "not " : "";
    return not + "(" + condition(depth - 1) + word + condition(depth - 1) + ")";
  }

  private String check() {
    return switch (random.nextInt(14)) {
      case 0 -> "evt.rawres " + pick(List.of("=", "!=", "<", "<=", ">", ">=")) + " " + pick(NUMBERS);
      case 1 -> pick(List.of("evt.res = SUCCESS", "evt.res != SUCCESS", "evt.res in (SUCCESS, ENOENT)", "evt.res = ENOENT",
          "evt.res startswith S", "evt.res = EINPROGRESS", "evt.res in (fffffffffffffff3, SUCCESS)", "evt.res != ENOENT",
          "evt.rawres in (0, 3, -2)"));
      case 2 -> "evt.failed " + pick(List.of("=", "!=")) + " " + random.nextBoolean();
      case 3 -> "evt.is_open_" + pick(List.of("read", "write", "exec", "create")) + " = " + random.nextBoolean();
      case 4 -> "fd.num " + pick(List.of("=", "!=", "<", "<=", ">", ">=")) + " " + pick(NUMBERS);
      case 5 -> "evt.arg.flags " + pick(List.of("contains", "icontains", "=", "!=", "startswith")) + " " + pick(FLAGS);
      case 6 -> pick(List.of("evt.arg.mode contains S_I", "evt.arg.mode contains S_ISUID", "evt.rawarg.flags = 1",
          "evt.arg.request = PTRACE_POKETEXT", "evt.arg.request contains PEEK", "not evt.arg.request startswith PTRACE_P"));
      case 7 -> pick(List.of("proc.name = cat", "fd.typechar = f", "user.uid = 0", "fd.name contains etc", "fd.name exists",
          "evt.rawres exists", "file.changed exists", "thread.tid > 42", "fd.name glob /etc/*"));
      case 8, 9 -> socket();
      default -> path();
    };
  }

  private String socket() {
    return pick(List.of(
        "fd.typechar = 4", "fd.typechar in (4, 6)", "fd.typechar != u", "fd.type = unix", "fd.type startswith ipv",
        "fd.sockfamily = ip",
        "fd.sip = 10.0.0.1", "fd.cip in (10.0.0.2, 127.0.0.1)", "fd.rip != 10.0.0.1", "fd.ip != 127.0.0.1", "fd.ip = 10.0.0.3",
        "fd.snet in (10.0.0.0/30, fe80::/10)", "fd.net != 127.0.0.0/8", "fd.net in (10.0.0.0/31)", "fd.lip = ::1",
        "fd.sport = 443",
        "fd.sport in (22, 80)", "fd.cport > 100", "fd.port != 443", "fd.port = 1234", "fd.rport != 22", "fd.l4proto = tcp"));
  }

  private String path() {
    String field = pick(PATH_FIELDS);
    return switch (random.nextInt(9)) {
      case 0, 1 -> field + " = " + anyPath();
      case 2 -> field + " != " + anyPath();
      case 3 -> field + " in " + list();
      case 4 -> field + " startswith " + anyPath();
      case 5 -> field + " endswith " + anyPath();
      case 6 -> field + " pmatch " + list();
      case 7 ->
        field + pick(List.of(" startswith anyof ", " endswith anyof ", " != allof ", " = oneof ", " startswith allof ")) + list();
      default -> field + pick(List.of(" > ", " <= ")) + random.nextInt(9);
    };
  }

  private String anyPath() {
    if (random.nextInt(3) > 0) {
      return pick(PATHS);
    }
    String path = pick(RAW_PATHS);
    return version.keepsBytes() ? QuotedBytes.of(RawByteText.bytes(path)) : quoted(RawByteText.shown(path));
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  /** Writes a condition as a scalar of YAML, which contains control characters only as escapes. */
  public static String scalar(String condition) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < condition.length(); i++) {
      char c = condition.charAt(i);
      boolean plain = c >= ' ' && c < 0x7f && c != '"' && c != '\\';
      out.append(plain ? String.valueOf(c) : String.format("\\u%04x", (int) c));
    }
    return out.append('"').toString();
  }

  private String list() {
    return "(" + anyPath() + ", " + anyPath() + ")";
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
