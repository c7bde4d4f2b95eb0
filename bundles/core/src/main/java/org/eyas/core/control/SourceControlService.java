package org.eyas.core.control;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.PushdownStatus;
import org.eyas.api.control.RecordedEvents;
import org.eyas.api.control.SourceControl;
import org.eyas.api.control.SourceStatus;
import org.eyas.api.failure.Reason;
import org.eyas.api.source.SourceException;
import org.eyas.core.metric.SourceReading;
import org.eyas.core.part.EngineServices;
import org.eyas.core.rule.RunningRules;
import org.eyas.core.setting.EngineException;
import org.eyas.core.source.RunningSourceRegistry;
import org.eyas.core.source.SourceRunner;
import org.eyas.engine.supervision.SourceChoice;
import org.eyas.engine.supervision.SourceSupervisor;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The service that lists the sources with their counters, and switches drivers. */
@Component
public final class SourceControlService implements SourceControl {
  private static final Logger LOG = LoggerFactory.getLogger(SourceControlService.class);

  private final EngineServices parts;
  private final SourceRunner runs;
  private final RunningSourceRegistry running;
  private final RunningRules rules;
  private final RunningPushdown pushdown = new RunningPushdown();

  @Activate
  public SourceControlService(
      @Reference EngineServices parts, @Reference SourceRunner runs, @Reference RunningSourceRegistry running,
      @Reference RunningRules rules) {
    this.parts = parts;
    this.runs = runs;
    this.running = running;
    this.rules = rules;
  }

  @Override
  public List<SourceStatus> sources() {
    Map<String, SourceReading> counted =
        running.read().stream().collect(Collectors.toMap(reading -> reading.source().eventSource(), Function.identity()));
    return runs.statuses().stream().map(status -> counted(status, counted.get(status.source()))).toList();
  }

  private static SourceStatus counted(SourceStatus status, @Nullable SourceReading reading) {
    return reading == null
        ? status
        : new SourceStatus(
            status.source(), status.kind(), status.state(), status.reason(), reading.loop().counts().events(),
            reading.stats().dropped(), status.since());
  }

  @Override
  public List<String> drivers() {
    return SourceChoice.drivers(parts.sources());
  }

  @Override
  public Optional<RecordedEvents> recordedEvents() {
    return running.recorded();
  }

  @Override
  public PushdownStatus pushdown() {
    return pushdown.status(rules.generation(), running.read().stream().filter(SourceReading::isSyscall).findFirst());
  }

  @Override
  public void switchDriver(String kind) throws RefusedException {
    try {
      runs.switchDriver(kind);
    } catch (SourceException e) {
      throw new RefusedException(SourceSupervisor.text(e));
    } catch (EngineException | RejectedExecutionException e) {
      throw new RefusedException(Reason.of(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException("interrupted");
    } catch (Exception e) {
      LOG.error("the driver was not switched due to an internal error", e);
      throw new RefusedException(e.toString());
    }
  }
}
