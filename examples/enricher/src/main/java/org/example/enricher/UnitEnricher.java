package org.example.enricher;

import java.util.HashMap;
import java.util.Map;
import org.eyas.api.data.Bytes;
import org.eyas.api.process.Attachments;
import org.eyas.api.process.Enricher;
import org.eyas.api.process.ProcessInfo;
import org.osgi.service.component.annotations.Component;

/**
 * Tells each process its systemd unit, by its cgroups. Called on the thread that handles events: it must not block. One that
 * has to ask somebody hands the work to a thread of its own and answers later, through the same {@code out}.
 */
@Component
public final class UnitEnricher implements Enricher {
  private static final int REMEMBERED = 1_024;

  // A machine has few units; with two sources this is called by two threads.
  private final Map<Bytes, UnitName> byCgroups = new HashMap<>();

  @Override
  public void onProcess(ProcessInfo process, Attachments out) {
    out.put(UnitName.KEY, of(process.rawCgroups()));
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
    byCgroups.put(cgroups.toText(), found); // a copy: what was given is only lent
    return found;
  }
}
