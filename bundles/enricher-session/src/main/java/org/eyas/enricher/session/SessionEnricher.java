package org.eyas.enricher.session;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
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
 * Attaches to each process the login session that it belongs to. Sessions of this machine come from events alone, so a
 * replay has the same sessions as the captured run. Sessions in pods come from requests to Kubernetes' API server,
 * seconds later; see docs/adr/0051.
 */
@Component
public final class SessionEnricher implements Enricher, PodSessions {
  /**
   * The bundles that know the pods of this machine. Without such a bundle, no request to the API server can be joined
   * with a program, so no program waits for one.
   */
  @Reference volatile List<PodDirectory> directories = List.of();

  /** The properties of the sources that report requests. Without such a source, no program waits either. */
  @Reference(service = EventSource.class,
      target = "(" + PodSessions.REPORTER + "=true)") volatile List<Map<String, Object>> reporters = List.of();

  private final ExecJoiner joiner = new ExecJoiner();
  private final AddedContainers added = new AddedContainers(joiner);
  private final Predicate<Text> expected = added::expects;
  private final SessionSweepThread sweeps = new SessionSweepThread(this::sweep);

  @Override
  public void onProcess(ProcessInfo process, Attachments out) {
    SessionTrail now = trail(process);
    if (now != process.attachment(SessionTrail.KEY)) {
      out.put(SessionTrail.KEY, now);
    }
    if (now instanceof EnteredProgram program) {
      sweeps.start();
      added.entered(program, out, SessionSweepThread.nowNanos());
    }
  }

  private SessionTrail trail(ProcessInfo process) {
    SessionTrail now = SessionTrailStep.of(process);
    if (now != LoginSession.NONE && !(now instanceof EnteredProgram)) {
      return now;
    }
    if (directories.isEmpty() || reporters.isEmpty()) {
      return LoginSession.NONE;
    }
    EnteredProgram first = now == LoginSession.NONE ? EnteredProgram.first(process, expected) : null;
    return first == null ? now : first;
  }

  @Override
  public void onExec(PodExec exec) {
    if (exec.command().isEmpty()) {
      added.add(exec, SessionSweepThread.nowNanos());
      sweeps.start();
    } else {
      containerId(exec).ifPresent(id -> {
        sweeps.start();
        joiner.requested(Text.of(id), exec, SessionSweepThread.nowNanos());
      });
    }
  }

  private Optional<String> containerId(PodExec exec) {
    return directories.stream()
        .flatMap(directory -> directory.containerId(exec.namespace(), exec.pod(), exec.container()).stream())
        .findFirst();
  }

  AddedContainers added() {
    return added;
  }

  private void sweep(long now) {
    added.sweep(now, this::containerId);
    joiner.sweep(now);
  }

  @Deactivate
  void close() {
    sweeps.close();
    added.close();
    joiner.close();
  }
}
