package org.eyas.enricher.session;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eyas.api.data.Text;
import org.eyas.api.process.Attachments;
import org.eyas.api.process.Enricher;
import org.eyas.api.process.PodDirectory;
import org.eyas.api.process.PodExec;
import org.eyas.api.process.PodSessions;
import org.eyas.api.process.ProcessInfo;
import org.eyas.api.source.EventSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Attaches to each process the login session that it belongs to. Sessions of this machine come from events alone, so a replay has
 * the same ones as the run that was captured. Sessions in pods come from requests to Kubernetes' API server, seconds later; see
 * docs/adr/0051.
 */
@Component
public final class SessionEnricher implements Enricher, PodSessions {
  /** The bundles that know the pods of this machine. Without one, no program waits for a request. */
  @Reference volatile List<PodDirectory> directories = List.of();

  /** The properties of the sources that report requests. Without one, no program waits either. */
  @Reference(service = EventSource.class,
      target = "(" + PodSessions.REPORTER + "=true)") volatile List<Map<String, Object>> reporters = List.of();

  private final ExecJoiner joiner = new ExecJoiner();
  private final SweepThread sweeps = new SweepThread(joiner);

  @Override
  public void onProcess(ProcessInfo process, Attachments out) {
    Trail now = TrailStep.of(process);
    boolean isAwaited = now instanceof Entered && !directories.isEmpty() && !reporters.isEmpty();
    Trail shown = now instanceof Entered && !isAwaited ? Session.NONE : now;
    if (shown != process.attachment(Trail.KEY)) {
      out.put(Trail.KEY, shown);
    }
    if (isAwaited) {
      sweeps.start();
      joiner.entered((Entered) now, out, SweepThread.nowNanos());
    }
  }

  @Override
  public void onExec(PodExec exec) {
    Optional<String> container =
        directories.stream()
            .flatMap(directory -> directory.containerId(exec.namespace(), exec.pod(), exec.container()).stream())
            .findFirst();
    container.ifPresent(id -> {
      sweeps.start();
      joiner.requested(Text.of(id), exec, SweepThread.nowNanos());
    });
  }

  @Deactivate
  void close() {
    sweeps.close();
    joiner.close();
  }
}
