package org.eyas.core.osgi;

import java.util.Map;
import org.eyas.api.alert.OutputChannel;
import org.eyas.core.dispatch.AlertRenderer;
import org.eyas.core.dispatch.Dispatcher;
import org.eyas.core.dispatch.RenderOptions;
import org.eyas.core.history.AlertMemory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way out: one dispatcher, and every output channel that is there, added and taken out while alerts flow. */
@Component(service = Outputs.class)
public final class Outputs {
  private static final Logger LOG = LoggerFactory.getLogger(Outputs.class);
  private static final long LEAVE_MILLIS = 1_000;
  private static final long STOP_MILLIS = 5_000;

  private final Dispatcher dispatcher;
  private final AlertMemory history;

  @Activate
  public Outputs(@Reference EngineSettings settings, @Reference DispatchSettings dispatch) {
    int capacity = settings.queueCapacity();
    dispatcher = new Dispatcher(new AlertRenderer(settings.renderOptions()), dispatch.options(capacity));
    history = new AlertMemory(dispatch.historyBytes());
    dispatcher.witness(history::add);
    dispatch.listener(
        () -> {
          dispatcher.options(dispatch.options(capacity));
          history.limit(dispatch.historyBytes());
        });
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindChannel(OutputChannel channel, Map<String, Object> properties) {
    dispatcher.add(String.valueOf(properties.getOrDefault("output.name", channel.getClass().getSimpleName())), channel);
  }

  void unbindChannel(OutputChannel channel) {
    try {
      dispatcher.remove(channel, LEAVE_MILLIS);
    } catch (InterruptedException e) {
      LOG.warn("interrupted while an output left; what it had queued may be lost", e);
      Thread.currentThread().interrupt();
    }
  }

  /** From now on alerts look like this, those that wait too. */
  void render(RenderOptions options) {
    dispatcher.renderer(new AlertRenderer(options));
  }

  Dispatcher dispatcher() {
    return dispatcher;
  }

  /** The alerts that went out last. */
  AlertMemory history() {
    return history;
  }

  @Deactivate
  void close() {
    try {
      dispatcher.stop(STOP_MILLIS);
    } catch (InterruptedException e) {
      LOG.warn("interrupted while outputs drained; queued alerts may be lost", e);
      Thread.currentThread().interrupt();
    }
    history.close();
  }
}
