package org.eyas.provision;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
  private final BundleProvisioning provision;
  private final BundleStates states;

  @Activate
  public RunningBundles(BundleContext context, @Reference BundleProvisioning provision) {
    this.context = context;
    this.provision = provision;
    states = new BundleStates(new MissingRequirements(context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)));
  }

  @Override
  public List<BundleStatus> bundles() {
    List<DroppedBundle> dropped = provision.dropped().running();
    List<BundleStatus> all = new ArrayList<>();
    for (Bundle bundle : context.getBundles()) {
      all.add(states.status(bundle, dropped));
    }
    all.sort(Comparator.comparing(BundleStatus::symbolicName));
    provision.dropped().refused().forEach((file, reason) -> all.add(new BundleStatus(file, "", "refused", true, file, reason)));
    return all;
  }

  @Override
  public void start(String symbolicName) throws RefusedException {
    Bundle bundle = named(symbolicName);
    try {
      bundle.start();
    } catch (BundleException e) {
      String problem = states.problem(bundle);
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new RefusedException(
          BundleStates.nameOf(bundle) + " does not start: " + (problem.isEmpty() ? Reason.of(cause) : "it " + problem));
    }
  }

  @Override
  public void stop(String symbolicName) throws RefusedException {
    Bundle bundle = named(symbolicName);
    if (!states.status(bundle, provision.dropped().running()).part()) {
      throw new RefusedException(BundleStates.nameOf(bundle) + " is part of the base, which the engine needs");
    }
    try {
      bundle.stop();
    } catch (BundleException e) {
      throw new RefusedException(BundleStates.nameOf(bundle) + " does not stop: " + Reason.of(e));
    }
  }

  private Bundle named(String name) throws RefusedException {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> name.equals(BundleStates.nameOf(bundle))
            || name.equals(BundleSelection.nameOf(BundleStates.nameOf(bundle))))
        .findFirst()
        .orElseThrow(() -> new RefusedException("there is no bundle '" + name + "'"));
  }

  @Override
  public BundleStatus install(Path jar) throws RefusedException, IOException {
    provision.copyIntoFolder(jar);
    String file = jar.getFileName().toString();
    List<DroppedBundle> dropped = provision.dropped().running();
    return dropped.stream()
        .filter(candidate -> candidate.jar().file().equals(file))
        .findFirst()
        .map(found -> states.status(found.bundle(), dropped))
        .orElseThrow(() -> new RefusedException(file + " was removed again in the meantime"));
  }

  @Override
  public void remove(String symbolicName) throws RefusedException, IOException {
    for (DroppedBundle dropped : provision.dropped().running()) {
      String name = dropped.jar().symbolicName();
      if (List.of(name, BundleSelection.nameOf(name), dropped.jar().file()).contains(symbolicName)) {
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
