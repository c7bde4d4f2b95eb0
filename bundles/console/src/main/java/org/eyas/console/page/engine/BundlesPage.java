package org.eyas.console.page.engine;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.BundleControl;
import org.eyas.api.control.BundleStatus;
import org.eyas.api.control.Health;
import org.eyas.console.page.AuditRecorder;
import org.eyas.console.page.ConsolePage;
import org.eyas.console.page.ConsoleServices;
import org.eyas.console.page.PageReply;
import org.eyas.console.page.PageTemplates;
import org.eyas.console.page.UserRequest;
import org.eyas.console.page.configuration.BundleKeyFinder;

/** The page of bundles: their faults, those that can be started and stopped, and the base bundles. */
public final class BundlesPage implements ConsolePage {
  private record Model(boolean known, List<BundleFaultRow> faults, List<Row> parts, List<Row> others) {}

  /**
   * @param effect the effect of stopping the bundle
   * @param link the address of its configuration; empty if it has none
   */
  private record Row(
      String name, String version, String state, boolean active, boolean stoppable, String origin, String problem,
      String effect, String link) {
    static Row of(BundleStatus bundle, BundleKeyFinder keys) {
      String name = bundle.symbolicName();
      boolean active = bundle.state().equals("active");
      boolean stoppable = active && !name.equals("org.eyas.console");
      return new Row(
          name, bundle.version(), bundle.state(), active, stoppable, bundle.origin(), bundle.problem(), BundleStopEffect.of(name),
          keys.link(name));
    }
  }

  private final ConsoleServices services;
  private final PageTemplates templates;
  private final AuditRecorder audit;

  public BundlesPage(ConsoleServices services, PageTemplates templates, AuditRecorder audit) {
    this.services = services;
    this.templates = templates;
    this.audit = audit;
  }

  @Override
  public PageReply get(UserRequest visit) {
    List<BundleStatus> all = services.bundles().map(BundleControl::bundles).orElse(List.of());
    BundleKeyFinder keys = new BundleKeyFinder(services);
    Model model =
        new Model(
            services.bundles().isPresent(), BundleFaultRow.all(services), rows(all, true, keys), rows(all, false, keys));
    return templates.page("bundles", "Bundles", visit, model);
  }

  private static List<Row> rows(List<BundleStatus> all, boolean parts, BundleKeyFinder keys) {
    return all.stream()
        .filter(bundle -> bundle.part() == parts)
        .map(bundle -> Row.of(bundle, keys))
        .sorted(Comparator.comparing(Row::name))
        .toList();
  }

  @Override
  public PageReply post(UserRequest visit) throws RefusedException, IOException {
    String name = visit.parameter("bundle");
    if (visit.parameter("do").equals("readmit")) {
      readmit(visit, name);
      return PageReply.redirect(visit.request().path());
    }
    BundleControl control = services.bundles().orElseThrow(() -> new RefusedException("Bundles are not available."));
    if (visit.parameter("do").equals("start")) {
      audit.applyAudited(visit, "start bundle", name, () -> control.start(name));
    } else if (name.equals("org.eyas.console") || name.equals("console")) {
      throw new RefusedException("The console cannot stop itself: set eyas.console.enabled to false.");
    } else {
      audit.applyAudited(visit, "stop bundle", name, () -> control.stop(name));
    }
    return PageReply.redirect(visit.request().path());
  }

  /** Readmits the services of a bundle that were taken out because of faults. */
  private void readmit(UserRequest visit, String bundle) throws RefusedException, IOException {
    Health health = services.health().orElseThrow(() -> new RefusedException("Health is not available."));
    audit.applyAudited(visit, "call bundle again", bundle, () -> health.readmit(bundle));
  }
}
