package org.eyas.enricher.container;

import java.util.HashMap;
import java.util.Map;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.Attachments;
import org.eyas.api.process.Enricher;
import org.eyas.api.process.ProcessInfo;
import org.osgi.service.component.annotations.Component;

/**
 * Tells each process the container it is in, from the names of its cgroups.
 *
 * <p>Answers at once: a machine has few distinct sets of cgroups, and what was found for one is remembered. The memory
 * is one loop's: two sources have two different tables, so it is guarded for the rare moment they meet.
 */
@Component
public final class ContainerEnricher implements Enricher {
  private static final int REMEMBERED = 4096;

  private final Map<Bytes, ContainerInfo> byCgroups = new HashMap<>();

  @Override
  public void onProcess(ProcessInfo process, Attachments out) {
    out.put(ContainerInfo.KEY, of(process.rawCgroups()));
  }

  private synchronized ContainerInfo of(Bytes cgroups) {
    ContainerInfo known = byCgroups.get(cgroups);
    if (known != null) {
      return known;
    }
    if (byCgroups.size() >= REMEMBERED) {
      byCgroups.clear();
    }
    Text key = cgroups.toText();
    ContainerInfo found = find(key);
    byCgroups.put(key, found);
    return found;
  }

  /** The first cgroup that names a container decides. */
  static ContainerInfo find(Bytes cgroups) {
    ByteView entry = new ByteView();
    for (int start = 0; start < cgroups.length(); ) {
      int end = cgroups.indexOf(0, start);
      end = end < 0 ? cgroups.length() : end;
      cgroups.slice(start, end, entry);
      int equals = entry.indexOf('=', 0);
      var id = CgroupPath.containerId(entry.toString().substring(equals + 1));
      if (id.isPresent()) {
        return ContainerInfo.ofId(id.get());
      }
      start = end + 1;
    }
    return ContainerInfo.HOST;
  }
}
