package org.eyas.core.command;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.eyas.api.launch.LauncherServices;
import org.eyas.core.rule.GenerationBuilder;
import org.eyas.engine.auditpolicy.AuditPolicy;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/**
 * Prints the audit policy of Kubernetes that delivers the events that the rules need ({@code eyas k8saudit policy}).
 */
@Component(
    service = Callable.class,
    property = LauncherServices.MAIN_THREAD + "=true",
    configurationPid = "org.eyas.command.k8saudit",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class AuditPolicyCommand extends LoadedRulesCommand {
  @Activate
  public AuditPolicyCommand(@Reference GenerationBuilder assembly, @Reference(target = LauncherServices.OUT) PrintStream out) {
    super(assembly, out);
  }

  @Override
  public Integer call() throws Exception {
    out.print(AuditPolicy.of(loaded().rules()).text());
    return 0;
  }
}
