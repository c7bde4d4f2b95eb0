package org.eyas.core.command;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.eyas.api.launch.LauncherServices;
import org.eyas.engine.schema.SyscallSets;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** Lists the system calls that are traced only on request ({@code -i}). */
@Component(
    service = Callable.class,
    property = LauncherServices.MAIN_THREAD + "=true",
    configurationPid = "org.eyas.command.ignored",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class ListIgnoredCommand implements Callable<Integer> {
  private final PrintStream out;

  @Activate
  public ListIgnoredCommand(@Reference(target = LauncherServices.OUT) PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    out.println("Ignored syscall(s):");
    SyscallSets.ignored().forEach(name -> out.println("- " + name));
    out.println();
    return 0;
  }
}
