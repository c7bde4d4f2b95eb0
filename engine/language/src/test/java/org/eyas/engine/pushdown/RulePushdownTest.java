package org.eyas.engine.pushdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.eyas.api.event.EventType;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.engine.check.CheckedCondition;
import org.eyas.engine.check.ConditionChecker;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.syntax.Parser;
import org.eyas.testkit.FakeEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulePushdownTest {
  private static final String OPENAT = "SYSCALL_OPENAT_2_X";

  private final FieldCatalog catalog = new FieldCatalog(SyscallFields.providers());

  private RulePushdown pushdown(String... conditions) throws Exception {
    SequencedMap<String, CheckedCondition> rules = new LinkedHashMap<>();
    for (String condition : conditions) {
      rules.put("rule " + rules.size(), ConditionChecker.check(Parser.parse(condition), catalog));
    }
    return RulePushdown.of(rules);
  }

  private String text(String type, String... conditions) throws Exception {
    int code = EventSchema.current().type(type).code();
    return RawConditionText.of(pushdown(conditions).condition(code), EventSchema.current().type(code));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "evt.rawres < 0 | fd < 0",
      "not evt.rawres < 0 | fd >= 0",
      "evt.rawres != 3 | fd != 3",
      "evt.rawres in (3, 5) | fd in (3, 5)",
      "evt.rawres <= 4 and evt.rawres > 2 | fd in (3..4)",
      "evt.res = SUCCESS | fd >= 0",
      "evt.res != SUCCESS | fd < 0",
      "not evt.res = SUCCESS | fd < 0",
      "evt.res in (ENOENT, EACCES) | fd in (-13, -2)",
      "evt.res in (SUCCESS, ENOENT) | fd in (-2, 0..)",
      "evt.res startswith E | fd < 0",
      "evt.failed = true | fd < 0",
      "not evt.failed = true | fd >= 0",
      "fd.num >= 0 | fd >= 0",
      "fd.num = -1 | fd < 0",
      "evt.is_open_write = true | flags has O_WRONLY",
      "evt.is_open_write = false | not flags has O_WRONLY",
      "not evt.is_open_read = true | not flags has O_RDONLY",
      "evt.is_open_create = true | flags has O_TMPFILE or O_F_CREATED",
      "not evt.is_open_create = true | not flags has O_F_CREATED",
      "evt.is_open_exec = true | mode has 0x49 and flags has O_CREAT or O_TMPFILE",
      "evt.arg.flags contains O_CREAT | flags has O_CREAT",
      "evt.arg.flags contains O_RDWR | flags has O_RDWR",
      "fd.name = /etc/shadow | name = \"/etc/shadow\"",
      "fd.name != /etc/shadow | not name = \"/etc/shadow\"",
      "fd.name startswith /etc | name startswith \"/etc\"",
      "fd.name startswith anyof (/a, /b) | name startswith (\"/a\", \"/b\")",
      "fd.name endswith .so | name endswith \".so\"",
      "fd.name contains /.ssh/ | name contains \"/.ssh/\"",
      "fd.name pmatch (/etc/ssh) | name = \"/etc/ssh\" or name startswith \"/etc/ssh/\"",
      "fd.name pmatch (/etc/ssh, /var/spool/cron*) | name = \"/etc/ssh\" or name startswith (\"/etc/ssh/\", \"/var/spool/cron\")",
      "fd.name pmatch (/home/*/.ssh) | name startswith \"/home\"",
      "fd.name glob /etc/ssh/ssh_host_*_key | name startswith \"/etc/ssh/ssh_host_\"",
      "fd.name glob anyof (\"*/pki/*.key\", \"/run/*/tls/[a-z]*\") | name contains (\"/pki/\", \"/run/\")",
      "fd.filename = id_rsa | the last part of name = \"id_rsa\" and fd >= 0",
      "fd.directory in (/bin, /sbin) | name in (\"/bin\", \"/sbin\") or the directory of name in (\"/bin\", \"/sbin\")",
      "evt.arg.name = /a/b | name = \"/a/b\"",
      "not evt.arg.name startswith /proc | not name startswith \"/proc\"",
      "fs.path.name startswith /etc | name startswith \"/etc\" and fd != -1",
      "file.changed = /etc/passwd | name = \"/etc/passwd\" and fd >= 0 and flags has O_WRONLY",
  })
  void aCheckOfAnOpenBecomesACheckOfItsParameters(String condition, String expected) throws Exception {
    assertEquals(expected, text(OPENAT, "evt.type = openat and " + condition));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "fd.name icontains ssh",
      "fd.nameraw glob *../*../*",
      "fd.nameraw contains ../",
      "fd.name glob *?*",
      "fd.name glob [/]etc/*",
      "fd.name iglob /etc/*",
      "fd.name regex /etc/.*",
      "fd.name pmatch (/*/.ssh)",
      "not fd.name startswith /proc",
      "not fd.num >= 0",
      "not fs.path.name = /a",
      "not evt.arg.name glob /etc/*",
      "not evt.arg.name pmatch (/etc/cron*)",
      "proc.name = cat",
      "not proc.name in (cat, less)",
      "evt.arg.flags != O_RDONLY",
      "not evt.arg.flags contains O_RDONLY",
      "fd.typechar = f",
      "basename(fd.name) = id_rsa",
      "fd.name = val(proc.exepath)",
      "evt.arg[1] = x",
      "user.uid = 0 or evt.rawres >= 0",
      "not (proc.name = cat and evt.rawres >= 0)",
  })
  void aCheckThatParametersDoNotDecideIsTrue(String condition) throws Exception {
    assertEquals("true", text(OPENAT, "evt.type = openat and " + condition));
  }

  /** Their driver reports beside the event what its parameters do not say. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "GENERIC_X | evt.type = truncate and file.changed = /etc/passwd | true",
      "GENERIC_X | evt.type = open_tree and file.aliased = /etc | true",
      "GENERIC_X | evt.type = setxattr and file.attribute = security.capability | true",
      "SYSCALL_CHROOT_X | evt.type = chroot and file.aliased = /etc | true",
      "SYSCALL_IOCTL_3_X | evt.type = ioctl and evt.rawarg.request = 7 and file.attribute = immutable | request = 7",
  })
  void aCheckOfADetailIsTrue(String type, String condition, String expected) throws Exception {
    assertEquals(expected, text(type, condition));
  }

  @Test
  void aCheckOfAValueThatTheTypeDoesNotHaveIsFalse() throws Exception {
    String rule = "evt.type in (close, openat) and (fs.path.name = /a or fs.path.source = /a or evt.is_open_read = true)";
    assertEquals("false", text("SYSCALL_CLOSE_X", rule));
    assertEquals("(name = \"/a\" and fd != -1) or flags has O_RDONLY", text(OPENAT, rule));
    assertEquals("true", text("PROCEXIT_1_E", "evt.type = procexit and not evt.res = SUCCESS"));
  }

  @Test
  void aCheckOfFlagsIsTrueForAnEventWithoutThemIfItIsTrueForTheTextThatSaysSo() throws Exception {
    PushdownMatcher matcher =
        new PushdownMatcher(pushdown("evt.type = openat and evt.arg.flags contains NA")::condition);
    EventType openat = EventSchema.current().type(OPENAT);
    assertTrue(matcher.passes(FakeEvent.of(openat, 3L, -100L, "/a", null, 0L, 0L, 0L)));
    assertFalse(matcher.passes(FakeEvent.of(openat, 3L, -100L, "/a", 1L, 0L, 0L, 0L)));
  }

  @Test
  void theClassThatAloneLimitsOpensHasABit() throws Exception {
    SequencedMap<String, CheckedCondition> rules = new LinkedHashMap<>();
    for (int i = 0; i < 2 * RawCondition.MOST_CLASSES; i++) {
      String condition = "evt.type in (rename, unlink, chmod) and proc.name = p" + i;
      rules.put("rule " + i, ConditionChecker.check(Parser.parse(condition), catalog));
    }
    rules.put("last", ConditionChecker.check(Parser.parse("evt.type = openat and proc.name = curl"), catalog));
    int code = EventSchema.current().type(OPENAT).code();
    RawCondition condition = RulePushdown.of(rules, any -> true).condition(code);
    assertEquals("proc.name = \"curl\"", RawConditionText.of(condition, EventSchema.current().type(code)));
  }

  @Test
  void checksOfDifferentRulesBecomeOne() throws Exception {
    assertEquals(
        "fd >= 0 and name in (\"/a\", \"/b\", \"/c\")",
        text(OPENAT, "evt.type = openat and evt.rawres >= 0 and (fd.name = /a or fd.name in (/b, /c))"));
    assertEquals(
        "name startswith (\"/a\", \"/b\")",
        text(OPENAT, "evt.type = openat and fd.name startswith /a", "evt.type = openat and fd.name startswith /b"));
  }

  @Test
  void aRuleThatAnotherOneCoversDisappears() throws Exception {
    assertEquals(
        "fd >= 0",
        text(OPENAT, "evt.type = openat and evt.rawres >= 0 and fd.name = /a", "evt.type = openat and evt.rawres >= 0"));
  }

  @Test
  void namesTheRuleAndTheChecksBecauseOfWhichAllEventsPass() throws Exception {
    RulePushdown pushdown =
        pushdown(
            "evt.type = openat and evt.rawres >= 0",
            "evt.type = openat and not fd.name startswith /proc and (proc.name = cat or fd.name = /a) and fd.name icontains key");
    EventTypePushdown openat = pushdown.types().get(EventSchema.current().type(OPENAT).code());
    assertFalse(openat.rejectsSome());
    assertEquals(
        List.of(
            new WholeTypeRule(
                "rule 1", List.of("not fd.name startswith \"/proc\"", "proc.name = \"cat\"", "fd.name icontains \"key\""))),
        openat.whole());
  }

  @Test
  void anEventThatNoRuleCanMatchIsRejected() throws Exception {
    RulePushdown pushdown = pushdown("evt.type = openat");
    assertEquals(RawCondition.Always.FALSE, pushdown.condition(EventSchema.current().type("SYSCALL_CLOSE_X").code()));
    assertTrue(pushdown.types().containsKey(EventSchema.current().type(OPENAT).code()));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "SYSCALL_CHMOD_X | evt.type = chmod and evt.arg.mode contains S_ISUID | mode has S_ISUID",
      "SYSCALL_UNLINKAT_2_X | evt.type = unlinkat and fs.path.name = /a and evt.res = SUCCESS | name = \"/a\" and res = 0",
      "SYSCALL_RENAME_X | evt.type = rename and fs.path.target startswith /etc | newpath startswith \"/etc\" and res = 0",
      "SYSCALL_RENAMEAT2_X | evt.type = renameat2 and file.changed = /a | (newpath = \"/a\" or oldpath = \"/a\") and res = 0",
      "SYSCALL_FCHMOD_X | evt.type = fchmod and fs.path.name = /a | res = 0",
      "SYSCALL_CREAT_X | evt.type = creat and evt.is_open_exec = true | mode has 0x49",
      "SYSCALL_PTRACE_X | evt.type = ptrace and evt.arg.request = PTRACE_POKETEXT | request = 5",
      "SYSCALL_BRK_4_X | evt.type = brk and evt.res = fffffffffffffff4 | res < 0",
      "SYSCALL_SETUID_X | evt.type = setuid and evt.rawarg.uid = 0 | uid = 0",
  })
  void otherCallsHaveTheirOwnParameters(String type, String condition, String expected) throws Exception {
    assertEquals(expected, text(type, condition));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "fd.typechar = 4 | tuple is IPv4",
      "fd.typechar in (4, 6) | tuple is IPv4 or IPv6",
      "fd.typechar != u | true",
      "fd.type = unix | tuple is unix",
      "fd.sockfamily = ip | tuple is IPv4 or IPv6",
      "fd.sip = 10.1.2.3 | an address of tuple in (10.1.2.3)",
      "fd.snet in (10.0.0.0/8, fe80::/10) | an address of tuple in (10.0.0.0/8, fe80:0:0:0:0:0:0:0/10)",
      "fd.net != 127.0.0.0/8 | no address of tuple in (127.0.0.0/8)",
      "fd.ip != 0.0.0.0 | no address of tuple in (0.0.0.0)",
      "fd.snet != 10.0.0.0/8 | true",
      "not fd.snet in (10.0.0.0/8) | true",
      "fd.sport = 443 | a port of tuple in (443)",
      "fd.port != 22 | no port of tuple in (22)",
      "fd.lport in (80, 443) | a port of tuple in (80, 443)",
      "fd.name = x | true",
  })
  void theTupleOfAConnectIsJudgedIfItConnected(String condition, String expected) throws Exception {
    boolean whole = expected.equals("true");
    assertEquals(
        whole ? "res >= 0" : "res >= 0 and (res in (..-116, -114..-1) or " + expected + ")",
        text("SOCKET_CONNECT_X", "evt.type = connect and evt.rawres >= 0 and " + condition));
  }
}
