package org.eyas.console.page;

import java.util.List;
import org.eyas.api.control.OutputControl;
import org.eyas.api.control.SourceControl;

/** How everything is, at a glance. */
final class OverviewPage implements Page {
  private record Model(boolean known, List<String> sources, List<String> outputs) {}

  private final Services services;
  private final Templates templates;

  OverviewPage(Services services, Templates templates) {
    this.services = services;
    this.templates = templates;
  }

  @Override
  public Reply get(Visit visit) {
    List<String> sources =
        services.sources().map(SourceControl::sources).orElse(List.of()).stream().map(source -> source.source()).toList();
    List<String> outputs =
        services.outputs().map(OutputControl::outputs).orElse(List.of()).stream().map(output -> output.channel().name()).toList();
    return templates.page("overview", "Overview", visit.session(), new Model(!sources.isEmpty(), sources, outputs));
  }
}
