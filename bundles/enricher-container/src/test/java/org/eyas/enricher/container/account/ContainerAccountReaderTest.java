package org.eyas.enricher.container.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.eyas.api.data.Text;
import org.eyas.api.process.Accounts;
import org.eyas.api.process.AttachmentKey;
import org.eyas.api.process.Attachments;
import org.eyas.api.process.ContainerAccounts;
import org.eyas.enricher.container.id.ContainerEngine;
import org.eyas.enricher.container.id.ContainerId;
import org.eyas.enricher.container.reading.LookupHealth;
import org.eyas.enricher.container.reading.LookupTimer;
import org.eyas.testkit.ConditionWait;
import org.eyas.testkit.FakeProcess;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerAccountReaderTest {
  @TempDir private Path folder;
  private final AwaitedAccounts accounts = new AwaitedAccounts();
  private final AtomicInteger failures = new AtomicInteger();
  private ContainerRoot container;
  @AutoClose private final LookupTimer timer = new LookupTimer();
  @AutoClose private ContainerAccountReader reads;

  @BeforeEach
  void makeContainer() throws IOException {
    container = new ContainerRoot(folder, 7);
    reads = new ContainerAccountReader(container.host(), timer, new LookupHealth(""), failures::incrementAndGet);
  }

  /** What was attached to one process, in order. */
  private static final class Attached implements Attachments {
    private final List<Accounts> all = new ArrayList<>();

    @Override
    public synchronized <T> void put(AttachmentKey<T> key, T value) {
      all.add((Accounts) value);
    }

    synchronized Accounts first() {
      return all.getFirst();
    }

    synchronized Accounts last() {
      return all.getLast();
    }

    String user(long uid) {
      return last().userName(uid).toString();
    }
  }

  private static FakeProcess process(long pid) {
    FakeProcess process = FakeProcess.of(pid, "sh");
    process.place.rawCgroups = Text.of("cpu=/docker/" + ContainerRoot.ID + "\0memory=/x\0");
    return process;
  }

  private Attached attached(long pid) {
    Attached attached = new Attached();
    reads.attach(new ContainerId(ContainerRoot.ID, ContainerEngine.DOCKER), accounts, process(pid), attached);
    return attached;
  }

  private static void await(Attached process, Accounts wanted) {
    ConditionWait.until(() -> process.last() == wanted, () -> "not attached: " + wanted);
  }

  @Test
  void accountsArePendingUntilTheyAreRead() throws IOException {
    container.users("web:x:1000:0::/:").change();
    Attached process = attached(7);
    assertSame(ContainerAccounts.PENDING, process.first());
    ConditionWait.until(() -> process.user(1000).equals("web"), () -> "no name: " + process.user(1000));
    assertEquals("web", attached(7).first().userName(1000).toString());
  }

  @Test
  void aProcessThatWaitsForItsRootDirectoryGetsTheAccountsInIt() throws IOException {
    container.unchanged();
    Files.createDirectories(folder.resolve("etc"));
    Files.writeString(folder.resolve("etc/passwd"), "host:x:1000:0::/:\n");
    Attached early = attached(7);
    container.users("web:x:1000:0::/:").change();
    Attached executed = attached(7);
    ConditionWait.until(() -> executed.user(1000).equals("web"), () -> "no name: " + executed.user(1000));
    ConditionWait.until(() -> early.user(1000).equals("web"), () -> "no name: " + early.user(1000));
    assertEquals(0, early.all.stream().filter(seen -> seen.userName(1000).toString().equals("host")).count());
  }

  @Test
  void aProcessThatKeepsTheRootOfTheHostDoesNotWaitForEver() throws IOException {
    container.unchanged();
    await(attached(7), ContainerAccounts.UNKNOWN);
  }

  @Test
  void aProcessThatHasEndedDoesNotHoldTheOthersUp() throws IOException {
    container.users("web:x:1000:0::/:").change();
    Attached ended = attached(8);
    await(ended, ContainerAccounts.UNKNOWN);
    Attached alive = attached(7);
    assertSame(ContainerAccounts.PENDING, alive.first());
    ConditionWait.until(() -> alive.user(1000).equals("web"), () -> "no name: " + alive.user(1000));
    assertEquals(0, failures.get());
  }

  @Test
  void aUserThatIsAddedIsKnownToLaterProcesses() throws IOException {
    container.users("web:x:1000:0::/:").change();
    Attached first = attached(7);
    ConditionWait.until(() -> first.user(1000).equals("web"), () -> "no name: " + first.user(1000));
    container.users("web:x:1000:0::/:", "ann:x:1001:0::/:");
    ConditionWait.until(() -> attached(7).user(1001).equals("ann"), () -> "the new user is not read");
  }

  @Test
  void filesThatCannotBeReadAreCounted() throws IOException {
    container.change();
    Files.delete(folder.resolve("proc/7/uid_map"));
    Files.createDirectory(folder.resolve("proc/7/uid_map"));
    await(attached(7), ContainerAccounts.UNKNOWN);
    assertEquals(1, failures.get());
  }

  @Test
  void aProcessThatHasLeftItsContainerHasTheAccountsOfTheMachine() {
    Attached none = new Attached();
    ContainerAccountReader.attachHostAccounts(process(7), none);
    assertEquals(List.of(), none.all);
    FakeProcess left = process(7);
    left.attachments.put(ContainerAccounts.KEY, ContainerAccounts.PENDING);
    ContainerAccountReader.attachHostAccounts(left, none);
    assertSame(ContainerAccounts.MACHINE, none.last());
  }
}
