package org.eyas.engine.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.eyas.api.data.Text;
import org.eyas.api.process.AttachmentKey;
import org.eyas.api.process.Attachments;
import org.eyas.testkit.FakeProcess;
import org.junit.jupiter.api.Test;

class ProcessTreeEnricherTest {
  private static final String POD = "/kubepods/burstable/pod1/" + "ab".repeat(32);

  private final ProcessTreeEnricher enricher = new ProcessTreeEnricher();
  private final FakeProcess init = seen(FakeProcess.of(1, "systemd"), "", "/init.scope");

  private FakeProcess seen(FakeProcess process, String program, String cgroup) {
    process.program.exepath = Text.of(program);
    process.place.rawCgroups = FakeProcess.strings("unified=" + cgroup);
    enricher.onProcess(process, new Attachments() {
      @Override
      public <T> void put(AttachmentKey<T> key, T value) {
        process.attachments.put(key, value);
      }
    });
    return process;
  }

  /** A child, as clone makes it: with the attachments of its parent. */
  private FakeProcess child(FakeProcess parent, long pid, String program, String cgroup) {
    FakeProcess child = parent.child(pid, "c");
    child.attachments.putAll(parent.attachments);
    return seen(child, program, cgroup);
  }

  private static ServiceTree root(FakeProcess process) {
    return (ServiceTree) process.attachments.get(ServiceTree.KEY);
  }

  @Test
  void eachServiceOfTheMachineIsATree() {
    FakeProcess web = child(init, 100, "/usr/sbin/nginx", "/system.slice/nginx.service");
    FakeProcess other = child(init, 200, "/usr/sbin/sshd", "/system.slice/ssh.service");
    assertEquals(100, root(web).pid());
    assertEquals("nginx.service", root(web).unit().toString());
    assertEquals(200, root(other).pid());
  }

  @Test
  void theProcessesOfAServiceAreInItsTree() {
    FakeProcess web = child(init, 100, "/usr/sbin/nginx", "/system.slice/nginx.service");
    FakeProcess shell =
        child(child(web, 101, "/usr/sbin/nginx", "/system.slice/nginx.service"), 102, "/bin/sh", "/system.slice/nginx.service");
    assertSame(root(web), root(shell));
  }

  @Test
  void aProcessThatTheInitProcessAdoptsStaysInItsTree() {
    FakeProcess web = child(init, 100, "/usr/sbin/nginx", "/system.slice/nginx.service");
    FakeProcess left = child(web, 101, "/bin/sh", "/system.slice/nginx.service");
    left.ids.ptid = 1;
    assertSame(root(web), root(seen(left, "/tmp/x", "/system.slice/nginx.service")));
    assertSame(root(web), root(child(left, 102, "/tmp/x", "/system.slice/nginx.service")));
  }

  @Test
  void aSessionIsATreeOfItsOwn() {
    FakeProcess server = child(init, 200, "/usr/sbin/sshd", "/system.slice/ssh.service");
    FakeProcess login = child(server, 201, "/usr/sbin/sshd", "/system.slice/ssh.service");
    assertSame(root(server), root(login));
    seen(login, "/usr/sbin/sshd", "/user.slice/user-1000.slice/session-3.scope");
    assertEquals(201, root(login).pid());
    assertSame(root(login), root(child(login, 202, "/bin/bash", "/user.slice/user-1000.slice/session-3.scope")));
  }

  @Test
  void aContainerIsATreeOfItsOwn() {
    FakeProcess shim = child(init, 300, "/usr/bin/containerd-shim", "/system.slice/containerd.service");
    FakeProcess first = seen(child(shim, 301, "/usr/bin/runc", "/system.slice/containerd.service"), "/app", POD);
    assertEquals(301, root(first).pid());
    assertSame(root(first), root(child(first, 302, "/bin/sh", POD)));
    assertSame(root(first), root(child(first, 303, "/bin/sh", POD + "/inner")), "a cgroup in the container");
  }

  @Test
  void eachJobOfASchedulerIsATree() {
    FakeProcess cron = child(init, 400, "/usr/sbin/cron", "/system.slice/cron.service");
    FakeProcess job =
        seen(child(cron, 401, "/usr/sbin/cron", "/system.slice/cron.service"), "/bin/sh", "/system.slice/cron.service");
    FakeProcess next =
        seen(child(cron, 402, "/usr/sbin/cron", "/system.slice/cron.service"), "/bin/sh", "/system.slice/cron.service");
    assertEquals(401, root(job).pid());
    assertEquals(402, root(next).pid());
    assertSame(root(job), root(child(job, 403, "/bin/tar", "/system.slice/cron.service")));
  }

  @Test
  void processesThatWereThereBeforeFindTheirTreeInAnyOrder() {
    FakeProcess web = init.child(100, "nginx");
    web.program.exepath = Text.of("/usr/sbin/nginx");
    web.place.rawCgroups = FakeProcess.strings("unified=/system.slice/nginx.service");
    FakeProcess shell = seen(web.child(101, "sh"), "/bin/sh", "/system.slice/nginx.service");
    seen(web, "/usr/sbin/nginx", "/system.slice/nginx.service");
    assertEquals(root(web).key(), root(shell).key());
  }

  @Test
  void aProcessCannotMoveIntoTheTreeOfAnotherService() {
    FakeProcess web = child(init, 100, "/usr/sbin/nginx", "/system.slice/nginx.service");
    FakeProcess own = seen(child(child(init, 500, "/bin/sh", "/x.service"), 501, "/bin/sh", "/x.service"), "/tmp/x",
        "/system.slice/nginx.service");
    assertNotEquals(root(web).key(), root(own).key());
  }
}
