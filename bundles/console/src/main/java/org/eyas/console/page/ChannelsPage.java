package org.eyas.console.page;

import java.io.IOException;
import java.util.List;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.OutputControl;
import org.eyas.api.control.SourceControl;

/** The page of outputs and sources: their state, and actions on them. */
final class ChannelsPage implements Page {
  private record Model(
      boolean outputsKnown, List<OutputRow> outputs, boolean sourcesKnown, List<SourceRow> sources, List<String> drivers,
      String done) {}

  private final Services services;
  private final Samples samples;
  private final Templates templates;
  private final Audit audit;

  ChannelsPage(Services services, Samples samples, Templates templates, Audit audit) {
    this.services = services;
    this.samples = samples;
    this.templates = templates;
    this.audit = audit;
  }

  @Override
  public Reply get(Visit visit) {
    return page(visit, "");
  }

  private Reply page(Visit visit, String done) {
    Model model =
        new Model(
            services.outputControl().isPresent(),
            OutputRow.all(services),
            services.sourceControl().isPresent(),
            SourceRow.all(services, samples),
            services.sourceControl().map(SourceControl::drivers).orElse(List.of()),
            done);
    return templates.page("channels", "Channels and drivers", visit, model);
  }

  @Override
  public Reply post(Visit visit) throws RefusedException, IOException {
    String output = visit.parameter("output");
    return switch (visit.parameter("do")) {
      case "test" -> {
        audit.make(visit, "test output", output, () -> outputs().test(output));
        yield page(visit, "A test alert is queued for " + output + ".");
      }
      case "reopen" -> {
        audit.make(visit, "reopen output", output, () -> outputs().reopen(output));
        yield page(visit, output + " was reopened.");
      }
      case "driver" -> {
        String kind = visit.parameter("kind");
        audit.make(visit, "switch driver", kind, () -> sources().use(kind));
        yield page(visit, "The driver is now " + kind + ".");
      }
      default -> throw new RefusedException("There is no such action.");
    };
  }

  private OutputControl outputs() throws RefusedException {
    return services.outputControl().orElseThrow(() -> new RefusedException("Outputs are not available."));
  }

  private SourceControl sources() throws RefusedException {
    return services.sourceControl().orElseThrow(() -> new RefusedException("Drivers are not available."));
  }
}
