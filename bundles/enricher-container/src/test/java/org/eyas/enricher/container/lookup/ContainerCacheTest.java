package org.eyas.enricher.container.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.enricher.container.disk.HostRoot;
import org.eyas.enricher.container.id.ContainerEngine;
import org.eyas.enricher.container.id.ContainerId;
import org.eyas.enricher.container.info.ContainerFacts;
import org.eyas.enricher.container.info.ContainerPart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerCacheTest {
  @TempDir private Path folder;
  private final ContainerAnnouncements announcements = new ContainerAnnouncements();
  private final ContainerCache cache = new ContainerCache(100, true, announcements);

  @Test
  void aContainerWhoseCgroupsAreGoneIsForgotten() {
    CachedContainer one = cache.of(new ContainerId("one", ContainerEngine.ANY));
    CachedContainer two = cache.of(new ContainerId("two", ContainerEngine.ANY));
    cache.put(Text.of("cpu=/one"), one);
    cache.put(Text.of("cpu=/one/inner"), one);
    cache.put(Text.of("cpu=/two"), two);
    cache.put(Text.of("cpu=/"), null);
    cache.removeIf(cgroups -> cgroups.toString().equals("cpu=/one/inner"));
    assertEquals(2, cache.containers().size());
    cache.removeIf(cgroups -> cgroups.toString().contains("one"));
    assertEquals(1, cache.containers().size());
    assertNull(cache.find(Text.of("cpu=/one")));
    assertNotNull(cache.find(Text.of("cpu=/two")));
    assertNotNull(cache.find(Text.of("cpu=/")));
  }

  @Test
  void aKnownContainerThatIsForgottenIsAnnouncedAsRemoved() {
    for (String name : List.of("one", "two")) {
      CachedContainer known = cache.of(new ContainerId(name, ContainerEngine.DOCKER));
      cache.put(Text.of("cpu=/" + name), known);
      known.add(new ContainerFacts().set(ContainerPart.NAME, "web"));
      known.end();
    }
    List<String> events = new ArrayList<>();
    announcements.reportTo((name, data) -> events.add(name.toString()));
    cache.remove(new ContainerId("one", ContainerEngine.DOCKER));
    cache.removeIf(cgroups -> cgroups.toString().equals("cpu=/two"));
    announcements.reportTo((name, data) -> events.add(name.toString()));
    assertEquals(List.of("container", "container", "container_removed", "container_removed"), events);
  }

  @Test
  void cgroupsAreGoneIfNoHierarchyHasThem() throws IOException {
    ExistingCgroups cgroups = new ExistingCgroups(new HostRoot(folder));
    assertFalse(cgroups.areRemoved(Text.of("cpu=/docker/a\0")));
    Files.createDirectories(folder.resolve("sys/fs/cgroup/cpu/docker/a"));
    Files.createDirectories(folder.resolve("sys/fs/cgroup/system.slice/b"));
    assertFalse(cgroups.areRemoved(Text.of("cpu=/docker/a\0memory=/docker/a\0")));
    assertFalse(cgroups.areRemoved(Text.of("cpu=/system.slice/b\0")));
    assertTrue(cgroups.areRemoved(Text.of("cpu=/docker/c\0memory=/\0")));
  }
}
