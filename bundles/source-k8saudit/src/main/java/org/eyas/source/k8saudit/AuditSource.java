package org.eyas.source.k8saudit;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eyas.api.process.PodSessions;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.SourceInfo;
import org.eyas.source.k8saudit.field.AuditFields;
import org.eyas.source.k8saudit.input.AuditInput;
import org.eyas.source.k8saudit.input.InputAddress;
import org.eyas.source.k8saudit.input.WebhookAddress;
import org.eyas.source.k8saudit.session.ExecReports;
import org.eyas.source.k8saudit.webhook.WebhookReceiver;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The source k8s_audit. It exists if the configuration loads the plugin k8saudit or has {@code eyas.k8saudit.input}.
 */
@Component(
    configurationPid = AuditFields.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    property = {EventSource.KIND + "=k8saudit", PodSessions.REPORTER + ":Boolean=true"})
@Designate(ocd = AuditSource.Config.class)
public final class AuditSource implements EventSource {
  private static final Logger LOG = LoggerFactory.getLogger(AuditSource.class);

  /** The configuration of the plugin k8saudit, and the keys {@code eyas.k8saudit.*}. */
  @ObjectClassDefinition(name = "Kubernetes audit events")
  public @interface Config {
    @AttributeDefinition(description = "plugins[].init_config of the plugin: JSON")
    String init_config() default "";

    @AttributeDefinition(description = "plugins[].open_params of the plugin: the input")
    String open_params() default "";

    String input() default "";

    String start() default "end";

    int max_event_kb() default 4_096;

    String local_cluster() default "";

    String position_file() default "/var/lib/eyas/k8saudit.position";
  }

  private final AuditSettings settings;
  private final InputAddress address;
  private final SourceInfo info;
  private volatile @Nullable WebhookReceiver receiver;

  /** The services that receive the programs that people start in containers. */
  @Reference volatile List<PodSessions> sessions = List.of();

  @Activate
  public AuditSource(Config config) {
    settings = AuditSettings.of(config);
    settings.mistakes().forEach(LOG::warn);
    address = InputAddress.of(settings.input());
    info = new SourceInfo("k8saudit", "k8s_audit", address.isLive(), "plugin 'k8saudit'");
  }

  @Reference
  void bindReceiver(WebhookReceiver there) {
    receiver = there;
  }

  @Override
  public SourceInfo info() {
    return info;
  }

  @Override
  public Capture open(CaptureRequest wanted) throws SourceException {
    AuditRefusals refusals = new AuditRefusals(LOG::warn, System::nanoTime);
    ExecReports execs = new ExecReports(() -> sessions, settings.localCluster());
    return new AuditCapture(input(), settings.maxEventBytes(), refusals, execs);
  }

  private AuditInput input() throws SourceException {
    Optional<WebhookAddress> webhook = address.webhook();
    return webhook.isEmpty()
        ? address.open(settings.limits())
        : Objects.requireNonNull(receiver)
            .open(webhook.get(), settings.limits().maxDocumentBytes(), settings.certificate());
  }
}
