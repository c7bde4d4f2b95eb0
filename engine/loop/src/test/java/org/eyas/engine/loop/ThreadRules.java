package org.eyas.engine.loop;

import java.util.List;
import java.util.Random;

/** Random conditions on threads and a little on parameters, with the constants of {@link ChangingThreads}. */
final class ThreadRules {
  private static final List<String> TYPES = List.of("rmdir", "unlinkat", "rmdir", "mkdirat", "setuid", "execve", "setsid");
  private static final List<String> TEXT_FIELDS = List.of(
      "proc.name", "proc.name", "proc.exe", "proc.exepath", "proc.cmdline", "proc.args", "proc.pname", "proc.aname",
      "proc.aname[2]",
      "proc.pcmdline", "proc.aexepath", "proc.env[A]", "thread.cap_effective", "toupper(proc.name)");
  private static final List<String> NUMBER_FIELDS =
      List.of("user.uid", "user.uid", "group.gid", "proc.sid", "proc.ppid", "proc.tty", "proc.apid", "user.loginuid");

  private final Random random;

  ThreadRules(Random random) {
    this.random = random;
  }

  String condition() {
    return "evt.type in (" + pick(TYPES) + ", " + pick(TYPES) + ") and " + condition(3);
  }

  /** A condition that is about ancestors only. */
  String conditionOnAncestors() {
    String field = pick(List.of("proc.pname", "proc.aname[2]", "proc.pcmdline"));
    return "evt.type = rmdir and " + field + (random.nextBoolean() ? " contains " : " != ") + name();
  }

  private String condition(int depth) {
    if (depth == 0 || random.nextInt(4) == 0) {
      return (random.nextInt(4) == 0 ? "not " : "") + check();
    }
    String not = random.nextInt(5) == 0 ? "not " : "";
    return not + "(" + condition(depth - 1) + (random.nextBoolean() ? " and " : " or ") + condition(depth - 1) + ")";
  }

  private String check() {
    return switch (random.nextInt(8)) {
      case 0 -> "evt.rawres " + pick(List.of("=", "<", ">=")) + " 0";
      case 1 -> pick(List.of("evt.arg.path startswith /a", "evt.arg.path contains b", "thread.tid > 103", "evt.num = 0"));
      case 2, 3 -> pick(NUMBER_FIELDS) + " " + pick(List.of("=", "!=", "<")) + " " + number();
      case 4 -> pick(TEXT_FIELDS) + " in (" + name() + ", " + name() + ")";
      case 5 -> pick(TEXT_FIELDS) + pick(List.of(" contains ", " endswith ", " != ")) + name();
      case 6 -> pick(List.of("proc.is_exe_writable = true", "proc.pname exists", "proc.name = val(proc.pname)",
          "proc.is_sid_leader = true", "thread.cap_effective contains CAP_CHOWN", "proc.cwd = /x/"));
      default -> "proc.name = " + name();
    };
  }

  private String number() {
    return pick(List.of("0", "1", "2", "100", "101", "102"));
  }

  private String name() {
    return pick(ChangingThreads.NAMES);
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
