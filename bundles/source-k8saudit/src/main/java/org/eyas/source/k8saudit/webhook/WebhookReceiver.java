package org.eyas.source.k8saudit.webhook;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.eyas.api.control.OwnHealth;
import org.eyas.api.metric.Metric;
import org.eyas.api.metric.MetricSource;
import org.eyas.api.source.SourceException;
import org.eyas.source.k8saudit.input.WebhookAddress;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Receives the webhook of API servers for the source. It has the keys that Falco does not have, metrics and health. */
@Component(service = {WebhookReceiver.class, MetricSource.class}, configurationPid = WebhookReceiver.PID)
@Designate(ocd = WebhookReceiver.Config.class)
public final class WebhookReceiver implements MetricSource {
  static final String PID = "org.eyas.k8saudit.webhook";

  /** The keys {@code eyas.k8saudit.*} about the webhook. */
  @ObjectClassDefinition(name = "Webhook for Kubernetes audit events")
  public @interface Config {
    String token_file() default "";

    String client_ca() default "";

    String spool_directory() default "/var/lib/eyas/k8saudit";

    int spool_limit_mb() default 1_024;

    boolean spool_fsync() default true;
  }

  private final Config config;
  private final WebhookHealth health = new WebhookHealth();
  private final AtomicReference<@Nullable WebhookInput> newest = new AtomicReference<>();

  @Activate
  public WebhookReceiver(Config config) {
    this.config = config;
  }

  /**
   * Starts to receive.
   *
   * @param maxBatchBytes larger bodies are refused
   * @param certificate the file with the server's certificate and key, for https
   * @throws SourceException if a file, the directory or the address cannot be used
   */
  public WebhookInput open(WebhookAddress address, int maxBatchBytes, String certificate) throws SourceException {
    var files = new WebhookSettings.Files(certificate, config.token_file(), config.client_ca());
    var spool =
        new WebhookSettings.Spool(config.spool_directory(), (long) config.spool_limit_mb() << 20, config.spool_fsync());
    WebhookInput opened = new WebhookOpener(address, new WebhookSettings(maxBatchBytes, files, spool)).open(health::update);
    newest.set(opened);
    return opened;
  }

  /** The figures of the webhook; empty without a webhook. */
  @Override
  public List<Metric> metrics() {
    WebhookInput input = newest.get();
    return input == null ? List.of() : WebhookMetrics.of(input.figures());
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  public void bindOwnHealth(OwnHealth there) {
    health.bind(there);
  }

  public void unbindOwnHealth(OwnHealth leaver) {
    health.unbind(leaver);
  }
}
