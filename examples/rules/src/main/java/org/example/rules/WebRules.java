package org.example.rules;

import java.io.IOException;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.rule.RuleProvider;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Provides rules from a web address. The engine reads them again when a property of the service changes. If the new rules are
 * wrong, the engine logs why and keeps the old ones.
 */
@Component(
    service = {},
    immediate = true,
    configurationPid = "org.example.rules",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = WebRules.Config.class)
public final class WebRules implements RuleProvider {
  private static final Logger LOG = LoggerFactory.getLogger(WebRules.class);

  /** The settings under eyas.components in the configuration file. */
  @ObjectClassDefinition(name = "Rules from a web address")
  @interface Config {
    @AttributeDefinition(description = "Address of a rules file")
    String url();

    @AttributeDefinition(description = "Seconds between two downloads")
    int seconds() default 60;
  }

  private final String url;
  private final RuleDownload download;
  private final ScheduledExecutorService timer;
  private final ServiceRegistration<RuleProvider> registration;
  private long revision;

  /** Downloads the rules first, so that they are available when the engine starts. */
  @Activate
  public WebRules(BundleContext context, Config config) {
    url = config.url();
    download = new RuleDownload(url);
    refresh();
    registration = context.registerService(RuleProvider.class, this, properties());
    timer = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("rules-web").factory());
    timer.scheduleWithFixedDelay(this::refreshAndPublish, config.seconds(), config.seconds(), TimeUnit.SECONDS);
  }

  private void refreshAndPublish() {
    if (refresh()) {
      revision++;
      registration.setProperties(properties());
    }
  }

  private boolean refresh() {
    try {
      return download.refresh();
    } catch (IOException e) {
      LOG.warn("rules of {} (url) stay as they are: {}", url, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  private Hashtable<String, Object> properties() {
    return new Hashtable<>(Map.of("revision", revision));
  }

  @Override
  public List<RuleDocument> documents() {
    return download.content().isEmpty() ? List.of() : List.of(new RuleDocument(url, download.content()));
  }

  @Deactivate
  void close() {
    timer.shutdownNow();
    registration.unregister();
    download.close();
  }
}
