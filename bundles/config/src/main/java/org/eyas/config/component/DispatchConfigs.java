package org.eyas.config.component;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The configurations of the queues of outputs, of throttling and of the alert history, by PID. */
public final class DispatchConfigs {
  public static final String QUEUES = "eyas.output_queues";
  static final String THROTTLE = "eyas.throttle";

  private static final String PID = "org.eyas.dispatch";
  private static final String QUEUE = "org.eyas.queue~";
  private static final String WINDOW = "org.eyas.throttle~";

  /** A standard property of Declarative Services: the component starts only with at least this many services. */
  private static final String MINIMUM = ".cardinality.minimum";

  private DispatchConfigs() {}

  // Queues and throttles come before the component that collects them.
  static Map<String, Map<String, Object>> of(ConfigTree tree) {
    Map<String, Map<String, Object>> all = new LinkedHashMap<>();
    List<ConfigTree> queues = KeyProperties.elements(tree, QUEUES);
    for (ConfigTree queue : queues) {
      all.put(QUEUE + queue.text("output"), KeyProperties.ofElement(queue, QUEUES, QUEUE));
    }
    List<ConfigTree> throttles = KeyProperties.elements(tree, THROTTLE);
    for (int i = 0; i < throttles.size(); i++) {
      Map<String, Object> throttle = KeyProperties.ofElement(throttles.get(i), THROTTLE, WINDOW);
      throttle.put("position", i);
      all.put(WINDOW + i, throttle);
    }
    Map<String, Object> dispatch = KeyProperties.of(tree, PID);
    dispatch.put("queues", queues.stream().map(queue -> queue.text("output")).toArray(String[]::new));
    dispatch.put("queue" + MINIMUM, queues.size());
    dispatch.put("throttle" + MINIMUM, throttles.size());
    all.put(PID, dispatch);
    return all;
  }
}
