package org.eyas.provision;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.BundleControl;
import org.eyas.api.control.BundleStatus;
import org.eyas.api.failure.Reason;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists and changes the bundles of the framework, for tools. */
@Component
public final class RunningBundles implements BundleControl {
  private final BundleContext context;
  private final Provision provision;
  private final Requirements requirements;

  @Activate
  public RunningBundles(BundleContext context, @Reference Provision provision) {
    this.context = context;
    this.provision = provision;
    requirements = new Requirements(context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION));
  }

  @Override
  public List<BundleStatus> bundles() {
    List<Dropped> dropped = provision.dropped().running();
    List<BundleStatus> all = new ArrayList<>();
    for (Bundle bundle : context.getBundles()) {
      all.add(status(bundle, dropped));
    }
    all.sort(Comparator.comparing(BundleStatus::symbolicName));
    provision.dropped().refused().forEach((file, reason) -> all.add(new BundleStatus(file, "", "refused", true, file, reason)));
    return all;
  }

  private BundleStatus status(Bundle bundle, List<Dropped> dropped) {
    Optional<Dropped> origin = dropped.stream().filter(candidate -> candidate.bundle().equals(bundle)).findFirst();
    return new BundleStatus(
        nameOf(bundle),
        bundle.getVersion().toString(),
        state(bundle),
        origin.isPresent() || Parts.isPart(bundle),
        origin.map(Dropped::jar).map(Jar::file).orElse(""),
        problem(bundle));
  }

  private static String nameOf(Bundle bundle) {
    String name = bundle.getSymbolicName();
    return name == null ? bundle.getLocation() : name;
  }

  private String problem(Bundle bundle) {
    if (bundle.getState() == Bundle.ACTIVE) {
      return "";
    }
    List<String> missing = requirements.missing(bundle);
    return missing.isEmpty() ? "" : "needs " + String.join(", and ", missing);
  }

  private static String state(Bundle bundle) {
    return switch (bundle.getState()) {
      case Bundle.ACTIVE -> "active";
      case Bundle.STARTING -> "starting";
      case Bundle.STOPPING -> "stopping";
      case Bundle.RESOLVED -> "resolved";
      case Bundle.INSTALLED -> "installed";
      default -> "uninstalled";
    };
  }

  @Override
  public void start(String symbolicName) throws RefusedException {
    Bundle bundle = named(symbolicName);
    try {
      bundle.start();
    } catch (BundleException e) {
      String problem = problem(bundle);
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new RefusedException(
          nameOf(bundle) + " does not start: " + (problem.isEmpty() ? Reason.of(cause) : "it " + problem));
    }
  }

  @Override
  public void stop(String symbolicName) throws RefusedException {
    Bundle bundle = named(symbolicName);
    if (!status(bundle, provision.dropped().running()).part()) {
      throw new RefusedException(nameOf(bundle) + " is part of the base, which the engine needs");
    }
    try {
      bundle.stop();
    } catch (BundleException e) {
      throw new RefusedException(nameOf(bundle) + " does not stop: " + Reason.of(e));
    }
  }

  private Bundle named(String name) throws RefusedException {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> name.equals(nameOf(bundle)) || name.equals(Selection.nameOf(nameOf(bundle))))
        .findFirst()
        .orElseThrow(() -> new RefusedException("there is no bundle '" + name + "'"));
  }

  @Override
  public BundleStatus install(Path jar) throws RefusedException, IOException {
    provision.put(jar);
    String file = jar.getFileName().toString();
    List<Dropped> dropped = provision.dropped().running();
    return dropped.stream()
        .filter(candidate -> candidate.jar().file().equals(file))
        .findFirst()
        .map(found -> status(found.bundle(), dropped))
        .orElseThrow(() -> new RefusedException(file + " was removed again in the meantime"));
  }

  @Override
  public void remove(String symbolicName) throws RefusedException, IOException {
    for (Dropped dropped : provision.dropped().running()) {
      String name = dropped.jar().symbolicName();
      if (List.of(name, Selection.nameOf(name), dropped.jar().file()).contains(symbolicName)) {
        provision.delete(dropped.jar().file());
        return;
      }
    }
    Map<String, String> refused = provision.dropped().refused();
    if (!refused.containsKey(symbolicName)) {
      throw new RefusedException("no jar in the watched folder contains a bundle '" + symbolicName + "'");
    }
    provision.delete(symbolicName);
  }
}
