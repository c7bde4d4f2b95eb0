package org.eyas.launcher.shortage;

import java.time.Instant;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.eyas.api.launch.LauncherServices;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;

/**
 * Connects the problems of the process with the bundles: health shows the problems, and a service of the bundles tells
 * when the start is complete.
 */
public final class ProcessProblems implements Supplier<Map<String, Instant>>, ServiceListener {
  private static final String RUNNING = "(" + LauncherServices.ENGINE_RUNNING + "=true)";

  private final Map<String, Instant> lasting;

  private ProcessProblems(Map<String, Instant> lasting) {
    this.lasting = lasting;
  }

  /**
   * Registers the problems; must be called before the bundles start.
   *
   * @param lasting the problems that this process has until its end
   */
  public static void connect(BundleContext context, Map<String, Instant> lasting) {
    ComponentLog.registerAt(context);
    ProcessProblems problems = new ProcessProblems(lasting);
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put(LauncherServices.PROCESS_PROBLEMS, true);
    context.registerService(Supplier.class, problems, properties);
    try {
      context.addServiceListener(problems, RUNNING);
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException("bug in Eyas: the service filter is not valid", e);
    }
  }

  @Override
  public Map<String, Instant> get() {
    Map<String, Instant> problems = new LinkedHashMap<>(lasting);
    problems.putAll(ThreadShortage.ofProcess().problem());
    return problems;
  }

  @Override
  public void serviceChanged(ServiceEvent event) {
    if (event.getType() == ServiceEvent.REGISTERED) {
      ThreadShortage.ofProcess().startCompleted();
    }
  }
}
