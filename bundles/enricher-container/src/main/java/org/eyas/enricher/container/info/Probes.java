package org.eyas.enricher.container.info;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.ProcessInfo;
import org.jspecify.annotations.Nullable;

/** The health check and the probes of a container. Immutable. */
public final class Probes {
  /** There are no probes, or they are not known. */
  public static final Probes NONE = new Probes(Map.of());

  private static final int LEVELS = 8;

  private final Map<Probe.Kind, Probe> probes;

  private Probes(Map<Probe.Kind, Probe> probes) {
    this.probes = probes;
  }

  /** These probes and one more. A command without words adds nothing. */
  Probes with(Probe.Kind kind, List<String> command) {
    if (command.isEmpty()) {
      return this;
    }
    Map<Probe.Kind, Probe> all = new EnumMap<>(Probe.Kind.class);
    all.putAll(probes);
    all.put(kind, Probe.of(command));
    return new Probes(all);
  }

  @Nullable
  Probe of(Probe.Kind kind) {
    return probes.get(kind);
  }

  /** The command with its arguments; absent if there is none of this kind. */
  public Bytes command(Probe.Kind kind) {
    Probe probe = probes.get(kind);
    return probe == null ? Text.ABSENT : probe.shown();
  }

  /** Whether a process or one of its ancestors was started by a probe. */
  public boolean started(ProcessInfo process, Probe.Kind kind) {
    Probe probe = probes.get(kind);
    if (probe == null) {
      return false;
    }
    ProcessInfo now = process;
    for (int level = 0; level < LEVELS && now.known(); level++) {
      if (probe.matches(now)) {
        return true;
      }
      now = now.parent();
    }
    return false;
  }
}
