package org.eyas.rules.sigma;

import static org.eyas.rules.sigma.SigmaBench.assertFires;
import static org.eyas.rules.sigma.SigmaBench.convert;
import static org.eyas.rules.sigma.SigmaBench.parked;
import static org.eyas.rules.sigma.SigmaBench.sigma;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A rule of each log source, on an event that it is for and on near misses. */
class CategoriesTest {
  private static final List<String> FIRES = List.of("Sigma: Rule");
  private static final List<String> NOT = List.of();

  private final Map<Map<String, Object>, List<String>> expected = new LinkedHashMap<>();

  private void event(List<String> fires, Object... fields) {
    Map<String, Object> event = new LinkedHashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      event.put((String) fields[i], fields[i + 1]);
    }
    expected.put(event, fires);
  }

  private void check(String rule) {
    assertFires(convert(rule).documents(), expected);
  }

  @Test
  void aProcessIsCreatedIfAProgramStartsAndNotIfThatFails() {
    event(FIRES, "evt.type", "execve", "evt.res", "SUCCESS", "proc.exepath", "/usr/bin/nmap", "proc.cwd", "/tmp/");
    event(FIRES, "evt.type", "execveat", "evt.res", "SUCCESS", "proc.exepath", "/opt/nmap", "proc.cwd", "/tmp/");
    event(NOT, "evt.type", "execve", "evt.res", "ENOENT", "proc.exepath", "/usr/bin/nmap", "proc.cwd", "/tmp/");
    event(NOT, "evt.type", "execve", "evt.res", "SUCCESS", "proc.exepath", "/usr/bin/xnmap", "proc.cwd", "/tmp/");
    event(NOT, "evt.type", "execve", "evt.res", "SUCCESS", "proc.exepath", "/usr/bin/nmap", "proc.cwd", "/tmp/x/");
    event(NOT, "evt.type", "open", "evt.res", "SUCCESS", "proc.exepath", "/usr/bin/nmap", "proc.cwd", "/tmp/");
    check(sigma("process_creation", "a:\n  Image|endswith: /nmap\n  CurrentDirectory: /tmp\ncondition: a\n"));
  }

  @Test
  void aFileEventIsAPathToWhichACallWrites() {
    event(FIRES, "evt.type", "openat", "file.changed", "/etc/cron.d/job", "proc.exepath", "/bin/cp");
    event(FIRES, "evt.type", "rename", "file.changed", List.of("/tmp/a", "/etc/CRON.d/x"), "proc.exepath", "/bin/mv");
    event(NOT, "evt.type", "openat", "fd.name", "/etc/cron.d/job", "proc.exepath", "/bin/cat");
    event(NOT, "evt.type", "openat", "file.changed", "/etc/cron.daily", "proc.exepath", "/bin/cp");
    event(NOT, "evt.type", "openat", "file.changed", "/etc/cron.d/job", "proc.exepath", "/usr/bin/dpkg");
    check(
        sigma("file_event", """
            selection:
              TargetFilename|startswith: /etc/cron.d/
            filter_main_dpkg:
              Image: /usr/bin/dpkg
            condition: selection and not 1 of filter_main_*
            """));
  }

  @Test
  void aConnectionIsMadeOrAccepted() {
    event(FIRES, "evt.type", "connect", "evt.res", "EINPROGRESS", "fd.typechar", "4", "fd.sport", 4444, "fd.sip", "9.9.9.9",
        "fd.snet", "9.9.9.9");
    event(NOT, "evt.type", "accept4", "evt.res", "SUCCESS", "fd.typechar", "4", "fd.sport", 4444, "fd.sip", "9.9.9.9", "fd.snet",
        "9.9.9.9");
    event(NOT, "evt.type", "connect", "evt.res", "ECONNREFUSED", "fd.typechar", "4", "fd.sport", 4444, "fd.sip", "9.9.9.9");
    event(NOT, "evt.type", "connect", "evt.res", "SUCCESS", "fd.typechar", "4", "fd.sport", 4444, "fd.sip", "10.1.2.3", "fd.snet",
        "10.1.2.3");
    event(NOT, "evt.type", "connect", "evt.res", "SUCCESS", "fd.typechar", "4", "fd.sport", 443, "fd.sip", "9.9.9.9", "fd.snet",
        "9.9.9.9");
    check(
        sigma("network_connection", """
            selection:
              Initiated: 'true'
              DestinationPort: [4444, 9001]
            filter_local:
              DestinationIp|cidr: ['10.0.0.0/8', 'fe80::/10']
            condition: selection and not filter_local
            """));
  }

  @Test
  void theNameOfAHostIsComparedAsAWhole() {
    String rule =
        "title: Rule\nlogsource: {category: network_connection}\ndetection:\n  a:\n    DestinationHostname%s\n  condition: a\n";
    String condition = String.valueOf(SigmaBench.rule(rule.formatted(": [Pool.example.com, 'x.example.org']")).get("condition"));
    assertEquals("fd.sip.name in (\"pool.example.com\", \"x.example.org\")",
        condition.substring(condition.indexOf("fd.sip.name")));
    String reason = parked(rule.formatted("|endswith: .example.com"));
    assertEquals(
        "'DestinationHostname|endswith' is not possible: DestinationHostname is a name of a host that is compared as a whole:"
            + " the engine sees addresses, and resolves the names that rules contain",
        reason);
  }

  @Test
  void recordsOfAuditdAreProgramsAndPaths() {
    event(FIRES, "evt.type", "execve", "evt.res", "SUCCESS", "proc.exe", "tar", "proc.args[0]", "-cf");
    event(FIRES, "evt.type", "openat", "evt.res", "SUCCESS", "fs.path.name", "/etc/audit/rules.d/x");
    event(FIRES, "evt.type", "rename", "evt.res", "SUCCESS", "file.changed", "/etc/audit/auditd.conf");
    event(NOT, "evt.type", "execve", "evt.res", "SUCCESS", "proc.exe", "tar", "proc.args[0]", "-x", "proc.args[1]", "-c");
    event(NOT, "evt.type", "openat", "evt.res", "ENOENT", "fs.path.name", "/etc/audit/rules.d/x");
    event(NOT, "evt.type", "openat", "evt.res", "SUCCESS", "fs.path.name", "/etc/audit.conf", "proc.exe", "tar", "proc.args[0]",
        "-c");
    check("""
        title: Rule
        logsource: {product: linux, service: auditd}
        detection:
          program: {type: EXECVE, a0: tar, a1|startswith: -c}
          path: {type: PATH, name: /etc/audit/*}
          condition: 1 of them
        """);
  }

  @Test
  void keywordsOfAuditdAreSearchedInTheCommandLine() {
    event(FIRES, "evt.type", "execve", "evt.res", "SUCCESS", "proc.exeline", "grep -r PASSWORD /etc");
    event(NOT, "evt.type", "execve", "evt.res", "SUCCESS", "proc.exeline", "grep -r user /etc");
    event(NOT, "evt.type", "openat", "evt.res", "SUCCESS", "fs.path.name", "/x", "proc.exeline", "grep -r PASSWORD /etc");
    check("""
        title: Rule
        logsource: {product: linux, service: auditd}
        detection:
          keywords:
            '|all': [grep, password]
          condition: keywords
        """);
  }

  @Test
  void aRecordWithoutCounterpartParksTheRule() {
    String rule = "title: Rule\nlogsource: {product: linux, service: auditd}\ndetection:\n  a: {%s}\n  condition: a\n";
    assertEquals("'type' has no counterpart for the value 'SYSCALL'", parked(rule.formatted("type: SYSCALL, a0: 40000")));
    assertEquals(
        "the field 'key' has no counterpart for product linux, service auditd", parked(rule.formatted("key: susp_activity")));
  }

  @Test
  void aLogSourceWithoutCounterpartParksTheRule() {
    assertEquals(
        "its log source (product windows, category process_creation) has no counterpart",
        parked(
            "title: Rule\nlogsource: {product: windows, category: process_creation}\ndetection: {a: {Image: x}, condition: a}\n"));
  }

  @Test
  void anEventWithoutAFieldIsOneForWhichTheMappingHasNone() {
    event(NOT, "evt.type", "execve", "evt.res", "SUCCESS", "proc.exe", "tar");
    event(FIRES, "evt.type", "openat", "evt.res", "SUCCESS", "fs.path.name", "/x", "proc.exe", "tar");
    check("title: Rule\nlogsource: {product: linux, service: auditd}\ndetection: {a: {a0: null}, condition: a}\n");
    check("title: Rule\nlogsource: {product: linux, service: auditd}\ndetection: {a: {a0|exists: false}, condition: a}\n");
    check("title: Rule\nlogsource: {product: linux, service: auditd}\ndetection: {a: {a0|exists: true}, condition: not a}\n");
  }
}
