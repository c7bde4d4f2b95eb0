package org.eyas.engine.field.process;

import static org.eyas.engine.field.FieldsUnderTest.json;
import static org.eyas.engine.field.FieldsUnderTest.text;
import static org.eyas.engine.field.FieldsUnderTest.type;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.EventType;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldReader;
import org.eyas.api.process.ContainerAccounts;
import org.eyas.api.process.ContainerDescription;
import org.eyas.api.process.ExeFile;
import org.eyas.api.process.FdType;
import org.eyas.engine.field.FieldRow;
import org.eyas.engine.field.FieldsUnderTest;
import org.eyas.engine.schema.EventSchema;
import org.eyas.testkit.FakeAccounts;
import org.eyas.testkit.FakeEvent;
import org.eyas.testkit.FakeFd;
import org.eyas.testkit.FakeProcess;
import org.junit.jupiter.api.Test;

final class ProcessFieldsTest {
  private final FakeProcess init = FakeProcess.of(1, "systemd");
  private final FakeProcess shell = init.child(50, "bash");
  private final FakeProcess make = shell.child(60, "make");
  private final FakeProcess gcc = make.child(70, "gcc");

  private static FakeEvent event(FakeProcess by) {
    return FakeEvent.of(type("SYSCALL_CLOSE_X"), 0, 3).by(by);
  }

  @Test
  void readsAncestorsByNumber() {
    assertEquals("gcc", text("proc.name", event(gcc)));
    assertEquals("make", text("proc.pname", event(gcc)));
    assertEquals("gcc", text("proc.aname[0]", event(gcc)));
    assertEquals("bash", text("proc.aname[2]", event(gcc)));
    assertEquals(50L, json("proc.apid[2]", event(gcc)));
    assertNull(text("proc.aname[4]", event(gcc)));
    assertNull(text("proc.pname", event(init)));
  }

  @Test
  void readsAllAncestorsFromTheParentUp() {
    assertEquals("make bash systemd", text("proc.aname", event(gcc)));
    assertEquals(Shape.ANY, FieldsUnderTest.fieldUse("proc.aname").definition().shape());
    assertEquals(Shape.ONE, FieldsUnderTest.fieldUse("proc.aname[1]").definition().shape());
    assertNull(text("proc.aname", event(init)));
  }

  @Test
  void takesAncestorsOfAThreadFromItsMainThread() {
    FakeProcess worker = gcc.thread(71);
    worker.program.comm = Text.of("worker");
    assertEquals("worker", text("proc.name", event(worker)));
    assertEquals("gcc", text("proc.aname[0]", event(worker)));
    assertEquals("make", text("proc.pname", event(worker)));
    assertEquals("false", text("thread.ismain", event(worker)));
  }

  @Test
  void endsAtACycleOfTheTable() {
    shell.ids.ptid = 70;
    assertEquals("make bash gcc", text("proc.aname", event(gcc)).substring(0, 13));
    init.ids.ptid = 1;
    assertNull(text("proc.aname", event(init)));
  }

  @Test
  void findsTheOldestShell() {
    assertEquals(50L, json("proc.loginshellid", event(gcc)));
    assertNull(json("proc.loginshellid", event(init)));
  }

  @Test
  void theRootOfATreeIsBelowTheFirstProcess() {
    assertEquals(50L, json("proc.tree.pid", event(gcc)));
    assertEquals(50L, json("proc.tree.pid", event(shell)));
    assertEquals(1L, json("proc.tree.pid", event(init)));
    gcc.ids.sid = 70; // setsid
    assertEquals(50L, json("proc.tree.pid", event(gcc)));
  }

  @Test
  void theRootOfATreeInAContainerIsBelowItsFirstProcessOrEntersIt() {
    FakeProcess shim = init.child(40, "containerd-shim");
    FakeProcess first = inContainer(shim.child(41, "nginx"), 1);
    FakeProcess worker = inContainer(first.child(42, "nginx"), 7);
    FakeProcess started = inContainer(worker.child(43, "sh"), 8);
    FakeProcess entered = inContainer(shim.child(44, "sh"), 9);
    FakeProcess below = inContainer(entered.child(45, "id"), 10);
    assertEquals(41L, json("proc.tree.pid", event(first)));
    assertEquals(42L, json("proc.tree.pid", event(started)));
    assertEquals(44L, json("proc.tree.pid", event(below)));
    assertEquals(40L, json("proc.tree.pid", event(shim)));
  }

  private static FakeProcess inContainer(FakeProcess process, long id) {
    process.ids.vtid = id;
    process.ids.vpid = id;
    return process;
  }

