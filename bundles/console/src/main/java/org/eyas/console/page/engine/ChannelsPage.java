package org.eyas.console.page.engine;

import java.io.IOException;
import java.util.List;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.OutputControl;
import org.eyas.api.control.SourceControl;
import org.eyas.console.page.AuditRecorder;
import org.eyas.console.page.ConsolePage;
import org.eyas.console.page.ConsoleServices;
import org.eyas.console.page.EngineSamples;
import org.eyas.console.page.PageReply;
import org.eyas.console.page.PageTemplates;
import org.eyas.console.page.UserRequest;

/** The page of outputs and sources: their state, and actions on them. */
public final class ChannelsPage implements ConsolePage {
  private record Model(
      boolean outputsKnown, List<OutputRow> outputs, boolean sourcesKnown, List<SourceRow> sources, List<String> drivers,
      String done) {}

  private final ConsoleServices services;
  private final EngineSamples samples;
  private final PageTemplates templates;
  private final AuditRecorder audit;

  public ChannelsPage(ConsoleServices services, EngineSamples samples, PageTemplates templates, AuditRecorder audit) {
    this.services = services;
    this.samples = samples;
    this.templates = templates;
    this.audit = audit;
  }

  @Override
  public PageReply get(UserRequest visit) {
    return page(visit, "");
  }

  private PageReply page(UserRequest visit, String done) {
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
  public PageReply post(UserRequest visit) throws RefusedException, IOException {
    String output = visit.parameter("output");
    return switch (visit.parameter("do")) {
      case "test" -> {
        audit.applyAudited(visit, "test output", output, () -> outputs().test(output));
        yield page(visit, "A test alert is queued for " + output + ".");
      }
      case "reopen" -> {
        audit.applyAudited(visit, "reopen output", output, () -> outputs().reopen(output));
        yield page(visit, output + " was reopened.");
      }
      case "driver" -> {
        String kind = visit.parameter("kind");
        audit.applyAudited(visit, "switch driver", kind, () -> sources().switchDriver(kind));
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
