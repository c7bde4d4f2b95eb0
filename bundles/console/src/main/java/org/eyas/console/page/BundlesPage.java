package org.eyas.console.page;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.BundleControl;
import org.eyas.api.control.BundleStatus;
import org.eyas.api.control.Health;

/** The page of bundles: their faults, those that can be started and stopped, and the base bundles. */
final class BundlesPage implements Page {
  private record Model(boolean known, List<FaultRow> faults, List<Row> parts, List<Row> others) {}

  /**
   * @param effect the effect of stopping the bundle
   * @param link the address of its configuration; empty if it has none
   */
  private record Row(
      String name, String version, String state, boolean active, boolean stoppable, String origin, String problem,
      String effect, String link) {
    static Row of(BundleStatus bundle, BundleKeys keys) {
      String name = bundle.symbolicName();
      boolean active = bundle.state().equals("active");
      boolean stoppable = active && !name.equals("org.eyas.console");
      return new Row(
          name, bundle.version(), bundle.state(), active, stoppable, bundle.origin(), bundle.problem(), StopEffect.of(name),
          keys.link(name));
    }
  }

  private final Services services;
  private final Templates templates;
  private final Audit audit;

  BundlesPage(Services services, Templates templates, Audit audit) {
    this.services = services;
    this.templates = templates;
    this.audit = audit;
  }

  @Override
  public Reply get(Visit visit) {
    List<BundleStatus> all = services.bundles().map(BundleControl::bundles).orElse(List.of());
    BundleKeys keys = new BundleKeys(services);
    Model model =
        new Model(
            services.bundles().isPresent(), FaultRow.all(services), rows(all, true, keys), rows(all, false, keys));
    return templates.page("bundles", "Bundles", visit, model);
  }

  private static List<Row> rows(List<BundleStatus> all, boolean parts, BundleKeys keys) {
    return all.stream()
        .filter(bundle -> bundle.part() == parts)
        .map(bundle -> Row.of(bundle, keys))
        .sorted(Comparator.comparing(Row::name))
        .toList();
  }

  @Override
  public Reply post(Visit visit) throws RefusedException, IOException {
    String name = visit.parameter("bundle");
    if (visit.parameter("do").equals("readmit")) {
      readmit(visit, name);
      return Reply.to(visit.request().path());
    }
    BundleControl control = services.bundles().orElseThrow(() -> new RefusedException("Bundles are not available."));
    if (visit.parameter("do").equals("start")) {
      audit.make(visit, "start bundle", name, () -> control.start(name));
    } else if (name.equals("org.eyas.console") || name.equals("console")) {
      throw new RefusedException("The console cannot stop itself: set eyas.console.enabled to false.");
    } else {
      audit.make(visit, "stop bundle", name, () -> control.stop(name));
    }
    return Reply.to(visit.request().path());
  }

  /** Readmits the services of a bundle that were taken out because of faults. */
  private void readmit(Visit visit, String bundle) throws RefusedException, IOException {
    Health health = services.health().orElseThrow(() -> new RefusedException("Health is not available."));
    audit.make(visit, "call bundle again", bundle, () -> health.readmit(bundle));
  }
}