  @Test
  void readsArgumentsTogetherAndOneByOne() {
    gcc.program.exe = Text.of("/usr/bin/gcc");
    gcc.program.rawArgs = FakeProcess.strings("-c", "a b.c", "");
    assertEquals("-c", text("proc.args[0]", event(gcc)));
    assertEquals("a b.c", text("proc.args[1]", event(gcc)));
    assertEquals("", text("proc.args[3]", event(gcc)));
    assertEquals(7L, json("proc.cmdlenargs", event(gcc)));
    assertEquals("/usr/bin/gcc -c a b.c ", text("proc.exeline", event(gcc)) + " ");
  }

  @Test
  void theLineOfAProgramWithoutArgumentsEndsWithABlank() {
    gcc.program.exe = Text.of("/usr/bin/gcc");
    gcc.program.rawArgs = FakeProcess.strings();
    assertEquals("/usr/bin/gcc ", text("proc.exeline", event(gcc)));
  }

  @Test
  void readsVariablesOfItsOwnAndOfAncestors() {
    gcc.place.rawEnv = FakeProcess.strings("HOME=/root", "EMPTY= ");
    shell.place.rawEnv = FakeProcess.strings("SSH_TTY=  /dev/pts/1 ");
    assertEquals("/root", text("proc.env[HOME]", event(gcc)));
    assertEquals("", text("proc.env[EMPTY]", event(gcc)));
    assertEquals("", text("proc.env[HOM]", event(gcc)));
    assertEquals("HOME=/root EMPTY= ", text("proc.env", event(gcc)));
    assertEquals("/dev/pts/1", text("proc.aenv[SSH_TTY]", event(gcc)));
    assertEquals("SSH_TTY=  /dev/pts/1 ", text("proc.aenv[2]", event(gcc)));
  }

  @Test
  void findsLeadersOfSessionsAndGroups() {
    gcc.ids.sid = 50;
    gcc.ids.vpgid = 70;
    assertEquals("bash", text("proc.sname", event(gcc)));
    assertEquals("false", text("proc.is_sid_leader", event(gcc)));
    assertEquals("true", text("proc.is_vpgid_leader", event(gcc)));
    assertEquals("", text("proc.pgid.name", event(gcc)));
  }

  @Test
  void findsTheLeaderOfAPidNamespaceAmongAncestors() {
    for (FakeProcess process : new FakeProcess[] {shell, make, gcc}) {
      process.ids.sid = 1;
      process.ids.vtid = process.tid - 49;
    }
    assertEquals("bash", text("proc.sname", event(gcc)));
  }

  @Test
  void namesCapabilities() {
    gcc.credentials = gcc.credentials.withCapabilities(0, 0b100001, 0);
    assertEquals("CAP_CHOWN CAP_KILL", text("thread.cap_effective", event(gcc)));
    assertEquals("", text("thread.cap_permitted", event(gcc)));
  }

  @Test
  void readsUsersWithTheNamesOfTheMachine() {
    FakeEvent event = event(gcc);
    event.accounts = new FakeAccounts().user(1000, "ann").group(7, "lp");
    gcc.credentials = gcc.credentials.withUid(1000);
    gcc.credentials = gcc.credentials.withGid(7);
    assertEquals("ann", text("user.name", event));
    assertEquals("/home/ann", text("user.homedir", event));
    assertEquals("lp", text("group.name", event));
    assertEquals(-1L, json("user.loginuid", event));
    assertEquals("<NA>", text("user.loginname", event));
    gcc.credentials = gcc.credentials.withUid(0);
    assertEquals("root", text("user.name", event));
    assertEquals("/root", text("user.homedir", event));
    gcc.credentials = gcc.credentials.withUid(5);
    assertEquals("<NA>", text("user.name", event));
  }

  @Test
  void namesUsersOfAContainerByItsAccountsAndTheLoginUserByThoseOfTheMachine() {
    FakeEvent event = event(gcc);
    event.accounts = new FakeAccounts().user(1000, "ann").group(7, "lp").user(5, "games");
    gcc.credentials = gcc.credentials.withUid(1000).withGid(7).withLoginuid(1000);
    gcc.attachments.put(ContainerAccounts.KEY, new FakeAccounts().user(1000, "web").group(7, "print"));
    assertEquals("web", text("user.name", event));
    assertEquals("/home/web", text("user.homedir", event));
    assertEquals("print", text("group.name", event));
    assertEquals("ann", text("user.loginname", event));
    assertEquals("web", ProcessTree.of(event, (process, most) -> List.of()).getFirst().user());
    gcc.credentials = gcc.credentials.withUid(5);
    assertEquals("<NA>", text("user.name", event));
    gcc.attachments.put(ContainerAccounts.KEY, ContainerAccounts.MACHINE);
    assertEquals("games", text("user.name", event));
  }

