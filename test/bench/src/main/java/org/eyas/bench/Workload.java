package org.eyas.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.eyas.api.alert.Alert;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.SourceException;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.guard.FaultPolicy;
import org.eyas.engine.guard.FaultRegistry;
import org.eyas.engine.guard.GuardedEnricher;
import org.eyas.engine.guard.GuardedFields;
import org.eyas.engine.guard.ServiceGuard;
import org.eyas.engine.guard.ServiceOrigin;
import org.eyas.engine.guard.ServiceRole;
import org.eyas.engine.loop.LoopObservers;
import org.eyas.engine.loop.LoopSetup;
import org.eyas.engine.loop.MatchOptions;
import org.eyas.engine.loop.RuleGeneration;
import org.eyas.engine.loop.SourceLoop;
import org.eyas.engine.rules.LoadContext;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.RuleLoader;
import org.eyas.enricher.container.ContainerEnricher;
import org.eyas.enricher.container.field.ContainerFields;
import org.eyas.source.scap.ScapSource;

/**
 * A capture and the rules that are evaluated on it; the properties {@code capture} and {@code rules} name them. Every rule
 * that matches raises an alert; with {@code -Dall=false} only the first one. The container bundle is called through guards,
 * as any bundle; with {@code -Dguarded=false} without them, to measure their cost.
 */
final class Workload {
  private final ScapSource source = new ScapSource();
  private final FaultRegistry faults = new FaultRegistry(() -> FaultPolicy.USUAL);
  private final boolean guarded = Boolean.parseBoolean(System.getProperty("guarded", "true"));
  private final Path capture;
  private final LoadResult loaded;
  private final RuleGeneration generation;
  private long alerts;

  /** @param generated whether rules are generated classes or stay trees */
  Workload(boolean generated) throws IOException {
    capture = Path.of(required("capture"));
    List<RuleDocument> documents = new ArrayList<>();
    for (String file : required("rules").split(":")) {
      documents.add(new RuleDocument(file, Files.readString(Path.of(file))));
    }
    List<FieldProvider> providers = new ArrayList<>(SyscallFields.providers());
    providers.add(guarded ? new GuardedFields(new ContainerFields(), guard(ServiceRole.FIELDS)) : new ContainerFields());
    SequencedMap<String, FieldCatalog> catalogs = new LinkedHashMap<>();
    catalogs.put("syscall", new FieldCatalog(providers));
    LoadResult read = RuleLoader.load(documents, new LoadContext(catalogs));
    if (!read.successful()) {
      throw new IllegalStateException("the rules do not load: " + read.report());
    }
    loaded = read;
    generation = compile(generated);
  }

  /** The rules compiled again: classes that the JVM has not seen yet. */
  RuleGeneration compile(boolean generated) {
    return RuleGeneration.of(
        loaded,
        Set.of("syscall"),
        List.of(guarded ? new GuardedEnricher(new ContainerEnricher(), guard(ServiceRole.ENRICHER)) : new ContainerEnricher()),
        new MatchOptions(Boolean.parseBoolean(System.getProperty("all", "true")), "evt.time", generated));
  }

  private ServiceGuard guard(ServiceRole role) {
    return faults.guard(role, new ServiceOrigin("org.eyas.enricher.container", role.contract()));
  }

  static String required(String property) {
    String value = System.getProperty(property);
    if (value == null) {
      throw new IllegalStateException("give -D" + property + "=...; test/bench/run does");
    }
    return value;
  }

  int rules() {
    return generation.loaded().rules().size();
  }

  SourceLoop newLoop() {
    return newLoop(LoopObservers.none());
  }

  SourceLoop newLoop(LoopObservers observers) {
    return new SourceLoop(LoopSetup.of(source.info(), this::count).observedBy(observers), () -> generation);
  }

  Capture open() throws SourceException {
    return source.open(new CaptureRequest(Set.of(), Map.of("capture_file", capture.toString())));
  }

  /** One whole replay. @return the number of events */
  long replay() throws SourceException, InterruptedException {
    try (Capture events = open()) {
      SourceLoop loop = newLoop();
      loop.run(events);
      return loop.counts().events();
    }
  }

  long alerts() {
    return alerts;
  }

  private void count(Alert alert) {
    alerts++;
  }
}
