package org.eyas.web;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.eyas.api.control.Health;
import org.eyas.api.control.HealthProblem;
import org.eyas.api.control.OwnHealth;
import org.eyas.api.control.SourceControl;
import org.eyas.api.failure.Reason;
import org.eyas.api.metric.Metrics;
import org.eyas.pem.PemFile;
import org.eyas.pem.TlsContext;
import org.eyas.pem.TlsIdentity;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves health, readiness, versions and metrics over HTTP. If the server cannot start, this is logged and the engine runs without it. */
@Component(
    service = WebServer.class,
    immediate = true,
    configurationPid = "org.eyas.web",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = WebServer.Config.class)
public final class WebServer {
  private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);

  /** The key webserver of the configuration file. */
  @ObjectClassDefinition(name = "Eyas web server")
  @interface Config {
    int threadiness() default 0;
    String listen_address() default "0.0.0.0";
    int listen_port() default 8765;
    String k8s_healthz_endpoint() default "/healthz";
    String falco_version() default "0.44";
    boolean ssl_enabled() default false;
    String ssl_certificate() default "/etc/falco/falco.pem";

    @AttributeDefinition(description = "Serve /metrics")
    boolean prometheus_metrics_enabled() default false;
  }

  private final @Nullable ListeningServer server;
  private String problem = "";
  private volatile @Nullable Metrics metrics;
  private volatile @Nullable Health health;
  private volatile @Nullable SourceControl sources;

  @Activate
  public WebServer(Config config) {
    server = started(config);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void bindMetrics(Metrics there) {
    metrics = there;
  }

  void unbindMetrics(Metrics leaver) {
    if (metrics == leaver) {
      metrics = null;
    }
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void bindHealth(Health there) {
    health = there;
  }

  void unbindHealth(Health leaver) {
    if (health == leaver) {
      health = null;
    }
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void bindSources(SourceControl there) {
    sources = there;
  }

  void unbindSources(SourceControl leaver) {
    if (sources == leaver) {
      sources = null;
    }
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void bindOwnHealth(OwnHealth there) {
    if (!problem.isEmpty()) {
      there.reportProblem(problem);
    }
  }

  void unbindOwnHealth(OwnHealth leaver) {
    // The problem ends with the service.
  }

  private List<HealthProblem> problems() {
    Health there = health;
    return there == null ? List.of() : there.problems();
  }

  private Map<String, WebPage> pages(Config config) {
    Map<String, WebPage> pages =
        WebPages.at(config.k8s_healthz_endpoint(), new HealthPage(this::problems), new ReadyPage(() -> sources),
            config.falco_version());
    return config.prometheus_metrics_enabled() ? WebPages.withMetrics(pages, new MetricsPage(() -> metrics)) : pages;
  }

  private @Nullable ListeningServer started(Config config) {
    int threads = config.threadiness() > 0 ? config.threadiness() : Runtime.getRuntime().availableProcessors();
    String place = config.listen_address() + ":" + config.listen_port();
    LOG.info(
        "Starting health webserver with threadiness {}, listening on {}{}",
        threads, place, config.ssl_enabled() ? " (SSL)" : "");
    try {
      var address = new InetSocketAddress(InetAddress.getByName(config.listen_address()), config.listen_port());
      SSLContext tls = config.ssl_enabled() ? tls(config.ssl_certificate()) : null;
      return ListeningServer.start(address, tls, new WebPageHandler(pages(config), threads));
    } catch (IOException e) {
      problem = problem(place, e);
      LOG.error(problem);
      return null;
    }
  }

  private static String problem(String place, IOException e) {
    String remedy = e instanceof BindException ? "; free the address or set webserver.listen_address and listen_port" : "";
    return "webserver: cannot listen on " + place + ": " + Reason.of(e) + "; health, versions and metrics are not served"
        + remedy;
  }

  private static SSLContext tls(String file) throws IOException {
    PemFile pem = PemFile.read("webserver.ssl_certificate", Path.of(file));
    try {
      return TlsContext.of(TlsIdentity.of(pem, pem), TlsContext.trusting(List.of())); // no client shows a certificate
    } catch (GeneralSecurityException e) {
      throw new IOException("webserver.ssl_certificate: " + file + ": " + Reason.of(e), e);
    }
  }

  /** The port on which it listens; 0 if it could not start. */
  int port() {
    return server == null ? 0 : server.port();
  }

  @Deactivate
  void close() {
    if (server != null) {
      server.close();
    }
  }
}