  private static final ContainerDescription CONFIGURED =
      new ContainerDescription() {
        @Override
        public Text json() {
          return Text.EMPTY;
        }

        @Override
        public Bytes user() {
          return Text.of("app");
        }
      };

  @Test
  void theEventOfAContainerShowsTheUserOfItsConfiguration() {
    EventType old = EventSchema.current().type("CONTAINER_JSON_2_E");
    EventType async = EventSchema.current().type("ASYNCEVENT_E");
    gcc.credentials = gcc.credentials.withUid(0);
    for (FakeEvent event : List.of(FakeEvent.of(old, "{}"), FakeEvent.of(async, 0, "container", "{}"))) {
      gcc.attachments.clear();
      assertEquals("root", text("user.name", event.by(gcc)));
      gcc.attachments.put(ContainerDescription.KEY, CONFIGURED);
      assertEquals("app", text("user.name", event));
      assertEquals("/root", text("user.homedir", event));
    }
    assertEquals("root", text("user.name", FakeEvent.of(async, 0, "container_removed", "{}").by(gcc)));
    assertEquals("root", text("user.name", event(gcc)));
  }

  @Test
  void namesOfUsersArePendingWhileTheAccountsAreRead() {
    FakeEvent event = event(gcc);
    event.accounts = new FakeAccounts().user(1000, "ann");
    gcc.credentials = gcc.credentials.withUid(1000);
    gcc.attachments.put(ContainerAccounts.KEY, ContainerAccounts.PENDING);
    for (FieldRow field : Stream.concat(UserFields.users().stream(), UserFields.groups().stream()).toList()) {
      FieldReader reader = field.readers().make(null);
      if (reader instanceof FieldReader.OfBytes bytes && !field.definition().name().equals("user.loginname")) {
        assertSame(Text.PENDING, bytes.read(event), field.definition().name());
      }
    }
    gcc.attachments.put(ContainerAccounts.KEY, ContainerAccounts.UNKNOWN);
    assertEquals("<NA>", text("user.name", event));
  }

  @Test
  void hasOnlyTheThreadIdOfAnUnknownProcess() {
    FakeEvent event = event(FakeProcess.unknown(99));
    assertEquals(99L, json("thread.tid", event));
    for (String name : new String[] {"proc.name", "proc.pid", "proc.aname", "proc.args", "proc.exeline", "user.name",
        "group.gid", "proc.fdusage", "thread.cap_effective", "proc.sname", "proc.env[X]", "thread.cgroups"}) {
      assertNull(text(name, event), name);
    }
  }

  @Test
  void measuresUseOfDescriptors() {
    gcc.fdLimit = 20000;
    for (int i = 0; i < 5; i++) {
      gcc.with(FakeFd.of(i, FdType.FILE, "/dev/null"));
    }
    assertEquals(0.025, json("proc.fdusage", event(gcc)));
    assertEquals("0.0", text("proc.fdusage", event(gcc)));
    assertEquals("/dev/null", text("proc.stdin.name", event(gcc)));
    assertNull(text("proc.stderr.type", event(make)));
  }

  @Test
  void countsTimeFromTheStart() {
    FakeEvent event = event(gcc);
    assertNull(json("proc.duration", event));
    gcc.usage.startNanos = event.timestampNanos - 17;
    gcc.exeFile = new ExeFile(0, gcc.usage.startNanos - 4, 0, false, false, false, false);
    assertEquals(17L, json("proc.duration", event));
    assertEquals(4L, json("proc.exe_ino.ctime_duration_proc_start", event));
    assertEquals(0L, json("proc.ppid.ts", event));
  }

  @Test
  void readsOneControlGroup() {
    gcc.place.rawCgroups = FakeProcess.strings("cpuset=/", "memory=/shop");
    assertEquals("/shop", text("thread.cgroup.memory", event(gcc)));
    assertEquals("cpuset=/ memory=/shop", text("thread.cgroups", event(gcc)));
    assertNull(text("thread.cgroup.cpu", event(gcc)));
  }

  @Test
  void rejectsArgumentsThatAreNotANumber() {
    assertThrows(IllegalArgumentException.class, () -> FieldsUnderTest.fieldUse("proc.aname[x]").reader());
    assertThrows(IllegalArgumentException.class, () -> FieldsUnderTest.fieldUse("proc.name[1]"));
  }
}
