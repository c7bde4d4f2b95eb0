package org.eyas.core.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eyas.api.control.RuleCompleteness;
import org.eyas.core.metric.AlertCounts;
import org.eyas.core.metric.EngineReading;
import org.eyas.core.metric.EngineState;
import org.eyas.core.metric.IncompleteRules;
import org.eyas.core.metric.ResourceReader;
import org.eyas.core.metric.RuleFileChecksums;
import org.eyas.core.metric.SourceReading;
import org.eyas.core.output.AlertOutputs;
import org.eyas.core.rule.RunningRules;
import org.eyas.core.setting.EngineSettings;
import org.eyas.core.setting.MetricSettings;
import org.eyas.core.source.RunningSourceRegistry;
import org.eyas.engine.dispatch.AlertDispatcher;
import org.eyas.engine.loop.RuleGeneration;
import org.eyas.engine.statistics.RuleHits;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads all counters of the engine. May be called from any thread. */
@Component(service = EngineReader.class)
public final class EngineReader {
  private final RunningSourceRegistry sources;
  private final RunningRules rules;
  private final AlertDispatcher dispatcher;
  private final AlertOutputs outputs;
  private final EngineSettings engineSettings;
  private final MetricSettings settings;
  private final Instant started = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
  private final RuleFileChecksums checksums = new RuleFileChecksums();
  private final ResourceReader resources;

  @Activate
  public EngineReader(
      @Reference RunningSourceRegistry sources,
      @Reference RunningRules rules,
      @Reference AlertOutputs outputs,
      @Reference EngineSettings engineSettings,
      @Reference MetricSettings settings) {
    this.sources = sources;
    this.rules = rules;
    dispatcher = outputs.dispatcher();
    this.outputs = outputs;
    this.engineSettings = engineSettings;
    this.settings = settings;
    resources = new ResourceReader(hostRoot(System.getenv("HOST_ROOT")), System.getenv("FALCO_CGROUP_MEM_PATH"), started);
  }

  // The image sets the variable, but the host's /proc may not be mounted there.
  private static Path hostRoot(@Nullable String named) {
    return named != null && Files.isDirectory(Path.of(named, "proc")) ? Path.of(named) : Path.of("/");
  }

  EngineReading read() {
    List<SourceReading> read = sources.read();
    return new EngineReading(nanos(Instant.now()), engine(), read, alerts(), resources.read(), sources.joined(),
        incomplete(read));
  }

  private List<RuleCompleteness> incomplete(List<SourceReading> read) {
    return rules.generation().map(now -> IncompleteRules.of(now.loaded().rules(), read)).orElse(List.of());
  }

  private EngineState engine() {
    return new EngineState(
        resources.host(engineSettings.renderOptions().hostname()),
        nanos(started),
        nanos(rules.published()),
        checksums.of(rules.documents()),
        settings.configurationFiles());
  }

  private AlertCounts alerts() {
    Optional<RuleGeneration> generation = rules.generation();
    List<RuleHits> hits = generation.map(now -> now.counts().all()).orElse(List.of());
    long total = generation.map(now -> now.counts().total()).orElse(0L);
    return new AlertCounts(
        hits, total, dispatcher.counts(), dispatcher.dropped(), generation.map(now -> now.counts().hidden()).orElse(List.of()),
        outputs.missingOnDisk(), outputs.history().withoutDetails(), outputs.history().repeated());
  }

  private static long nanos(Instant time) {
    return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
  }
}
