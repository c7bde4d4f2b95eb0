package org.eyas.enricher.container.info;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.ProcessInfo;
import org.jspecify.annotations.Nullable;

/** The health check and the probes of a container. Immutable. */
public final class ContainerProbes {
  /** There are no probes, or they are not known. */
  public static final ContainerProbes NONE = new ContainerProbes(Map.of());

  private static final int LEVELS = 8;

  private final Map<ContainerProbe.Kind, ContainerProbe> probes;

  private ContainerProbes(Map<ContainerProbe.Kind, ContainerProbe> probes) {
    this.probes = probes;
  }

  /** These probes and one more. A command without words adds nothing. */
  ContainerProbes with(ContainerProbe.Kind kind, List<String> command) {
    if (command.isEmpty()) {
      return this;
    }
    Map<ContainerProbe.Kind, ContainerProbe> all = new EnumMap<>(ContainerProbe.Kind.class);
    all.putAll(probes);
    all.put(kind, ContainerProbe.of(command));
    return new ContainerProbes(all);
  }

  @Nullable
  ContainerProbe of(ContainerProbe.Kind kind) {
    return probes.get(kind);
  }

  /** The command with its arguments; absent if there is none of this kind. */
  public Bytes command(ContainerProbe.Kind kind) {
    ContainerProbe probe = probes.get(kind);
    return probe == null ? Text.ABSENT : probe.shown();
  }

  /** Whether a process or one of its ancestors was started by a probe. */
  public boolean started(ProcessInfo process, ContainerProbe.Kind kind) {
    ContainerProbe probe = probes.get(kind);
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
