package org.eyas.enricher.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.lang.annotation.Annotation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.metric.Metric;
import org.eyas.api.process.Accounts;
import org.eyas.api.process.AttachmentKey;
import org.eyas.api.process.Attachments;
import org.eyas.api.process.ContainerAccounts;
import org.eyas.api.process.Enricher;
import org.eyas.api.source.UserEntry;
import org.eyas.enricher.container.disk.HostRoot;
import org.eyas.enricher.container.info.ContainerPart;
import org.eyas.enricher.container.info.ContainerSnapshot;
import org.eyas.enricher.container.socket.RuntimeSockets;
import org.eyas.testkit.EnricherContract;
import org.eyas.testkit.FakeProcess;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContainerEnricherTest extends EnricherContract {
  private static final Attachments NOBODY =
      new Attachments() {
        @Override
        public <T> void put(AttachmentKey<T> key, T value) {}
      };

  /** Settings for a capture. */
  private record Replay() implements ContainerEnricher.Config {
    @Override
    public String init_config() {
      return "";
    }

    @Override
    public boolean live() {
      return false;
    }

    @Override
    public String[] docker_roots() {
      return new String[0];
    }

    @Override
    public String[] podman_roots() {
      return new String[0];
    }

    @Override
    public String[] containerd_roots() {
      return new String[0];
    }

    @Override
    public Class<? extends Annotation> annotationType() {
      return ContainerEnricher.Config.class;
    }
  }

  private static FakeProcess process(String cgroups) {
    FakeProcess process = FakeProcess.of(1, "x");
    process.place.rawCgroups = Text.of(cgroups + "\0");
    return process;
  }

  @Override
  protected Enricher enricher() {
    return new ContainerEnricher(ContainerSettings.of(""), new Replay(), new HostRoot(Path.of("/")), "");
  }

  @Override
  protected List<FakeProcess> processes() {
    return List.of(process("cpu=/docker/" + "a".repeat(64)), process("cpu=/"), FakeProcess.unknown(7));
  }

  @Test
  void countsTheContainersThatItSawAndThoseWithoutAnImage() {
    ContainerEnricher enricher = (ContainerEnricher) enricher();
    List<String> ids = List.of("a".repeat(64), "b".repeat(64));
    for (String cgroups : List.of("cpu=/docker/" + ids.get(0), "cpu=/docker/" + ids.get(1), "memory=/docker/" + ids.get(0),
        "cpu=/")) {
      enricher.onProcess(process(cgroups), NOBODY);
    }
    assertEquals(List.of(2L, 2L), enricher.metrics().stream().limit(2).map(Metric::value).toList());
  }

  /** The accounts that are attached to a process; null if there are none. */
  private static @Nullable Accounts attachedAccounts(ContainerEnricher enricher, FakeProcess process) {
    Map<AttachmentKey<?>, Object> attached = new HashMap<>();
    enricher.onProcess(
        process,
        new Attachments() {
          @Override
          public <T> void put(AttachmentKey<T> key, T value) {
            attached.put(key, value);
          }
        });
    return (Accounts) attached.get(ContainerAccounts.KEY);
  }

  @Test
  void aContainerOfACaptureHasOnlyTheAccountsThatTheCaptureReports() {
    ContainerEnricher enricher = (ContainerEnricher) enricher();
    Text id = Text.of("a".repeat(12));
    Accounts accounts = Objects.requireNonNull(attachedAccounts(enricher, process("cpu=/docker/" + "a".repeat(64))));
    assertSame(Text.ABSENT, accounts.userName(1000), "the accounts of the machine do not answer");
    enricher.onAccount(id, new UserEntry(UserEntry.Kind.USER, 1000, 7, "web", "/srv", "/bin/sh"));
    enricher.onAccount(id, new UserEntry(UserEntry.Kind.GROUP, 7, 7, "print", "", ""));
    enricher.onAccount(id, new UserEntry(UserEntry.Kind.USER, 1001, 7, "+nis", "", ""));
    assertEquals(List.of("web", "/srv", "/bin/sh", "print"),
        Stream.of(accounts.userName(1000), accounts.homeDirectory(1000), accounts.shell(1000), accounts.groupName(7))
            .map(Bytes::toString).toList());
    assertSame(Text.ABSENT, accounts.userName(1001));
    assertSame(Text.ABSENT, accounts.userName(0));
    enricher.onAccount(id, new UserEntry(UserEntry.Kind.USER, 1000, 7, "renamed", "/srv", "/bin/sh"));
    assertEquals("renamed", accounts.userName(1000).toString());
    enricher.onAccountRemoved(id, UserEntry.Kind.USER, 1000);
    enricher.onAccountRemoved(id, UserEntry.Kind.GROUP, 7);
    assertSame(Text.ABSENT, accounts.userName(1000));
    assertSame(Text.ABSENT, accounts.groupName(7));
  }

  @Test
  void theAccountsOfOneContainerOfACaptureAreNotThoseOfAnotherOrOfTheHost() {
    ContainerEnricher enricher = (ContainerEnricher) enricher();
    enricher.onAccount(Text.of("a".repeat(12)), new UserEntry(UserEntry.Kind.USER, 1000, 7, "web", "/srv", "/bin/sh"));
    Accounts other = Objects.requireNonNull(attachedAccounts(enricher, process("cpu=/docker/" + "b".repeat(64))));
    assertSame(Text.ABSENT, other.userName(1000));
    assertNull(attachedAccounts(enricher, process("cpu=/")));
  }

  @Test
  void settingsOfThePluginAreRead() {
    ContainerSettings settings =
        ContainerSettings.of(
            "{\"label_max_len\":7,\"engines\":{\"docker\":{\"enabled\":false},\"podman\":{\"sockets\":[\"/a\"]},\"cri\":{\"sockets\":[\"/c\"]},\"containerd\":{\"enabled\":false}}}");
    assertEquals(7, settings.labelLength());
    assertEquals(new RuntimeSockets(List.of(), List.of("/a"), List.of("/c"), List.of(), true), settings.sockets());
    assertEquals(List.of("/var/run/docker.sock"), ContainerSettings.of("{\"hooks\":[]}").sockets().docker());
    assertEquals(false, ContainerSettings.of("{\"hooks\":[]}").sockets().hears());
    assertEquals(100, ContainerSettings.of("").labelLength());
    assertEquals(100, ContainerSettings.of("not JSON").labelLength());
  }

  @Test
  void allProcessesBelongToAStaticContainer() {
    ContainerSettings settings =
        ContainerSettings.of(
            "{\"engines\":{\"static\":{\"enabled\":true,\"container_id\":\"abc\",\"container_name\":\"web\",\"container_image\":\"a/b:1\"}}}");
    ContainerEnricher enricher = new ContainerEnricher(settings, new Replay(), new HostRoot(Path.of("/")), "");
    List<ContainerSnapshot> attached = new ArrayList<>();
    enricher.onProcess(
        process("cpu=/"),
        new Attachments() {
          @Override
          public <T> void put(AttachmentKey<T> key, T value) {
            attached.add((ContainerSnapshot) value);
          }
        });
    ContainerSnapshot info = attached.getLast();
    assertEquals(
        List.of("abc", "web", "a/b", "1"),
        Stream.of(ContainerPart.ID, ContainerPart.NAME, ContainerPart.REPOSITORY, ContainerPart.TAG)
            .map(part -> info.part(part).toString()).toList());
  }
}
