package org.eyas.core.report;

import java.time.Instant;
import org.eyas.api.control.HealthProblem;
import org.eyas.api.control.HealthProblem.Part;
import org.eyas.api.control.OwnHealth;
import org.eyas.core.part.BundleFaults;
import org.eyas.engine.guard.BundleProblems;
import org.osgi.framework.Bundle;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/**
 * The health that one bundle reports about itself. The bundle calls the engine and not the reverse, so a hanging bundle cannot
 * delay health.
 */
@Component(service = OwnHealth.class, scope = ServiceScope.BUNDLE)
public final class ReportedHealth implements OwnHealth {
  private final BundleProblems reportedProblems;
  private final Bundle bundle;

  @Activate
  public ReportedHealth(ComponentContext context, @Reference BundleFaults faults) {
    reportedProblems = faults.reportedProblems();
    bundle = context.getUsingBundle();
  }

  @Override
  public void reportProblem(String text) {
    String name = String.valueOf(bundle.getSymbolicName());
    reportedProblems.put(bundle.getBundleId(), new HealthProblem(Part.BUNDLE, name, text, Instant.now()));
  }

  @Override
  @Deactivate
  public void clear() {
    reportedProblems.remove(bundle.getBundleId());
  }
}
