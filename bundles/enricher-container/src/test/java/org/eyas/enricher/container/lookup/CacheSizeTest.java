package org.eyas.enricher.container.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.data.Text;
import org.eyas.enricher.container.id.ContainerEngine;
import org.eyas.enricher.container.id.ContainerId;
import org.eyas.enricher.container.info.ContainerFacts;
import org.eyas.enricher.container.info.ContainerMount;
import org.eyas.enricher.container.info.ContainerMounts;
import org.eyas.enricher.container.info.ContainerPart;
import org.eyas.enricher.container.info.ImageReference;
import org.eyas.testkit.process.HeapUse;
import org.junit.jupiter.api.Test;

/** How much memory a full cache needs, with containers like those of a cluster. */
class CacheSizeTest {
  private static final long MOST_BYTES = 20_000_000;
  private static final String CONTROLLERS = "cpuset cpu cpuacct io memory hugetlb pids rdma misc devices";

  private static ContainerFacts facts(int i, String id) {
    Map<String, String> labels = new HashMap<>();
    labels.put("io.kubernetes.pod.name", "shop-frontend-7c9d8b6f5-" + i);
    labels.put("io.kubernetes.pod.namespace", "shop");
    labels.put("io.kubernetes.pod.uid", "3e41dc6b-08a8-44db-bc2a-" + i);
    labels.put("app.kubernetes.io/name", "frontend");
    labels.put("app.kubernetes.io/instance", "shop-frontend");
    labels.put("pod-template-hash", "7c9d8b6f5");
    List<ContainerMount> mounts = new ArrayList<>();
    for (String mount : List.of("volumes/kubernetes.io~configmap/settings", "etc-hosts", "containers/app/12ab34cd")) {
      mounts.add(
          new ContainerMount("/var/lib/kubelet/pods/3e41dc6b-08a8-44db-bc2a-" + i + "/" + mount, "/etc/" + mount, "", true,
              "private"));
    }
    return new ContainerFacts()
        .id(id)
        .set(ContainerPart.NAME, "frontend")
        .set(ContainerPart.TYPE, "containerd")
        .image(ImageReference.of("registry.example.com/shop/frontend:2026.11@sha256:" + "ab".repeat(32)))
        .set(ContainerPart.IP, "10.1." + i / 256 + "." + i % 256)
        .set(ContainerPart.CNI_JSON,
            "{\"interfaces\":[{\"name\":\"eth0\",\"mac\":\"aa:bb:cc:dd:ee:ff\",\"sandbox\":\"/var/run/netns/cni-" + i + "\"}]}")
        .sandbox("%064x".formatted(i + 1_000_000))
        .labels(labels)
        .mounts(ContainerMounts.of(mounts));
  }

  @Test
  void fiveThousandContainersNeedLessThan20Megabytes() {
    ContainerAnnouncements announcements = new ContainerAnnouncements();
    ContainerCache cache = new ContainerCache(100, true, announcements);
    long before = HeapUse.bytes();
    for (int i = 0; i < ContainerCache.MOST_CONTAINERS; i++) {
      String id = "%064x".formatted(i);
      CachedContainer container = cache.of(new ContainerId(id, ContainerEngine.CRI));
      StringBuilder cgroups = new StringBuilder();
      for (String controller : CONTROLLERS.split(" ")) {
        cgroups.append(controller).append("=/kubepods/burstable/pod3e41dc6b-08a8-44db-bc2a-").append(i).append('/').append(id)
            .append('\0');
      }
      cache.put(Text.of(cgroups.toString()), container);
      container.add(facts(i, id));
      container.end();
      announcements.reportTo((name, data) -> {});
    }
    long bytes = HeapUse.bytes() - before;
    System.out.println("5,000 containers: " + bytes + " bytes, " + bytes / ContainerCache.MOST_CONTAINERS + " each");
    assertEquals(ContainerCache.MOST_CONTAINERS, cache.containers().size());
    assertTrue(bytes < MOST_BYTES, () -> bytes + " bytes");
  }
}
