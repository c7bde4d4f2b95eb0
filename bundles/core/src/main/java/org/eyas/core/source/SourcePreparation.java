package org.eyas.core.source;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.SourceInfo;
import org.eyas.core.part.EngineParts;
import org.eyas.core.part.SourcesListener;
import org.eyas.core.setting.EngineSettings;
import org.eyas.engine.supervision.SourceChoice;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/**
 * Notifies the source that a run is likely to open, as soon as it is available, so that it can prepare while other bundles
 * start and rules are loaded.
 */
@Component(
    service = SourcePreparation.class,
    immediate = true,
    configurationPid = "org.eyas.command.run",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class SourcePreparation implements SourcesListener {
  private final EngineSettings settings;
  private final Set<EventSource> notified = ConcurrentHashMap.newKeySet();
  private volatile boolean over;

  @Activate
  public SourcePreparation(@Reference EngineParts parts, @Reference EngineSettings settings) {
    this.settings = settings;
    parts.sourcesListener(this);
    parts.sources().forEach(this::came);
  }

  @Override
  public void came(EventSource source) {
    SourceInfo info = source.info();
    if (!over
        && isEnabled(info.eventSource())
        && SourceChoice.isFirst(info.kind(), settings.engineKind())
        && notified.add(source)) {
      source.prepare(settings.captureOptions(info.kind()));
    }
  }

  @Override
  public void leaves(EventSource source) {
    notified.remove(source);
  }

  private boolean isEnabled(String eventSource) {
    return (settings.enabledSources().isEmpty() || settings.enabledSources().contains(eventSource))
        && !settings.disabledSources().contains(eventSource);
  }

  /** Sources are now being opened: later ones are not notified. */
  public void over() {
    over = true;
    notified.clear(); // sources that leave later must not be kept in memory
  }
}
