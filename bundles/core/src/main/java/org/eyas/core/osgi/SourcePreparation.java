package org.eyas.core.osgi;

import org.eyas.api.source.EventSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Tells the source that a run is likely to open, as soon as it is there, to prepare for that: the other bundles start and rules
 * are loaded meanwhile.
 */
@Component(
    service = SourcePreparation.class,
    immediate = true,
    configurationPid = "org.eyas.command.run",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class SourcePreparation {
  private final EngineSettings settings;
  private volatile boolean over;

  @Activate
  public SourcePreparation(@Reference EngineSettings settings) {
    this.settings = settings;
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindSource(EventSource source) {
    if (!over && isEnabled(source.info().eventSource()) && SourceChoice.isFirst(source.info().kind(), settings.engineKind())) {
      source.prepare(settings.captureOptions());
    }
  }

  void unbindSource(EventSource source) {}

  private boolean isEnabled(String eventSource) {
    return (settings.enabledSources().isEmpty() || settings.enabledSources().contains(eventSource))
        && !settings.disabledSources().contains(eventSource);
  }

  /** Sources are opened from now on: who comes later is not told. */
  void over() {
    over = true;
  }
}
