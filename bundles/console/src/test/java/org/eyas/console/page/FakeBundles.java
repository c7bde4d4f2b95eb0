package org.eyas.console.page;

import java.nio.file.Path;
import java.util.List;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.BundleControl;
import org.eyas.api.control.BundleStatus;

/** Three bundles. */
record FakeBundles(List<String> actions) implements BundleControl {
  @Override
  public List<BundleStatus> bundles() {
    return List.of(
        new BundleStatus("org.eyas.core", "0.2.0", "active", false, "", ""),
        new BundleStatus("org.eyas.output.http", "0.2.0", "active", true, "", ""),
        new BundleStatus("org.acme.output", "1.0.0", "installed", true, "acme.jar",
            "needs the package org.nowhere, which no bundle exports"));
  }

  @Override
  public void start(String symbolicName) {
    actions.add("start " + symbolicName);
  }

  @Override
  public void stop(String symbolicName) throws RefusedException {
    if (symbolicName.equals("org.eyas.core")) {
      throw new RefusedException("The engine cannot do without org.eyas.core.");
    }
    actions.add("stop " + symbolicName);
  }

  @Override
  public BundleStatus install(Path jar) throws RefusedException {
    throw new RefusedException("no folder is watched");
  }

  @Override
  public void remove(String symbolicName) throws RefusedException {
    throw new RefusedException("no folder is watched");
  }
}
