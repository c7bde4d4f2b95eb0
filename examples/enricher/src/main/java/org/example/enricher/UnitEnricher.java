package org.example.enricher;

import java.util.HashMap;
import java.util.Map;
import org.eyas.api.data.Bytes;
import org.eyas.api.process.Attachments;
import org.eyas.api.process.Enricher;
import org.eyas.api.process.ProcessInfo;
import org.osgi.service.component.annotations.Component;

/**
 * Finds the systemd unit of each process from its cgroups. It is called on the thread that handles events, so it must not block.
 * An enricher that has to ask another program passes the work to a thread of its own, and answers later through the same
 * {@code out}.
 */
@Component
public final class UnitEnricher implements Enricher {
  private static final int REMEMBERED = 1_024;

  // A machine has few units, so the results are cached. With two sources, two threads call this.
  private final Map<Bytes, UnitName> byCgroups = new HashMap<>();

  @Override
  public void onProcess(ProcessInfo process, Attachments out) {
    out.put(UnitName.KEY, of(process.place().rawCgroups()));
  }

  private synchronized UnitName of(Bytes cgroups) {
    UnitName known = byCgroups.get(cgroups);
    if (known != null) {
      return known;
    }
    if (byCgroups.size() >= REMEMBERED) {
      byCgroups.clear();
    }
    UnitName found = new UnitName(UnitName.of(cgroups.toString()));
    byCgroups.put(cgroups.toText(), found); // a copy, because the argument is only borrowed
    return found;
  }
}
