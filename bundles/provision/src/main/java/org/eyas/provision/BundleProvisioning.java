package org.eyas.provision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.OwnHealth;
import org.eyas.api.failure.Reason;
import org.eyas.api.launch.LauncherProperties;
import org.eyas.watch.FileWatch;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the chosen bundles of the distribution and those of the watched folder, at the start and after each change. */
@Component(
    service = BundleProvisioning.class,
    immediate = true,
    configurationPid = BundleProvisioning.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = BundleProvisioning.Config.class)
public final class BundleProvisioning {
  static final String PID = "org.eyas.provision";

  private static final Logger LOG = LoggerFactory.getLogger(BundleProvisioning.class);
  private static final List<String> NOT_ALWAYS_INSTALLED =
      List.of("org.eyas.console", OutputBundleCheck.GRPC, OutputBundleCheck.KAFKA);
  private static final long QUIET_MILLIS = 300;

  /** Selects the bundles that run. */
  @ObjectClassDefinition(name = "Eyas bundles")
  @interface Config {
    @AttributeDefinition(description = "Names of bundles to start; * stands for any characters, ! at the beginning excludes")
    String[] start() default {};

    String directory() default "/etc/eyas/bundles.d";
    String trust() default "";

    @AttributeDefinition(description = "Follow changes of the folder")
    boolean watch() default true;

    @AttributeDefinition(description = "Install and start the bundles of the web console")
    boolean console() default false;

    @AttributeDefinition(description = "Install and start the server for gRPC clients")
    boolean grpc() default false;

    @AttributeDefinition(description = "Install and start the output for Kafka")
    boolean kafka() default false;

    @AttributeDefinition(description = "Let this driver prepare during the start; empty for none")
    String driver() default "";

    @AttributeDefinition(description = "The settings with which that driver will be opened, each as name=value")
    String[] driver_options() default {};
  }

  private final SelectableBundles parts;
  private final DroppedBundles dropped;
  private final OptionalBundles console;
  private final OptionalBundles grpc;
  private final OptionalBundles kafka;
  private final OutputBundleCheck missing;
  private final EngineRunningListener running;
  private final SourcePreparation preparation;
  private Config config;
  private @Nullable FileWatch watch;

  /** Starts all chosen bundles before it returns, except the console, which starts when the engine runs. */
  @Activate
  public BundleProvisioning(BundleContext context, Config config) {
    parts = new SelectableBundles(context);
    dropped = new DroppedBundles(context);
    Path bundles = Path.of(String.valueOf(context.getProperty(LauncherProperties.HOME)), "bundles");
    console = new OptionalBundles(context, bundles.resolve("console"));
    grpc = new OptionalBundles(context, bundles.resolve("grpc"));
    kafka = new OptionalBundles(context, bundles.resolve("kafka"));
    missing = new OutputBundleCheck(context);
    running = new EngineRunningListener(context, this::onEngineRunning);
    preparation = new SourcePreparation(context, config.driver(), config.driver_options());
    this.config = config;
    running.startListening();
    apply();
  }

  @Modified
  synchronized void change(Config other) {
    config = other;
    apply();
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void bindOwnHealth(OwnHealth there) {
    missing.reportTo(there);
  }

  void unbindOwnHealth(OwnHealth leaver) {
    missing.reportTo(null);
  }

  private synchronized void apply() {
    BundleSelection selection = new BundleSelection(List.of(config.start()));
    console.apply(config.console() && running.isRunning());
    grpc.apply(config.grpc());
    kafka.apply(config.kafka());
    parts.apply(selection);
    watchFolder();
    sync();
    List<String> installed = new ArrayList<>(parts.installed());
    installed.addAll(NOT_ALWAYS_INSTALLED);
    for (String unknown : selection.unknown(installed)) {
      LOG.warn("eyas.bundles.start: there is no bundle '{}'; the bundles are {}", unknown, String.join(", ", parts.names()));
    }
  }

  private synchronized void onEngineRunning() {
    preparation.close();
    if (config.console()) {
      console.apply(true);
      parts.apply(new BundleSelection(List.of(config.start())));
    }
  }

  private synchronized void sync() {
    if (!config.directory().isEmpty()) {
      dropped.sync(new DropFolder(Path.of(config.directory())), admission(), new BundleSelection(List.of(config.start())));
    }
    missing.checkInstalled(config.grpc(), config.kafka());
  }

  private AdmissionCheck admission() {
    Path trusted = config.trust().isEmpty() ? null : Path.of(config.trust());
    return new AdmissionCheck(new RootOwnershipCheck(), trusted);
  }

  DroppedBundles dropped() {
    return dropped;
  }

  /**
   * Copies a jar into the folder, for {@link org.eyas.api.control.BundleControl#install}. {@link #dropped} then
   * contains the result.
   */
  synchronized void copyIntoFolder(Path jar) throws RefusedException, IOException {
    Path folder = folder();
    String file = jar.getFileName().toString();
    if (!DropFolder.isJar(jar)) {
      throw new RefusedException(file + " is not a valid name of a jar: it has to end with .jar and must not begin with a dot");
    }
    JarReplacement put = JarReplacement.copyInto(folder, jar);
    sync();
    String refusal = dropped.refused().get(file);
    if (refusal == null) {
      put.confirm();
      return;
    }
    put.undo();
    sync();
    throw new RefusedException(refusal);
  }

  /** Deletes a jar in the folder, which uninstalls its bundle. */
  synchronized void delete(String file) throws RefusedException, IOException {
    Files.deleteIfExists(folder().resolve(file));
    sync();
  }

  private Path folder() throws RefusedException {
    if (config.directory().isEmpty()) {
      throw new RefusedException("no folder is watched for jars: name one with the key eyas.bundles.directory");
    }
    try {
      Path folder = Path.of(config.directory());
      admission().checkFolder(folder);
      return folder;
    } catch (RefusedJarException e) {
      throw new RefusedException(Reason.of(e));
    }
  }

  // The watch begins before the folder is read, so that no change is missed.
  private void watchFolder() {
    close();
    if (config.directory().isEmpty() || !config.watch()) {
      return;
    }
    try {
      FileWatch fresh = new FileWatch(QUIET_MILLIS, this::sync);
      fresh.watch(List.of(Path.of(config.directory())));
      watch = fresh;
    } catch (IOException e) {
      LOG.warn("{} cannot be watched ({}); changes there take effect after a restart", config.directory(), e.toString());
    }
  }

  @Deactivate
  void end() {
    running.close();
    preparation.close();
    close();
  }

  private void close() {
    FileWatch open = watch;
    watch = null;
    if (open != null) {
      open.close();
    }
  }
}
